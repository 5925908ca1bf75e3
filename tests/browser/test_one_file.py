"""A tool as one file, opened from the device: text without scripts, the whole tool with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_in_both_schemes
from tests.browser.built import pages_of
from tests.browser.reader import REPORT_POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser

MOST = 60_000
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
NO_HISTORY = (
    "History.prototype.pushState = History.prototype.replaceState = () => { throw new Error('no') }"
)
NO_STREAMS = "delete globalThis.DecompressionStream"


class Opener:
    """Opens files, and keeps what goes wrong and what is asked for."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.faults: list[str] = []

    def open(self, file: Path, script: str = "", **settings: Any) -> Page:
        context = self.browser.new_context(
            **{"viewport": {"width": 360, "height": 740}, **settings}
        )
        context.on("console", lambda message: self.faults.append(message.text))
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("request", lambda request: self.asked(request.url, file))
        context.add_init_script(f"{REPORT_POLICY};{script}")
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    def asked(self, url: str, file: Path) -> None:
        if not url.startswith(file.as_uri()):
            self.faults.append(f"{url} is asked for")


@pytest.fixture
def opener(browser: Browser) -> Iterator[Opener]:
    opener = Opener(browser)
    yield opener
    assert opener.faults == []


@pytest.fixture(params=["berkas", "en/berkas"])
def folder(request: pytest.FixtureRequest, site_folder: Path) -> Path:
    return site_folder / str(request.param)


def guides(folder: Path) -> list[Path]:
    return sorted(folder.glob("panduan-*.html"))


def checklists(folder: Path) -> list[Path]:
    return sorted(set(folder.glob("*.html")) - set(guides(folder)))


# Without JavaScript


def test_without_javascript_everything_can_be_read(opener: Opener, folder: Path) -> None:
    for file in (*guides(folder), *checklists(folder)):
        page = opener.open(file, java_script_enabled=False)
        name = file.stem.removeprefix("panduan-")
        kind = "flow" if file in guides(folder) else "checklist"
        prefix = "en/" if folder.parent.name == "en" else ""
        tool = next(
            one
            for one in pages_of(folder.parents[1] if prefix else folder.parent)
            if one.kind == kind
            and one.address.endswith(f"/{name}/")
            and one.address.startswith("en/") is bool(prefix)
        )
        shown = " ".join(page.locator("main").inner_text().split())
        for part in tool.tree.css(".node h2, .item__text, .outcome__steps li, .slip__subject"):
            text = " ".join(part.text().split())
            assert text.split(" Saran redaksi")[0].split(" Our own")[0][:60] in shown, text
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        for link in page.locator("a[href^='#']").evaluate_all("all => all.map((a) => a.hash)"):
            assert page.locator(f"[id='{link[1:]}']").count() == 1, link


def test_where_nothing_can_be_unpacked_the_text_stays(opener: Opener, folder: Path) -> None:
    page = opener.open(guides(folder)[0], NO_STREAMS)
    expect(page.locator("flow-tool")).to_have_count(0)
    expect(page.locator("h2").nth(3)).to_be_visible()


def test_files_are_small(folder: Path) -> None:
    sizes = {file.name: file.stat().st_size for file in folder.iterdir()}
    assert len(sizes) >= 4
    assert max(sizes.values()) <= MOST, sizes


# The tool


@pytest.mark.parametrize("script", ["", NO_STORAGE, NO_HISTORY])
def test_a_guide_leads_to_advice(opener: Opener, folder: Path, script: str) -> None:
    for file in guides(folder):
        page = opener.open(file, script)
        expect(page.locator(".node[data-here]")).to_have_count(1)
        while page.locator(".node[data-here] .option").count():
            page.locator(".node[data-here] .option").last.click()
        expect(page.locator(".node[data-outcome][data-here]")).to_be_visible()
        assert page.locator(".answers li").count() >= 1
        page.locator(".flow__back a").click()
        expect(page.locator(".node--question[data-here]")).to_be_visible()
        link = page.get_by_role("link", name="English").or_(
            page.get_by_role("link", name="Bahasa Indonesia")
        )
        assert "?" in str(link.get_attribute("href"))


def test_a_message_can_be_filled_in(opener: Opener, site_folder: Path) -> None:
    page = opener.open(site_folder / "berkas/panduan-terima-undangan.html")
    while page.locator(".node[data-here] .option").count():
        page.locator(".node[data-here] .option").last.click()
    page.locator(".node[data-here] .fill__fields input").first.fill("Sari")
    expect(page.locator(".node[data-here] .slip__text").first).to_contain_text("Sari")


def test_ticks_stay_where_the_device_lets_them(opener: Opener, folder: Path) -> None:
    for file in checklists(folder):
        page = opener.open(file)
        page.locator(".items .item__text").first.click()
        expect(page.locator(".meter__count")).to_contain_text("1")
        page.reload()
        expect(page.locator(".items .item__box").first).to_be_checked()


def test_without_storage_the_checklist_still_works(opener: Opener, folder: Path) -> None:
    page = opener.open(checklists(folder)[0], NO_STORAGE)
    page.locator(".items .item__text").first.click()
    expect(page.locator(".meter__count")).to_contain_text("1")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_is_accessible(opener: Opener, folder: Path, *, scripts: bool) -> None:
    for file in (guides(folder)[0], checklists(folder)[0]):
        page = opener.open(file, "" if scripts else NO_STREAMS)
        page.wait_for_selector("flow-tool[data-on], .meter" if scripts else "h2")
        assert find_in_both_schemes(page) == ""


def test_a_file_can_be_printed(opener: Opener, site_folder: Path) -> None:
    page = opener.open(site_folder / "berkas/wawancara-kerja.html")
    page.wait_for_selector(".meter")
    page.emulate_media(media="print")
    expect(page.locator("checklist-tool")).to_be_hidden()
    expect(page.locator(".items .item__text").last).to_be_visible()
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }
