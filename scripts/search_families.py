"""Word families: which words of a site are forms of one another (menolak, ditolak, penolakan).

Affixes alone cannot tell: "pesan" may be a root, or "pe-" and "san". So each word names every root
that it could have, the whole vocabulary votes, and the root that most words name wins.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scripts.records import Search

DEPTH = 2
"""Affixes that are taken off each end of a word at most: `di-per-…`, `…-kan-nya`."""
SHORTEST = 3
"""Letters of a root at least."""
UNSEEN = 4
"""Letters at least of a root that is no word of the vocabulary itself."""


def roots(word: str, rules: Search) -> set[str]:
    """Return every root that a word could have, itself among them."""
    found = {word}
    if word.isalpha():
        for _ in range(DEPTH):
            found |= {root for each in found for root in _cut(each, rules)}
    return found


def _cut(word: str, rules: Search) -> Iterator[str]:
    """Yield what a word may be without one of its affixes."""
    for affix, stands_for in rules.prefixes.items():
        if word.startswith(affix):
            yield from _long(start + word[len(affix) :] for start in stands_for)
    for affix, stands_for in rules.suffixes.items():
        if word.endswith(affix):
            yield from _long(word[: -len(affix)] + end for end in stands_for)


def _long(found: Iterable[str]) -> Iterator[str]:
    yield from (root for root in found if len(root) >= SHORTEST)


def families(vocabulary: Iterable[str], rules: Search) -> dict[str, list[str]]:
    """Return the words of a vocabulary by their roots, both sorted."""
    known = set(vocabulary)
    ignored = frozenset(rules.stop_words)
    alone = ignored.union(rules.apart)
    named = {
        word: {word} if word in alone else {word, *(roots(word, rules) - ignored)} for word in known
    }
    votes: defaultdict[str, int] = defaultdict(int)
    for found in named.values():
        for root in found:
            votes[root] += 1
    grouped = defaultdict(list)
    for word in sorted(known):
        grouped[_elected(word, named[word], votes, known)].append(word)
    return dict(sorted(grouped.items()))


def _elected(word: str, named: set[str], votes: Mapping[str, int], known: set[str]) -> str:
    """Return the root with most votes; of equal ones a known word, then the longest."""

    def stands(root: str) -> bool:
        return root == word or root in known or (len(root) >= UNSEEN and votes[root] > 1)

    return max(
        filter(stands, named), key=lambda root: (votes[root], root in known, len(root), root)
    )
