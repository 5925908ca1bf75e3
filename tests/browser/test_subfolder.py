"""The whole site in a folder of somebody else's host."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.built import BuiltPage, pages_of, served
from tests.browser.reader import Reader
from tests.shared import build_once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

HOST = "https://host.example/karier/"
PREFIX = "/karier/"
LINKS = "links => links.filter((link) => link.href.startsWith('http')).map((link) => link.href)"


@pytest.fixture(scope="module")
def folder(shared_folder: Path) -> Path:
    return build_once(shared_folder / "karier", HOST)


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder, PREFIX) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader of the site in the folder."""
    reader = Reader(browser, address)
    yield reader
    if faults := reader.close():
        pytest.fail("\n".join(faults), pytrace=False)


def built(folder: Path, page: BuiltPage) -> BuiltPage:
    """Return a page as it was built for the folder."""
    return next(one for one in pages_of(folder) if one.address == page.address)


def internal_links(page: Page, host: str) -> set[str]:
    """Return where the links lead, without fragments and other hosts."""
    found = page.locator("a[href], link[href]").evaluate_all(LINKS)
    return {urldefrag(link).url for link in found if link.startswith(host)}


# Without JavaScript


def test_pages_load_with_all_they_need_and_link_to_pages_that_exist(
    visitor: Reader, folder: Path, typical_page: BuiltPage
) -> None:
    page = visitor.open(built(folder, typical_page), java_script_enabled=False)
    host = urljoin(visitor.address, "/")
    links = internal_links(page, host) - {page.url}
    assert links
    assert {link for link in links if not link.startswith(visitor.address)} == set()
    answers = {link: page.request.get(link).status for link in links}
    assert {link for link, status in answers.items() if status != 200} == set()
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"  # it has its style


def test_every_page_can_be_reached_by_links(visitor: Reader, folder: Path) -> None:
    pages = {one.address: one for one in pages_of(folder) if one.status == 200}
    page = visitor.open(pages[""], java_script_enabled=False)
    reached, ahead = {""}, [""]
    while ahead:
        visitor.go(page, pages[ahead.pop()])
        found = {
            link.removeprefix(visitor.address) for link in internal_links(page, visitor.address)
        }
        new = (found & pages.keys()) - reached
        reached |= new
        ahead += sorted(new)
    assert reached == pages.keys()


def test_the_page_for_wrong_addresses_leads_back_into_the_folder(
    visitor: Reader, folder: Path, missing_page: BuiltPage
) -> None:
    missing = built(folder, missing_page)
    page = visitor.open(missing, java_script_enabled=False)
    links = page.locator("main a")
    for number in range(links.count()):
        language = links.nth(number).get_attribute("hreflang") or ""
        visitor.follow(links.nth(number))
        expect(page.locator("main.page--home h1")).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert page.url.startswith(visitor.address)
        visitor.go(page, missing)


def test_the_language_can_be_changed_and_changed_back(
    visitor: Reader, folder: Path, article: BuiltPage
) -> None:
    page = visitor.open(built(folder, article), java_script_enabled=False)
    start, language = page.url, page.locator("html").get_attribute("lang")
    visitor.follow(page.locator("nav.languages a").first)
    assert page.url.startswith(visitor.address)
    expect(page.locator("html")).not_to_have_attribute("lang", language or "")
    visitor.follow(page.locator(f'nav.languages a[hreflang="{language}"]'))
    assert page.url == start
