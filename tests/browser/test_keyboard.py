"""Every page by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect

from tests.browser.test_reading import UNFOLD_AROUND

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

WIDTHS = pytest.mark.parametrize("width", [360, 1280])
# What can be operated now, in the order of the document; `stops` numbers it.
NUMBER = """() => {
  const all = document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex]");
  globalThis.stops = [...all].filter((one) =>
    one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length);
  return stops.map((stop) => stop.outerHTML.slice(0, 120));
}"""
# Where the focus is: `number` is -1 outside of the page; an outline may stand around a whole card.
FOCUS = """() => {
  const focus = document.activeElement, [box] = focus.getClientRects();
  // What is higher than the window, less its margins for scrolling, is seen in part.
  const margin = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const high = box.height + 2 * margin > innerHeight, bottom = high ? innerHeight : box.bottom;
  const x = box.left + box.width / 2, y = (Math.max(box.top, 0) + Math.min(bottom, innerHeight)) / 2;
  const rings = [focus, focus.closest("li")].filter(Boolean).map((one) => getComputedStyle(one))
    .filter((style) => style.outlineStyle !== "none")
    .map((style) => [parseFloat(style.outlineWidth), parseFloat(style.outlineOffset)]);
  const ring = Math.max(0, ...rings.map(([width, offset]) => width + offset));
  const top = document.elementFromPoint(x, y);
  return {
    number: stops.indexOf(focus),
    outlined: rings.some(([width]) => width >= 2),
    uncovered: Boolean(top) && (focus.contains(top) || top.contains(focus)),
    inside: box.left >= ring && (high || box.top >= ring)
      && box.right + ring <= innerWidth && (high || box.bottom + ring <= innerHeight),
    sized: box.width >= 1 && box.height >= 1,
  };
}"""


class Focus(NamedTuple):
    """The element that has the focus, and what a reader sees of it."""

    number: int
    outlined: bool
    uncovered: bool
    inside: bool
    sized: bool

    @property
    def visible(self) -> bool:
        return self.outlined and self.uncovered and self.inside and self.sized


def tab(page: Page) -> Focus:
    page.keyboard.press("Tab")
    return Focus(**page.evaluate(FOCUS))


# A field for a date and time has a stop for each of its parts: at most so many.
PARTS = 7


def walk(page: Page) -> None:
    """Tab through the whole page: everything that can be operated, each once and to be seen."""
    names = page.evaluate(NUMBER)
    met: list[int] = []
    for _ in range(PARTS * len(names)):
        focus = tab(page)
        if focus.number < 0:
            break
        if met[-1:] != [focus.number]:
            met.append(focus.number)
        assert focus.visible, f"{names[focus.number]}: {focus}"
    assert sorted(met) == list(range(len(names)))


def unfold(page: Page) -> None:
    for details in page.locator("details").all():
        details.evaluate("details => { details.open = true; }")


# Without JavaScript


def test_every_stop_is_seen_without_javascript(reader: Reader, one_of_each: BuiltPage) -> None:
    walk(reader.open(one_of_each, java_script_enabled=False))


@pytest.mark.parametrize("height", [400, 720])
def test_the_contents_are_seen_in_a_low_window(
    reader: Reader, article: BuiltPage, height: int
) -> None:
    page = reader.open(article, height=height, java_script_enabled=False)
    page.evaluate(NUMBER)
    page.locator(".contents a").last.focus()
    page.keyboard.press("Shift+Tab")
    assert tab(page).visible


def test_the_first_stop_leads_past_the_header(reader: Reader, typical_page: BuiltPage) -> None:
    page = reader.open(typical_page, java_script_enabled=False)
    skip = page.locator("body > a").first
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(skip).not_to_be_in_viewport()
    expect(page.locator("main")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.locator("main :focus, main:focus").count() == 1


def test_enter_and_space_open_details(reader: Reader, page_with_details: BuiltPage) -> None:
    page = reader.open(page_with_details, java_script_enabled=False)
    for details in page.locator("details").all():
        details.evaluate(UNFOLD_AROUND)
        inside = details.locator(":scope > :not(summary)").first
        for key, seen in (("Enter", True), ("Space", False)):
            details.locator(":scope > summary").press(key)
            expect(inside).to_be_visible(visible=seen)


# With JavaScript


@WIDTHS
def test_every_stop_is_seen_with_everything_unfolded(
    reader: Reader, page_of_components: BuiltPage, width: int
) -> None:
    page = reader.open(page_of_components, width=width)
    page.wait_for_load_state("networkidle")  # scripts have shown and hidden what they do
    unfold(page)
    walk(page)


@WIDTHS
def test_the_stops_of_the_header_follow_what_the_eye_sees(
    reader: Reader, home: BuiltPage, width: int
) -> None:
    page = reader.open(home, width=width)
    links = page.locator(".site-head a")
    page.keyboard.press("Tab")
    places = []
    for _ in range(links.count()):
        page.keyboard.press("Tab")
        box = page.locator(".site-head :focus").bounding_box()
        assert box
        places.append((round(box["y"] + box["height"] / 2), box["x"]))
    assert places == sorted(places)
