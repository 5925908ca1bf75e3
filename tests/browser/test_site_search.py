"""The search as readers use it: a list without JavaScript, a dialog anywhere, a page of its own."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_in_both_schemes
from tests.browser.checklist import built_at
from tests.browser.reader import wait_for_scripts

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator

    from tests.browser.reader import Reader

ARTICLE = "artikel/undangan-wawancara/"
ADDRESSES = ("cari/", "en/cari/")
THINGS = "(rows) => rows.map((row) => row.href)"

languages = pytest.mark.parametrize("address", ADDRESSES)


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name=re.compile("Cari di situs ini|Search this site"))


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def slash(page: Page) -> None:
    """Open the search by its key, once the page's scripts have started, a frame after the page."""
    wait_for_scripts(page)
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()


def ask(page: Page, query: str) -> None:
    box(page).fill(query)
    expect(options(page).first).to_be_visible()


def opened(reader: Reader, site_folder: Path, address: str = ARTICLE, width: int = 1280) -> Page:
    """Open a page, and its search by the key."""
    page = reader.open(built_at(site_folder, address), width=width)
    slash(page)
    return page


@languages
def test_without_javascript_the_page_lists_every_page_and_section(
    reader: Reader, site_folder: Path, address: str
) -> None:
    page = reader.open(built_at(site_folder, address), java_script_enabled=False)
    expect(page.get_by_role("combobox")).to_have_count(0)
    shown = set(page.locator("main a").evaluate_all(THINGS))
    catalogue = json.loads((site_folder / "katalog.json").read_text("utf-8"))
    locale = "en" if address.startswith("en/") else "id"
    for row in (*catalogue["pages"], *catalogue["parts"]):
        if row["language"] == locale and row["kind"] != "item":
            path = row["address"].removeprefix(catalogue["site"])
            assert urljoin(reader.address, path) in shown


def test_without_javascript_the_link_leads_to_the_list(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, ARTICLE), java_script_enabled=False)
    reader.follow(page.get_by_role("link", name="Cari", exact=True))
    assert page.url == urljoin(reader.address, "cari/")
    expect(page.locator(".all__page").first).to_be_visible()


def test_nothing_is_loaded_before_the_search_is_opened(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, ARTICLE))
    page.wait_for_load_state("networkidle")
    assert not [url for url, _ in reader.answers if "/cari/" in url or "search-" in url]
    slash(page)
    assert not [url for url, _ in reader.answers if "/cari/" in url]
    ask(page, "menolak")
    assert [url for url, _ in reader.answers if "/cari/id/" in url]


def test_a_slash_opens_it_but_not_where_something_is_typed(
    reader: Reader, site_folder: Path
) -> None:
    page = opened(reader, site_folder)
    page.keyboard.type("a/b")
    expect(box(page)).to_have_value("a/b")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.keyboard.press("Control+/")
    expect(page.get_by_role("dialog")).to_have_count(1)


def test_the_link_opens_it_and_escape_leads_back(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, ARTICLE))
    link = page.get_by_role("link", name="Cari", exact=True)
    link.click()
    expect(box(page)).to_be_focused()
    ask(page, "gaji")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("gaji")


def test_its_button_closes_it(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder)
    page.get_by_role("button", name="Tutup").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_arrows_choose_and_enter_opens(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    ask(page, "menolak dengan sopan")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="8 bagian")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = options(page).nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute(
        "aria-activedescendant", second.get_attribute("id") or "none"
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    target = options(page).first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(target))


def test_enter_opens_the_first_when_none_is_chosen(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder)
    ask(page, "penolakan")
    target = options(page).first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(target))


def test_a_result_on_the_same_page_closes_it(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder)
    ask(page, "percaya diri")
    options(page).filter(has_text="Berlatih tidak ada ruginya").click()
    page.wait_for_url(re.compile("#latihan$"))
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#latihan")).to_be_in_viewport()


@pytest.mark.parametrize(("address", "query"), [("cari/", "wawancara"), ("en/cari/", "interview")])
def test_results_are_in_the_language_of_the_page(
    reader: Reader, site_folder: Path, address: str, query: str
) -> None:
    page = reader.open(built_at(site_folder, address))
    ask(page, query)
    english = [f"{reader.address}en/" in url for url in options(page).evaluate_all(THINGS)]
    assert all(english) if address.startswith("en/") else not any(english)


def test_results_show_page_section_and_the_words_found(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder)
    ask(page, "penolakan sopan")
    first = options(page).filter(has_text="Menolak dengan sopan").first
    expect(first.locator(".search__page")).not_to_be_empty()
    assert {"Menolak", "sopan"} <= set(first.locator("mark").all_inner_texts())
    assert not first.locator("mark").filter(has_text=re.compile("^dengan$")).count()


