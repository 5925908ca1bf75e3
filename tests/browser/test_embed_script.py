"""The script that other sites include: links to our tools become frames as high as their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import WIDTHS, find_in_both_schemes
from tests.browser.host import LINES, follows, frame_of, steps
from tests.browser.reader import until
from tests.browser.test_layout import OPEN, TOO_WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

    from tests.browser.host import Host, Way

FLOW = "keputusan/terima-undangan/"
LIST = "en/daftar-periksa/wawancara-kerja/"
FOUR = [
    f"{prefix}{path}"
    for prefix in ("", "en/")
    for path in (FLOW, "daftar-periksa/wawancara-kerja/")
]
SCROLL = "scrollY"
# On its way between two sites the focus is nowhere for a moment.
ARRIVED = "document.activeElement !== document.body"
POSITION = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"


def links(page: Page) -> list[str]:
    return [
        str(link)
        for link in page.locator("a.siap-wawancara").evaluate_all("ls => ls.map((l) => l.href)")
    ]


def sources(page: Page) -> list[str]:
    return [
        str(frame) for frame in page.locator("iframe").evaluate_all("fs => fs.map((f) => f.src)")
    ]


# A link and the script


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", FOUR)
@pytest.mark.parametrize("way", ["first", "last"])
def test_the_frame_follows_its_content_and_leaves_the_host_alone(
    campus: Host, path: str, width: int, way: Way
) -> None:
    body = f"{LINES}{campus.link(path)}{LINES}{campus.script}"
    page = campus.open(body, campus.policy(), width=width)
    element, frame = frame_of(page)
    follows(element, frame)
    history = page.evaluate("history.length")
    for step in steps(frame, way):
        frame.wait_for_timeout(100)
        place = page.evaluate(SCROLL)
        follows(element, frame)
        assert (page.evaluate(SCROLL), step) == (place, step)
        assert page.evaluate("history.length") == history
    assert frame.evaluate(SCROLL) == 0


def test_an_answer_does_not_move_the_host(campus: Host) -> None:
    page = campus.open(f"{LINES}{campus.link(FLOW)}{LINES}{campus.script}", width=360)
    _, frame = frame_of(page)
    option = frame.locator(".node[data-here] .option").last
    option.scroll_into_view_if_needed()
    place = page.evaluate(SCROLL)
    assert place > 500
    option.evaluate("(option) => option.click()")
    expect(frame.locator(".flow[data-begun] .node[data-here] h2")).to_be_focused()
    page.wait_for_timeout(300)
    assert page.evaluate(SCROLL) == place


def test_every_tool_is_found_from_the_address_of_its_page(campus: Host) -> None:
    paths = campus.tools.paths
    assert len(paths) >= 8
    page = campus.open("".join(map(campus.link, paths)) + campus.script)
    expect(page.locator("iframe")).to_have_count(len(paths))
    for number, path in enumerate(paths):
        _, frame = frame_of(page, number)
        canonical = frame.locator("link[rel=canonical]").get_attribute("href")
        assert canonical == campus.tools.address + path


def test_two_on_a_page_have_their_own_heights_and_languages(campus: Host) -> None:
    page = campus.open(f"{campus.link(FLOW)}{campus.link(LIST)}{campus.script}", campus.policy())
    both = [frame_of(page, number) for number in (0, 1)]
    for element, frame in both:
        follows(element, frame)
    languages = [frame.locator("html").get_attribute("lang") for _, frame in both]
    assert languages == ["id", "en"]
    flow, checklist = both
    before = checklist[0].evaluate("(frame) => frame.clientHeight")
    flow[1].locator(".node[data-here] .option").first.click()
    follows(*flow)
    assert checklist[0].evaluate("(frame) => frame.clientHeight") == before


def test_a_frame_is_named_lazy_and_as_wide_as_its_place(campus: Host) -> None:
    page = campus.open(
        f"{campus.link(FLOW, ' Terima <b>undangan</b>? ')}{campus.script}", width=700
    )
    element, _ = frame_of(page)
    expect(element).to_have_attribute("title", "Terima undangan?")
    expect(element).to_have_attribute("loading", "lazy")
    box, place = element.bounding_box(), page.locator("p:has(iframe)").bounding_box()
    assert box
    assert place
    assert (box["x"], box["width"]) == (place["x"], place["width"])
    assert element.evaluate("(frame) => getComputedStyle(frame).borderWidth") == "0px"


def test_the_answers_in_a_link_are_kept(campus: Host) -> None:
    page = campus.open(
        f"{campus.link(f'{FLOW}?tanda-penipuan=belum-yakin#keaslian')}{campus.script}"
    )
    _, frame = frame_of(page)
    expect(frame.locator(".node[data-here]")).to_have_attribute("data-node", "keaslian")
    expect(frame.locator("[data-part=trail] li")).to_have_count(1)


def test_the_script_may_be_there_twice(campus: Host) -> None:
    page = campus.open(f"{campus.script}{campus.link(FLOW)}{campus.script}")
    follows(*frame_of(page))
    expect(page.locator("iframe")).to_have_count(1)


def test_links_that_come_later_become_frames_too(campus: Host) -> None:
    page = campus.open(f"<div></div>{campus.script}")
    until(page, "document.readyState === 'complete'")
    page.locator("div").evaluate("(div, html) => { div.innerHTML = html; }", campus.link(LIST))
    follows(*frame_of(page))


def test_the_address_of_the_frame_itself_may_be_pasted(campus: Host) -> None:
    page = campus.open(f"{campus.link(LIST.replace('en/', 'en/embed/'))}{campus.script}")
    follows(*frame_of(page))
    assert sources(page) == [f"{campus.tools.address}{LIST.replace('en/', 'en/embed/')}"]


def test_other_links_stay_links(campus: Host) -> None:
    body = (
        '<a class="siap-wawancara" href="#awal">1</a> <a class="siap-wawancara">2</a>'
        f'<a href="{campus.tools.address}{FLOW}">3</a>'
        '<a class="siap-wawancara" href="https://lain.example/keputusan/a/">4</a>'
    )
    page = campus.open(f"{body}{campus.link(FLOW)}{campus.script}")
    frame_of(page)
    assert len(sources(page)) == 1
    assert len(links(page)) == 3


# What goes wrong


def test_without_the_script_the_link_leads_to_the_page(campus: Host) -> None:
    policy = campus.policy("default-src 'none'; script-src 'none'; frame-src 'none'")
    page = campus.open(f"{campus.link(FLOW)}{campus.script}", policy)
    page.locator("a.siap-wawancara").click()
    expect(page.locator("main.page--flow:not(.page--embed) h1")).to_be_visible()
    campus.forget_faults("policy", "Content Security Policy", "does not load: csp")


def test_where_frames_are_forbidden_the_link_comes_back(campus: Host) -> None:
    policy = campus.policy("default-src 'none'; script-src {tools}; frame-src 'none'")
    page = campus.open(f"{campus.link(FLOW)}{campus.script}", policy)
    expect(page.locator("iframe")).to_have_count(1)
    expect(page.locator("a.siap-wawancara")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    campus.forget_faults("policy", "Content Security Policy", "does not match the recipient")


def test_a_page_that_is_no_tool_stays_a_link(campus: Host) -> None:
    page = campus.open(f"{campus.link('tentang/')}{campus.script}")
    expect(page.locator("iframe")).to_have_count(1)
    expect(page.locator("a.siap-wawancara")).to_be_visible()
    campus.forget_faults("404")
    campus.reader.faults.clear()  # the page for wrong addresses is not for frames either


@pytest.mark.parametrize("value", ["null", "NaN", "Infinity", "'500'", "[500]", "{}", "undefined"])
def test_what_is_no_height_changes_nothing(campus: Host, value: str) -> None:
    page = campus.open(f"{campus.link(LIST)}{campus.script}")
    element, frame = frame_of(page)
    follows(element, frame)
    frame.evaluate(f"parent.postMessage({{ siapWawancara: {value} }}, '*')")
    page.wait_for_timeout(100)
    follows(element, frame)


@pytest.mark.parametrize(("value", "height"), [(1e9, 20000), (-5, 100), (0, 100), (432.1, 433)])
def test_heights_have_limits(campus: Host, value: float, height: int) -> None:
    page = campus.open(f"{campus.link(LIST)}{campus.script}")
    element, frame = frame_of(page)
    follows(element, frame)
    frame.evaluate("(value) => parent.postMessage({ siapWawancara: value }, '*')", value)
    expect(element).to_have_css("height", f"{height}px")


def test_others_cannot_say_how_high_a_frame_is(campus: Host) -> None:
    stranger = f"{campus.tools.address}robots.txt"
    (campus.tools.folder / "embed/kosong.html").write_text("<!doctype html><title>a</title>")
    body = f'{campus.link(LIST)}<iframe src="{stranger}" hidden></iframe>{campus.script}'
    body = body.replace("robots.txt", "embed/kosong.html")
    page = campus.open(body)
    element, frame = frame_of(page)
    follows(element, frame)
    page.evaluate("postMessage({ siapWawancara: 5000 }, '*')")
    other = next(one for one in page.frames if one.url.endswith("kosong.html"))
    other.evaluate("parent.postMessage({ siapWawancara: 5000 }, '*')")
    page.wait_for_timeout(100)
    follows(element, frame)


# The keyboard and Back


def stops(frame: Frame) -> int:
    return frame.locator("a[href]:visible, button:visible, summary:visible").count()


@pytest.mark.parametrize("path", [FLOW, LIST])
def test_the_keyboard_goes_through_the_frame_and_on(campus: Host, path: str) -> None:
    page = campus.open(f"{campus.link(path)}{campus.script}")
    element, frame = frame_of(page)
    follows(element, frame)
    frame.evaluate(OPEN)
    page.locator("#awal").focus()
    met: list[int] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        until(page, ARRIVED)
        if page.evaluate("document.activeElement.id") == "akhir":
            break
        assert page.evaluate("document.activeElement.tagName") == "IFRAME"
        met.append(int(frame.evaluate(POSITION)))
    assert page.evaluate("document.activeElement.id") == "akhir"
    assert met == sorted(met)
    assert len(set(met)) >= stops(frame)
    page.keyboard.press("Shift+Tab")
    expect(frame.locator(".embed__from a")).to_be_focused()


def test_a_link_that_has_the_focus_hands_it_on(campus: Host) -> None:
    page = campus.open(f"<div></div>{campus.script}")
    until(page, "document.readyState === 'complete'")
    page.locator("div").evaluate(
        "(div, html) => { div.innerHTML = html; div.querySelector('a').focus(); }",
        campus.link(FLOW),
    )
    expect(page.locator("iframe")).to_be_focused()


def test_back_leaves_the_host(campus: Host) -> None:
    page = campus.open("Mulai")
    start = page.url
    campus.open(f"{campus.link(FLOW)}{campus.script}")
    page.goto(f"{campus.address}?kedua")
    _, frame = frame_of(page)
    for _ in steps(frame):
        pass
    page.go_back()
    assert page.url == start


# The look


@pytest.mark.parametrize("attributes", ["", ' class="gelap"'])
@pytest.mark.parametrize("path", FOUR)
def test_axe_finds_nothing_in_the_frame(campus: Host, path: str, attributes: str) -> None:
    (campus.folder / "gelap.css").write_text(
        ".gelap { color-scheme: dark; background: #000; color: #fff }"
    )
    head = '<link rel="stylesheet" href="gelap.css">'
    body = f"{campus.link(path)}{campus.script}"
    page = campus.open(body, head, attributes)
    element, frame = frame_of(page)
    outcome = list(steps(frame))
    assert outcome
    frame.evaluate(OPEN)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        follows(element, frame)
        found = find_in_both_schemes(frame)
        assert not found, f"At {width} px:\n\n{found}"


@pytest.mark.parametrize("path", FOUR)
def test_nothing_is_wider_than_a_narrow_frame(campus: Host, path: str) -> None:
    page = campus.open(f"{campus.link(path)}{campus.script}", width=336)
    element, frame = frame_of(page)
    assert element.evaluate("(frame) => frame.clientWidth") == 320
    for _ in steps(frame):
        assert frame.evaluate(TOO_WIDE) == []
    frame.evaluate(OPEN)
    assert frame.evaluate(TOO_WIDE) == []
