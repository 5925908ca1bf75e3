"""Prints: the runs of words that each page says, in short, for telling which pages to compare.

A print has the last 32 bits of each run's number: it may take two runs for one, and never misses
one. Whoever finds something by it looks at the texts.
"""

from __future__ import annotations

from array import array
from collections import Counter
from functools import cache
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
    more = array("I")
    for passage in passages:
        digits = [_joined(piece.text) for piece in passage.pieces]
        runs = _short(b"".join(digits))  # those from a piece to the next too
        done = 0
        for piece, (start, end) in zip(passage.pieces, _places(digits), strict=True):
            if _is_said(piece):
                last = max(start, end - fingerprint.RUN + 1)
                own.append(runs[start:last])
                more += runs[done:start]
                done = last
            else:
                own.append(_NONE if piece.introduces else _unquoted(piece))
        more += runs[done:]
        more += _parted(passage, digits)
    said = array("I", b"".join(own))
    once = set(said)
    again = _again(own) if len(once) < len(said) else ()
    sizes = array("I", map(len, own))
    return Print(said, sizes, array("I", again), array("I", set(more) - once))


def paragraphs(page: Page, found: Print) -> Iterator[tuple[Piece, array[int]]]:
    """Yield the pieces of a page with what its print says that each of them says itself."""
    pieces = chain.from_iterable(passage.pieces for passage in of_page(page))
    ends = pairwise(accumulate(found.sizes, initial=0))
    for piece, (start, end) in zip(pieces, ends, strict=True):
        yield piece, found.said[start:end]


def _places(digits: list[bytes]) -> Iterable[tuple[int, int]]:
    """Return where the digits of each piece start and end in all of them."""
    return pairwise(accumulate((len(each) // fingerprint.SHORT for each in digits), initial=0))


def _is_said(piece: Piece) -> bool:
    """Return whether a piece says all that stands in it itself."""
    return not (piece.introduces or "“" in piece.text or ">" in piece.text)


def _unquoted(piece: Piece) -> array[int]:
    return _short(_joined(unquoted(piece.text)))


def _parted(passage: Passage, digits: list[bytes]) -> array[int]:
    """Return the runs in and around pieces that read otherwise when hyphens part words."""
    runs = array("I")
    parted = [fingerprint.has_hyphens(piece.text) for piece in passage.pieces]
    if any(parted):
        each = zip(passage.pieces, parted, digits, strict=True)
        found = [
            b"".join(map(_parted_in, piece.text.split())) if has else own
            for piece, has, own in each
        ]
        whole, near = b"".join(found), fingerprint.RUN - 1
        for has, (start, end) in zip(parted, _places(found), strict=True):
            if has:
                around = slice(
                    max(0, start - near) * fingerprint.SHORT, (end + near) * fingerprint.SHORT
                )
                runs += _short(whole[around])
    return runs


def _again(pieces: Iterable[array[int]]) -> set[int]:
    """Return the runs that several pieces have."""
    counts = Counter(chain.from_iterable(map(set, pieces)))
    return {run for run, count in counts.items() if count > 1}


def _short(digits: bytes) -> array[int]:
    return fingerprint.numbers(digits, fingerprint.SHORT)


def _joined(text: str) -> bytes:
    """Return the short digits of a text's words, those with hyphens as one."""
    return b"".join(map(_joined_in, text.split()))


# Texts share most of what stands in them between two spaces.
@cache
def _joined_in(piece: str) -> bytes:
    return _cut(fingerprint.joined(piece))


@cache
def _parted_in(piece: str) -> bytes:
    return _cut(fingerprint.parted(piece))


def _cut(digits: bytes) -> bytes:
    """Return digits with the last 32 bits of each."""
    starts = range(0, len(digits), fingerprint.DIGIT)
    return b"".join(digits[at : at + 4].ljust(fingerprint.SHORT, b"\0") for at in starts)
