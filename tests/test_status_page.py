"""The report for editors: what needs doing first, and every page and record."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.status import Part, Row, Status
from scripts.status_page import html, todo
from tests.test_body import one
from tests.test_status import ONE, WORDS

if TYPE_CHECKING:
    from scripts.pages import Pages

EN = ONE.model_copy(update={"language": "en", "file": "docs/en/artikel/satu.md"})
PALSU = Part(id="palsu", line=20, state="stale", newer=("en",))


def status(*rows: Row) -> Status:
    return Status(today=dt.date(2026, 11, 22), rows=rows)


def like(row: Row, **changes: object) -> Row:
    return row.model_copy(update={"reading": None, "parts": (), **changes})


def needed(*rows: Row) -> dict[str, list[str]]:
    """Return what has to be done, by kind, with the languages."""
    return {
        kind: [
            f"{name} {' '.join(row.language for row, _ in places)}" for name, places in each.items()
        ]
        for kind, each in todo(status(*rows)).items()
    }


def test_what_is_fresh_needs_nothing() -> None:
    assert todo(status(WORDS, like(ONE, state="fresh"), like(EN, state="draft"))) == {}


def test_the_most_pressing_comes_first() -> None:
    both = Part(id="kapan", line=9, state="confirm")
    gone = Part(id="tanda", line=0, state="missing")
    new = [Part(id=name, line=30, state="new") for name in "ab"]
    found = needed(
        like(ONE, state="missing", parts=(both, PALSU, *new), overdue=True),
        like(EN, state="confirm", parts=(both, gone, *new)),
        like(WORDS, name="artikel/dua", state="missing"),
        ONE.model_copy(update={"name": "artikel/tiga", "state": "fresh", "parts": ()}),
    )
    assert list(found.items()) == [
        ("stale", ["artikel/satu#palsu id"]),
        ("confirm", ["artikel/satu#kapan id en"]),
        ("missing", ["artikel/satu#tanda en", "artikel/dua id"]),
        ("overdue", ["artikel/satu id"]),
        ("hard", ["artikel/tiga id"]),
        ("new", ["artikel/satu id en"]),
    ]


@pytest.fixture
def page(pages: Pages) -> LexborHTMLParser:
    late = like(EN, state="fresh", overdue=True)
    return LexborHTMLParser(
        html(status(ONE, late, WORDS), pages.body, "a > b { color: red }", "../../")
    )


def text(page: LexborHTMLParser, css: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(css)]


def test_the_report_is_one_file_in_the_first_language(page: LexborHTMLParser) -> None:
    assert one(page, "html").attributes["lang"] == "id"
    assert text(page, "h1, .lead, h2") == [
        "Meja redaksi",
        "Keadaan pada 22 November 2026",
        "Yang perlu dikerjakan",
        "Semua halaman dan data",
    ]
    assert "a > b { color: red }" in one(page, "style").text()
    assert page.css("script, link, img, [style]") == []


def test_each_thing_to_do_names_its_file(page: LexborHTMLParser) -> None:
    assert text(page, "h3") == [
        "Tertinggal dari bahasa lain (1)",
        "Lewat waktu ditinjau (1)",
        "Sulit dibaca (1)",
    ]
    assert text(page, ".todo li") == [
        "artikel/satu#palsu ID · docs/id/artikel/satu.md:20 · yang lebih baru: EN",
        "artikel/satu EN · docs/en/artikel/satu.md · Tinjau lagi: 20 November 2027",
        "artikel/satu ID · docs/id/artikel/satu.md · LIX 45",
    ]
    first = page.css(".todo a")[0]
    assert first.attributes["href"] == "../../docs/id/artikel/satu.md"


def test_every_row_is_in_the_table(page: LexborHTMLParser) -> None:
    assert text(page, "tbody th") == ["artikel/satu", "words"]
    assert text(page, "tbody tr:has(td + td)") == [
        "id tertinggal 20 November 2026 20 November 2027 5 9/10 45 docs/id/artikel/satu.md",
        "en selaras 20 November 2026 20 November 2027 5 9/10 – docs/en/artikel/satu.md",
        "id selaras – – 0 – – docs/_data/words.yml",
    ]
    assert text(page, "td mark") == ["tertinggal", "45", "20 November 2027"]


def test_the_hardest_sentences_can_be_unfolded(page: LexborHTMLParser) -> None:
    assert text(page, "details") == [
        "Kalimat tersulit (id) docs/id/artikel/satu.md:9 , LIX 62: Sebuah kalimat."
    ]
    assert one(page, "details q").attributes["lang"] == "id"


def test_when_nothing_waits_the_report_says_so(pages: Pages) -> None:
    page = LexborHTMLParser(html(status(WORDS), pages.body, "", ""))
    assert page.css(".todo, h3") == []
    assert "Semua bahasa selaras" in page.text()


def test_sentences_are_shown_and_never_run(pages: Pages) -> None:
    evil = "<script>alert(1)</script>"
    assert ONE.reading is not None
    sentence = ONE.reading.hardest[0].model_copy(update={"text": evil})
    reading = ONE.reading.model_copy(update={"hardest": (sentence,)})
    page = LexborHTMLParser(
        html(status(ONE.model_copy(update={"reading": reading})), pages.body, "", "")
    )
    assert page.css("script") == []
    assert text(page, "q") == [evil]
