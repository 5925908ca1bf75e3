"""Reading and finding one's way: first without JavaScript, then with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.built import pages_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

NAVIGATION = ".site-head a, .trail a, .doors a, .cards a, .site-foot a, .page--missing main a"
# Opens what the details stand in.
UNFOLD_AROUND = """details => {
  for (let around = details; (around = around.parentElement?.closest("details")); ) around.open = true;
}"""
SWITCHES = ["nav.languages a", ".site-foot__languages a"]
LONG_SECTION = """sections => {
  const top = (section) => section.getBoundingClientRect().top;
  const long = sections.filter((section, n) =>
    n && n + 1 < sections.length && top(sections[n + 1]) - top(section) > innerHeight * 0.6);
  return long[Math.floor(long.length / 2)].id;
}"""


def fragment(page: Page) -> str:
    return urlsplit(page.url).fragment


def by_id(page: Page, name: str) -> Locator:
    return page.locator(f'[id="{name}"]')


def hrefs(links: Locator) -> list[str]:
    return [str(href) for href in links.evaluate_all("links => links.map((link) => link.href)")]


def expect_at(page: Page, name: str) -> None:
    expect(page).to_have_url(re.compile(f"#{re.escape(name)}$"))
    expect(by_id(page, name)).to_be_in_viewport()


def test_a_page_is_made_of_the_same_in_each_language(
    site_folder: Path, page_with_languages: BuiltPage
) -> None:
    """So one of them can stand for both, where the language makes no other difference."""

    def path(page: BuiltPage) -> str:
        return page.address.removeprefix(f"{page.locale}/")

    for page in pages_of(site_folder):
        if path(page) == path(page_with_languages):
            assert page.elements == page_with_languages.elements


# Without JavaScript


def test_every_page_reads(reader: Reader, any_page: BuiltPage) -> None:
    page = reader.open(any_page, java_script_enabled=False)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    expect(page.get_by_role("banner").get_by_role("navigation")).not_to_have_count(0)
    expect(page.locator("main")).to_contain_text(re.compile(r"\w+\W+\w+"))


def test_no_button_is_shown_that_would_do_nothing(reader: Reader, typical_page: BuiltPage) -> None:
    page = reader.open(typical_page, java_script_enabled=False)
    for summary in page.locator("summary:visible").all():
        summary.click()
    expect(page.locator("button:visible")).to_have_count(0)


def test_navigation_leads_where_it_says(reader: Reader, page_of_components: BuiltPage) -> None:
    page = reader.open(page_of_components, java_script_enabled=False)
    links = page.locator(NAVIGATION)
    found = {href: number for number, href in enumerate(hrefs(links))}
    for href, number in found.items():
        links.nth(number).click(trial=True)  # nothing lies over it
        answer = page.request.get(href)
        assert (answer.status, answer.url) == (200, href)
    href, number = list(found.items())[-1]
    reader.follow(links.nth(number))
    assert page.url == href
    expect(page.locator("h1")).to_be_visible()


def test_links_within_a_page_lead_to_their_place(
    reader: Reader, page_with_sections: BuiltPage
) -> None:
    page = reader.open(page_with_sections, java_script_enabled=False)
    links = page.locator('main a[href^="#"]')
    names = [urlsplit(href).fragment for href in hrefs(links)]
    for name in dict.fromkeys(names):
        links.nth(names.index(name)).click()
        expect_at(page, name)


def test_language_links_lead_to_the_same_page(
    reader: Reader, page_with_languages: BuiltPage
) -> None:
    page = reader.open(page_with_languages, java_script_enabled=False)
    head, foot = (page.locator(switch) for switch in SWITCHES)
    languages = head.evaluate_all("links => links.map((link) => link.hreflang)")
    assert languages
    assert hrefs(head) == hrefs(foot)
    for number, language in enumerate(languages):
        if number:
            reader.go(page, page_with_languages)
        alternate = page.locator(f'head link[hreflang="{language}"]').get_attribute("href")
        reader.follow(page.locator(f'{SWITCHES[0]}[hreflang="{language}"]'))
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert urlsplit(page.url).path == urlsplit(alternate or "").path


def test_language_links_of_a_missing_page_lead_home(
    reader: Reader, missing_page: BuiltPage
) -> None:
    page = reader.open(missing_page, java_script_enabled=False)
    link = page.locator(SWITCHES[0]).first
    language = link.get_attribute("hreflang")
    reader.follow(link)
    expect(page.locator("html")).to_have_attribute("lang", language or "")
    expect(page.locator("main.page--home h1")).to_be_visible()


def test_section_links_lead_to_the_same_section_in_the_other_language(
    reader: Reader, page_with_sections: BuiltPage
) -> None:
    page = reader.open(page_with_sections, java_script_enabled=False)
    heads = page.locator(".section-head")
    count = heads.count()
    leads = []
    for number in sorted({0, count // 3, 2 * count // 3, count - 1}):
        link = heads.nth(number).locator("a[hreflang]").first
        link.click(trial=True)  # nothing lies over it
        name = heads.nth(number).locator("[id]").get_attribute("id") or ""
        leads.append((*hrefs(link), name, link.get_attribute("hreflang") or ""))
    for href, name, language in leads:
        page.goto("about:blank")  # so that each of them is loaded
        page.goto(href)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect_at(page, name)


def test_details_open_and_close(reader: Reader, page_with_details: BuiltPage) -> None:
    page = reader.open(page_with_details, java_script_enabled=False)
    for details in page.locator("details").all():
        details.evaluate(UNFOLD_AROUND)
        summary = details.locator(":scope > summary")
        inside = details.locator(":scope > :not(summary)").first
        expect(inside).to_be_hidden()
        summary.click()
        expect(inside).to_be_visible()
        summary.click()
        expect(inside).to_be_hidden()


# With JavaScript


@pytest.mark.parametrize("switch", SWITCHES, ids=["head", "foot"])
def test_language_links_keep_the_section_being_read(
    reader: Reader, article: BuiltPage, switch: str
) -> None:
    page = reader.open(article, width=360, height=640)
    name = page.locator(".section-head [id]").evaluate_all(LONG_SECTION)
    by_id(page, name).evaluate("section => section.scrollIntoView()")
    # Not with the mouse: the header has scrolled away, and the browser would bring it back.
    with page.expect_navigation():
        page.locator(switch).first.evaluate("link => link.click()")
    expect_at(page, name)


def test_the_language_link_in_the_foot_leads_to_a_place_near_the_end(
    reader: Reader, article: BuiltPage
) -> None:
    page = reader.open(article)
    language = page.locator("html").get_attribute("lang") or ""
    reader.follow(page.locator(SWITCHES[1]).first)
    expect(page.locator("html")).not_to_have_attribute("lang", language)
    expect_at(page, fragment(page))
    assert page.evaluate("scrollY > innerHeight")


def test_language_links_add_nothing_at_the_top_of_a_page(
    reader: Reader, page_with_languages: BuiltPage
) -> None:
    page = reader.open(page_with_languages)
    link = page.locator(SWITCHES[0]).first
    (href,) = hrefs(link)
    reader.follow(link)
    expect(page).to_have_url(href)
    assert "#" not in page.url


def test_the_language_link_in_the_head_remembers_the_section_that_was_being_read(
    reader: Reader, article: BuiltPage
) -> None:
    page = reader.open(article, width=360, height=640)
    page.clock.install()
    reader.go(page, article)
    name = page.locator(".section-head [id]").evaluate_all(LONG_SECTION)
    # The clock counts from when the script hears of it, which on a busy machine takes a while.
    heard = "(act, element) => new Promise((done) => { addEventListener('scroll', done, {once: true}); act(element); })"
    by_id(page, name).evaluate(f"section => ({heard})((it) => it.scrollIntoView(), section)")
    page.clock.run_for(1000)
    page.evaluate(f"({heard})(() => scrollTo(0, 0))")
    page.clock.run_for(1000)
    reader.follow(page.locator(SWITCHES[0]).first)
    expect_at(page, name)
