"""The search of a built site: it finds every page and section of its language, and nothing else."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from itertools import accumulate, chain
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from scripts.built import parsed
from scripts.check_catalogue import clean
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.built import Site
    from scripts.check_folder import Source
    from scripts.check_page import Page

FOLDER = "cari/"
INDEX = "indeks.json"
VERSION = 1
MOST = 1_000_000  # sections
BROKEN = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, OverflowError)
"""What reading something that is no index may raise."""


class Index(NamedTuple):
    """What the files of an index say: titles by address, addresses without words, and the files."""

    shown: tuple[tuple[str, str], ...]
    silent: tuple[str, ...]
    files: frozenset[str]


class Words(Struct, frozen=True):
    """What a file of words says: how many, and a byte for each section, 1 if one stands in it."""

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
    home = folder + head["folder"]
    pages = {f"{home}halaman/{n}.json": count for n, count in enumerate(head["pages"])}
    runs = [f"{home}kata/{n}.json" for n in range(len(head["runs"]))]
    sections = [row for name, count in pages.items() for row in _sections(site, name, count)]
    flags = reduce(or_, _placed(site, locale, head, runs), 0)
    if flags.bit_length() > 8 * len(sections):
        raise ValueError("a word stands in a section that is in no list")
    placed = flags.to_bytes(len(sections), "little")
    first = {row[1:]: n for n, row in reversed(list(enumerate(sections)))}
    silent = (row[0] for n, row in enumerate(sections) if first[row[1:]] == n and not placed[n])
    shown = tuple((address, title) for address, title, _ in sections)
    return Index(shown, tuple(silent), frozenset((folder + INDEX, *pages, *runs)))


def _sections(site: Site, path: str, count: int) -> Iterator[tuple[str, str, str]]:
    """Yield the address, title and text of each section that a page's file has."""
    page = parsed(site.read(path))
    if len(page["sections"]) != count:
        raise ValueError(f'"{path}" has {len(page["sections"])} sections, not {count}')
    address = site.url + page["address"]
    for name, title, text in page["sections"]:
        yield f"{address}#{name}" if name else address, title, text


def _placed(site: Site, locale: str, head: dict[str, Any], runs: Sequence[str]) -> Iterator[int]:
    """Yield for each file of words the sections that they stand in, a byte for each, as one number."""
    families = iter(head["families"])
    known = site.memory.known(
        f"words-{locale}", read_words, Words, [site.source(path) for path in runs]
    )
    for path, count, found in zip(runs, head["runs"], known, strict=True):
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
        found = set(chain.from_iterable(accumulate(places[::2]) for places in lists))
        if found and not 0 <= min(found) <= max(found) < MOST:
            raise ValueError("a word stands in a section that is in no list")
        flags = bytearray(max(found, default=-1) + 1)
        for number in found:
            flags[number] = 1
        return Words(len(lists), bytes(flags))
    except BROKEN as error:
        return Words(0, b"", str(error))


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
    shown = dict(index.shown)
    counts = Counter(address for address, _ in index.shown)
    for address, title in wanted.items():
        if address not in shown:
            yield f'"{address}" cannot be found; add it'
        elif shown[address] != title:
            yield f'"{address}" is called "{shown[address]}"; its page says "{title}"'
        elif counts[address] > 1:
            yield f'"{address}" is listed {counts[address]} times; keep one'
    yield from (f'"{address}" has no words; add them' for address in index.silent)
    for address in shown.keys() - wanted.keys():
        yield f'"{address}" is no page or section of this language; remove it'


def _strays(site: Site, folder: str, index: Index) -> Iterator[str]:
    """Yield files beside the index that are no part of it."""
    for path in sorted(site.files - index.files):
        if path.startswith(folder) and path.endswith(".json"):
            yield f'"{path}" is no part of it; remove it'
