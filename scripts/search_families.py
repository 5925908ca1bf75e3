"""Word families: which words of a site are forms of one another (menolak, ditolak, penolakan).

Affixes alone cannot tell: "pesan" may be a root, or "pe-" and "san". So each word names every root
that it could have, the whole vocabulary votes, and the root that most words name wins.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.records import Search

DEPTH = 2
"""Affixes that are taken off each end of a word at most: `di-per-…`, `…-kan-nya`."""
SHORTEST = 3
"""Letters of a root at least."""
UNSEEN = 4
"""Letters at least of a root that is no word of the vocabulary itself."""


class Roots:
    """Finds the roots of words by the affixes of a language."""

    def __init__(self, rules: Search) -> None:
        self._prefixes = rules.prefixes
        self._suffixes = rules.suffixes
        self._starts = sorted({*map(len, rules.prefixes)})
        self._ends = sorted({*map(len, rules.suffixes)})

    def of(self, word: str) -> set[str]:
        """Return every root that a word could have, itself among them."""
        found, new = {word}, {word}
        for _ in range(DEPTH if word.isalpha() else 0):
            new = {root for each in new for root in self._cut(each)}
            found |= new
        return found

    def _cut(self, word: str) -> list[str]:
        """Return what a word may be without one of its affixes."""
        found: list[str] = []
        for n in self._starts:
            if stands_for := self._prefixes.get(word[:n]):
                found += [start + word[n:] for start in stands_for]
        for n in self._ends:
            if stands_for := self._suffixes.get(word[-n:]):
                found += [word[:-n] + end for end in stands_for]
        return [root for root in found if len(root) >= SHORTEST]


def families(vocabulary: Iterable[str], rules: Search) -> dict[str, list[str]]:
    """Return the words of a vocabulary by their roots, both sorted."""
    known = set(vocabulary)
    ignored = frozenset(rules.stop_words)
    alone = ignored.union(rules.apart)
    roots = Roots(rules)
    named = {
        word: {word} if word in alone else {word, *(roots.of(word) - ignored)} for word in known
    }
    votes: defaultdict[str, int] = defaultdict(int)
    for found in named.values():
        for root in found:
            votes[root] += 1
    grouped = defaultdict(list)
    for word in sorted(known):
        found = named[word]
        root = _elected(word, found, votes, known) if len(found) > 1 else word
        grouped[root].append(word)
    return {root: grouped[root] for root in sorted(grouped)}


def _elected(word: str, named: set[str], votes: Mapping[str, int], known: set[str]) -> str:
    """Return the root with most votes; of equal ones a known word, then the longest."""

    def stands(root: str) -> bool:
        return root == word or root in known or (len(root) >= UNSEEN and votes[root] > 1)

    return max(
        filter(stands, named), key=lambda root: (votes[root], root in known, len(root), root)
    )
