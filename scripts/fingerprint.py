"""Fingerprints of sources: a number for every eight words in a row, and none of the words.

A text that shares a number with a source shares eight words with it. The numbers have 64 bits and
depend on nothing but the words: they are the same on every machine and in every version of Python.

Runs cross from a paragraph to the next. So a list of short items has a fingerprint too, and a text
that is cut into other paragraphs keeps its own. A source of fewer than eight words has no runs.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from scripts.records import RUN_DIGITS, Fingerprint

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

RUN = 8
"""How many words in a row count as copied."""

DIGIT = 16
"""How many bytes a digit has: a word's number of 64 bits, and room for its product with a factor."""

SHORT = DIGIT // 2
"""How many bytes a digit has that is cut to 32 bits and the room for its product."""

_KINDS = {DIGIT: "Q", SHORT: "I"}
_FACTOR = 0x9E3779B97F4A7C15
_SPANS = [(span, pow(_FACTOR, span, 2**64)) for span in (1, 2, 4)]
"""How many words each half of a run has while it grows to eight, and the second half's factor."""

# Apostrophes, soft hyphens, accents by themselves and signs of no width stand inside words, and
# points, commas and colons inside numbers. Hyphens join words or part them, as one likes to write.
_INSIDE = r"['’‘`ʼ\u0300-\u036f\u00ad\u200b-\u200d\u2060]|(?<=\d)[.,:](?=\d)"
HYPHENS = "-\u2010\u2011"
_HYPHEN = re.compile(f"[{HYPHENS}]")
_PARTED = re.compile(rf"[^\W_]+(?:(?:{_INSIDE})[^\W_]+)*")
_JOINED = re.compile(rf"[^\W_]+(?:(?:{_INSIDE}|{_HYPHEN.pattern})[^\W_]+)*")


class Stretch(NamedTuple):
    """A part of a text, from `start` up to `end`, and how many words it has."""

    start: int
    end: int
    words: int


def of(paragraphs: Sequence[str], headings: Sequence[str] = ()) -> Fingerprint:
    """Return the fingerprint of a source from its numbered paragraphs, and its headings if any.

    Headings do not count as paragraphs, and runs do not cross them. Raises ValueError when there is
    no paragraph.
    """
    texts = ("\n".join(paragraphs), *headings)
    return Fingerprint(
        paragraphs=len(paragraphs), runs=frozenset(run for text in texts for run in runs(text))
    )


def text(fingerprint: Fingerprint) -> str:
    """Return the YAML of a fingerprint's file: one run a line, sorted, so that order says nothing."""
    lines = "".join(f"\n  {run:0{RUN_DIGITS}x}" for run in sorted(fingerprint.runs))
    numbers = f"|-{lines}" if lines else '""'
    return (
        "# yaml-language-server: $schema=../schema/fingerprint.json\n"
        f"paragraphs: {fingerprint.paragraphs}\n"
        f"runs: {numbers}\n"
    )


def runs(text: str) -> set[int]:
    """Return the number of every eight words in a row, hyphens joining words and parting them."""
    found = joined_runs(text)
    if has_hyphens(text):
        found.update(numbers(parted(text)))
    return found


def joined_runs(text: str) -> set[int]:
    """Return the number of every eight words in a row as people count them, with hyphens as one."""
    return set(numbers(joined(text)))


def has_hyphens(text: str) -> bool:
    """Say whether a text may read otherwise when hyphens part words."""
    return _HYPHEN.search(text) is not None


def joined(text: str) -> bytes:
    """Return the digits of a text's words, those with hyphens as one; of several texts they add up."""
    return b"".join(map(_joined, text.split()))


def parted(text: str) -> bytes:
    """Return the digits of a text's words, those with hyphens as several."""
    return b"".join(map(_parted, text.split()))


def numbers(digits: bytes, size: int = DIGIT) -> array[int]:
    """Return the numbers of the runs of words with these digits, in their order.

    A run's number is the sum of its words' numbers, each times a power of a factor, by its place.
    All sums of a text are made at once, of one word, two, four and eight: the digits are those of
    one long integer, to which itself is added, multiplied and shifted by as many digits.

    Digits of half the size, `SHORT`, have the last 32 bits, and so have the numbers then.
    """
    kind, count = _KINDS[size], len(digits) // size - RUN + 1
    if count < 1:
        return array(kind)
    low = (1 << size * 4) - 1
    sums, lows = int.from_bytes(digits, "little"), _lows(len(digits), size)
    for span, factor in _SPANS:
        sums = (sums + (factor & low) * (sums >> span * 8 * size)) & lows
    found = array(kind, sums.to_bytes(len(digits), "little"))[: 2 * count : 2]
    if sys.byteorder == "big":
        found.byteswap()
    return found


def stretches(text: str, known: Container[int]) -> Iterator[Stretch]:
    """Yield the parts of a text whose runs are known, each as long as it goes, in their order."""
    found: list[Stretch] = []
    for pattern in (_JOINED, _PARTED):
        words = list(pattern.finditer(text))
        digits = b"".join(_digit(word[0]) for word in words)
        hits = [i for i, run in enumerate(numbers(digits)) if run in known]
        for first, last in _together(hits):
            found.append(Stretch(words[first].start(), words[last].end(), last - first + 1))
    end = -1
    for stretch in sorted(found, key=lambda part: (part.start, -part.end)):
        if stretch.end > end:
            yield stretch
            end = stretch.end


def count(text: str) -> int:
    """Return how many words a text has, those with hyphens as one."""
    return len(_JOINED.findall(text))


def plain(word: str) -> str:
    """Return a word without what may differ in a copy: case, accents, quotes, hyphens, width."""
    if word.isascii() and word.isalnum():
        return word.lower()
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(sign for sign in unicodedata.normalize("NFKD", folded) if sign.isalnum())


# Texts share most of what stands in them between two spaces.
@cache
def _joined(piece: str) -> bytes:
    return b"".join(map(_digit, _JOINED.findall(piece)))


@cache
def _parted(piece: str) -> bytes:
    words = _JOINED.findall(piece)
    return b"".join(_digit(part) for word in words for part in _HYPHEN.split(word))


@cache
def _digit(word: str) -> bytes:
    number = blake2b(plain(word).encode(), digest_size=8).digest()
    return number.ljust(DIGIT, b"\0")


def _lows(whole: int, size: int) -> int:
    """Return what keeps the lower half of each digit, in so many bytes."""
    return int.from_bytes((b"\xff" * (size // 2)).ljust(size, b"\0") * (whole // size), "little")


def _together(hits: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of the runs at `hits`, those that overlap or touch as one."""
    ends: dict[int, int] = {}
    first = None
    for hit in hits:
        if first is None or hit > ends[first] + 1:
            first = hit
        ends[first] = hit + RUN - 1
    yield from ends.items()
