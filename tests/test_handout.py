"""The plain data of a handout, made from a small record."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from scripts import qr
from scripts.handout import OURS_MARK, ChecklistSheet, Group, Reference, Row, sheet
from scripts.model import Library, Locale, Located, Outline, Page
from scripts.navigation import Navigation
from scripts.records import Checklist, ChecklistPage, Source, Text

SITE = "https://contoh.example/karier/"
HOSTILE = '#set page(fill: red) *tebal* _miring_ $x$ `k` <a> @b // c \\ --- "q" #{panic()}'
PATTERNS = {
    "time_after": {"id": "{time} sesudah {moment}", "en": "{time} after {moment}"},
    "day_before": {"id": "H-{n}", "en": "{time} before {moment}"},
    "dates": {"id": "id-ID", "en": "en-GB"},
    "qr_to": {"id": "Kode QR ke {address}", "en": "QR code to {address}"},
}
PLAIN = (
    *("site_name", "tagline", "paper_name", "paper_date", "company", "position", "notes"),
    *("sources", "ours", "reviewed", "licence", "page_of", "scan"),
)
RECORD: dict[str, Any] = {
    "title": {"id": "Daftar", "en": "List"},
    "introduction": {"id": "Isi.", "en": "What it is."},
    "article": "artikel/a",
    "anchors": {
        "sent": {
            "label": {"id": "Dikirim pada", "en": "Sent on"},
            "moment": {"id": "dikirim", "en": "you send it"},
        },
        "interview": {
            "label": {"id": "Wawancara pada", "en": "Interview on"},
            "moment": {"id": "wawancara", "en": "the interview"},
        },
    },
    "phases": [
        {
            "id": "satu",
            "title": {"id": "Satu", "en": "One"},
            "items": [
                {"id": "a", "text": {"id": "Tulis.", "en": "Write."}, "source": "koran"},
                {
                    "id": "b",
                    "text": {"id": "Kirim.", "en": "Send."},
                    "source": "redaksi",
                    "time": "sent+7d",
                },
                {
                    "id": "c",
                    "text": {"id": "Baca.", "en": "Read."},
                    "source": "koran",
                    "time": "interview-2d",
                },
            ],
        }
    ],
}


def source(name: str) -> Located[Source]:
    value = Source(
        publisher=name.title(),
        title=f"Judul {name}",
        url=f"https://{name}.example/x",
        language="id",
        seen=dt.date(2026, 11, 22),
    )
    return Located(value, "docs/_data/sources.yml", {})


def words(**more: dict[str, str]) -> dict[str, Located[Text]]:
    """Return the words of all sheets, and more."""
    texts = PATTERNS | more | {name: {"id": f"{name}-id", "en": f"{name}-en"} for name in PLAIN}
    return {name: Located(Text(text), "docs/_data/words.yml", {}) for name, text in texts.items()}


def made(locale: str, record: dict[str, Any], numbers: dict[str, int]) -> ChecklistSheet:
    checklist = Checklist.model_validate(record)
    meta = ChecklistPage(kind="checklist", checklist="daftar", reviewed=dt.date(2026, 3, 9))
    page = Page(locale, "alat/daftar", Located(meta, "x.md", {}), "", Outline())
    library = Library(
        locales=(Locale("id", "Bahasa Indonesia"), Locale("en", "English")),
        words=words(),
        sources={name: source(name) for name in ("majalah", "koran")},
    )
    return sheet(page, checklist, Navigation(library, SITE), numbers)


def test_rows_have_their_text_their_time_in_words_and_a_mark() -> None:
    indonesian = made("id", RECORD, {"koran": 1})
    assert indonesian.groups == (
        Group(
            "Satu",
            (
                Row("Tulis.", "", "[1]"),
                Row("Kirim.", "7 hari sesudah dikirim", OURS_MARK),
                Row("Baca.", "H-2", "[1]"),
            ),
        ),
    )
    english = made("en", RECORD, {"koran": 1})
    assert [row.when for row in english.groups[0].rows] == [
        "",
        "7 days after you send it",
        "2 days before the interview",
    ]


def test_sources_keep_the_numbers_of_the_page_and_only_cited_ones_are_listed() -> None:
    made_sheet = made("en", RECORD, {"majalah": 1, "koran": 2})
    assert [row.mark for row in made_sheet.groups[0].rows] == ["[2]", OURS_MARK, "[2]"]
    assert made_sheet.references == (
        Reference("[2]", "Koran", "Judul koran", "https://koran.example/x", "id"),
    )


def test_our_mark_is_explained_where_it_is_used() -> None:
    assert made("id", RECORD, {"koran": 1}).ours == f"{OURS_MARK} ours-id"
    items = [RECORD["phases"][0]["items"][0]]
    record = RECORD | {"anchors": {}, "phases": [RECORD["phases"][0] | {"items": items}]}
    assert made("id", record, {"koran": 1}).ours == ""


def test_the_days_that_times_count_from_are_filled_in_by_hand() -> None:
    asked = ("paper_name-en", "company-en", "position-en")
    assert made("en", RECORD, {"koran": 1}).fields == (*asked, "Sent on", "Interview on")
    items = [RECORD["phases"][0]["items"][0]]
    record = RECORD | {"anchors": {}, "phases": [RECORD["phases"][0] | {"items": items}]}
    assert made("en", record, {"koran": 1}).fields == (*asked, "paper_date-en")


@pytest.mark.parametrize(
    ("locale", "address", "alt", "reviewed"),
    [
        ("id", f"{SITE}alat/daftar/", "Kode QR ke ", "reviewed-id: 9 Maret 2026"),
        ("en", f"{SITE}en/alat/daftar/", "QR code to ", "reviewed-en: 9 March 2026"),
    ],
)
def test_the_sheet_leads_to_its_page(locale: str, address: str, alt: str, reviewed: str) -> None:
    made_sheet = made(locale, RECORD, {"koran": 1})
    assert (made_sheet.address, made_sheet.qr_alt) == (address, alt + address)
    assert made_sheet.reviewed == reviewed
    assert made_sheet.qr == qr.drawing(address)


def test_records_reach_typst_as_json_untouched_but_on_one_line() -> None:
    phase = RECORD["phases"][0]
    hostile = phase["items"][0] | {"text": {"id": HOSTILE, "en": f"{HOSTILE}\n  next"}}
    record = RECORD | {"title": {"id": HOSTILE, "en": HOSTILE}, "anchors": {}}
    record["phases"] = [phase | {"title": {"id": HOSTILE, "en": HOSTILE}, "items": [hostile]}]
    inputs = made("en", record, {"koran": 1}).inputs
    assert inputs.keys() == {"data"}
    data = json.loads(inputs["data"])
    assert data["title"] == data["groups"][0]["title"] == HOSTILE
    assert data["groups"][0]["rows"][0]["text"] == f"{HOSTILE} next"
