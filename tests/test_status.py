"""The shape of a survey, which JSON shows as it is."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from scripts.status import Coverage, Part, Reading, Row, Sentence, Status

SENTENCE = Sentence(line=9, lix=61.5, words=12, text="Sebuah kalimat.")
READING = Reading(lix=45.1, level="hard", words=600, sentences=60, hardest=(SENTENCE,))
ONE = Row(
    name="artikel/satu",
    kind="article",
    language="id",
    file="docs/id/artikel/satu.md",
    state="stale",
    parts=(Part(id="palsu", line=20, state="stale", newer=("en",)),),
    reviewed=dt.date(2026, 11, 20),
    due=dt.date(2027, 11, 20),
    citations=5,
    coverage={"kabar": Coverage(carried=7, aside=2, every=10)},
    reading=READING,
)
WORDS = Row(name="words", kind="words", language="id", file="docs/_data/words.yml", state="fresh")
STATUS = Status(today=dt.date(2026, 11, 22), rows=(ONE, WORDS))


def test_json_has_a_stable_shape() -> None:
    assert json.loads(STATUS.model_dump_json()) == {
        "version": 1,
        "today": "2026-11-22",
        "rows": [
            {
                "name": "artikel/satu",
                "kind": "article",
                "language": "id",
                "file": "docs/id/artikel/satu.md",
                "state": "stale",
                "parts": [{"id": "palsu", "line": 20, "state": "stale", "newer": ["en"]}],
                "reviewed": "2026-11-20",
                "due": "2027-11-20",
                "overdue": False,
                "citations": 5,
                "coverage": {"kabar": {"carried": 7, "aside": 2, "every": 10}},
                "reading": {
                    "lix": 45.1,
                    "level": "hard",
                    "words": 600,
                    "sentences": 60,
                    "hardest": [{"line": 9, "lix": 61.5, "words": 12, "text": "Sebuah kalimat."}],
                },
            },
            {
                "name": "words",
                "kind": "words",
                "language": "id",
                "file": "docs/_data/words.yml",
                "state": "fresh",
                "parts": [],
                "reviewed": None,
                "due": None,
                "overdue": False,
                "citations": 0,
                "coverage": {},
                "reading": None,
            },
        ],
    }


def test_rows_are_chosen_by_name_and_by_drift() -> None:
    assert STATUS.only().rows == (ONE, WORDS)
    assert STATUS.only(["words"]).rows == (WORDS,)
    assert STATUS.only(drifted=True).rows == (ONE,)
    assert STATUS.only(["words"], drifted=True).rows == ()


def test_a_name_that_is_none_is_a_sentence() -> None:
    [problem] = STATUS.unknown(["words", "artikel/sat"])
    assert str(problem) == (
        'artikel/sat: "artikel/sat" is not a page or record; did you mean "artikel/satu"?'
    )


@pytest.mark.parametrize(
    ("state", "overdue", "waits"),
    [
        ("fresh", False, False),
        ("fresh", True, True),
        ("draft", False, False),
        ("stale", False, True),
        ("missing", False, True),
        ("new", False, True),
    ],
)
def test_what_waits_for_somebody(state: str, overdue: bool, waits: bool) -> None:  # noqa: FBT001 - a case
    assert ONE.model_copy(update={"state": state, "overdue": overdue}).waits is waits


def test_only_what_the_editors_find_hard_is_hard() -> None:
    assert ONE.hard
    easy = READING.model_copy(update={"level": "medium"})
    assert not ONE.model_copy(update={"reading": easy}).hard
    assert not WORDS.hard


def test_what_is_covered_is_of_all_sources() -> None:
    more = {**ONE.coverage, "majalah": Coverage(carried=1, aside=0, every=4)}
    assert (ONE.covered, WORDS.covered) == ("9/10", "")
    assert ONE.model_copy(update={"coverage": more}).covered == "10/14"
