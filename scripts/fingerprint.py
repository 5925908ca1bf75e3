"""Fingerprints of sources: a number for every eight words in a row, and none of the words.

A text that shares a number with a source shares eight words with it. The numbers have 64 bits and
depend on nothing but the words: they are the same on every machine and in every version of Python.

Runs cross from a paragraph to the next. So a list of short items has a fingerprint too, and a text
that is cut into other paragraphs keeps its own. A source of fewer than eight words has no runs.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from scripts.records import RUN_DIGITS, Fingerprint

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

RUN = 8
"""How many words in a row count as copied."""

# Eight products of 64 bits by 64 bits fit in 131 bits; of each sum the last 64 count.
_DIGIT = 17
_BITS = 8 * _DIGIT
_ROW = f"Q{_DIGIT - 8}x"
_FACTORS = [pow(0x9E3779B97F4A7C15, place, 2**64) for place in range(RUN)]

# Apostrophes, soft hyphens, accents by themselves and signs of no width stand inside words, and
# points, commas and colons inside numbers. Hyphens join words or part them, as one likes to write.
_INSIDE = r"['’‘`ʼ\u0300-\u036f\u00ad\u200b-\u200d\u2060]|(?<=\d)[.,:](?=\d)"
_HYPHEN = re.compile(r"[-\u2010\u2011]")
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
    return set().union(*map(_runs, _readings(text)))


def joined_runs(text: str) -> set[int]:
    """Return the number of every eight words in a row as people count them, with hyphens as one."""
    return set(_runs(_JOINED.findall(text)))


def stretches(text: str, known: Container[int]) -> Iterator[Stretch]:
    """Yield the parts of a text whose runs are known, each as long as it goes, in their order."""
    found: list[Stretch] = []
    for pattern in (_JOINED, _PARTED):
        words = list(pattern.finditer(text))
        hits = [i for i, run in enumerate(_runs([w[0] for w in words])) if run in known]
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
    folded = unicodedata.normalize("NFKC", word).casefold()
    return "".join(sign for sign in unicodedata.normalize("NFKD", folded) if sign.isalnum())


def _readings(text: str) -> Iterator[list[str]]:
    """Yield the words of a text, with those that hyphens join as one and, if any, as several."""
    yield (joined := _JOINED.findall(text))
    parted = list(chain.from_iterable(map(_parts, joined)))
    if len(parted) != len(joined):
        yield parted


@cache
def _parts(word: str) -> list[str]:
    return _HYPHEN.split(word)


def _runs(words: list[str]) -> tuple[int, ...]:
    """Return the numbers of the runs of words, in their order.

    A run's number is the sum of its words' numbers, each times the factor of its place. All sums of
    a text are made at once: its words are the digits of one long integer, which is shifted by a
    digit for each place.
    """
    count = len(words) - RUN + 1
    if count < 1:
        return ()
    digits = int.from_bytes(b"".join(map(_digit, words)), "little")
    sums = sum(factor * (digits >> place * _BITS) for place, factor in enumerate(_FACTORS))
    rows = sums.to_bytes((len(words) + 1) * _DIGIT, "little")
    return struct.unpack_from(f"<{_ROW * count}", rows)


@cache
def _digit(word: str) -> bytes:
    """Return the number of a word, with room for the sum of a run's products."""
    return blake2b(plain(word).encode(), digest_size=8).digest().ljust(_DIGIT, b"\0")


def _together(hits: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of the runs at `hits`, those that overlap or touch as one."""
    ends: dict[int, int] = {}
    first = None
    for hit in hits:
        if first is None or hit > ends[first] + 1:
            first = hit
        ends[first] = hit + RUN - 1
    yield from ends.items()
