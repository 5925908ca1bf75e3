"""What is known of files: each is judged once for the same bytes at the same place.

What is found out about one file is a function of its place and bytes alone. A pack holds it for
all files of a kind, by keys that cover these, the sources of the checks and what they build on.
"""

from __future__ import annotations

import logging
import platform
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import msgspec

from scripts.cache import key, store, stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LOG = logging.getLogger("siap")
BATCH = 32
PARSERS = ("msgspec", "selectolax")
DAMAGED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
Given = TypeVar("Given")
Made = TypeVar("Made")


class Pool(Protocol):
    """Workers that apply a function of a module to many things, as `concurrent.futures` has them."""

    def map(self, function: Callable[[Given], Made], items: Iterable[Given], /) -> Iterable[Made]:
        """Return what the function makes of each thing, in order."""


class Source(NamedTuple):
    """A file's bytes with their SHA-256, and its place."""

    path: str
    address: str
    locale: str
    content: bytes
    digest: bytes


class Memory(NamedTuple):
    """The folder where what is known is kept, and who finds out the rest."""

    folder: Path | None = None
    pool: Pool | None = None

    def known(
        self,
        kind: str,
        judge: Callable[[Source], Made],
        found: type[Made],
        sources: Sequence[Source],
    ) -> list[Made]:
        """Return what `judge` finds out about each file, a `found` that msgspec can write."""
        keys = [_key(source) for source in sources]
        pack = _load(self.folder / kind, found) if self.folder else {}
        new = {k: source for k, source in zip(keys, sources, strict=True) if k not in pack}
        made = zip(new, self._made(judge, list(new.values())), strict=True)
        every = pack | dict(made)
        if self.folder and (new or len(pack) > len(keys)):
            pairs = zip(keys, sources, strict=True)
            _save(self.folder / kind, {k: every[k] for k, source in pairs if _is_named(source)})
        return [every[k] for k in keys]

    def _made(self, judge: Callable[[Source], Made], sources: list[Source]) -> list[Made]:
        if self.pool is None:
            return _each(judge, sources)
        batches = [sources[i : i + BATCH] for i in range(0, len(sources), BATCH)]
        return [made for batch in self.pool.map(partial(_each, judge), batches) for made in batch]


def _each(judge: Callable[[Source], Made], sources: list[Source]) -> list[Made]:
    return [judge(source) for source in sources]


def _key(source: Source) -> bytes:
    place = "\n".join(source[:3]).encode(errors="surrogateescape")
    return bytes.fromhex(key(place, source.digest))


def _is_named(source: Source) -> bool:
    """Return whether the name of a file is text, which can be written."""
    return source.path.encode(errors="replace").decode() == source.path


@lru_cache(1)
def _version() -> bytes:
    """Return what tells one way of judging from another."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    ours = [
        s for s in sources if s.stem.startswith("check") or s.stem in {"built", "problem", "svg"}
    ]
    packages = [f"{name} {version(name)}" for name in PARSERS]
    platforms = [platform.python_version(), *packages, *(source.name for source in ours)]
    return key("\n".join(platforms).encode(), *(s.read_bytes() for s in ours)).encode()


def _load(entry: Path, found: type[Made]) -> dict[bytes, Made]:
    """Return what a pack holds, nothing if it was judged otherwise or is damaged."""
    if not entry.exists():
        return {}
    head, _, data = (stored(entry) or b"").partition(b"\n")
    try:
        if head == _version():
            return msgspec.msgpack.decode(data, type=dict[bytes, found])  # type: ignore[valid-type]
        damaged = len(head) != len(_version())
    except DAMAGED:
        damaged = True
    if damaged:
        LOG.warning("what was known of %s is damaged: they are judged anew", entry.name)
    return {}


def _save(entry: Path, pack: dict[bytes, Made]) -> None:
    store(entry, _version() + b"\n" + msgspec.msgpack.encode(pack))
