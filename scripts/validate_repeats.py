"""Warnings of what our own pages say twice in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts import fingerprint
from scripts.passages import PAGES, passages
from scripts.problem import Problem
from scripts.validate_originality import QUOTATION, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library


class _Said(NamedTuple):
    """A paragraph of a page, without what it quotes, and the numbers of its runs."""

    path: str
    locale: str
    line: int
    text: str
    runs: set[int]


def repeated(library: Library) -> Iterator[Problem]:
    """Paragraphs of our pages share no eight words, but in quotations and before message templates."""
    every = list(_said(library))
    for locale in library.codes:
        said = [one for one in every if one.locale == locale]
        once: set[int] = set()
        twice: set[int] = set()
        for one in said:
            twice |= once & one.runs
            once |= one.runs
        yield from _repeated([one for one in said if not twice.isdisjoint(one.runs)], twice)


def _repeated(said: list[_Said], twice: set[int]) -> Iterator[Problem]:
    """Yield each repeated stretch where it stands for the second time."""
    first: dict[int, _Said] = {}
    for one in said:
        known = (one.runs & twice).intersection(first)
        for stretch in fingerprint.stretches(one.text, known):
            words = one.text[stretch.start : stretch.end]
            other = next(first[run] for run in fingerprint.runs(words) if run in known)
            message = f"{stretch.words} words in a row as in {other.path}:{other.line}: «{shown(words)}»; say it once and link to it, or put it otherwise"
            line = one.line + one.text.count("\n", 0, stretch.start)
            yield Problem(one.path, line, message)
        for run in (one.runs & twice) - known:
            first[run] = one


def _said(library: Library) -> Iterator[_Said]:
    for passage in passages(library):
        if passage.kind == PAGES:
            for piece in passage.pieces:
                if not piece.introduces:
                    text = QUOTATION.sub(lambda quoted: " " * len(quoted[0]), piece.text)
                    if runs := fingerprint.joined_runs(text):
                        yield _Said(passage.path, passage.locale, piece.line, text, runs)


WARNINGS = (repeated,)
