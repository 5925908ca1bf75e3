"""A guide for everybody: axe, the keyboard, large text, narrow windows, colours, motion."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import WIDTHS, find_in_both_schemes
from tests.browser.flow import EACH_GUIDE, INVITATION, Guide, Window, use
from tests.browser.test_keyboard import NUMBER, tab
from tests.browser.test_layout import LARGE_TEXT, OPEN, TOO_SMALL, TOO_WIDE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.reader import Reader

TONES = ("yes", "wait", "no")
# Links in running text may be as high as their line, says WCAG 2.5.8.
TARGETS = (
    ".option, .flow a:not(.cite, li > a:not(.option)), .flow button, .flow summary, .flow input,"
    " .overview summary, .flow__more a, .answers a, .step__link"
)
THUMB = ".option, .flow .button, .flow input, .flow__back a, .answers a, .flow__more a"
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1]))"""


def press_to(page: Page, css: str) -> None:
    """Press Tab until what matches is focused, and make sure that every stop is seen."""
    page.evaluate(NUMBER)
    for _ in range(100):
        focus = tab(page)
        assert focus.visible, f"{page.evaluate('document.activeElement.outerHTML')}: {focus}"
        if page.locator(f"{css}:focus").count():
            return
    raise AssertionError(f"{css} cannot be reached")


def walk_on(page: Page) -> None:
    """Tab from the question to the page's end: everything there, each once and to be seen."""
    names = page.evaluate(NUMBER)
    met: list[int] = []
    while (focus := tab(page)).number >= 0:
        assert focus.visible, f"{names[focus.number]}: {focus}"
        met.append(focus.number)
    assert len(met) > 30
    assert met == list(range(len(names) - len(met), len(names)))


def answer_all(window: Window, tone: str) -> str:
    """Lead the reader to an outcome of a tone, and return it."""
    outcome = window.guide.of_tone(tone)
    window.visit(f"?{window.guide.path_to(outcome).query}#{outcome}")
    expect(window.heading(outcome)).to_be_visible()
    return outcome


# Without JavaScript


@EACH_GUIDE
def test_every_node_fits_and_reads_in_order_without_javascript(
    reader: Reader, site_folder: Path, guide: Guide
) -> None:
    window = use(reader, site_folder, guide, java_script_enabled=False)
    window.page.evaluate(OPEN)
    for node in guide.numbers:
        window.page.evaluate("(id) => { location.hash = id; }", node)
        levels = window.page.evaluate(LEVELS)
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        for width in (320, 1280):
            window.page.set_viewport_size({"width": width, "height": 800})
            assert window.page.evaluate(TOO_WIDE) == []


# With JavaScript


@EACH_GUIDE
def test_axe_finds_nothing_in_any_state(reader: Reader, site_folder: Path, guide: Guide) -> None:
    window = use(reader, site_folder, guide)
    path = max(guide.paths, key=lambda path: len(path.choices))
    tones = [tone for tone in TONES if tone in {one.tone for one in guide.flow.outcomes}]
    assert tones
    for state in ("start", "middle", *tones):
        if state == "middle":
            window.visit(f"?{path.query}#{path.choices[1].question}")
        elif state != "start":
            answer_all(window, state)
        window.page.evaluate(OPEN)
        for width in WIDTHS:
            window.page.set_viewport_size({"width": width, "height": 800})
            found = find_in_both_schemes(window.page)
            assert not found, f"{state} at {width} px:\n\n{found}"
            assert window.page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_keyboard_alone_leads_to_an_outcome_and_back(
    reader: Reader, site_folder: Path, width: int
) -> None:
    window = use(reader, site_folder, width=width)
    path = INVITATION.path_to("tanya-dulu")
    for choice in path.choices:
        press_to(window.page, f'[data-node="{choice.question}"] [data-option="{choice.option}"]')
        window.page.keyboard.press("Enter")
    window.stands("tanya-dulu", path.query)
    expect(window.heading("tanya-dulu")).to_be_focused()
    press_to(window.page, "[data-part=trail] li:nth-child(2) a")
    window.page.keyboard.press("Enter")
    window.stands(path.choices[1].question, path.query)
    window.page.keyboard.press("Shift+Tab")
    window.page.keyboard.press("Shift+Tab")
    press_to(window.page, "[data-node] .option")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("tone", TONES)
