"""The handouts as they are printed: the real records, in every language, as PDF."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import structs

from scripts import handout
from scripts.body import moment
from scripts.records import Checklist, ChecklistPage
from scripts.typeset import Typesetter, UnprintableError
from scripts.words import Words
from tests.paper import BLACK_OR_WHITE, Paper, keys, one_line, pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library, Page

SAMPLE = ("id", "daftar-periksa/wawancara-kerja")


@dataclass(frozen=True, repr=False)
class Handout(Paper):
    """One sheet of paper: what it is made of and what came out."""

    page: Page
    checklist: Checklist
    sheet: handout.ChecklistSheet

    def other(self) -> str:
        return next(code for code in self.library.codes if code != self.page.locale)

    @property
    def library(self) -> Library:
        return pages().library


def typeset(sheet: handout.ChecklistSheet, page: Page) -> bytes:
    values, day = sheet.inputs, page.meta.value.reviewed
    return Typesetter().render("checklist.typ", values, "pdf", day=day)


@cache
def made(locale: str, path: str) -> Handout:
    page = pages().library.pages[locale, path]
    checklist = pages().library.checklist(page)
    assert checklist
    numbers = pages().body.sources(page)
    sheet = handout.sheet(page, checklist, pages().navigation, numbers)
    return Handout(typeset(sheet, page), page, checklist, sheet)


@pytest.fixture(params=keys(ChecklistPage), ids="-".join)
def printed(request: pytest.FixtureRequest) -> Handout:
    return made(*request.param)


def changed(**values: Any) -> Handout:
    """Return a handout with other content than its record's."""
    sample = made(*SAMPLE)
    sheet = structs.replace(sample.sheet, **values)
    return replace(sample, sheet=sheet, pdf=typeset(sheet, sample.page))


# The record, word for word


def test_it_fits_one_page(printed: Handout) -> None:
    assert len(printed.reader.pages) == 1


def test_it_has_every_phase_and_item_of_the_record(printed: Handout) -> None:
    locale = printed.page.locale
    words = Words(printed.library, locale)
    rest = printed.text
    for phase in printed.checklist.phases:
        for wanted in (phase.title[locale], *(item.text[locale] for item in phase.items)):
            assert one_line(wanted) in rest
            rest = rest.partition(one_line(wanted))[2]
    for item in printed.checklist.items:
        if item.time:
            assert moment(item.time, printed.checklist, words) in printed.text


def test_it_has_nothing_of_the_other_language(printed: Handout) -> None:
    own = " ".join(texts(printed, printed.page.locale))
    foreign = [text for text in texts(printed, printed.other()) if text not in own]
    assert len(foreign) > 20
    text = printed.text
    for reference in printed.sheet.references:
        text = text.replace(one_line(reference.title), "")
    found = [one_line(words) for words in foreign]
    assert [words for words in found if re.search(rf"\b{re.escape(words)}", text)] == []


def texts(printed: Handout, locale: str) -> Iterator[str]:
    """Yield what the handout says in a language."""
    made_sheet = made(locale, printed.page.path).sheet
    yield from (made_sheet.title, made_sheet.tagline, made_sheet.scan, made_sheet.licence)
    yield from (made_sheet.reviewed, made_sheet.ours, *made_sheet.fields)
    for group in made_sheet.groups:
        yield group.title
        for row in group.rows:
            yield from filter(None, (row.text, row.when))


def test_sources_and_address_are_in_the_foot(printed: Handout) -> None:
    foot = printed.text.rpartition(printed.sheet.sources)[2]
    assert printed.sheet.references
    for reference in printed.sheet.references:
        shown = f"{reference.mark} {reference.publisher}: {reference.title} {reference.address}"
        assert shown in foot
    for wanted in ("address", "licence", "reviewed", "ours"):
        assert getattr(printed.sheet, wanted) in foot


def test_nothing_in_a_record_is_read_as_markup() -> None:
    hostile = '#set page(fill: red) *tebal* _x_ $y$ `k` <a> @b // c \\ --- ~ "q" #{panic()} = /* z'
    row = handout.Row(hostile, "#pagebreak()", "[1]")
    printed = changed(title=hostile, groups=(handout.Group(f"= {hostile}", (row,)),))
    assert printed.text.count(hostile) == 3
    assert "#pagebreak()" in printed.text
    assert printed.title == hostile
    assert len(printed.reader.pages) == 1


# For assistive technology


def test_it_says_what_it_is(printed: Handout) -> None:
    assert printed.catalogue["/Lang"] == printed.page.locale
    assert printed.catalogue["/MarkInfo"]["/Marked"]
    assert printed.catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.findall(r"<pdfuaid:part>(.*?)</pdfuaid:part>", printed.standard) == ["1"]
    assert printed.title == printed.checklist.title[printed.page.locale]
    assert printed.day == printed.page.meta.value.reviewed


