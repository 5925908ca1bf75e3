"""A print has every run of a page that others could have too."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import chain

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
def test_a_print_misses_nothing_that_a_page_says(body: str) -> None:
    it = page(body)
    passages = list(of_page(it))
    pieces = [piece for each in passages for piece in each.pieces if not piece.introduces]
    own = [short(fingerprint.joined_runs(unquoted(piece.text))) for piece in pieces]
    found = prints.made(it)
    counts = Counter(found.said)
    assert all(counts[run] >= count for run, count in Counter(chain.from_iterable(own)).items())
    whole = set().union(*(short(fingerprint.runs(each.text)) for each in passages))
    assert whole <= {*found.said, *found.more}


def test_a_print_has_the_runs_of_a_text_in_their_order_and_those_around_hyphens() -> None:
    words = [f"{sign}{n}" for n in range(3) for sign in "abcdefghijk"]
    whole = list(fingerprint.numbers(fingerprint.joined(" ".join(words))))
    found = prints.made(page("\n\n".join(words)))
    assert [run & prints.LOW for run in whole] == list(found.said)[-len(whole) :]
    assert not found.more
    words[10:12] = ["ja-wab", "ja\u2010wab"]
    parted = " ".join(words).replace("ja-wab", "ja wab").replace("ja\u2010wab", "ja wab")
    more = set(prints.made(page(" ".join(words))).more)
    assert short(fingerprint.runs(parted)) - short(fingerprint.runs(" ".join(words))) <= more
    assert len(more) < len(whole)


@given(st.lists(BODIES, max_size=6), st.sets(st.integers(0, 5)))
def test_what_texts_hold_is_found_in_each(texts: list[str], wanted: set[int]) -> None:
    asked = set().union(
        *(short(fingerprint.joined_runs(texts[n])) for n in wanted if n in range(len(texts)))
    )
    having = [n for n, text in enumerate(texts) if short(fingerprint.joined_runs(text)) & asked]
    assert prints.holding(texts, asked) == having


@given(BODIES)
def test_a_print_that_was_kept_is_the_same(body: str) -> None:
    pack = Pack()
    first = prints.of(page(body), pack)
    assert first == prints.of(page(body), pack) == prints.made(page(body))


def test_another_text_has_another_print() -> None:
    pack = Pack()
    one, other = (prints.of(page(body), pack) for body in ("a b a b a b a b", "a b a b a b a"))
    assert len(one.said) == len(other.said) + 1
