"""What is known of pages: each is judged alone, and once for the same bytes at the same place."""

from __future__ import annotations

import logging
import platform
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import msgspec
from msgspec.structs import force_setattr

from scripts.cache import key, store, stored
from scripts.check_page import Page, read_page, utf8_fault
from scripts.check_page_rules import PAGE_RULES
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LOG = logging.getLogger("siap")
PACK = "pages"
BATCH = 32
JUDGES = ("check_known", "check_page", "check_page_rules", "problem")
"""The modules that make up the judgement of a page."""

PARSERS = ("selectolax", "msgspec")
"""The packages that it depends on."""

Given = TypeVar("Given")
Made = TypeVar("Made")


class Pool(Protocol):
    """Workers that apply a function of a module to many things, as `concurrent.futures` has them."""

    def map(self, function: Callable[[Given], Made], items: Iterable[Given], /) -> Iterable[Made]:
        """Return what the function makes of each thing, in order."""


class Source(NamedTuple):
    """A page's bytes in UTF-8 with their SHA-256, and its place."""

    path: str
    address: str
    locale: str
    content: bytes
    digest: bytes


class Judged(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a page says to the site, without its source, and what is wrong with it alone.

    A page that is not UTF-8 says nothing.
    """

    page: Page | None
    problems: tuple[Problem, ...]


DECODER = msgspec.msgpack.Decoder(dict[bytes, Judged])
DAMAGED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def judge(source: Source) -> Judged:
    """Return what a page says, and what is wrong with it alone."""
    if fault := utf8_fault(source.path, source.content):
        return Judged(None, (fault,))
    reading = read_page(source.path, source.address, source.locale, source.content)
    problems = tuple(problem for rule in PAGE_RULES for problem in rule(reading))
    return Judged(reading.page(), problems)


def judge_all(sources: Sequence[Source]) -> list[Judged]:
    """Return what is said of several pages, as a worker does it."""
    return [judge(source) for source in sources]


def judged(
    sources: Sequence[Source], cache: Path | None = None, pool: Pool | None = None
) -> list[Judged]:
    """Return what is said of each page, in order; what is new is added to what `cache` knows."""
    keys = [_key(source) for source in sources]
    known = _load(cache) if cache else {}
    new = [(k, source) for k, source in zip(keys, sources, strict=True) if k not in known]
    made = _made([source for _, source in new], pool)
    every = known | {k: each for (k, _), each in zip(new, made, strict=True)}
    found = [every[k] for k in keys]
    if cache and (new or len(known) > len(keys)):
        _save(cache, {k: each for k, each in zip(keys, found, strict=True) if _can_keep(each.page)})
    for source, each in zip(sources, found, strict=True):
        if each.page:
            force_setattr(each.page, "source", source.content)
    return found


def _made(sources: Sequence[Source], pool: Pool | None) -> list[Judged]:
    if pool is None:
        return judge_all(sources)
    batches = [sources[i : i + BATCH] for i in range(0, len(sources), BATCH)]
    return [each for batch in pool.map(judge_all, batches) for each in batch]


def _key(source: Source) -> bytes:
    place = (part.encode(errors="surrogateescape") for part in source[:3])
    return bytes.fromhex(key(*place, source.digest))


def _can_keep(page: Page | None) -> bool:
    """Return whether a page can be written: the name of its file may be no text."""
    return page is not None and page.path.encode(errors="replace").decode() == page.path


@lru_cache(1)
def _version() -> bytes:
    """Return what tells one way of judging from another."""
    sources = (Path(__file__).with_name(f"{name}.py").read_bytes() for name in JUDGES)
    packages = (f"{name} {version(name)}".encode() for name in PARSERS)
    return key(platform.python_version().encode(), *packages, *sources).encode()


def _load(cache: Path) -> dict[bytes, Judged]:
    """Return what is known, nothing if it was judged otherwise or is damaged."""
    entry = cache / PACK
    if not entry.exists():
        return {}
    head, _, data = (stored(entry) or b"").partition(b"\n")
    try:
        if head == _version():
            return DECODER.decode(data)
        damaged = len(head) != len(_version())
    except DAMAGED:
        damaged = True
    if damaged:
        LOG.warning("what was known of pages in %s is damaged: each is judged anew", PACK)
    return {}


def _save(cache: Path, pages: dict[bytes, Judged]) -> None:
    store(cache / PACK, _version() + b"\n" + msgspec.msgpack.encode(pages))
