"""What a page looks like on paper."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

A4 = (595, 842)
NOT_FOR_PAPER = (
    ".skip, .site-head nav, .trail, .contents, .neighbours, .section-tools, button, summary,"
    " .site-foot a, .improve, .kit__file"
)
UNBROKEN = ".answer, .key-points, .slip"
MARK = "NOTFORPAPER"


def bare(text: str) -> str:
    """Return a text without its white space and ligatures, which a PDF changes."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def texts(found: Locator) -> list[str]:
    """Return what elements say, wherever their lines break; CSS writes brackets around notes.

    Links to files are not for paper.
    """
    read = found.evaluate_all("""all => all.map((one) => one.cloneNode(true)).map((copy) => {
      copy.querySelectorAll(".cite, .kit__file").forEach((other) => other.remove());
      return copy.textContent;
    })""")
    return [bare(text) for text in read]


def printed(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def text_of(pdf: PdfReader) -> str:
    return bare("".join(sheet.extract_text() for sheet in pdf.pages))


# Without JavaScript


def test_an_article_is_whole_on_paper(reader: Reader, article: BuiltPage) -> None:
    page = reader.open(article, java_script_enabled=False)
    page.emulate_media(media="print")
    wanted = texts(page.locator("h1, h2:visible, .answer__text, .reviewed, .slip__text, .gap"))
    sources = page.locator(".sources a").evaluate_all("links => links.map((link) => link.href)")
    address = page.locator("link[rel=canonical]").get_attribute("href") or ""
    assert sources
    assert address
    assert any(bare(address) in text for text in wanted)
    text = text_of(printed(page))
    assert [part for part in (*wanted, *map(bare, sources)) if part not in text] == []


def test_closed_details_are_open_on_paper(reader: Reader, page_with_details: BuiltPage) -> None:
    page = reader.open(page_with_details, java_script_enabled=False)
    expect(page.locator("details[open]")).to_have_count(0)
    inside = page.locator("details > :not(summary)")
    wanted = texts(inside.locator("p:not(:empty), li:not(:has(p)), tbody th"))
    text = text_of(printed(page))
    assert wanted
    assert [part for part in wanted if part not in text] == []


def test_the_sheets_are_a4_and_none_is_empty(reader: Reader, typical_page: BuiltPage) -> None:
    page = reader.open(typical_page, java_script_enabled=False)
    for sheet in printed(page).pages:
        width, height = sheet.mediabox.width, sheet.mediabox.height
        assert (round(width), round(height)) == A4
        assert bare(sheet.extract_text())


# With JavaScript, which shows the buttons


def test_what_cannot_be_used_on_paper_is_not_there(reader: Reader, one_of_each: BuiltPage) -> None:
    page = reader.open(one_of_each)
    page.emulate_media(media="print")
    unfit = page.locator(NOT_FOR_PAPER)
    expect(unfit).not_to_have_count(0)
    expect(unfit.locator("visible=true")).to_have_count(0)
    unfit.evaluate_all("(all, mark) => all.forEach((one) => { one.textContent = mark; })", MARK)
    text = text_of(printed(page))
    assert MARK not in text
    assert all(part in text for part in texts(page.locator("h1")))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_in_both_schemes(reader: Reader, article: BuiltPage, scheme: str) -> None:
    page = reader.open(article, color_scheme="dark" if scheme == "dark" else "light")
    page.emulate_media(media="print")
    colours = page.locator(f"body, h1, {UNBROKEN}").evaluate_all(
        "all => all.map((one) => getComputedStyle(one)).map((s) => [s.backgroundColor, s.color])"
    )
    papers = {paper for paper, _ in colours}
    assert papers <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert {ink for _, ink in colours} == {"rgb(0, 0, 0)"}


def test_cards_and_slips_stay_in_one_piece(reader: Reader, article: BuiltPage) -> None:
    page = reader.open(article)
    page.emulate_media(media="print")
    rules = page.locator(UNBROKEN).evaluate_all(
        "all => all.map((one) => getComputedStyle(one).breakInside)"
    )
    assert set(rules) == {"avoid"}