def test_every_stop_of_an_outcome_is_seen(
    reader: Reader, site_folder: Path, tone: str, width: int
) -> None:
    window = use(reader, site_folder, width=width)
    answer_all(window, tone)
    window.page.evaluate(OPEN)
    walk_on(window.page)


def test_the_stops_follow_what_the_eye_sees(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, width=360)
    answer_all(window, "yes")
    places = window.page.locator(".flow :is(a, button, input, summary)").evaluate_all(
        "all => all.filter((one) => one.checkVisibility())"
        ".map((one) => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; })"
    )
    # Two in a row may stand side by side; nothing leads back up the page.
    assert all(after > before - 60 for before, after in pairwise(places))


@EACH_GUIDE
def test_large_text_and_narrow_windows_fit(reader: Reader, site_folder: Path, guide: Guide) -> None:
    window = use(reader, site_folder, guide)
    path = max(guide.paths, key=lambda path: len(path.choices))
    for tail in ("", f"?{path.query}#{path.choices[1].question}", f"?{path.query}#{path.outcome}"):
        window.visit(tail)
        window.page.evaluate(OPEN)
        for width, script in ((320, ""), (360, LARGE_TEXT), (1280, LARGE_TEXT)):
            window.page.set_viewport_size({"width": width, "height": 800})
            window.page.evaluate(script or "0")
            assert window.page.evaluate(TOO_WIDE) == []


def test_the_overview_scrolls_in_its_own_box(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, width=320)
    window.unfold()
    box = window.page.locator(".overview__scroll")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert window.page.evaluate(TOO_WIDE) == []
    box.focus()
    window.page.keyboard.press("ArrowRight")
    expect(box).not_to_have_js_property("scrollLeft", 0)
    assert box.evaluate("box => box.matches(':focus-visible')")


@EACH_GUIDE
def test_a_thumb_can_hit_every_target(reader: Reader, site_folder: Path, guide: Guide) -> None:
    window = use(reader, site_folder, guide)
    for node in guide.numbers.keys() - {guide.start}:
        window.page.evaluate("(id) => { location.hash = id; }", node)
        expect(window.node(node)).to_be_visible()
        assert too_small(window.page) == []
    window.visit(f"?{guide.paths[0].query}")
    assert too_small(window.page) == []


def too_small(page: Page) -> list[str]:
    """Return what is too small to hit, with everything unfolded, in windows of two widths."""
    page.evaluate(OPEN)
    found: list[str] = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found += page.locator(TARGETS).evaluate_all(TOO_SMALL, 24)
        found += page.locator(THUMB).evaluate_all(TOO_SMALL, 44)
    return found


def test_forced_colours_keep_answers_and_verdicts_apart(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, forced_colors="active")
    window.choose("tanda-penipuan=tidak&keaslian=asli")
    window.change("keaslian").click()
    styles = (
        window.node("keaslian")
        .locator(".option")
        .evaluate_all("all => all.map((one) => getComputedStyle(one).borderTopStyle)")
    )
    assert styles == ["double", "solid", "solid"]
    for tone in TONES:
        outcome = answer_all(window, tone)
        verdict = window.node(outcome).locator(".verdict")
        assert verdict.evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)") >= 2
    window.unfold()
    current = window.page.locator(".overview [aria-current]")
    expect(current).to_have_count(1)
    assert current.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_nothing_moves(
    reader: Reader, site_folder: Path, wish: Literal["reduce", "no-preference"]
) -> None:
    window = use(reader, site_folder, reduced_motion=wish)
    window.choose("tanda-penipuan=tidak&keaslian=asli")
    assert window.page.evaluate("document.getAnimations().length") == 0
    behaviours = window.page.locator("html, .overview__scroll").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).scrollBehavior)"
    )
    assert set(behaviours) == {"auto"}


def test_a_screen_reader_knows_what_each_link_changes(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder)
    path = INVITATION.path_to("terima")
    window.choose(path.query)
    answers = window.page.get_by_role("region", name="Jawaban Anda")
    names = answers.locator("li").get_by_role("link")
    for link, choice in zip(names.all(), path.choices, strict=True):
        expect(link).to_have_accessible_name(f"Ubah {INVITATION.title(choice.question)}")
    expect(answers.locator("[aria-current]")).to_have_count(0)
    names.first.click()
    expect(answers.locator("[aria-current=step]")).to_have_count(1)
    window.unfold()
    expect(window.page.get_by_role("region", name="Seluruh panduan")).to_be_visible()
