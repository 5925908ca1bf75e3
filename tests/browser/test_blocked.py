"""Pages of which one script or style sheet does not come: they read, and can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.axe import CONTRAST, find
from tests.browser.test_layout import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

STEPS = 20  # longer than any way through a guide
# Texts that something else lies over; a card is all link, and may.
COVERED = """() => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const covered = [];
  for (let text; (text = walker.nextNode()); ) {
    const parent = text.parentElement;
    if (!text.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (parent.closest("[aria-hidden], .visually-hidden, option")) continue;
    parent.scrollIntoView({ block: "center", inline: "center" });
    const range = document.createRange();
    range.selectNodeContents(text);
    const far = range.getBoundingClientRect().top - innerHeight / 2;
    if (Math.abs(far) > innerHeight / 2) scrollBy(0, far); // in a high paragraph
    const seen = [...range.getClientRects()].map(({ left, top, width, height }) =>
      document.elementFromPoint(left + Math.min(width, innerWidth) / 2, top + height / 2)).filter(Boolean);
    const clear = (above) => above.contains(text) || parent.contains(above)
      || (above.matches("a") && above.parentElement.contains(text));
    if (!seen.some(clear)) covered.push(`${text.data.trim()} <- ${seen[0]?.outerHTML.slice(0, 80)}`);
  }
  return covered;
}"""
# Both a box and its tick are drawn, by the browser or by us.
DRAWN = """(box) => getComputedStyle(box).appearance !== "none"
  || [getComputedStyle(box), getComputedStyle(box, "::after")].every(({ borderLeftWidth }) => parseFloat(borderLeftWidth))"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def blocked(reader: Reader, built: BuiltPage) -> Iterator[tuple[str, Page]]:
    """Open a page without each of its scripts and style sheets in turn."""
    reader.open(built, width=360, height=740).wait_for_load_state("networkidle")
    addresses = {address for address, _ in reader.answers}
    files = sorted(address for address in addresses if address.endswith((".css", ".js")))
    assert files
    for address in files:
        before = len(reader.faults)
        page = reader.open(built, width=360, height=740, lost=address)
        page.wait_for_load_state("networkidle")
        lost = [
            f"{address} does not load: net::ERR_FAILED",
            "Failed to load resource: net::ERR_FAILED",
        ]
        assert reader.faults[before:], f"{address} was not asked for"
        reader.faults[before:] = [
            fault for fault in reader.faults[before:] if not fault.endswith(tuple(lost))
        ]
        yield address.rpartition("/")[2], page
        assert not reader.faults, address


def test_it_reads(reader: Reader, page_of_components: BuiltPage) -> None:
    for name, page in blocked(reader, page_of_components):
        expect(page.locator("h1")).to_be_visible()
        page.evaluate(OPEN)
        assert page.evaluate(WIDE) <= 0, f"without {name}, the page is wider than the screen"
        assert page.evaluate(COVERED) == [], f"without {name}"
        found = find(page, CONTRAST)
        assert not found, f"Without {name}:\n\n{found}"


def test_a_checklist_can_be_ticked(reader: Reader, checklist_page: BuiltPage) -> None:
    for name, page in blocked(reader, checklist_page):
        items = page.locator(".item")
        expect(items.filter(visible=True)).to_have_count(items.count())
        assert page.locator(".items .item__box").first.evaluate(DRAWN), f"without {name}"
        for number in (0, items.count() - 1):
            items.nth(number).locator(".item__text").click()
            expect(items.nth(number).get_by_role("checkbox").first).to_be_checked()
        assert page.locator(".items .item__box:checked").count() == 2, name


def test_a_guide_leads_to_advice(reader: Reader, guide_page: BuiltPage) -> None:
    for name, page in blocked(reader, guide_page):
        node = page.locator(".node").first
        for _ in range(STEPS):
            if not node.locator(".option").count():
                break
            option = node.locator(".option").last
            target = str(option.get_attribute("href")).rpartition("#")[2]
            option.click()
            node = page.locator(".node", has=page.locator(f'[id="{target}"]'))
            expect(node.get_by_role("heading").first).to_be_in_viewport()
        expect(node.locator(".verdict")).to_be_visible()
        page.go_back()
        expect(page.locator(".node .option").filter(visible=True)).not_to_have_count(0)
        assert page.url.partition("#")[2], f"without {name}"


def test_no_button_is_shown_that_would_do_nothing(
    reader: Reader, page_with_messages: BuiltPage
) -> None:
    for name, page in blocked(reader, page_with_messages):
        scripts = name.endswith(".js")
        shown = page.locator("copy-text button").filter(visible=True)
        expect(shown).to_have_count(0) if scripts else expect(shown).not_to_have_count(0)
