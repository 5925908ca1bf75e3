"""The search of a built site: it finds every page and section of its language, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import MsgspecError, Struct, json

from scripts.built import parsed
from scripts.check_catalogue import clean
from scripts.check_known import Kind
from scripts.pack import key
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.built import Site
    from scripts.check_folder import Source
    from scripts.check_page import Page

FOLDER = "cari/"
INDEX = "indeks.json"
VERSION = 2
NAME = 12  # hexadecimal digits
MOST = 1_000_000  # sections
BROKEN = (
    *(ValueError, LookupError, TypeError, AttributeError, RuntimeError, OverflowError),
    MsgspecError,
)
"""What reading something that is no index may raise."""


class Index(NamedTuple):
    """What the files of an index say: titles by address, addresses without words, and the files."""

    shown: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]
    files: frozenset[str]


class Listed(Struct):
    """A page's file: of each section the id, the title and the text."""

    address: str
    sections: tuple[tuple[str, str, str], ...]


class Sections(Struct, frozen=True, array_like=True, gc=False):
    """What a page's file says: its address, and of each section the id, the title and its key."""

    address: str
    ids: tuple[str, ...]
    titles: tuple[str, ...]
    keys: tuple[bytes, ...]
    fault: str = ""


class Words(Struct, frozen=True, array_like=True, gc=False):
    """What a file of words says: how many, and a bit for each section, set if one stands in it."""

    words: int
    sections: bytes
    fault: str = ""


def search_finds_all(site: Site) -> Iterator[Problem]:
    """Let search find each page of a language but its own, section by section, and nothing else."""
    for locale in site.locales:
        folder = f"{FOLDER}{locale}/"
        path = f"site/{folder}{INDEX}"
        try:
            index = _read(site, locale)
        except BROKEN as error:
            fault = f"the index of search is missing or broken ({error}); build it again"
            yield Problem(path, 0, clean(fault))
            continue
        for fault in (*_compared(index, _wanted(site, locale)), *_strays(site, folder, index)):
            yield Problem(path, 0, clean(fault))


def _read(site: Site, locale: str) -> Index:
    folder = f"{FOLDER}{locale}/"
    head = parsed(site.read(folder + INDEX))
    if head["version"] != VERSION:
        raise ValueError(f'version "{head["version"]}"')
    pages = [f"{folder}halaman/{name}.json" for name in head["page_files"].split()]
    runs = [f"{folder}kata/{name}.json" for name in head["run_files"].split()]
    found = list(_pages(site, pages, head["pages"]))
    keys = [one for page in found for one in page.keys]
    placed = reduce(or_, _placed(site, head, runs), 0)
    if placed.bit_length() > len(keys):
        raise ValueError("a word stands in a section that is in no list")
    shown = tuple(row for page in found for row in _shown(site.url + page.address, page))
    first = {one: n for n, one in reversed(list(enumerate(keys)))}
    silent = (shown[n][0] for n, one in enumerate(keys) if first[one] == n and not placed >> n & 1)
    return Index(shown, tuple(silent), frozenset((folder + INDEX, *pages, *runs)))


def _is_named(site: Site, path: str) -> None:
    """Raise ValueError if a part is not called after what is in it: readers keep it by its name."""
    name = path.rpartition("/")[2].removesuffix(".json")
    if len(name) != NAME or not site.digest(path).hex().startswith(name):
        raise ValueError(f'"{path}" is not named after its contents')


def _shown(address: str, page: Sections) -> Iterator[tuple[str, str]]:
    """Yield the address and title of each section of a page at an address."""
    for name, title in zip(page.ids, page.titles, strict=True):
        yield f"{address}#{name}" if name else address, title


def _pages(site: Site, paths: Sequence[str], counts: Sequence[int]) -> Iterator[Sections]:
    """Yield what the files of pages say, which have so many sections."""
    sources = [site.folder.source(path) for path in paths]
    known = site.memory.known(SECTIONS, sources)
    for path, count, page in zip(paths, counts, known, strict=True):
        _is_named(site, path)
        if page.fault:
            raise ValueError(f'"{path}": {page.fault}')
        if len(page.ids) != count:
            raise ValueError(f'"{path}" has {len(page.ids)} sections, not {count}')
        yield page


