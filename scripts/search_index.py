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
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import sub
from typing import TYPE_CHECKING, Any

import msgspec

from scripts.model import KEY_POINTS_ID, SOURCES_ID
from scripts.search_families import families
from scripts.search_words import JOIN, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scripts.records import Search
    from scripts.search_page import Section

INDEX = "indeks.json"
VERSION = 1
"""The shape of the files: docs/assets/javascripts/search-index.js reads this one."""

TITLE, ABOVE, TEXT = 14, 3, 1
"""How much a word weighs in a section's title, in the title above it, and in its text."""
SHORT = 0.35
"""How much each word of a title counts for more in a short one, from 0 to 1."""
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

Places = dict[str, dict[int, int]]
"""For each word the numbers of sections and the weight it has there, in steps."""


@dataclass(frozen=True)
class Found:
    """A page that can be found: its address from the site's root, and its sections.

    The first one is the page itself; `weight` is 1, or less for pages about the advice itself.
    `counts` has the words of each section as `Counter` counts them.
    """

    address: str
    title: str
    sections: Sequence[Section]
    counts: Sequence[Mapping[str, float]]
    weight: float = 1.0

    def weigh(self, section: Section) -> float:
        """Return what the words of a section weigh."""
        return self.weight * SPECIAL.get(section.id, 1.0)


def files(pages: Sequence[Found], rules: Search) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an index with their names; `pages` are in one language."""
    places = weigh(pages, rules)
    grouped = list(families(places, rules).values())
    runs = list(_runs(grouped, places))
    packed = {f"kata/{n}.json": _json(_run(run, places)) for n, run in enumerate(runs)}
    packed |= {f"halaman/{n}.json": _json(_page(page)) for n, page in enumerate(pages)}
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
    seen: set[tuple[str, str]] = set()
    counted = [
        ({} if _known(section, seen) else count, page.weigh(section))
        for page in pages
        for section, count in zip(page.sections, page.counts, strict=True)
    ]
    lengths = [sum(count.values()) for count, _ in counted]
    mean = sum(lengths) / len(lengths) if lengths else 1.0
    places: Places = collections.defaultdict(dict)
    places |= {word: {} for group in rules.groups for word in group}
    for number, (count, weight) in enumerate(counted):
        norm = 1 - LENGTH + LENGTH * lengths[number] / mean
        steps = {value: _step(value * weight / norm) for value in set(count.values())}
        for word, value in count.items():
            places[word][number] = steps[value]
    return places


def _known(section: Section, seen: set[tuple[str, str]]) -> bool:
    """Return whether a section was seen: what stands on several pages is found on the first alone."""
    if (section.title, section.text) in seen:
        return True
    seen.add((section.title, section.text))
    return False


class Counter:
    """Counts the words of sections."""

    def __init__(self, rules: Search) -> None:
        self.ignored = frozenset(rules.stop_words)
        phrases = (word for group in rules.groups for word in group if JOIN in word)
        self.pairs = {tuple(phrase.split(JOIN)): phrase for phrase in phrases}
        self.firsts = {first for first, *_ in self.pairs}

    def count(self, section: Section) -> dict[str, float]:
        """Return the weight of each word in a section; what is ignored counts in its title only."""
        title = self._words(section.title)
        share = TITLE * len(title) ** -SHORT if title else 0.0
        count = {word: share * times for word, times in collections.Counter(title).items()}
        for text, weight in ((section.above, ABOVE), (section.text, TEXT)):
            for word, times in collections.Counter(self._words(text)).items():
                if word not in self.ignored:
                    count[word] = count.get(word, 0) + weight * times
        return count

    def _words(self, text: str) -> list[str]:
        found = words(text)
        if not self.firsts.isdisjoint(found):
            found += sorted(self.pairs[pair] for pair in self.pairs.keys() & pairwise(found))
        return found


def _step(weight: float) -> int:
    return max(1, round(STEPS * math.log2(weight)) - LIGHTEST + 1)


def _runs(grouped: Iterable[list[str]], places: Places) -> Iterator[list[list[str]]]:
    """Yield runs of families, each for one file."""
    run: list[list[str]] = []
    size = 0
    for family in grouped:
        run.append(family)
        size += sum(len(places[word]) for word in family)
        if size >= RUN:
            yield run
            run, size = [], 0
    if run:
        yield run


def _run(run: list[list[str]], places: Places) -> list[list[int]]:
    return [_flat(places[word]) for family in run for word in family]


def _flat(found: Mapping[int, int]) -> list[int]:
    """Return sections as their distance from the one before, each followed by its weight."""
    distances = map(sub, found, chain((0,), found))
    return list(chain.from_iterable(zip(distances, found.values(), strict=True)))


def _page(page: Found) -> dict[str, Any]:
    parts = [[part.id, part.title, part.text] for part in page.sections]
    return {"address": page.address, "title": page.title, "sections": parts}


def _json(value: Any) -> bytes:
    return msgspec.json.encode(value)


def _digest(packed: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in packed.items():
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:12]
