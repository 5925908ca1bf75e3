"""The index of a language's sections, as files that a browser fetches in parts.

`indeks.json` lists the words, family by family. Where they stand is in one of the `kata/` files,
each for a run of families; what stands there, for the list of results, is in `halaman/`, one file
for each page. The names of these two lead through a folder that is named after all their contents,
so parts of two builds are never mixed.
"""

from __future__ import annotations

import collections
import hashlib
import math
from operator import sub
from typing import TYPE_CHECKING, Any

import msgspec

from scripts.model import KEY_POINTS_ID, SOURCES_ID
from scripts.search_counts import Count
from scripts.search_families import families

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scripts.records import Search
    from scripts.search_page import Section

INDEX = "indeks.json"
VERSION = 1
"""The shape of the files: docs/assets/javascripts/search-index.js reads this one."""

LENGTH = 0.5
"""How much a long text counts against its words, from 0 to 1 (b in BM25)."""
STEPS = 2
"""Steps in which weights are kept for each doubling."""
LIGHTEST = -4
"""The step that is kept as 1: a quarter of a word in a text of ordinary length."""
RUN = 2_000
"""Places of words in one file."""

SPECIAL = {"": 0.3, KEY_POINTS_ID: 0.7, SOURCES_ID: 0.3}
"""What words weigh where all of a page is summed up, and in a list of sources."""

MARK = 8
"""Bytes that tell a section's text from those of all others."""

Places = dict[str, list[int]]
"""For each word the numbers of sections, each followed by the weight it has there, in steps."""


class Counted(msgspec.Struct, frozen=True, array_like=True):
    """A section as words: the same `mark` is the same text, and `count` is what `Counter` counts.

    `weight` is what all of its words weigh: 1, or less where the advice is not.
    """

    mark: bytes
    weight: float
    count: Count


class Found(msgspec.Struct, frozen=True, array_like=True):
    """A page that can be found: its file, for the list of results, and its sections."""

    page: bytes
    sections: tuple[Counted, ...]


def found(
    address: str,
    title: str,
    sections: Sequence[Section],
    counts: Iterable[Count],
    weight: float = 1.0,
) -> Found:
    """Return what of a page is in the index.

    Its address is from the site's root, the first section is the page itself, and `weight` is 1, or
    less for pages about the advice itself.
    """
    parts = [(part.id, part.title, part.text) for part in sections]
    counted = (
        Counted(_mark(part), weight * SPECIAL.get(part.id, 1.0), count)
        for part, count in zip(sections, counts, strict=True)
    )
    return Found(_json({"address": address, "title": title, "sections": parts}), tuple(counted))


packed: Callable[[Found], bytes] = msgspec.msgpack.Encoder().encode
unpacked: Callable[[bytes], Found] = msgspec.msgpack.Decoder(Found).decode


def _mark(section: Section) -> bytes:
    return hashlib.sha256(f"{section.title}\n{section.text}".encode()).digest()[:MARK]


def files(pages: Sequence[Found], rules: Search) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an index with their names; `pages` are in one language."""
    places = weigh(pages, rules)
    grouped = list(families(places, rules).values())
    runs = list(_runs(grouped, places))
    packed = {f"kata/{n}.json": _json(_run(run, places)) for n, run in enumerate(runs)}
    packed |= {f"halaman/{n}.json": page.page for n, page in enumerate(pages)}
    folder = _digest(packed)
    head = {
        "version": VERSION,
        "folder": f"{folder}/",
        "pages": [len(page.sections) for page in pages],
        "runs": [len(run) for run in runs],
        "families": [" ".join(family) for family in grouped],
        "ignored": " ".join(rules.stop_words),
        "prefixes": dict(rules.prefixes),
        "suffixes": dict(rules.suffixes),
        "synonyms": [" ".join(group) for group in rules.groups],
    }
    yield INDEX, _json(head)
    yield from ((f"{folder}/{name}", data) for name, data in packed.items())


def weigh(pages: Sequence[Found], rules: Search) -> Places:
    """Return where every word stands and how much it weighs there; synonyms may stand nowhere."""
    counted = list(_first(section for page in pages for section in page.sections))
    lengths = [sum(section.count.values()) for section in counted]
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    places: Places = collections.defaultdict(list)
    places |= {word: [] for group in rules.groups for word in group}
    for number, section in enumerate(counted):
        weight = section.weight / (1 - LENGTH + LENGTH * lengths[number] / mean)
        values = {*section.count.values()}
        here = {value: (number, _step(value * weight)) for value in values}
        for word, value in section.count.items():
            places[word] += here[value]
    return places


def _first(sections: Iterable[Counted]) -> Iterator[Counted]:
    """Yield sections, those that were there before without words: the first alone is found."""
    seen: set[bytes] = set()
    for section in sections:
        yield Counted(section.mark, section.weight, {}) if section.mark in seen else section
        seen.add(section.mark)


def _step(weight: float) -> int:
    return max(1, round(STEPS * math.log2(weight)) - LIGHTEST + 1)


def _runs(grouped: Iterable[list[str]], places: Places) -> Iterator[list[list[str]]]:
    """Yield runs of families, each for one file."""
    run: list[list[str]] = []
    size = 0
    for family in grouped:
        run.append(family)
        size += sum(len(places[word]) // 2 for word in family)
        if size >= RUN:
            yield run
            run, size = [], 0
    if run:
        yield run


def _run(run: list[list[str]], places: Places) -> list[list[int]]:
    return [_flat(places[word]) for family in run for word in family]


def _flat(found: list[int]) -> list[int]:
    """Return sections as their distance from the one before, each followed by its weight."""
    numbers, flat = found[::2], found.copy()
    flat[2::2] = map(sub, numbers[1:], numbers)
    return flat


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value)


def _digest(packed: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in packed.items():
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:12]
