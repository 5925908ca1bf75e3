"""What fits where: widths, large text, colours, motion, and targets for a thumb."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.reader import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

OPEN = "() => document.querySelectorAll('details').forEach((details) => { details.open = true; })"
# What reaches beyond the right edge, when the page can be moved sideways or hides a part.
TOO_WIDE = """() => {
  const root = document.documentElement, wide = root.scrollWidth > root.clientWidth;
  return [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return wide && box.width > 1 && box.right > root.clientWidth + 0.5;
  }).map((one) => one.outerHTML.slice(0, 120)).concat(wide ? [`${root.scrollWidth} px`] : []);
}"""
LARGE_TEXT = "document.documentElement.style.fontSize = '200%'"
# Links in running text may be as high as their line, says WCAG 2.5.8.
TARGETS = (
    "button, .button, summary, .brand, nav a:not(.cards a), .cards li, .door, .section-tools a,"
    " .site-foot a"
)
TOO_SMALL = """(targets, least) => targets
  .filter((target) => target.checkVisibility() && target.getClientRects().length)
  .map((target) => [target.getBoundingClientRect(), target.outerHTML.slice(0, 120)])
  .filter(([box]) => box.width < least || box.height < least)
  .map(([box, html]) => `${box.width} × ${box.height}: ${html}`)"""
WATCH_TRANSITIONS = """addEventListener("pagereveal", (event) => {
  globalThis.transition = event.viewTransition ? "moves" : "stands";
})"""
NEXT_FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def at_widths(page: Page, widths: tuple[int, ...]) -> Iterator[int]:
    """Make the window as wide as each of the widths, with everything unfolded."""
    page.evaluate(OPEN)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        yield width


def too_wide(page: Page, *widths: int) -> dict[int, list[str]]:
    found = {width: page.evaluate(TOO_WIDE) for width in at_widths(page, widths)}
    return {width: faults for width, faults in found.items() if faults}


def style(page: Page, css: str, name: str) -> str:
    return str(page.locator(css).first.evaluate("(e, n) => getComputedStyle(e)[n]", name))


# Without JavaScript


def test_nothing_is_wider_than_the_window(reader: Reader, any_page: BuiltPage) -> None:
    page = reader.open(any_page, java_script_enabled=False)
    assert too_wide(page, 320, 360, 768, 1280) == {}


# With JavaScript, which shows the buttons


def test_text_of_twice_the_size_fits(reader: Reader, typical_page: BuiltPage) -> None:
    page = reader.open(typical_page)
    before = page.locator("h1").evaluate("h1 => parseFloat(getComputedStyle(h1).fontSize)")
    page.evaluate(LARGE_TEXT)
    after = page.locator("h1").evaluate("h1 => parseFloat(getComputedStyle(h1).fontSize)")
    assert after > before * 1.5
    assert too_wide(page, 360, 1280) == {}


def test_a_thumb_can_hit_every_target(reader: Reader, typical_page: BuiltPage) -> None:
    page = reader.open(typical_page)
    for _ in at_widths(page, (360, 1280)):
        assert page.locator(TARGETS).evaluate_all(TOO_SMALL, 24) == []
        assert page.locator("button, .button, .door").evaluate_all(TOO_SMALL, 44) == []


def test_colours_follow_the_system(reader: Reader, one_of_each: BuiltPage) -> None:
    page = reader.open(one_of_each, color_scheme="light")
    light = [style(page, "body", name) for name in ("backgroundColor", "color")]
    page.emulate_media(color_scheme="dark")
    dark = [style(page, "body", name) for name in ("backgroundColor", "color")]
    assert light[0] != dark[0]
    assert light[1] != dark[1]


def test_forced_colours_keep_edges_and_focus(reader: Reader, one_of_each: BuiltPage) -> None:
    page = reader.open(one_of_each, forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    expect(page.locator("h1")).to_be_visible()
    for edged in page.locator(".answer, .door, .button:visible, .cards li, .slip").all():
        assert edged.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
    page.keyboard.press("Tab")
    assert style(page, ":focus", "outlineStyle") == "solid"


@pytest.mark.parametrize(("wish", "expected"), [("no-preference", "moves"), ("reduce", "stands")])
def test_pages_move_only_for_readers_who_like_it(
    reader: Reader, home: BuiltPage, wish: Literal["no-preference", "reduce"], expected: str
) -> None:
    page = reader.open(home, script=WATCH_TRANSITIONS, reduced_motion=wish)
    page.evaluate(NEXT_FRAME)  # a page that was never drawn has nothing to move from
    reader.follow(page.locator(".site-head nav.menu a").first)
    until(page, "'transition' in globalThis")
    assert page.evaluate("transition") == expected


def test_nothing_moves_by_itself(reader: Reader, one_of_each: BuiltPage) -> None:
    page = reader.open(one_of_each)
    assert page.evaluate("document.getAnimations().length") == 0
    durations = page.locator("body *").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).transitionDuration)"
    )
    assert set(durations) == {"0s"}