def test_no_result_gives_help(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder)
    box(page).fill("<b>zzyzx</b>")
    expect(page.get_by_text("Tidak ada yang cocok dengan “<b>zzyzx</b>”.")).to_be_visible()
    expect(page.get_by_role("listbox")).to_be_hidden()
    reader.follow(page.get_by_role("link", name="semua halaman dan bagiannya"))
    assert page.url == urljoin(reader.address, "cari/")


def test_an_empty_box_shows_nothing(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder)
    ask(page, "gaji")
    box(page).fill("  ")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator(".search__help")).to_be_hidden()
    expect(page.locator(".search__status")).to_be_empty()


@languages
def test_the_query_stays_in_the_fragment_and_back_finds_it_again(
    reader: Reader, site_folder: Path, address: str
) -> None:
    page = reader.open(built_at(site_folder, address))
    expect(page.locator(".all-pages")).to_be_visible()
    ask(page, "otp & pin")
    expect(page.locator(".all-pages")).to_be_hidden()
    assert page.url.endswith("#q=otp%20%26%20pin")
    reader.follow(options(page).first)
    page.go_back()
    expect(box(page)).to_have_value("otp & pin")
    expect(options(page).first).to_be_visible()
    assert not any("otp" in url for url, _ in reader.answers)
    box(page).fill("")
    expect(page.locator(".all-pages")).to_be_visible()
    assert page.url.endswith("cari/")


def test_a_link_with_a_query_is_answered(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, "cari/"))
    page.evaluate("location.hash = 'q=seragam'")
    expect(box(page)).to_have_value("seragam")
    expect(options(page).first).to_be_visible()


def test_slash_on_its_own_page_goes_to_the_box(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder, "cari/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(
    reader: Reader, site_folder: Path
) -> None:
    page = reader.open(built_at(site_folder, ARTICLE))
    page.route("**/cari/**", lambda route: route.fulfill(status=503))
    reader.expected |= {urljoin(reader.address, "cari/id/indeks.json")}
    slash(page)
    box(page).fill("gaji")
    expect(page.get_by_text("Pencarian tidak bisa dimuat.")).to_be_visible()
    page.unroute("**/cari/**")
    ask(page, "gajinya")
    reader.faults.clear()


def test_parts_of_an_older_index_are_asked_for_anew(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, ARTICLE))
    index = json.loads((site_folder / "cari/id/indeks.json").read_text("utf-8"))
    gone = {name: re.sub(r"\w+", "lama", index[name]) for name in ("page_files", "run_files")}
    old = json.dumps(index | gone)
    asked: list[str] = []

    def answer(route: object, request: object) -> None:
        asked.append(request.url)  # type: ignore[attr-defined] # Playwright's own
        if len(asked) == 1:
            route.fulfill(body=old, content_type="application/json")  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.route("**/indeks.json", answer)
    slash(page)
    ask(page, "gaji")
    assert len(asked) == 2
    reader.faults.clear()


def test_the_last_word_typed_wins(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder)
    page.keyboard.type("seragam", delay=5)
    expect(options(page).first).to_contain_text("seragam", ignore_case=True)
    for _ in "seragam":
        page.keyboard.press("Backspace")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_dialog(reader: Reader, site_folder: Path, width: int) -> None:
    page = reader.open(built_at(site_folder, ARTICLE), width=width)
    slash(page)
    ask(page, "penolakan")
    page.keyboard.press("ArrowDown")
    assert find_in_both_schemes(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_targets_are_large_enough_for_a_thumb(reader: Reader, site_folder: Path) -> None:
    page = opened(reader, site_folder, width=360)
    ask(page, "penolakan")
    close = page.get_by_role("button", name="Tutup")
    targets = [page.locator(".search-link"), box(page), close, *options(page).all()]
    for target in targets:
        size = target.bounding_box()
        assert size
        assert min(size["width"], size["height"]) >= 44


def test_the_chosen_result_can_be_told_in_forced_colours(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, ARTICLE), forced_colors="active")
    slash(page)
    ask(page, "penolakan")
    page.keyboard.press("ArrowDown")
    look = "(each) => getComputedStyle(each).outlineStyle"
    assert options(page).first.evaluate(look) == "solid"
    assert options(page).nth(1).evaluate(look) == "none"


def test_paper_has_the_list_but_no_box(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, "cari/"))
    page.emulate_media(media="print")
    expect(page.locator(".search__input")).to_be_hidden()
    expect(page.locator(".all__parts li a").first).to_be_visible()