def read_sections(source: Source) -> Sections:
    """Return what a page's file says; sections of one title and text have one key."""
    try:
        page = json.decode(source.read(), type=Listed)
    except BROKEN as error:
        return Sections("", (), (), (), str(error))
    ids = tuple(name for name, _, _ in page.sections)
    titles = tuple(title for _, title, _ in page.sections)
    keys = tuple(key(title, text) for _, title, text in page.sections)
    return Sections(page.address, ids, titles, keys)


def _placed(site: Site, head: dict[str, Any], runs: Sequence[str]) -> Iterator[int]:
    """Yield for each file of words the sections that they stand in, a bit for each, as one number."""
    families = iter(head["families"])
    sources = [site.folder.source(path) for path in runs]
    known = site.memory.known(WORDS, sources)
    for path, count, found in zip(runs, head["runs"], known, strict=True):
        _is_named(site, path)
        words = sum(len(next(families).split()) for _ in range(count))
        if found.fault:
            raise ValueError(found.fault)
        if found.words != words:
            raise ValueError(f'"{path}" has places of {found.words} words, not {words}')
        yield int.from_bytes(found.sections, "little")
    if next(families, None) is not None:
        raise ValueError("words are in no file")


def read_words(source: Source) -> Words:
    """Return how many words a file has places of, and in which sections they stand."""
    try:
        lists = parsed(source.read())
        found = sorted(set().union(*(accumulate(places[::2]) for places in lists)))
        if found and not 0 <= found[0] <= found[-1] < MOST:
            raise ValueError("a word stands in a section that is in no list")
        flags = bytearray(found[-1] // 8 + 1 if found else 0)
        for number in found:
            flags[number // 8] |= 1 << number % 8
        return Words(len(lists), bytes(flags))
    except BROKEN as error:
        return Words(0, b"", str(error))


SECTIONS = Kind("sections", read_sections, Sections)
WORDS = Kind("words", read_words, Words)
PART = re.compile(rf"{FOLDER}[^/]+/halaman/[^/]+\.json")


def is_listed(path: str) -> bool:
    """Return whether a file has the sections of a page."""
    return bool(PART.fullmatch(path))


def _wanted(site: Site, locale: str) -> dict[str, str]:
    """Return the titles of a language's pages and sections by their addresses."""
    own = site.address(f"{site.prefix(locale)}{FOLDER}index.html")
    pages = [p for p in site.pages.values() if p.indexable and p.locale == locale]
    return {
        address: title for page in pages if page.address != own for address, title in _titles(page)
    }


def _titles(page: Page) -> Iterator[tuple[str, str]]:
    yield page.address, page.heading
    yield from ((f"{page.address}#{name}", title) for name, title in page.parts)


def _compared(index: Index, wanted: dict[str, str]) -> Iterator[str]:
    """Yield where the index is not what the pages show."""
    yield from (f'"{address}" has no words; add them' for address in index.silent)
    shown = dict(index.shown)
    if shown == wanted and len(shown) == len(index.shown):
        return
    counts = Counter(address for address, _ in index.shown)
    for address, title in wanted.items():
        if address not in shown:
            yield f'"{address}" cannot be found; add it'
        elif shown[address] != title:
            yield f'"{address}" is called "{shown[address]}"; its page says "{title}"'
        elif counts[address] > 1:
            yield f'"{address}" is listed {counts[address]} times; keep one'
    for address in shown.keys() - wanted.keys():
        yield f'"{address}" is no page or section of this language; remove it'


def _strays(site: Site, folder: str, index: Index) -> Iterator[str]:
    """Yield files beside the index that are no part of it."""
    near = (path for path in site.files if path.startswith(folder) and path.endswith(".json"))
    for path in sorted(near):
        if path not in index.files:
            yield f'"{path}" is no part of it; remove it'
