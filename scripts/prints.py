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
_NONE = array("I")
_PARTS = msgspec.msgpack.Decoder(tuple[bytes, bytes, bytes, bytes])


class Print(NamedTuple):
    """The short runs of a page.

    `said` are those of its paragraphs, one after the other, without quotations and what introduces a
    message template, and `sizes` how many each of them has; `again` are those that two of them have,
    each once; `more` are all others that a source may have too, each once.
    """

    said: array[int]
    sizes: array[int]
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
        digits = [fingerprint.joined(piece.text) for piece in passage.pieces]
        runs = _short(b"".join(digits))  # those from a piece to the next too
        own += _own(passage, digits, runs)
        more.update(runs)
        if fingerprint.has_hyphens(passage.text):
            more.update(_short(fingerprint.parted(passage.text)))
    said = array("I", b"".join(own))
    once = set(said)
    again = _again(own) if len(once) < len(said) else ()
    sizes = array("I", map(len, own))
    return Print(said, sizes, array("I", again), array("I", more - once))


def paragraphs(page: Page, found: Print) -> Iterator[tuple[Piece, array[int]]]:
    """Yield the pieces of a page with what its print says that each of them says itself."""
    pieces = chain.from_iterable(passage.pieces for passage in of_page(page))
    ends = pairwise(accumulate(found.sizes, initial=0))
    for piece, (start, end) in zip(pieces, ends, strict=True):
        yield piece, found.said[start:end]


def _own(passage: Passage, digits: list[bytes], runs: array[int]) -> Iterator[array[int]]:
    """Yield of each piece what it says itself, nothing if it introduces a message template."""
    ends = [0, *accumulate(len(each) // fingerprint.DIGIT for each in digits)]
    for piece, (start, end) in zip(passage.pieces, pairwise(ends), strict=True):
        if not piece.introduces and ("“" in piece.text or ">" in piece.text):
            yield _short(fingerprint.joined(unquoted(piece.text)))
        elif not piece.introduces and end - start >= fingerprint.RUN:
            yield runs[start : end - fingerprint.RUN + 1]
        else:
            yield _NONE


def _again(pieces: Iterable[array[int]]) -> set[int]:
    """Return the runs that several pieces have."""
    counts = Counter(chain.from_iterable(map(set, pieces)))
    return {run for run, count in counts.items() if count > 1}


def _short(digits: bytes) -> array[int]:
    halves = array("I", fingerprint.numbers(digits).tobytes())
    return halves[sys.byteorder == "big" :: 2]
