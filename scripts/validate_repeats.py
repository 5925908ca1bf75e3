"""Warnings of what our own pages say twice in the same words."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from scripts import fingerprint, prints
from scripts.pack import Pack
from scripts.passages import of_page, unquoted
from scripts.problem import Problem
from scripts.validate_originality import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.model import Library, Page


class _Said(NamedTuple):
    """A paragraph of a page, without what it quotes, and the numbers of its runs."""

    path: str
    line: int
    text: str
    runs: set[int]


def repeated(library: Library, pack: Pack | None = None) -> Iterator[Problem]:
    """Paragraphs of our pages share no eight words, but in quotations and before message templates."""
    for locale in library.codes:
        pages = [page for page in library.pages.values() if page.locale == locale]
        yield from _repeated(_said(*_suspects(pages, pack or Pack())))


def _suspects(pages: list[Page], pack: Pack) -> tuple[list[Page], set[int]]:
    """Return the pages that may share runs, with others or between paragraphs, and these in short."""
    found = [prints.of(page, pack) for page in pages]
    once: set[int] = set()
    twice: set[int] = set()
    for each in found:
        twice.update(each.again, once.intersection(each.said))
        once.update(each.said)
    together = zip(pages, found, strict=True)
    return [page for page, each in together if not twice.isdisjoint(each.said)], twice


def _repeated(said: Iterable[_Said]) -> Iterator[Problem]:
    """Yield each repeated stretch where it stands for the second time."""
    first: dict[int, _Said] = {}
    for one in said:
        known = one.runs & first.keys()
        for stretch in fingerprint.stretches(one.text, known):
            words = one.text[stretch.start : stretch.end]
            other = next(first[run] for run in fingerprint.runs(words) if run in known)
            message = f"{stretch.words} words in a row as in {other.path}:{other.line}: «{shown(words)}»; say it once and link to it, or put it otherwise"
            line = one.line + one.text.count("\n", 0, stretch.start)
            yield Problem(one.path, line, message)
        first |= dict.fromkeys(one.runs - known, one)


def _said(pages: list[Page], twice: set[int]) -> Iterator[_Said]:
    """Yield the paragraphs of pages that have one of the runs."""
    for page in pages:
        for piece, runs in chain.from_iterable(map(prints.paragraphs, of_page(page))):
            if not twice.isdisjoint(runs):
                text = unquoted(piece.text)
                yield _Said(page.file, piece.line, text, fingerprint.joined_runs(text))


WARNINGS = (repeated,)
