"""Tools in frames without our script: as Moodle and Google Sites show them, in sandboxes, alone."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.built import embeds_of
from tests.browser.host import LINES, frame_of, steps
from tests.browser.test_weight import LEVEL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.host import Host, Way
    from tests.browser.reader import Reader

FLOW = "keputusan/terima-undangan/"
LIST = "en/daftar-periksa/wawancara-kerja/"
SIZE = 'width="100%" height="600"'
SEALED = f'{SIZE} sandbox="allow-scripts"'
POPUPS = f'{SIZE} sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
SCROLL = "scrollY"
REFUSE = """for (const name of ["pushState", "replaceState"]) {
  History.prototype[name] = () => { throw new DOMException("no", "SecurityError"); };
}"""
# Requests and gzipped bytes at most; frames ask for no icon.
LIGHT = (8, 32_000)


# A plain frame


@pytest.mark.parametrize("path", [FLOW, LIST])
def test_a_plain_frame_scrolls_inside_and_never_its_host(campus: Host, path: str) -> None:
    page = campus.open(f"{LINES}{campus.frame(path, SIZE)}{LINES}", width=400)
    element, frame = frame_of(page)
    assert element.evaluate("(frame) => frame.clientHeight") == 600
    history = page.evaluate("history.length")
    for step in steps(frame, "last"):
        place = page.evaluate(SCROLL)
        frame.wait_for_timeout(100)
        assert (page.evaluate(SCROLL), step) == (place, step)
    assert page.evaluate("history.length") == history


def test_the_next_question_comes_to_the_top_of_a_plain_frame(campus: Host) -> None:
    page = campus.open(campus.frame(FLOW, SIZE), width=400)
    _, frame = frame_of(page)
    frame.locator(".node[data-here] .option").last.click()
    title = frame.locator(".node[data-here] h2")
    expect(title).to_be_focused()
    place = title.evaluate("(title) => title.getBoundingClientRect().top")
    assert 0 < place < 300


def test_ticks_are_kept_where_the_browser_lets_them(campus: Host) -> None:
    page = campus.open(campus.frame(LIST, SIZE))
    _, frame = frame_of(page)
    frame.locator(".item__text").first.click()
    expect(frame.locator(".embed__forgets")).to_be_hidden()
    page.reload()
    _, frame = frame_of(page)
    expect(frame.locator(".items .item__box").first).to_be_checked()


def test_links_lead_out_of_the_frame(campus: Host) -> None:
    page = campus.open(campus.frame(LIST, SIZE))
    _, frame = frame_of(page)
    host = page.url
    for name, address in (
        (".embed__from a", LIST),
        (".item__why", "en/artikel/"),
        (".item__note .cite", f"{LIST}#sumber-"),
    ):
        with page.context.expect_page() as opened:
            frame.locator(name).first.click()
        opened.value.wait_for_url(f"{campus.tools.address}{address}**")  # it is an empty page first
        assert opened.value.evaluate("opener") is None
    assert page.url == host


def test_what_is_shared_leads_to_the_whole_page(campus: Host) -> None:
    page = campus.open(campus.frame(LIST, SIZE) + campus.frame(FLOW, SIZE))
    for number, path in enumerate((LIST, FLOW)):
        _, frame = frame_of(page, number)
        next(steps(frame))
        link = frame.locator("[data-part=whatsapp]").get_attribute("href") or ""
        assert campus.tools.address + path in unquote(link)
        assert "embed/" not in unquote(link)
        expect(frame.locator("[data-do=share]")).to_be_hidden()


def test_a_link_with_ticks_opens_in_the_frame(campus: Host) -> None:
    page = campus.open(campus.frame(LIST, SIZE))
    _, frame = frame_of(page)
    frame.locator(".item__text").nth(2).click()
    link = str(frame.evaluate("document.querySelector('checklist-tool').link"))
    page = campus.open(campus.frame(LIST, SEALED, f"#{link.partition('#')[2]}"))
    _, frame = frame_of(page)
    frame.locator("[data-do=accept]").click()
    expect(frame.locator(".items .item__box").nth(2)).to_be_checked()


def test_a_dialog_opens_where_it_was_asked_for(campus: Host) -> None:
    page = campus.open(f"{LINES}{campus.frame(LIST, 'width=600 height=6000')}")
    _, frame = frame_of(page)
    frame.locator(".tool__head").click()
    frame.locator(".tool__section summary").last.click()
    button = frame.locator("[data-do=ask]")
    button.click()
    box, place = frame.locator("dialog[open]").bounding_box(), button.bounding_box()
    assert box
    assert place
    assert abs(box["y"] - place["y"]) < 300


def test_without_javascript_a_flow_still_leads_on(campus: Host) -> None:
    page = campus.open(campus.frame(FLOW, SIZE), java_script_enabled=False)
    frame = page.frames[1]
    frame.locator(".option").first.click()
    expect(frame.locator(".node:has(:target)")).to_be_visible()
    expect(frame.locator(".embed__from a")).to_have_attribute("target", "_blank")


# A sandbox that takes the frame's origin away, and with it storage


@pytest.mark.parametrize("path", [FLOW, LIST])
@pytest.mark.parametrize("way", ["first", "last"])
def test_a_tool_works_without_an_origin(campus: Host, path: str, way: Way) -> None:
    page = campus.open(campus.frame(path, SEALED))
    _, frame = frame_of(page)
    assert frame.evaluate("self.origin") == "null"
    assert len(list(steps(frame, way))) >= 3
    expect(frame.locator(".embed__full a")).to_be_visible()


def test_a_checklist_says_quietly_that_it_forgets(campus: Host) -> None:
    page = campus.open(campus.frame(LIST, SEALED))
    _, frame = frame_of(page)
    expect(frame.locator(".embed__forgets")).to_be_visible()
    frame.locator(".item__text").first.click()
    expect(frame.locator("[data-part=count]")).to_contain_text("1")
    expect(frame.locator("[data-part=notice]")).to_have_text("")


@pytest.mark.parametrize("path", [FLOW, LIST])
def test_what_a_sandbox_blocks_is_not_offered(campus: Host, path: str) -> None:
    page = campus.open(campus.frame(path, SEALED))
    _, frame = frame_of(page)
    list(zip(range(2), steps(frame), strict=False))
    frame.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for name in ("share", "copy", "print", "calendar", "ask"):
        expect(frame.locator(f"[data-do={name}]:visible")).to_have_count(0)
    for name in ("[type='application/pdf']", "[data-part=whatsapp]", "[data-send]"):
        expect(frame.locator(f"{name}:visible")).to_have_count(0)


def test_the_whole_page_takes_over_the_ticks(campus: Host) -> None:
    page = campus.open(campus.frame(LIST, POPUPS))
    _, frame = frame_of(page)
    frame.locator(".item__text").nth(3).click()
    with page.context.expect_page() as opened:
        frame.locator(".embed__full a").click()
    whole = opened.value
    whole.locator("[data-do=accept]").click()
    expect(whole.locator(".items .item__box").nth(3)).to_be_checked()


def test_the_whole_page_takes_over_the_answers(campus: Host) -> None:
    page = campus.open(campus.frame(FLOW, POPUPS))
    _, frame = frame_of(page)
    frame.locator(".node[data-here] .option").last.click()
    here = frame.locator(".node[data-here]").get_attribute("data-node") or ""
    with page.context.expect_page() as opened:
        frame.locator(".embed__full a").click()
    expect(opened.value.locator(".node[data-here]")).to_have_attribute("data-node", here)


def test_a_frame_without_a_past_works(campus: Host) -> None:
    """Some sandboxes refuse every change of the address, as for documents without one."""
    page = campus.open(campus.frame(FLOW, SEALED), script=REFUSE)
    _, frame = frame_of(page)
    assert len(list(steps(frame))) >= 3


# Alone


def test_outside_of_frames_it_is_a_page_like_others(reader: Reader, site_folder: Path) -> None:
    built = next(page for page in embeds_of(site_folder) if page.address.endswith(FLOW))
    page = reader.open(built)
    page.locator(".node[data-here] .option").last.click()
    page.go_back()
    expect(page.locator(".node").first).to_be_visible()
    expect(page.locator(".embed__full")).to_be_hidden()


def test_frames_are_light(campus: Host) -> None:
    requests, size = LIGHT
    for built in embeds_of(campus.tools.folder):
        names = [str(one.attributes["href"]) for one in built.tree.css("link[rel=stylesheet]")]
        names += [str(one.attributes["src"]) for one in built.tree.css("script[src]")]
        files = [campus.tools.folder / name.replace("../", "") for name in names]
        loaded = [built.html.encode(), *(file.read_bytes() for file in files)]
        assert sum(len(gzip.compress(data, LEVEL)) for data in loaded) <= size
        assert len(loaded) <= requests
