"""Warnings of what our own pages say twice in the same words."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from scripts import fingerprint, prints
from scripts.pack import Pack, key
from scripts.passages import digest, unquoted
from scripts.problem import Problem
from scripts.validate_originality import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from scripts.model import Library, Page
    from scripts.prints import Print


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
_NOTHING = msgspec.msgpack.encode(_Compared())


def repeated(library: Library, pack: Pack | None = None) -> Iterator[Problem]:
    """Paragraphs of our pages share no eight words, but in quotations and before message templates."""
    for locale in library.codes:
        pages = [page for page in library.pages.values() if page.locale == locale]
        suspects = _suspects(pages, key("repeated", locale), pack or Pack())
        yield from _repeated(_said(*suspects))


def _suspects(
    pages: list[Page], name: bytes, pack: Pack
) -> tuple[list[tuple[Page, Print]], set[int]]:
    """Return the pages that may share runs, with others or between paragraphs, and these in short.

    What the pages shared when they were last compared is kept under a name. Whatever they share now
    was shared then, or is said by a page that is new.
    """
    found = [prints.of(page, pack) for page in pages]
    said: list[Collection[int]] = [each.said for each in found]
    before, names = _COMPARED.decode(pack.get(name) or _NOTHING), tuple(map(digest, pages))
    if before.pages:
        gained = Counter(names) - Counter(before.pages)  # two pages may be the same
        new = (runs for each, runs in zip(names, said, strict=True) if each in gained)
        asked = set(array("I", before.twice)).union(*new)
        said = [asked.intersection(runs) for runs in said]
    once: set[int] = set()
    twice: set[int] = set()
    for each, runs in zip(found, said, strict=True):
        twice.update(each.again, once.intersection(runs))
        once.update(runs)
    now = _Compared(names, array("I", sorted(twice)).tobytes())
    if now != before:
        pack.put(name, msgspec.msgpack.encode(now))
    together = zip(pages, found, said, strict=True)
    return [(page, each) for page, each, runs in together if not twice.isdisjoint(runs)], twice


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


def _said(pages: list[tuple[Page, Print]], twice: set[int]) -> Iterator[_Said]:
    """Yield the paragraphs of pages that have one of the runs."""
    for page, found in pages:
        for piece, runs in prints.paragraphs(page, found):
            if not twice.isdisjoint(runs):
                text = unquoted(piece.text)
                yield _Said(page.file, piece.line, text, fingerprint.joined_runs(text))


WARNINGS = (repeated,)
