"""Prints: the runs of words that each page says, in short, for telling which pages to compare.

A print has the last 32 bits of each run's number: it may take two runs for one, and never misses
one. Whoever finds something by it looks at the texts.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from scripts import fingerprint
from scripts.pack import Pack, key
from scripts.passages import digest, of_page, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.model import Page
    from scripts.passages import Passage, Piece

LOW = 2**32 - 1
_PARTS = msgspec.msgpack.Decoder(tuple[bytes, bytes, bytes])


class Print(NamedTuple):
    """The short runs of a page, each once.

    `said` are those of its paragraphs, without quotations and what introduces a message template;
    `again` are those that two paragraphs have; `more` are all others that a source may have too.
    """

    said: array[int]
    again: array[int]
    more: array[int]


def of(page: Page, pack: Pack) -> Print:
    """Return the print of a page, kept in a pack."""
    parts = pack.kept(key("print", digest(page)), lambda: _packed(made(of_page(page))))
    return Print(*(array("I", part) for part in _PARTS.decode(parts)))


def _packed(found: Print) -> bytes:
    return msgspec.msgpack.encode([part.tobytes() for part in found])


def made(passages: Iterable[Passage]) -> Print:
    """Return the print of what stands in a page."""
    own: list[array[int]] = []
    more: set[int] = set()
    for passage in passages:
        digits, runs = _runs(passage)
        own += (each for _, each in _own(passage, digits, runs))
        more.update(runs)
        if fingerprint.has_hyphens(passage.text):
            more.update(_short(fingerprint.parted(passage.text)))
    said = set(chain.from_iterable(own))
    again = _again(own) if len(said) < sum(map(len, own)) else ()
    return Print(array("I", said), array("I", again), array("I", more - said))


def paragraphs(passage: Passage) -> Iterator[tuple[Piece, array[int]]]:
    """Yield the pieces of a passage that introduce no message template, with what each says itself."""
    return _own(passage, *_runs(passage))


def _runs(passage: Passage) -> tuple[list[bytes], array[int]]:
    """Return the digits of each piece, and the runs of all, those from a piece to the next too."""
    digits = [fingerprint.joined(piece.text) for piece in passage.pieces]
    return digits, _short(b"".join(digits))


def _own(
    passage: Passage, digits: list[bytes], runs: array[int]
) -> Iterator[tuple[Piece, array[int]]]:
    ends = [0, *accumulate(len(each) // fingerprint.DIGIT for each in digits)]
    for piece, (start, end) in zip(passage.pieces, pairwise(ends), strict=True):
        if not piece.introduces and ("“" in piece.text or ">" in piece.text):
            yield piece, _short(fingerprint.joined(unquoted(piece.text)))
        elif not piece.introduces and end - start >= fingerprint.RUN:
            yield piece, runs[start : end - fingerprint.RUN + 1]


def _again(pieces: Iterable[array[int]]) -> set[int]:
    """Return the runs that several pieces have."""
    counts = Counter(chain.from_iterable(map(set, pieces)))
    return {run for run, count in counts.items() if count > 1}


def _short(digits: bytes) -> array[int]:
    halves = array("I", fingerprint.numbers(digits).tobytes())
    return halves[sys.byteorder == "big" :: 2]
