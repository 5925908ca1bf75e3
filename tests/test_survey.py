"""How everything in the small project stands."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from scripts import pairs
from scripts.pack import Pack
from scripts.source import load
from scripts.status import Coverage, Part
from scripts.survey import due, survey
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.status import Row

TODAY = dt.date(2026, 11, 22)
ID, EN = "docs/id/artikel/satu.md", "docs/en/artikel/satu.md"
EDITING = "docs/_data/editing.yml"
LONG = "Kalimat sederhana ini bercerita tentang satu wawancara biasa. "


@pytest.fixture
def known(root: Path) -> Path:
    tools.pages(root)
    tree.write(root, pairs.grown(tree.read(root)))
    return root


def rows(root: Path, today: dt.date = TODAY) -> dict[tuple[str, str], Row]:
    return {(row.name, row.language): row for row in survey(load(root)[0], today).rows}


def line(root: Path, path: str, text: str) -> int:
    lines = (root / path).read_text(encoding="utf-8").splitlines()
    return next(number for number, found in enumerate(lines, 1) if text in found)


def test_there_is_a_row_for_each_page_and_record_in_each_language(known: Path) -> None:
    names = [name for name, language in rows(known) if language == "id"]
    assert names == [
        *("index", "alat", "alat/daftar", "alat/datang", "alat/datang/bukti"),
        *("artikel", "artikel/dua", "artikel/satu", "tentang"),
        *("sources", "placeholders", "templates/undangan"),
        *("checklists/daftar", "flows/datang", "posters/palsu", "words"),
    ]
    assert len(rows(known)) == 2 * len(names)
    assert {row.state for row in rows(known).values()} == {"fresh"}
    assert not any(row.parts for row in rows(known).values())


def test_what_changed_on_one_side_is_stale_on_the_other(known: Path) -> None:
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    found = rows(known)
    place = line(known, EN, "### Signs of a fake")
    stale = Part(id="palsu", line=place, state="stale", newer=("id",))
    assert found["artikel/satu", "en"].parts == (stale,)
    assert {key for key, row in found.items() if row.state != "fresh"} == {("artikel/satu", "en")}


def test_the_worst_part_says_how_a_page_stands(known: Path) -> None:
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    tree.replace(known, ID, "Salin ini.", "Salinlah ini.")
    tree.replace(known, EN, "Copy this.", "Copy it.")
    found = rows(known)
    states = {code: found["artikel/satu", code].state for code in ("id", "en")}
    assert states == {"id": "confirm", "en": "stale"}
    assert [part.state for part in found["artikel/satu", "en"].parts] == ["stale", "confirm"]


def test_what_is_not_there_is_missing(known: Path) -> None:
    tree.write(known, {"docs/en/artikel/dua.md": None})
    text = (known / EN).read_text(encoding="utf-8")
    tree.write(known, {EN: text.replace("## Messages {#contoh-pesan}\n", "")})
    found = rows(known)
    assert found["artikel/dua", "en"].file == "docs/en/artikel/dua.md"
    assert found["artikel/dua", "en"].state == "missing"
    parts = found["artikel/satu", "en"].parts
    assert parts[0] == Part(id="contoh-pesan", line=0, state="missing")


def test_a_draft_is_a_draft(known: Path) -> None:
    tree.write(known, {"docs/id/lain.md": tree.ABOUT["id"].replace("menu: 9", "draft: true")})
    found = rows(known)
    assert (found["lain", "id"].state, found["lain", "id"].parts) == ("draft", ())
    assert found["lain", "en"].state == "missing"


@pytest.mark.parametrize(
    ("reviewed", "months", "day"),
    [
        (dt.date(2026, 11, 22), 12, dt.date(2027, 11, 22)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 1), 1, dt.date(2027, 1, 1)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
    ],
)
def test_a_review_is_due_so_many_months_later(reviewed: dt.date, months: int, day: dt.date) -> None:
    assert due(reviewed, months) == day


def test_the_time_between_reviews_is_data(known: Path) -> None:
    assert rows(known)["tentang", "id"].due == dt.date(2027, 11, 20)
    tree.write(known, {EDITING: "review_after: 3\n"})
    assert rows(known)["tentang", "id"].due == dt.date(2027, 2, 20)
    tree.replace(known, "docs/id/tentang.md", "menu: 9", "menu: 9\nreview_after: 1")
    assert rows(known)["tentang", "id"].due == dt.date(2026, 12, 20)
    assert rows(known)["tentang", "en"].due == dt.date(2027, 2, 20)


def test_a_review_is_overdue_after_its_day(known: Path) -> None:
    day = dt.date(2027, 11, 20)
    assert not rows(known, day)["tentang", "id"].overdue
    assert rows(known, day + dt.timedelta(1))["tentang", "id"].overdue
    assert not rows(known, dt.date(2099, 1, 1))["words", "id"].overdue


def test_a_record_is_due_with_the_first_page_that_shows_it(known: Path) -> None:
    found = rows(known)
    assert found["checklists/daftar", "id"].reviewed == dt.date(2026, 11, 21)
    assert found["templates/undangan", "id"].due == dt.date(2027, 11, 20)
    tree.replace(known, "docs/id/alat/daftar.md", "2026-11-21", "2025-01-31")
    assert rows(known)["checklists/daftar", "id"].due == dt.date(2026, 1, 31)
    assert rows(known)["checklists/daftar", "en"].due == dt.date(2027, 11, 21)


def test_citations_of_sources_are_counted(known: Path) -> None:
    found = {row.name: row.citations for row in rows(known).values() if row.language == "id"}
    # Of an article: its summary, two key points, and two of its sentences.
    assert found["artikel/satu"] == 5
    assert (found["checklists/daftar"], found["posters/palsu"], found["flows/datang"]) == (1, 3, 3)
    assert found["templates/undangan"] == found["words"] == found["tentang"] == 0


def test_an_article_says_what_it_covers_of_its_sources(known: Path) -> None:
    assert rows(known)["artikel/satu", "id"].coverage == {}
    tree.write(known, tree.imported())
    found = rows(known)
    assert found["artikel/satu", "id"].coverage == {
        "kabar": Coverage(carried=1, aside=2, every=3),
        "majalah": Coverage(carried=2, aside=0, every=2),
    }
    assert found["artikel/satu", "en"].covered == "5/5"
    assert found["tentang", "id"].covered == ""


def test_the_scale_of_a_language_is_data(known: Path) -> None:
    tree.replace(known, ID, "Bila palsu.", LONG * 9)
    reading = rows(known)["artikel/satu", "id"].reading
    assert reading is not None
    assert reading.level is None
    figure = reading.lix
    for medium, hard, level in ((99, 100, "easy"), (1, 99, "medium"), (1, 2, "hard")):
        tree.write(known, {EDITING: f"reading:\n  id: {{medium: {medium}, hard: {hard}}}\n"})
        reading = rows(known)["artikel/satu", "id"].reading
        assert reading is not None
        assert (reading.lix, reading.level) == (figure, level)
    place = line(known, ID, "Kalimat sederhana")
    assert {sentence.line for sentence in reading.hardest} == {place}


def test_a_text_of_a_few_words_has_no_reading(known: Path) -> None:
    assert rows(known)["artikel", "id"].reading is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("review_after: 0\n", f'{EDITING}:1: "review_after" is "0"; write 1 or more'),
        (
            "review_after: often\n",
            f'{EDITING}:1: "review_after" is "often", which is not a whole number; write one, as 3',
        ),
        (
            "reading:\n  id: {medium: 3}\n",
            f'{EDITING}:2: "hard" of "id" of "reading" is missing; write it (the LIX from which a text is hard, and `siap status` says so)',
        ),
        (
            "reviewafter: 3\n",
            f'{EDITING}:1: "reviewafter" is not a field here; did you mean "review_after"?',
        ),
        ("- 1\n", f"{EDITING}:1: this must hold fields, as `name: …` lines, not a list"),
    ],
)
def test_what_the_editors_agreed_on_is_validated(root: Path, text: str, message: str) -> None:
    tree.write(root, {EDITING: text})
    assert list(map(str, load(root)[1])) == [message]


def test_what_a_pack_keeps_changes_nothing(known: Path) -> None:
    pack = Pack()
    for sentence in (LONG, LONG.replace("biasa", "berkepanjangan")):
        tree.replace(known, ID, "Diminta membayar.", f"Diminta membayar.\n\n{sentence * 9}")
        library, _ = load(known)
        assert any(row.reading for row in survey(library, TODAY).rows)
        for _ in range(2):
            assert survey(library, TODAY, pack) == survey(library, TODAY)
        tree.replace(known, ID, f"\n\n{sentence * 9}", "")
