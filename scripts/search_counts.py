"""How much each word weighs in a section, before it is known how long sections are."""

from __future__ import annotations

import collections
from itertools import chain, filterfalse, pairwise
from typing import TYPE_CHECKING

from scripts.search_words import JOIN, LETTERS, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.records import Search
    from scripts.search_page import Section

TITLE, ABOVE = 14, 3
"""How much a word weighs in a section's title, and in the title above it; in its text it is 1."""
SHORT = 0.35
"""How much each word of a title counts for more in a short one, from 0 to 1."""

Count = dict[str, float]
"""The weight of each word in a section."""
Times = collections.Counter[str]
"""How often each word is in a text."""


class Counter:
    """Counts the words of sections by the rules of a language."""

    def __init__(self, rules: Search) -> None:
        self._ignored = frozenset(rules.stop_words)
        self._unseen = LETTERS | self._ignored
        phrases = (word for group in rules.groups for word in group if JOIN in word)
        self._pairs = {tuple(phrase.split(JOIN)): phrase for phrase in phrases}
        self._firsts = {first for first, *_ in self._pairs}
        self._lasts = {last for *_, last in self._pairs}

    def counts(self, sections: Sequence[Section]) -> Iterator[Count]:
        """Yield the words of each section; what is ignored counts in its title only."""
        names = list(dict.fromkeys(chain.from_iterable((s.title, s.above) for s in sections)))
        found = iter(words_of([*names, *(section.text for section in sections)]))
        titles = {name: self._times(next(found), LETTERS) for name in names}
        for section, text in zip(sections, found, strict=True):
            yield self._count(titles[section.title], titles[section.above], text)

    def _count(self, title: Times, above: Times, text: list[str]) -> Count:
        """Return the weight of each word by how often it is in a title, the one above, and a text."""
        share = TITLE * sum(title.values()) ** -SHORT if title else 0.0
        heads: Count = {word: share * times for word, times in title.items()}
        for word, times in above.items():
            if word not in self._ignored:
                heads[word] = heads.get(word, 0) + ABOVE * times
        count: Count = dict(self._times(text, self._unseen))
        for word, weight in heads.items():
            count[word] = weight + count.get(word, 0)
        return count

    def _times(self, found: list[str], unseen: frozenset[str]) -> Times:
        """Return how often each word is in a text, but for the `unseen`, and the phrases in it."""
        times = collections.Counter(filterfalse(unseen.__contains__, found))
        if not (self._firsts.isdisjoint(found) or self._lasts.isdisjoint(found)):
            there = pairwise(filterfalse(LETTERS.__contains__, found))
            times.update(sorted(self._pairs[pair] for pair in self._pairs.keys() & there))
        return times
