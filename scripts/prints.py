"""Prints: the runs of words that each page says, in short, for telling which pages to compare.

A print has the last 32 bits of each run's number: it may take two runs for one, and never misses
one. Whoever finds something by it looks at the texts.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cache
from itertools import accumulate, compress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from scripts import fingerprint
from scripts.pack import Pack, key
from scripts.passages import digest, of_page, plain, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.model import Page

LOW = 2**32 - 1
NEAR = fingerprint.RUN - 1
"""How many words on each side of one can be in a run with it."""

_PARTS = msgspec.msgpack.Decoder(tuple[bytes, bytes])


class Print(NamedTuple):
    """The short runs of a page.

    `said` are those of all its words in their order, from a paragraph to the next too, and those that
    a paragraph has only without its quotations; `more` are others that it has when hyphens part words.
    """

    said: array[int]
    more: array[int]


def of(page: Page, pack: Pack) -> Print:
    """Return the print of a page, kept in a pack."""
    return Print(*(array("I", part) for part in _PARTS.decode(look(page, pack))))


def look(page: Page, pack: Pack) -> bytes:
    """Have the print of a page kept in a pack, and return it packed."""
    return pack.kept(key("print", digest(page)), lambda: _packed(made(page)))


def _packed(found: Print) -> bytes:
    return msgspec.msgpack.encode([part.tobytes() for part in found])


def made(page: Page) -> Print:
    """Return the print of what stands in a page."""
    text, words = plain(page)
    digits = list(map(_joined, words))
    said = _short(b"".join(digits))
    if "“" in text or ">" in text:
        said.extend(_around_quotations(page))
    hyphens = [sign for sign in fingerprint.HYPHENS if sign in text]
    return Print(said, _parted_runs(list(compress(words, digits)), hyphens))


def holding(texts: Iterable[str], runs: set[int]) -> list[int]:
    """Return which of some texts have one of these short runs, by their numbers."""
    digits = list(map(_digits, texts))
    ends = list(accumulate(len(each) // fingerprint.SHORT for each in digits))
    places = [at for at, run in enumerate(_short(b"".join(digits))) if run in runs]
    numbers = ((bisect_right(ends, at), at) for at in places)
    return sorted({n for n, at in numbers if at + fingerprint.RUN <= ends[n]})


def _around_quotations(page: Page) -> Iterator[int]:
    """Yield the runs that paragraphs have only without their quotations."""
    for passage in of_page(page):
        for piece in passage.pieces:
            if (rest := unquoted(piece.text)) != piece.text:
                yield from set(_short(_digits(rest))).difference(_short(_digits(piece.text)))


def _parted_runs(words: list[str], hyphens: list[str]) -> array[int]:
    """Return the runs in and around words with hyphens, when these are parted."""
    near: list[str] = []
    for hyphen in hyphens:
        end = 0
        for place in [place for place, word in enumerate(words) if hyphen in word]:
            near += words[max(end, place - NEAR) : place + NEAR + 1]
            end = place + NEAR + 1
    return _short(b"".join(map(_parted, near)))


def _digits(text: str) -> bytes:
    """Return the short digits of a text's words, those with hyphens as one."""
    return b"".join(map(_joined, text.split()))


def _short(digits: bytes) -> array[int]:
    return fingerprint.numbers(digits, fingerprint.SHORT)


# Texts share most of what stands in them between two spaces.
@cache
def _joined(piece: str) -> bytes:
    return _cut(fingerprint.joined(piece))


@cache
def _parted(piece: str) -> bytes:
    return _cut(fingerprint.parted(piece))


def _cut(digits: bytes) -> bytes:
    """Return digits with the last 32 bits of each."""
    starts = range(0, len(digits), fingerprint.DIGIT)
    return b"".join(digits[at : at + 4].ljust(fingerprint.SHORT, b"\0") for at in starts)
