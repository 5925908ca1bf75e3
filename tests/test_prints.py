"""A print has every run of a page that others could have too."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from scripts import fingerprint, prints
from scripts.model import Located, Outline, Page
from scripts.pack import Pack
from scripts.passages import of_page, unquoted
from scripts.records import Plain

DAY = dt.date(2026, 11, 22)
WORDS = st.sampled_from(
    [*("a", "b", "a-b", "3.5", "c’d", "“", "”", "\n", "\n\n", "\n> ", "\n- "), "\n::template x\n"]
)
BODIES = st.lists(WORDS, max_size=120).map(" ".join)


def page(body: str) -> Page:
    meta = Plain(kind="page", title="a b a b a b", summary="a b", reviewed=DAY)
    return Page("id", "x", Located(meta, "docs/id/x.md", {}), body, Outline())


def short(runs: set[int]) -> set[int]:
    return {run & prints.LOW for run in runs}


@given(BODIES)
def test_a_print_says_what_paragraphs_say_and_what_a_page_has(body: str) -> None:
    it = page(body)
    passages = list(of_page(it))
    pieces = [piece for each in passages for piece in each.pieces if not piece.introduces]
    own = [short(fingerprint.joined_runs(unquoted(piece.text))) for piece in pieces]
    counts = Counter(run for runs in own for run in runs)
    found = prints.made(passages)
    assert set(found.said) == counts.keys()
    pieces = [piece for each in passages for piece in each.pieces]
    told = list(prints.paragraphs(it, found))
    assert [piece for piece, _ in told] == pieces
    assert [set(runs) for piece, runs in told if not piece.introduces] == own
    assert not any(runs for piece, runs in told if piece.introduces)
    assert set(found.again) == {run for run, count in counts.items() if count > 1}
    whole = set().union(*(short(fingerprint.runs(each.text)) for each in passages))
    assert set(found.more) == whole - counts.keys()
    assert all(len(part) == len(set(part)) for part in (found.again, found.more))


@given(BODIES)
def test_a_print_that_was_kept_is_the_same(body: str) -> None:
    pack = Pack()
    first = prints.of(page(body), pack)
    assert first == prints.of(page(body), pack) == prints.made(of_page(page(body)))


def test_another_text_has_another_print() -> None:
    pack = Pack()
    one = prints.of(page("a b a b a b a b"), pack)
    assert one.said
    assert not prints.of(page("a b a b a b a"), pack).said
