"""Warnings of what our own pages say twice in the same words."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from scripts import fingerprint, prints
from scripts.pack import Pack, key
from scripts.passages import digest, front, of_page, unquoted
from scripts.problem import Problem
from scripts.validate_originality import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scripts.model import Library, Page


class _Said(NamedTuple):
    """A paragraph of a page, without what it quotes, and the numbers of its runs."""

    path: str
    line: int
    text: str
    runs: set[int]


class _Compared(msgspec.Struct):
    """The digests of the pages of a language when they were compared, and what several said."""

    pages: tuple[bytes, ...] = ()
    twice: bytes = b""


_COMPARED = msgspec.msgpack.Decoder(_Compared)
_SAYING = msgspec.msgpack.Decoder(list[tuple[int, int, str]])
_NOTHING = msgspec.msgpack.encode(_Compared())


def repeated(library: Library, pack: Pack | None = None) -> Iterator[Problem]:
    """Paragraphs of our pages share no eight words, but in quotations and before message templates."""
    pack = pack or Pack()
    for locale in library.codes:
        pages = [page for page in library.pages.values() if page.locale == locale]
        suspects = _suspects(pages, key("repeated", locale), pack)
        said = (_said(page, runs, pack) for page, runs in suspects)
        yield from _repeated(chain.from_iterable(said))


def _suspects(pages: list[Page], name: bytes, pack: Pack) -> Iterator[tuple[Page, set[int]]]:
    """Yield the pages that may share runs, with others or between paragraphs, and these in short.

    What the pages shared when they were last compared is kept under a name. Whatever they share now
    was shared then, or is said by a page that is new.
    """
    said: list[Sequence[int]] = [prints.of(page, pack).said for page in pages]
    before, names = _COMPARED.decode(pack.get(name) or _NOTHING), tuple(map(digest, pages))
    if before.pages:
        gained = Counter(names) - Counter(before.pages)  # two pages may be the same
        new = (runs for each, runs in zip(names, said, strict=True) if each in gained)
        asked = set(array("I", before.twice)).union(*new)
        said = [list(filter(asked.__contains__, runs)) for runs in said]
    twice = _twice(said)
    now = _Compared(names, array("I", sorted(twice)).tobytes())
    if now != before:
        pack.put(name, msgspec.msgpack.encode(now))
    for page, runs in zip(pages, said, strict=True):
        if not twice.isdisjoint(runs):
            yield page, twice.intersection(runs)


def _twice(said: Iterable[Sequence[int]]) -> set[int]:
    """Return the runs that two pages have, or one of them twice."""
    counts = Counter(chain.from_iterable(said))
    return {run for run, count in counts.items() if count > 1}


def _repeated(said: Iterable[_Said]) -> Iterator[Problem]:
    """Yield each repeated stretch where it stands for the second time."""
    first: dict[int, _Said] = {}
    for one in said:
        known = one.runs & first.keys()
        for stretch in fingerprint.stretches(one.text, known) if known else ():
            words = one.text[stretch.start : stretch.end]
            other = next(first[run] for run in fingerprint.runs(words) if run in known)
            message = f"{stretch.words} words in a row as in {other.path}:{other.line}: «{shown(words)}»; say it once and link to it, or put it otherwise"
            line = one.line + one.text.count("\n", 0, stretch.start)
            yield Problem(one.path, line, message)
        first |= dict.fromkeys(one.runs - known, one)


def _said(page: Page, runs: set[int], pack: Pack) -> Iterator[_Said]:
    """Yield the paragraphs of a page that may have one of these short runs, kept in a pack."""
    name = key("said", digest(page), array("I", sorted(runs)).tobytes())
    lines = [*(line for _, line in front(page)), page.body_line]
    for n, after, text in _SAYING.decode(pack.kept(name, lambda: _saying(page, runs))):
        yield _Said(page.file, lines[n] + after, text, fingerprint.joined_runs(text))


def _saying(page: Page, runs: set[int]) -> bytes:
    """Return the paragraphs that have one of the runs: each with the text it is in, and how far down."""
    head, body = (passage.pieces for passage in of_page(page))
    every = [(n, 0, piece) for n, piece in enumerate(head)]
    every += [(len(head), piece.line - page.body_line, piece) for piece in body]
    own = [(n, down, unquoted(piece.text)) for n, down, piece in every if not piece.introduces]
    having = prints.holding([text for *_, text in own], runs)
    return msgspec.msgpack.encode([own[n] for n in having])


WARNINGS = (repeated,)
