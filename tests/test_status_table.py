"""What `siap status` prints."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from scripts.status import Part, Row, Status
from scripts.status_table import WIDTH, following, lines, summary
from tests.test_status import ONE, STATUS, WORDS

if TYPE_CHECKING:
    from scripts.status import State


def of(*rows: Row) -> Status:
    return STATUS.model_copy(update={"rows": rows})


def row(state: State, *parts: Part, **more: object) -> Row:
    return ONE.model_copy(update={"state": state, "parts": parts, **more})


def test_the_table_is_plain_lines() -> None:
    assert list(lines(STATUS)) == [
        "        STATE    REVIEWED    DUE                 CITATIONS  COVERED  LIX",
        "artikel/satu",
        "    id  stale    2026-11-20  2027-11-20          5          9/10     45 hard",
        "        docs/id/artikel/satu.md:20: #palsu is stale, newer in en",
        "words",
        "    id  fresh    -           -                   0          -        -",
        "",
        "2 pages and records in 1 language: 1 stale, 1 fresh, 1 hard to read.",
        "Next: bring docs/id/artikel/satu.md:20 up to date with en; when they mean the",
        "same, run `siap confirm artikel/satu#palsu`.",
    ]


def test_the_hardest_sentences_are_shown_when_asked_for() -> None:
    shown = "        docs/id/artikel/satu.md:9: LIX 62: Sebuah kalimat."
    assert shown in lines(of(ONE), whole=True)
    assert shown not in lines(of(ONE))


def test_nothing_is_wider_than_a_terminal() -> None:
    name = "pusat-karier/fasilitator-daftar-wawancara-informasional"
    part = Part(
        id="pertanyaan-yang-panjang-sekali-namanya", line=104, state="stale", newer=("id", "en")
    )
    late = row("stale", part, name=name, file=f"docs/en/{name}.md", overdue=True)
    found = list(lines(of(late), whole=True))
    assert not [line for line in found if len(line) > WIDTH and " " in line.strip()]
    assert any("2027-11-20 overdue" in line for line in found)
    assert any(f"docs/en/{name}.md:104:" in line for line in found), "a path is not broken"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((WORDS,), "1 page or record in 1 language: 1 fresh."),
        (
            (ONE, row("missing", language="en")),
            "1 page or record in 2 languages: 1 missing, 1 stale, 2 hard to read.",
        ),
        (
            (row("fresh", overdue=True), WORDS),
            "2 pages and records in 1 language: 2 fresh, 1 overdue for review, 1 hard to read.",
        ),
        (
            (row("confirm"), row("draft"), row("new", name="a")),
            "2 pages and records in 1 language: 1 in draft, 1 to confirm, 1 new, 3 hard to read.",
        ),
        ((), "Nothing to show."),
    ],
)
def test_the_summary_counts_the_worst_first(rows: tuple[Row, ...], expected: str) -> None:
    assert summary(of(*rows)) == expected


PALSU = Part(id="palsu", line=7, state="confirm")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((WORDS,), ""),
        ((), ""),
        (
            (row("fresh"), row("fresh", due=dt.date(2027, 1, 2))),
            "Nothing waits for you; the next review is due on 2027-01-02.",
        ),
        ((row("missing"),), "Next: write docs/id/artikel/satu.md."),
        (
            (row("missing", Part(id="palsu", line=0, state="missing")),),
            'Next: write the part "palsu" in docs/id/artikel/satu.md.',
        ),
        (
            (row("confirm", PALSU),),
            "Next: compare docs/id/artikel/satu.md:7 with the other languages; when they mean the same, run `siap confirm artikel/satu#palsu`.",
        ),
        (
            (row("new", Part(id="palsu", line=7, state="new")),),
            "Next: run `make ledger`, which takes in what is new.",
        ),
        (
            (row("fresh", overdue=True),),
            "Next: read docs/id/artikel/satu.md again, and put the day into `reviewed`.",
        ),
        ((row("confirm", PALSU), row("missing", file="a.md")), "Next: write a.md."),
    ],
)
def test_the_last_line_says_what_to_do_next(rows: tuple[Row, ...], expected: str) -> None:
    assert following(of(*rows)) == expected
