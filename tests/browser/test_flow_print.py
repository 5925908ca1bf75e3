"""A guide on paper: the whole of it as a numbered sheet, or one result."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.flow import EACH_GUIDE, INVITATION, Guide, Window, use
from tests.browser.test_print import bare, printed, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.reader import Reader

# What happens on paper while a browser waits in print(), and what is left after it.
PRINT = """window.prints = [];
window.print = () => {
  prints.push(document.documentElement.classList.contains("print-result"));
  dispatchEvent(new Event("afterprint"));
};"""
RESULT = "document.documentElement.classList.add('print-result')"


def shown(window: Window) -> list[str]:
    """Return the nodes that are on paper."""
    window.page.emulate_media(media="print")
    return window.look().shown


def check_whole(window: Window) -> None:
    """Make sure that the whole guide is on paper, with numbers that lead through it."""
    guide = window.guide
    assert shown(window) == list(guide.numbers)
    for node, number in guide.numbers.items():
        expect(window.node(node).locator(".node__number")).to_be_visible()
        expect(window.node(node).locator(".node__number")).to_have_text(str(number))
    for question in guide.flow.questions:
        for option in question.options:
            goto = window.option(question.id, option.id).locator(".option__goto")
            expect(goto).to_be_visible()
            assert re.findall(r"\d+", goto.inner_text()) == [str(guide.numbers[option.next_node])]
    text = text_of(printed(window.page))
    wanted = [node.title[guide.locale] for node in guide.flow.nodes]
    wanted += [one.label[guide.locale] for node in guide.flow.questions for one in node.options]
    wanted += [one.text[guide.locale] for node in guide.flow.outcomes for one in node.steps]
    assert [part for part in wanted if bare(part) not in text] == []


# Without JavaScript


@pytest.mark.parametrize("node", ["", "#layak"])
def test_a_question_without_javascript_prints_the_whole_guide(
    reader: Reader, site_folder: Path, node: str
) -> None:
    check_whole(use(reader, site_folder, tail=node, java_script_enabled=False))


@EACH_GUIDE
def test_the_whole_guide_is_a_numbered_sheet(
    reader: Reader, site_folder: Path, guide: Guide
) -> None:
    check_whole(use(reader, site_folder, guide, java_script_enabled=False))


# With JavaScript


@EACH_GUIDE
def test_the_browsers_own_print_prints_the_whole_guide(
    reader: Reader, site_folder: Path, guide: Guide
) -> None:
    path = max(guide.paths, key=lambda path: len(path.choices))
    window = use(reader, site_folder, guide, tail=f"?{path.query}#{path.outcome}")
    check_whole(window)
    for css in (".answers", ".result", ".flow__back", ".flow__status", ".overview", ".fill__box"):
        expect(window.page.locator(f"{css}:visible")).to_have_count(0)


@EACH_GUIDE
@pytest.mark.parametrize("tone", ["yes", "wait", "no"])
def test_a_result_is_printed_with_its_reasons_and_answers(
    reader: Reader, site_folder: Path, guide: Guide, tone: str
) -> None:
    if tone not in {outcome.tone for outcome in guide.flow.outcomes}:
        tone = guide.flow.outcomes[0].tone
    outcome = guide.outcome(guide.of_tone(tone))
    path = guide.path_to(outcome.id)
    window = use(reader, site_folder, guide, tail=f"?{path.query}#{outcome.id}")
    window.page.evaluate(RESULT)
    assert shown(window) == [outcome.id]
    text = text_of(printed(window.page))
    reasons = [reason.text for reason in (*outcome.why, *outcome.ask)]
    parts = [outcome.title, *reasons, *(step.text for step in outcome.steps)]
    wanted = [part[guide.locale] for part in parts]
    wanted += [part for answer in guide.answers(path.query) for part in answer]
    assert [part for part in wanted if bare(part) not in text] == []
    others = [one for one in guide.flow.outcomes if one.id not in {path.outcome, *_named(window)}]
    assert others
    assert [one.id for one in others if bare(one.title[guide.locale]) in text] == []
    assert len(printed(window.page).pages) <= 4


def _named(window: Window) -> list[str]:
    """Return the nodes that what is printed leads to."""
    links = window.page.locator(".node[data-here] .step__link")
    return [str(link.get_attribute("href")).rpartition("#")[2] for link in links.all()]


def test_a_filled_message_is_printed_as_filled(reader: Reader, site_folder: Path) -> None:
    window = use(reader, site_folder, tail="#terima")
    name = window.node("terima").get_by_label("nama saya", exact=True)
    name.fill("Sari Dewi")
    window.page.evaluate(RESULT)
    window.page.emulate_media(media="print")
    expect(name).to_be_hidden()
    expect(window.page.locator(".slip__send:visible, button:visible")).to_have_count(0)
    text = text_of(printed(window.page))
    assert "SariDewi" in text
    assert "[namasaya]" not in text


def test_the_button_prints_the_result_and_then_forgets_it(
    reader: Reader, site_folder: Path
) -> None:
    path = INVITATION.path_to("terima")
    window = use(reader, site_folder, tail=f"?{path.query}#terima", script=PRINT)
    window.page.locator("[data-do=print]").click()
    assert window.page.evaluate("prints") == [True]
    expect(window.page.locator("html")).not_to_have_class(re.compile("print-result"))
    window.stands("terima", path.query)
    check_whole(window)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_result_is_black_on_white(reader: Reader, site_folder: Path, scheme: str) -> None:
    window = use(reader, site_folder, color_scheme=scheme)
    for tone in ("yes", "wait", "no"):
        outcome = INVITATION.of_tone(tone)
        window.visit(f"?{INVITATION.path_to(outcome).query}#{outcome}")
        window.page.evaluate(RESULT)
        window.page.emulate_media(media="print")
        styles = window.page.locator(
            "body, .node[data-here] :is(h2, .verdict), .answers"
        ).evaluate_all(
            "all => all.map((one) => getComputedStyle(one)).map((s) => [s.backgroundColor, s.color])"
        )
        assert {paper for paper, _ in styles} <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
        assert {ink for _, ink in styles} == {"rgb(0, 0, 0)"}
