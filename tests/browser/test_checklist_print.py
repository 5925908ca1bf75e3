"""<checklist-tool> on paper: one sheet, blank or with the reader's ticks."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.checklist import addresses, built_at, use
from tests.browser.test_print import bare

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.reader import Reader

MM = 96 / 25.4
# As browsers do it: the events around, the sheet between them.
PRINT = """window.sheets = [];
window.print = () => {
  dispatchEvent(new Event("beforeprint"));
  sheets.push({
    blank: document.documentElement.classList.contains("print-blank"),
    plan: document.querySelectorAll(".plan h2").length,
  });
  dispatchEvent(new Event("afterprint"));
};"""
PAPERS: dict[str, dict[str, Any]] = {
    "A4": {"prefer_css_page_size": True},
    "F4": {"width": "215mm", "height": "330mm"},
}


def sheets(page: Page, **paper: Any) -> list[str]:
    pdf = PdfReader(io.BytesIO(page.pdf(**paper or PAPERS["A4"])))
    return [sheet.extract_text() for sheet in pdf.pages]


@pytest.mark.parametrize("address", addresses())
def test_one_sheet_without_javascript(reader: Reader, site_folder: Path, address: str) -> None:
    built = built_at(site_folder, address)
    page = reader.open(built, java_script_enabled=False)
    for paper in PAPERS.values():
        (text,) = sheets(page, **paper)
        for item in page.locator(".item label").all_inner_texts():
            assert bare(item) in bare(text)
        for line in page.locator(".paper-lines dt").all_text_contents():
            assert line in text
        assert bare(f"https://siap-wawancara.example/{address}") in bare(text)
        assert "Liputan6" in text


@pytest.mark.parametrize("address", addresses())
def test_one_sheet_with_ticks_and_dates(reader: Reader, site_folder: Path, address: str) -> None:
    tool = use(reader, site_folder, address, width=360)
    tool.fill(company="PT Maju Bersama Sejahtera", position="Staf administrasi umum")
    tool.fill(interview="2026-11-25T09:00")
    for box in tool.page.locator(".item input").all()[::2]:
        box.check()
    tool.part("hide").check()
    tool.part("sort").check()
    for paper in PAPERS.values():
        (text,) = sheets(tool.page, **paper)
        for item in tool.page.locator(".item label").all_text_contents():
            assert bare(item) in bare(text)
        assert "PT Maju Bersama Sejahtera" in text
        assert "WIB" in text
    assert tool.page.locator(".plan h2").count() > 1


@pytest.mark.parametrize("address", addresses())
def test_boxes_for_a_pen(reader: Reader, site_folder: Path, address: str) -> None:
    tool = use(reader, site_folder, address)
    first = tool.page.locator(".item input").first
    first.check()
    tool.page.emulate_media(media="print")
    for box in tool.page.locator(".item input").all():
        size = box.bounding_box()
        assert size is not None
        assert size["width"] >= 4 * MM
        assert size["height"] >= 4 * MM
    styles = "box => [getComputedStyle(box).backgroundColor, getComputedStyle(box).borderTopColor]"
    assert first.evaluate(styles) == ["rgba(0, 0, 0, 0)", "rgb(0, 0, 0)"]
    for hidden in ("checklist-tool", ".item__reason", ".item__links", ".contents", ".handout"):
        for part in tool.page.locator(hidden).all():
            expect(part).to_be_hidden()


def test_blank_and_with_ticks(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder, script=PRINT)
    tool.fill(company="PT Maju", interview="2026-11-25T09:00")
    tool.box("latihan").check()
    tool.part("sort").check()
    tool.button("print", "blank").click()
    expect(tool.button("print", "blank")).to_be_focused()
    tool.page.locator('[data-do="print"]:not([value])').click()
    assert tool.page.evaluate("sheets") == [{"blank": True, "plan": 0}, {"blank": False, "plan": 0}]
    expect(tool.page.locator("html")).not_to_have_class(re.compile("print-blank"))
    assert tool.page.locator(".plan h2").count() > 1
    assert tool.ticked() == ["latihan"]


def test_a_blank_sheet_is_blank(reader: Reader, site_folder: Path) -> None:
    tool = use(reader, site_folder)
    tool.fill(company="PT Maju", interview="2026-11-25T09:00")
    tool.box("latihan").check()
    tool.not_applicable("isi-daya").click()
    # The sheet as it is while print() waits.
    tool.page.evaluate("document.documentElement.classList.add('print-blank')")
    tool.page.emulate_media(media="print")
    expect(tool.date("latihan")).to_be_hidden()
    expect(tool.row("latihan").locator(".item__when")).to_be_visible()
    for output in tool.page.locator(".paper-lines output").all():
        expect(output).to_be_hidden()
    tick = "box => getComputedStyle(box, '::after').display"
    assert tool.box("latihan").evaluate(tick) == "none"
    line = "label => getComputedStyle(label).textDecorationLine"
    assert tool.label("isi-daya").evaluate(line) == "none"
