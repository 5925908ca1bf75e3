"""The handouts as they are printed: the real records, in every language, as PDF."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pytest
import zxingcpp
from pypdf import PdfReader

from scripts import handout, source
from scripts.body import moment
from scripts.pages import Pages
from scripts.records import Checklist, ChecklistPage
from scripts.typeset import Typesetter, UnprintableError
from scripts.words import Words
from tests.project import ROOT, copy_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.model import Library, Page

MM = 72 / 25.4
BLACK_OR_WHITE = bytes(0 if grey < 128 else 255 for grey in range(256))
SAMPLE = ("id", "daftar-periksa/wawancara-kerja")


@cache
def pages() -> Pages:
    library, problems = source.load(ROOT)
    assert not problems
    return Pages(library, "https://contoh.example/karier/", ROOT / "overrides")


@dataclass(frozen=True, repr=False)
class Handout:
    """One sheet of paper: what it is made of and what came out."""

    page: Page
    checklist: Checklist
    sheet: handout.ChecklistSheet
    pdf: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.pdf))

    @cached_property
    def text(self) -> str:
        return one_line(" ".join(page.extract_text() for page in self.reader.pages))

    def other(self) -> str:
        return next(code for code in self.library.codes if code != self.page.locale)

    @property
    def library(self) -> Library:
        return pages().library


def one_line(text: str) -> str:
    return " ".join(text.split())


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
    return Handout(page, checklist, sheet, typeset(sheet, page))


def keys() -> list[tuple[str, str]]:
    found = pages().library.pages.items()
    return [key for key, page in found if isinstance(page.meta.value, ChecklistPage)]


@pytest.fixture(params=keys(), ids="-".join)
def printed(request: pytest.FixtureRequest) -> Handout:
    return made(*request.param)


def changed(**values: Any) -> Handout:
    """Return a handout with other content than its record's."""
    sample = made(*SAMPLE)
    sheet = replace(sample.sheet, **values)
    return replace(sample, sheet=sheet, pdf=typeset(sheet, sample.page))


