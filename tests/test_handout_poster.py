"""The plain data of a poster, made from a small record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from scripts.handout import OURS_MARK
from scripts.handout_poster import Entry, PosterSheet, reviewed, sheet
from scripts.model import Library, Locale, Located, Mark, Outline, Page
from scripts.navigation import Navigation
from scripts.records import Plain, Poster
from tests.test_handout import SITE, source, words
from tests.test_handout_flow import part, two

PLAIN = ("paper_ours", "paper_steps", "paper_centre", "paper_hours", "channel_whatsapp")
RECORD: dict[str, Any] = {
    "title": two("Awas"),
    "introduction": two("Satu\n saja."),
    "signs": [
        part("Uang", more=two("Bayar.")),
        part("Surat", "koran"),
        part("Tautan", "majalah"),
    ],
    "steps": [part("Berhenti.", link="artikel/a"), part("Lapor.", "koran")],
    "link": "artikel/a#isi",
}


def page(
    path: str, day: int, *directives: tuple[str, str], locale: str = "id", draft: bool = False
) -> Page:
    date = dt.date(2026, 3, day)
    title = f"Judul {path}"
    meta = Plain(kind="page", title=title, summary="a", reviewed=date, draft=draft)
    marks = tuple(Mark(1, kind, title=name) for kind, name in directives)
    return Page(locale, path, Located(meta, "x.md", {}), "", Outline(directives=marks))


def library(*pages: Page) -> Library:
    plain = {name: two(name) for name in PLAIN}
    scan = {"id": "Pindai: {title}", "en": "Scan: {title}"}
    return Library(
        locales=(Locale("id", "Bahasa Indonesia"), Locale("en", "English")),
        words=words(**plain, paper_scan=scan),
        sources={name: source(name) for name in ("majalah", "koran")},
        pages={(page.locale, page.path): page for page in pages},
    )


def made(locale: str = "id", **record: Any) -> PosterSheet:
    pages = (page("artikel/a", 1, locale=code) for code in ("id", "en"))
    poster = Poster.model_validate(RECORD | record)
    return sheet(poster, locale, dt.date(2026, 3, 9), Navigation(library(*pages), SITE))


def test_signs_and_steps_have_their_texts_and_the_marks_of_sources() -> None:
    assert made().signs == (
        Entry("Uang", "Bayar.", ""),
        Entry("Surat", "", "[1]"),
        Entry("Tautan", "", "[2]"),
    )
    assert made("en").steps == (Entry("Berhenti. (en)", "", ""), Entry("Lapor. (en)", "", "[1]"))


def test_sources_are_numbered_as_they_come() -> None:
    assert [(each.mark, each.publisher) for each in made().references] == [
        ("[1]", "Koran"),
        ("[2]", "Majalah"),
    ]


def test_our_mark_is_for_all_that_has_none() -> None:
    assert (made().mark, made().ours) == (OURS_MARK, f"{OURS_MARK} paper_ours")
    ours = made("en", signs=[part(str(n)) for n in range(3)], steps=[part("a")])
    assert (ours.mark, ours.ours, ours.references) == (OURS_MARK, f"{OURS_MARK} ours-en", ())
    theirs = made(signs=[part(str(n), "koran") for n in range(3)], steps=[part("a", "koran")])
    assert (theirs.mark, theirs.ours) == ("", "")


@pytest.mark.parametrize(
    ("locale", "address", "scan"),
    [
        ("id", f"{SITE}l/tsdc/#isi", "Pindai: Judul artikel/a"),
        ("en", f"{SITE}en/l/tsdc/#isi", "Scan: Judul artikel/a"),
    ],
)
def test_its_code_leads_to_its_link(locale: str, address: str, scan: str) -> None:
    assert (made(locale).address, made(locale).scan) == (address, scan)


def test_it_says_when_it_was_reviewed_and_has_lines_for_whoever_hangs_it_up() -> None:
    assert made().reviewed == "reviewed-id: 9 Maret 2026"
    assert made().introduction == "Satu saja."
    assert made().fields == ("paper_centre", "channel_whatsapp", "paper_hours")


def test_it_is_as_old_as_the_newest_page_of_its_language_that_shows_it() -> None:
    shown = ("poster", "awas")
    pages = library(
        page("a", 3, shown),
        page("b", 7, ("template", "awas"), shown),
        page("c", 9, ("poster", "lain"), ("template", "awas")),
        page("a", 8, shown, locale="en"),
    )
    assert reviewed("awas", "id", pages) == dt.date(2026, 3, 7)
    assert reviewed("awas", "en", pages) == dt.date(2026, 3, 8)
    assert reviewed("lain", "en", pages) is None


def test_a_page_that_is_not_published_shows_nothing() -> None:
    pages = library(page("a", 3, ("poster", "awas"), draft=True))
    assert reviewed("awas", "id", pages.published()) is None