def test_headings_and_lists_are_real(printed: Handout) -> None:
    kinds = Counter(tag["/S"] for tag in printed.tags)
    phases = [phase.title[printed.page.locale] for phase in printed.checklist.phases]
    assert kinds["/H1"] == 1
    assert printed.titles(2)[: len(phases)] == phases
    assert kinds["/L"] == len(phases)
    assert kinds["/LI"] == kinds["/LBody"] == len(printed.checklist.items)


def test_the_picture_has_words(printed: Handout) -> None:
    figures = [tag["/Alt"] for tag in printed.tags if tag["/S"] == "/Figure"]
    assert figures == [printed.sheet.qr_alt]
    assert printed.sheet.address in printed.sheet.qr_alt


def test_a_language_may_have_a_region() -> None:
    references = [structs.replace(it, locale="en-GB") for it in made(*SAMPLE).sheet.references]
    printed = changed(locale="id-ID", references=tuple(references))
    assert printed.catalogue["/Lang"] == "id"


def test_links_are_those_of_the_foot(printed: Handout) -> None:
    foot = [reference.address for reference in printed.sheet.references]
    assert printed.links() == [*foot, printed.sheet.address]


# On paper


@pytest.mark.parametrize("translation", [None, BLACK_OR_WHITE], ids=["grey", "copied"])
def test_the_qr_code_leads_to_the_page(printed: Handout, translation: bytes | None) -> None:
    assert printed.codes(translation) == [
        pages().navigation.permanent(printed.page.locale, printed.page.path)
    ]


def test_it_is_a4_with_margins_that_other_paper_and_copiers_leave(printed: Handout) -> None:
    assert printed.size() == (210, 297)
    assert printed.margins() >= 12


def test_every_item_has_a_box_for_a_pen(printed: Handout) -> None:
    below_the_head = [box for box in printed.boxes() if box[1] > 30]
    sizes = [(right - left, bottom - top) for left, top, right, bottom in below_the_head]
    boxes = [1 for width, height in sizes if 4.4 <= width < 6 and abs(width - height) < 0.1]
    assert len(boxes) == len(printed.checklist.items)


def test_it_is_black_on_white_and_mostly_white(printed: Handout) -> None:
    assert printed.ink() < 0.08


def test_of_two_pages_each_says_which_it_is_and_no_item_is_torn() -> None:
    sample = made(*SAMPLE)
    rows = [
        handout.Row(f"Butir {n} " + "yang panjang sekali " * 9 + f"akhir {n}.", "H-1", "[1]")
        for n in range(30)
    ]
    printed = changed(groups=(handout.Group("Fase", tuple(rows)),))
    assert len(printed.texts) == 2
    for n, text in enumerate(printed.texts, 1):
        assert f"{sample.sheet.title} Halaman {n} dari 2" in text
    for row in rows:
        assert sum(one_line(row.text) in text for text in printed.texts) == 1
    assert sample.sheet.licence not in printed.texts[0]
    assert sample.sheet.licence in printed.texts[1]


def test_what_is_left_of_a_page_is_for_notes() -> None:
    sample = made(*SAMPLE)
    printed = changed(groups=sample.sheet.groups[:2])
    assert f" {sample.sheet.notes} " in printed.text
    assert len(printed.reader.pages) == 1


# As files


def test_the_same_record_gives_the_same_small_file(printed: Handout) -> None:
    assert typeset(printed.sheet, printed.page) == printed.pdf
    assert len(printed.pdf) < 150_000


def test_a_sign_that_the_font_lacks_is_named() -> None:
    with pytest.raises(UnprintableError, match="✓"):
        changed(title="Selesai ✓")


def test_rows_are_as_high_as_one_page_allows() -> None:
    heights, pages_of = [], []
    for count in range(23, 36):
        rows = tuple(handout.Row(f"Langkah {n}", "", "◊") for n in range(count))
        printed = changed(groups=(handout.Group("Fase", rows),))
        first, second = [box[1] for box in printed.boxes() if 4.8 < box[2] - box[0] < 5.2][1:3]
        heights.append(round(second - first, 1))
        pages_of.append(len(printed.reader.pages))
    assert pages_of == sorted(pages_of)
    assert heights[: pages_of.count(1)] == sorted(heights[: pages_of.count(1)], reverse=True)
    assert {7.1, 6.8, 6.5, 6.2, 5.9, 5.6, 5.4} == set(heights)
    assert heights[pages_of.count(1) :] == [7.1] * pages_of.count(2)
