"""Asking all rules about a site, by workers if that is much: copies of this process know the site, too.

Each worker reads for itself. So only a site whose digests are known before is asked about by several,
which see one and the same site.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Protocol

from scripts.check_known import Pool
from scripts.check_verdict import Judge, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

    from scripts.built import Site
    from scripts.problem import Problem

    Begun = Callable[..., AbstractContextManager["Hands"]]
    """Begins workers, each of which calls a function with some arguments first, and ends them."""
    Group = Sequence[Question]
    """Questions that are best asked by one worker, for their rules look at the same things."""

RULES, PAGES = 12, 300
"""How many rules over how many pages are worth workers; after an edit, few are asked."""


class Hands(Pool, Protocol):
    """Workers; `copies` says whether they are copies of this process."""

    copies: bool


def answers(
    site: Site,
    groups: Sequence[Group],
    begun: Begun | None,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[Problem]:
    """Return what rules find in a site; those that found nothing in the same site are not asked.

    `begun` begins copies of this process; groups that take long come first. `meanwhile` is called
    once, while they are under way. Raises ChangedError.
    """
    judge = Judge(site)
    left = ([each for each in group if not judge.stands(each)] for group in groups)
    asked = [group for group in left if group]
    is_much = sum(map(len, asked)) >= RULES and len(site.pages) >= PAGES
    if not (begun and judge.keeps and is_much and len(asked) > 1):
        meanwhile()
        return _found(judge, chain.from_iterable(asked))
    problems: list[Problem] = []
    with begun(_begin, judge, asked) as hands:
        answered = hands.map(_ask, range(len(asked)))
        meanwhile()
        for found, entries in answered:
            problems += found
            judge.pack.add(entries)
    return problems


def _found(judge: Judge, questions: Iterable[Question]) -> list[Problem]:
    return [problem for each in questions for problem in judge.problems(each)]


_judge: Judge
_groups: Sequence[Group]


def _begin(judge: Judge, groups: Sequence[Group]) -> None:
    """Make ready for questions in this process."""
    global _judge, _groups
    _judge, _groups = judge, groups
    judge.pack.taken()  # the process that waits has that


def _ask(number: int) -> tuple[list[Problem], dict[bytes, bytes]]:
    """Return what the rules of a group find, and what is to be kept of it."""
    return _found(_judge, _groups[number]), _judge.pack.taken()
