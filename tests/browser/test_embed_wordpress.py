"""WordPress: the pasted address of a page becomes a frame in WordPress's own sandbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests import wordpress
from tests.browser.host import LINES, follows, frame_of, steps

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.host import Host, Way

FLOW = "keputusan/terima-undangan/"
LIST = "en/daftar-periksa/wawancara-kerja/"
BOTH = [FLOW, LIST]
SECRETS = ("aB3dE6gH9j", "Zz0Yy1Xx2W")
LEAST, MOST = 200, 1000


def fetched(address: str) -> str:
    with urlopen(address.replace("alat.localhost", "127.0.0.1")) as answer:
        return str(answer.read().decode())


def pasted(campus: Host, *paths: str, **settings: Any) -> Page:
    """Paste the addresses of tools' pages into a post, and open it."""
    shown = []
    for path, secret in zip(paths, SECRETS, strict=False):
        address = wordpress.discovered(fetched(campus.tools.address + path))
        described = json.loads(fetched(f"{address}?maxwidth=600&maxheight=900&url=x&dnt=1"))
        shown.append(wordpress.filtered(described["html"], secret))
    (campus.folder / "wp-embed.js").write_text(wordpress.SCRIPT)
    return campus.open(LINES.join(shown) + '<script src="wp-embed.js"></script>', **settings)


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize("way", ["first", "last"])
def test_the_frame_follows_its_content_within_the_limits_of_wordpress(
    campus: Host, path: str, way: Way
) -> None:
    page = pasted(campus, path)
    element, frame = frame_of(page)
    assert element.get_attribute("sandbox") == "allow-scripts"
    follows(element, frame, LEAST, MOST)
    history = page.evaluate("history.length")
    for step in steps(frame, way):
        place = page.evaluate("scrollY")
        follows(element, frame, LEAST, MOST)
        assert (page.evaluate("scrollY"), step) == (place, step)
    assert page.evaluate("history.length") == history
    expect(page.locator("blockquote")).to_be_hidden()


def test_what_is_higher_scrolls_inside(campus: Host) -> None:
    page = pasted(campus, LIST)
    element, frame = frame_of(page)
    follows(element, frame, LEAST, MOST)
    last = frame.locator(".embed__full a")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert frame.evaluate("scrollY") > MOST
    frame.locator(".items .item__box").last.check()


def test_two_in_a_post_have_secrets_of_their_own(campus: Host) -> None:
    page = pasted(campus, *BOTH)
    for number, secret in enumerate(SECRETS):
        element, frame = frame_of(page, number)
        follows(element, frame, LEAST, MOST)
        assert element.get_attribute("data-secret") == secret
    heard = {message["secret"] for message in page.evaluate("heard")}
    assert heard == set(SECRETS)


def test_a_host_that_is_late_asks_again(campus: Host) -> None:
    page = pasted(campus, FLOW)
    _, frame = frame_of(page)
    for secret, answers in ((SECRETS[0], True), ("falsch", False)):
        page.evaluate("heard.length = 0")
        page.locator("iframe").evaluate(
            "(frame, secret) => frame.contentWindow.postMessage({ message: 'ready', secret }, '*')",
            secret,
        )
        frame.wait_for_timeout(200)
        assert bool(page.evaluate("heard.length")) == answers


@pytest.mark.parametrize(
    ("path", "link", "leads_to"),
    [
        (LIST, ".embed__from a", LIST),
        (LIST, ".item__why", "en/artikel/"),
        (LIST, ".item__note .cite", f"{LIST}#sumber-"),
        (LIST, ".embed__sources li a", LIST),
    ],
)
def test_links_open_in_place_of_the_post(campus: Host, path: str, link: str, leads_to: str) -> None:
    page = pasted(campus, path)
    _, frame = frame_of(page)
    frame.locator(".embed__sources summary").click()
    frame.locator(link).first.click()
    page.wait_for_url(f"{campus.tools.address}{leads_to}**")


def test_the_whole_page_takes_over_the_answers(campus: Host) -> None:
    page = pasted(campus, FLOW)
    _, frame = frame_of(page)
    frame.locator(".node[data-here] .option").last.click()
    here = frame.locator(".node[data-here]").get_attribute("data-node") or ""
    frame.locator(".embed__full a").click()
    page.wait_for_url(f"{campus.tools.address}{FLOW}?**")
    expect(page.locator(".node[data-here]")).to_have_attribute("data-node", here)


def test_the_whole_page_takes_over_the_ticks(campus: Host) -> None:
    page = pasted(campus, LIST)
    _, frame = frame_of(page)
    frame.locator(".item__text").first.click()
    frame.locator(".embed__full a").click()
    page.wait_for_url(f"{campus.tools.address}{LIST}**")
    page.locator("[data-do=accept]").click()
    expect(page.locator(".items .item__box").first).to_be_checked()


def test_without_scripts_the_quote_leads_to_the_page(campus: Host) -> None:
    page = pasted(campus, FLOW, java_script_enabled=False)
    page.locator("blockquote a").click()
    page.wait_for_url(campus.tools.address + FLOW)