def elements(node: Any) -> Iterator[Any]:
    """Yield the structure elements below a node, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from elements(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from elements(node.get("/K", []))


def tags(printed: Handout) -> list[Any]:
    return list(elements(printed.reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))  # type: ignore[index] # the catalogue


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
    assert printed.reader.metadata
    assert printed.reader.metadata.title == hostile
    assert len(printed.reader.pages) == 1


# For assistive technology


def test_it_says_what_it_is(printed: Handout) -> None:
    catalogue: Any = printed.reader.trailer["/Root"]
    assert catalogue["/Lang"] == printed.page.locale
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = catalogue["/Metadata"].get_data().decode()
    assert re.findall(r"<pdfuaid:part>(.*?)</pdfuaid:part>", xmp) == ["1"]
    assert printed.reader.metadata
    assert printed.reader.metadata.title == printed.checklist.title[printed.page.locale]
    created = printed.reader.metadata.creation_date
    assert created
    assert created.date() == printed.page.meta.value.reviewed


def test_headings_and_lists_are_real(printed: Handout) -> None:
    kinds = Counter(tag["/S"] for tag in tags(printed))
    titles = [tag["/T"] for tag in tags(printed) if tag["/S"] == "/H2"]
    phases = [phase.title[printed.page.locale] for phase in printed.checklist.phases]
    assert kinds["/H1"] == 1
    assert titles[: len(phases)] == phases
    assert kinds["/L"] == len(phases)
    assert kinds["/LI"] == kinds["/LBody"] == len(printed.checklist.items)


def test_the_picture_has_words(printed: Handout) -> None:
    figures = [tag["/Alt"] for tag in tags(printed) if tag["/S"] == "/Figure"]
    assert figures == [printed.sheet.qr_alt]
    assert printed.sheet.address in printed.sheet.qr_alt


def test_a_language_may_have_a_region() -> None:
    references = [replace(it, locale="en-GB") for it in made(*SAMPLE).sheet.references]
    printed = changed(locale="id-ID", references=tuple(references))
    catalogue: Any = printed.reader.trailer["/Root"]
    assert catalogue["/Lang"] == "id"


def test_links_are_those_of_the_foot(printed: Handout) -> None:
    notes: Any = printed.reader.pages[0].get("/Annots", [])
    addresses = [note.get_object()["/A"]["/URI"] for note in notes]
    foot = [reference.address for reference in printed.sheet.references]
    assert addresses == [*foot, printed.sheet.address]


# On paper


def pixels(printed: Handout, translation: bytes | None = None) -> memoryview:
    """Return the first page as rows of grey pixels, 150 an inch."""
    bitmap = pdfium.PdfDocument(printed.pdf)[0].render(scale=150 / 72, grayscale=True)
    data = bytes(bitmap.buffer).translate(translation)
    return memoryview(data).cast("B", (bitmap.height, bitmap.stride))


@pytest.mark.parametrize("translation", [None, BLACK_OR_WHITE], ids=["grey", "copied"])
def test_the_qr_code_leads_to_the_page(printed: Handout, translation: bytes | None) -> None:
    codes = zxingcpp.read_barcodes(pixels(printed, translation))
    assert [code.text for code in codes] == [pages().navigation.absolute(printed.page)]


def test_it_is_a4_with_margins_that_other_paper_and_copiers_leave(printed: Handout) -> None:
    page = pdfium.PdfDocument(printed.pdf)[0]
    width, height = page.get_size()
    assert (round(width / MM), round(height / MM)) == (210, 297)
    bounds = [thing.get_bounds() for thing in page.get_objects()]
    left, bottom = (min(bound[i] for bound in bounds) for i in (0, 1))
    right, top = (max(bound[i] for bound in bounds) for i in (2, 3))
    assert min(left, bottom, width - right, height - top) >= 12 * MM


def test_every_item_has_a_box_for_a_pen(printed: Handout) -> None:
    page = pdfium.PdfDocument(printed.pdf)[0]
    below_the_head = page.get_height() - 30 * MM
    bounds = (thing.get_bounds() for thing in page.get_objects())
    sizes = [
        ((right - left) / MM, (top - bottom) / MM)
        for left, bottom, right, top in bounds
        if top < below_the_head
    ]
    boxes = [1 for width, height in sizes if 4.4 <= width < 6 and abs(width - height) < 0.1]
    assert len(boxes) == len(printed.checklist.items)


def test_it_is_black_on_white_and_mostly_white(printed: Handout) -> None:
    grey = bytes(pixels(printed).tobytes())
    assert sum(255 - value for value in grey) / 255 / len(grey) < 0.08


def test_of_two_pages_each_says_which_it_is_and_no_item_is_torn() -> None:
    sample = made(*SAMPLE)
    rows = [
        handout.Row(f"Butir {n} " + "yang panjang sekali " * 9 + f"akhir {n}.", "H-1", "[1]")
        for n in range(30)
    ]
    printed = changed(groups=(handout.Group("Fase", tuple(rows)),))
    texts_ = [one_line(page.extract_text()) for page in printed.reader.pages]
    assert len(texts_) == 2
    for n, text in enumerate(texts_, 1):
        assert f"{sample.sheet.title} Halaman {n} dari 2" in text
    for row in rows:
        assert sum(one_line(row.text) in text for text in texts_) == 1
    assert sample.sheet.licence not in texts_[0]
    assert sample.sheet.licence in texts_[1]


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


def test_the_site_has_every_handout(tmp_path: Path) -> None:
    project = copy_to(tmp_path)
    done = project.run("build", SITE_URL="https://contoh.example/karier/")
    assert (done.code, done.err) == (0, "")
    built = {path: file for path, file in project.site().items() if path.endswith(".pdf")}
    records = [path.stem for path in (ROOT / "docs/_data/checklists").glob("*.yml")]
    folders = ("unduhan", "en/unduhan")
    assert built.keys() == {f"{folder}/{name}.pdf" for folder in folders for name in records}
    assert built["en/unduhan/wawancara-kerja.pdf"] == made("en", SAMPLE[1]).pdf


def test_a_build_names_the_record_with_such_a_sign(tmp_path: Path) -> None:
    project = copy_to(tmp_path)
    path = "docs/_data/checklists/wawancara-kerja.yml"
    project.write(path, project.read(path).replace("Research the company.", "Research it ✓"))
    done = project.run("build")
    assert done.code == 1
    assert f'{path}: the handout cannot show "✓"; use words' in done.err
    assert "Traceback" not in done.err
