"""The index of a language's sections, as files that a browser fetches in parts.

`indeks.json` lists the words, family by family. Where they stand is in one of the `kata/` files,
each for a run of families; what stands there, for the list of results, is in `halaman/`, one file
for each page. Each of these two is named after its contents: so parts of two builds are never mixed,
and what an edit leaves as it was stays where it is.
"""

from __future__ import annotations

import collections
import hashlib
import math
import zlib
from operator import sub
from typing import TYPE_CHECKING, Any

import msgspec

from scripts.model import KEY_POINTS_ID, SOURCES_ID
from scripts.search_families import families

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scripts.records import Search
    from scripts.search_counts import Count
    from scripts.search_page import Section

INDEX = "indeks.json"
PAGES, RUNS = "halaman/", "kata/"
VERSION = 2
"""The shape of the files: docs/assets/javascripts/search-index.js reads this one."""

LENGTH = 0.5
"""How much a long text counts against its words, from 0 to 1 (b in BM25)."""
STEPS = 2
"""Steps in which weights are kept for each doubling."""
LIGHTEST = -4
"""The step that is kept as 1: a quarter of a word in a text of ordinary length."""
RUN, MOST = 1_000, 4_000
"""Places of words in one file, at least and about at most."""
LAST = 16
"""One family of so many may be the last in a file: by its name, so that the next file stays as it is."""
LIKE = 64
"""Steps for each doubling in which the mean length counts: an edit leaves it as it was, mostly."""

SPECIAL = {"": 0.3, KEY_POINTS_ID: 0.7, SOURCES_ID: 0.3}
"""What words weigh where all of a page is summed up, and in a list of sources."""

NAME = 12
"""Hexadecimal digits of a file's digest that it is called by."""
MARK = 8
"""Bytes that tell a section's text from those of all others."""

Places = dict[str, list[int]]
"""For each word the numbers of sections, each followed by the weight it has there, in steps."""


class Counted(msgspec.Struct, frozen=True, array_like=True):
    """A section as words: the same `mark` is the same text, and `length` the sum of what they weigh.

    `words` has those of each weight, as `Counter` counts, with spaces between them. `weight` is what
    all of them weigh: 1, or less where the advice is not.
    """

    mark: bytes
    weight: float
    length: float
    words: tuple[tuple[float, str], ...]


class Found(msgspec.Struct, frozen=True, array_like=True):
    """A page that can be found: the name of its file, for the list of results, and its sections."""

    name: str
    sections: tuple[Counted, ...]


def shown(address: str, title: str, sections: Sequence[Section]) -> tuple[str, bytes]:
    """Return the file of a page, for the list of results, and its name.

    Its address is from the site's root, and the first section is the page itself.
    """
    parts = [(part.id, part.title, part.text) for part in sections]
    data = _json({"address": address, "title": title, "sections": parts})
    return _named(data), data


def found(
    name: str, sections: Sequence[Section], counts: Iterable[Count], weight: float = 1.0
) -> Found:
    """Return what of a page is in the index; `name` is that of its file.

    `weight` is 1, or less for pages about the advice itself.
    """
    counted = (
        _counted(part, weight * SPECIAL.get(part.id, 1.0), count)
        for part, count in zip(sections, counts, strict=True)
    )
    return Found(name, tuple(counted))


packed: Callable[[Found], bytes] = msgspec.msgpack.Encoder().encode
unpacked: Callable[[bytes], Found] = msgspec.msgpack.Decoder(Found).decode


def _counted(section: Section, weight: float, count: Count) -> Counted:
    groups: dict[float, list[str]] = {}
    for word, value in count.items():
        groups.setdefault(value, []).append(word)
    words = ((value, " ".join(group)) for value, group in groups.items())
    return Counted(_mark(section), weight, sum(count.values()), tuple(words))


def _mark(section: Section) -> bytes:
    return hashlib.sha256(f"{section.title}\n{section.text}".encode()).digest()[:MARK]


def files(pages: Sequence[Found], rules: Search) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an index but those of its pages, with their names; all in one language."""
    places = weigh(pages, rules)
    grouped = list(families(places, rules).values())
    runs = list(_runs(grouped, places))
    packed = [_json(_run(run, places)) for run in runs]
    names = list(map(_named, packed))
    head = {
        "version": VERSION,
        "pages": [len(page.sections) for page in pages],
        "page_files": " ".join(page.name for page in pages),
        "runs": [len(run) for run in runs],
        "run_files": " ".join(names),
        "families": [" ".join(family) for family in grouped],
        "ignored": " ".join(rules.stop_words),
        "prefixes": dict(rules.prefixes),
        "suffixes": dict(rules.suffixes),
        "synonyms": [" ".join(group) for group in rules.groups],
    }
    yield INDEX, _json(head)
    yield from ((f"{RUNS}{name}.json", data) for name, data in zip(names, packed, strict=True))


def weigh(pages: Sequence[Found], rules: Search) -> Places:
    """Return where every word stands and how much it weighs there; synonyms may stand nowhere."""
    counted = list(_first(section for page in pages for section in page.sections))
    mean = _mean([section.length for section in counted])
    places: Places = collections.defaultdict(list)
    places |= {word: [] for group in rules.groups for word in group}
    for number, section in enumerate(counted):
        weight = section.weight / (1 - LENGTH + LENGTH * section.length / mean)
        for value, words in section.words:
            here = number, _step(value * weight)
            for word in words.split():
                places[word] += here
    return places


def _mean(lengths: Sequence[float]) -> float:
    """Return about what lengths are in the mean, the same for those that are nearly the same."""
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    return 2 ** (round(LIKE * math.log2(mean)) / LIKE) if mean else 1.0


def _first(sections: Iterable[Counted]) -> Iterator[Counted]:
    """Yield sections, those that were there before without words: the first alone is found."""
    seen: set[bytes] = set()
    for section in sections:
        yield Counted(section.mark, section.weight, 0, ()) if section.mark in seen else section
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
        if size >= RUN and (size >= MOST or _may_be_last(family)):
            yield run
            run, size = [], 0
    if run:
        yield run


def _may_be_last(family: list[str]) -> bool:
    return zlib.crc32(family[0].encode()) % LAST == 0


def _run(run: list[list[str]], places: Places) -> list[list[int]]:
    return [_flat(places[word]) for family in run for word in family]


def _flat(found: list[int]) -> list[int]:
    """Return sections as their distance from the one before, each followed by its weight."""
    numbers, flat = found[::2], found.copy()
    flat[2::2] = map(sub, numbers[1:], numbers)
    return flat


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value)


def _named(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:NAME]
