"""Keeping the site for reading without a network: nothing before a reader asks, then all of it."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from scripts import offline, stamp
from tests.browser.axe import find_in_both_schemes
from tests.browser.built import BuiltPage, pages_of, redirects_of, served
from tests.browser.conftest import ARGUMENTS
from tests.browser.reader import Reader
from tests.programs import CHROMIUM
from tests.shared import build_once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser

WORKER = Path(__file__).parents[2] / "overrides" / "luring"
ADDRESSES = ("luring/", "en/luring/")
CHANGED = "tentang/index.html"
STORED = """async () => [
  ...(await navigator.serviceWorker.getRegistrations()).map((one) => one.scope), ...await caches.keys()
]"""
TRUE = """async () => {{
  while (!(await ({condition})())) await new Promise((done) => setTimeout(done, 50));
}}"""
CACHES = "async () => (await caches.keys()).length === {count}"
SETTLED = """async () => {
  const { installing, waiting, active } = await navigator.serviceWorker.ready;
  return !installing && !waiting && active.state === "activated";
}"""
NOTHING = f"async () => (await ({STORED})()).length === 0"


@dataclass
class Copy:
    """A copy of the built site that a test may change, and how it is served."""

    folder: Path
    prefix: str

    def serve(self) -> AbstractContextManager[str]:
        return served(self.folder, self.prefix)

    def edit(self, old: str, new: str) -> None:
        """Publish another version, in which one page has changed."""
        page = self.folder / CHANGED
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        offline.write(self.folder, WORKER, stamp.read(self.folder))


both = pytest.mark.parametrize("copy", ["/", "/karier/"], indirect=True)
"""At the root of a host, and in a folder of one."""


@pytest.fixture
def copy(request: pytest.FixtureRequest, shared_folder: Path, tmp_path: Path) -> Copy:
    """A copy of the site, at the root of a host if nothing else is asked for."""
    prefix: str = getattr(request, "param", "/")
    name = prefix.strip("/") or "site"
    built = build_once(shared_folder / name, f"https://host.example{prefix}")
    return Copy(Path(shutil.copytree(built, tmp_path / "site")), prefix)


@contextmanager
def reading(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader who must have noticed nothing wrong in the end."""
    reader = Reader(browser, address)
    yield reader
    assert reader.close() == []


def built(folder: Path, address: str) -> BuiltPage:
    return next(page for page in pages_of(folder) if page.address == address)


def state(page: Page, name: str) -> None:
    expect(page.locator("keep-offline")).to_have_attribute("data-state", name)


def keep(reader: Reader, copy: Copy, address: str = ADDRESSES[0]) -> Page:
    """Open the page about it, and keep the site."""
    page = reader.open(built(copy.folder, address))
    page.locator("[data-do=keep]").click()
    state(page, "kept")
    return page


def stored(page: Page) -> list[str]:
    found: list[str] = page.evaluate(STORED)
    return found


def until(page: Page, condition: str) -> None:
    """Wait until a condition is true that the page itself has to wait for."""
    page.evaluate(TRUE.format(condition=condition))


# Without JavaScript, and for those who do not ask


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_javascript_the_page_says_that_it_is_needed(
    reader: Reader, site_folder: Path, address: str
) -> None:
    page = reader.open(built(site_folder, address), java_script_enabled=False)
    expect(page.locator("keep-offline")).to_contain_text("JavaScript")
    expect(page.locator("keep-offline button")).to_have_count(0)


def test_nothing_is_stored_for_who_never_asks(reader: Reader, one_of_each: BuiltPage) -> None:
    page = reader.open(one_of_each)
    page.wait_for_load_state("networkidle")
    assert stored(page) == []
    assert not [url for url, _ in reader.answers if url.endswith(("sw.js", "luring.json"))]


def test_the_page_about_it_stores_nothing_either(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built(site_folder, ADDRESSES[0]))
    state(page, "none")
    expect(page.get_by_role("status")).to_contain_text("MB")
    assert stored(page) == []


def test_every_page_leads_to_it(any_page: BuiltPage) -> None:
    (link,) = any_page.tree.css("body > footer a[href$='luring/']")
    here = f"https://host.example/{any_page.address}"
    assert urljoin(here, link.attributes["href"]).partition(".example/")[2] in ADDRESSES


# Kept


@both
def test_the_whole_site_is_there_when_the_host_is_gone(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address:
        reader = Reader(browser, address)
        page = keep(reader, copy)
    pages = [one for one in pages_of(copy.folder) if one.kind != "missing"]
    for one in pages:
        response = page.goto(urljoin(address, one.address))
        assert response
        assert (response.status, response.from_service_worker) == (200, True), one
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    assert reader.close() == []


@both
def test_links_of_every_kind_lead_on_without_a_network(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address:
        reader = Reader(browser, address)
        page = keep(reader, copy)
    page.goto(f"{address}keputusan/terima-undangan/?tanda-penipuan=tidak")
    expect(page.locator(".node[data-here]")).to_have_count(1)
    expect(page.locator(".answers li")).to_have_count(1)
    page.locator(".node[data-here] .option").first.click()
    expect(page.locator(".answers li")).to_have_count(2)
    answers = page.url.removeprefix(address)
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{address}en/{answers}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{address}daftar-periksa/wawancara-kerja/#x")
    page.locator(".items .item__box").first.check()
    page.reload()
    expect(page.locator(".items .item__box").first).to_be_checked()
    code = next(one for one in redirects_of(copy.folder) if one.startswith("en/l/"))
    page.goto(f"{address}{code}")
    page.wait_for_url(lambda url: "/l/" not in url)
    page.goto(f"{address}artikel/index.html")
    expect(page.locator("main.page")).to_be_visible()
    page.goto(f"{address}en/artikel")
    expect(page).to_have_url(f"{address}en/artikel/")
    assert reader.close() == []


@both
def test_search_finds_without_a_network(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address:
        reader = Reader(browser, address)
        page = keep(reader, copy)
    for place, query, found in (("cari/", "ditolak", "tolak"), ("en/cari/", "refuse", "decline")):
        page.goto(f"{address}{place}")
        page.get_by_role("combobox").fill(query)
        expect(page.get_by_role("option").first).to_contain_text(re.compile(found, re.IGNORECASE))
    assert reader.close() == []


@both
def test_what_is_not_kept_is_explained(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address:
        reader = Reader(browser, address)
        page = keep(reader, copy)
    for path, kind, ends in (
        ("tidak/ada/", "missing", "tidak/ada/"),
        ("en/not/there", "missing", "en/not/there"),
        ("unduhan/wawancara-kerja.pdf", "page", "luring/#isi-simpanan"),
        ("en/unduhan/wawancara-kerja.pdf", "page", "en/luring/#isi-simpanan"),
    ):
        page.goto(f"{address}{path}")
        assert page.url == f"{address}{ends}"
        language = "en" if path.startswith("en/") else "id"
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(f"main.page--{kind}")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    reader.close()


def test_what_is_not_kept_still_comes_from_the_host(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address, reading(browser, address) as reader:
        page = keep(reader, copy)
        status = "async (path) => (await fetch(path)).status"
        assert page.evaluate(status, f"{address}unduhan/wawancara-kerja.pdf") == 200
        assert page.evaluate(status, f"{address}katalog.json") == 200


# A new version


@both
def test_a_new_version_takes_the_place_of_the_old_one(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address, reading(browser, address) as reader:
        page = keep(reader, copy)
        before = stored(page)
        page.goto(f"{address}tentang/")
        copy.edit("Untuk siapa", "Bagi siapa")
        other = page.context.new_page()
        other.goto(f"{address}{ADDRESSES[0]}")
        state(other, "updated")
        expect(page.locator("#untuk-siapa")).to_have_text("Untuk siapa")  # it stays as it was
        page.goto(f"{address}tentang/")
        expect(page.locator("#untuk-siapa")).to_have_text("Bagi siapa")
        other.close()
        page.goto(f"{address}tentang/")
        until(page, CACHES.format(count=1))
        assert len(stored(page)) == 2
        assert stored(page)[1] != before[1]


def test_only_what_has_changed_is_fetched_again(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address, reading(browser, address) as reader:
        page = keep(reader, copy)
        copy.edit("Untuk siapa", "Bagi siapa")
        reader.answers.clear()
        page.locator("[data-do=update]").click()
        state(page, "updated")
        asked = {url.removeprefix(address) for url, _ in reader.answers}
        assert asked == {"sw.js", "luring.json", "tentang/"}


def test_browsers_find_a_new_version_while_pages_are_read(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address, reading(browser, address) as reader:
        page = keep(reader, copy)
        copy.edit("Untuk siapa", "Bagi siapa")
        page.goto(f"{address}artikel/")  # which asks for the worker again
        until(page, CACHES.format(count=2))
        until(page, SETTLED)
        page.goto(f"{address}tentang/")
        expect(page.locator("#untuk-siapa")).to_have_text("Bagi siapa")


def test_the_page_says_when_nothing_is_new(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address, reading(browser, address) as reader:
        page = keep(reader, copy)
        page.locator("[data-do=update]").click()
        state(page, "latest")


def missing(folder: Path) -> None:
    (folder / CHANGED).unlink()


def half(folder: Path) -> None:
    page = folder / CHANGED
    page.write_bytes(page.read_bytes()[:-200])


def another_list(folder: Path) -> None:
    (folder / "luring.json").write_text("{}", encoding="utf-8")


@pytest.mark.parametrize("fault", [missing, half, another_list])
def test_a_version_that_does_not_come_whole_leaves_the_old_one(
    browser: Browser, copy: Copy, fault: object
) -> None:
    with copy.serve() as address:
        reader = Reader(browser, address)
        page = keep(reader, copy)
        before = stored(page)
        copy.edit("Untuk siapa", "Bagi siapa")
        assert callable(fault)
        fault(copy.folder)
        page.locator("[data-do=update]").click()
        state(page, "stale")
        assert stored(page) == before
    page.goto(f"{address}tentang/")
    expect(page.locator("#untuk-siapa")).to_have_text("Untuk siapa")
    page.goto(f"{address}artikel/")
    expect(page.locator("main.page")).to_be_visible()
    reader.close()


def test_a_first_version_that_does_not_come_whole_leaves_nothing(
    browser: Browser, copy: Copy
) -> None:
    with copy.serve() as address:
        reader = Reader(browser, address)
        half(copy.folder)
        page = reader.open(built(copy.folder, ADDRESSES[0]))
        page.locator("[data-do=keep]").click()
        state(page, "failed")
        until(page, NOTHING)
        expect(page.locator("[data-do=keep]")).to_be_visible()
        reader.close()


def test_without_a_network_a_search_for_a_new_version_leaves_the_old_one(
    browser: Browser, copy: Copy
) -> None:
    with copy.serve() as address:
        reader = Reader(browser, address)
        page = keep(reader, copy)
    page.locator("[data-do=update]").click()
    state(page, "stale")
    page.reload()
    state(page, "kept")
    reader.close()


# Removed


@both
def test_nothing_is_left_after_removal(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address, reading(browser, address) as reader:
        page = keep(reader, copy)
        page.evaluate("async () => { await caches.open('milik situs lain') }")
        page.evaluate("localStorage.setItem('centang', 'ya')")
        page.locator("[data-do=remove]").click()
        state(page, "removed")
        page.reload()
        state(page, "none")
        assert stored(page) == ["milik situs lain"]
        assert page.evaluate("localStorage.getItem('centang')") == "ya"


def test_a_page_that_is_still_open_brings_nothing_back(browser: Browser, copy: Copy) -> None:
    with copy.serve() as address, reading(browser, address) as reader:
        page = keep(reader, copy)
        other = page.context.new_page()
        other.goto(f"{address}artikel/")
        page.locator("[data-do=remove]").click()
        state(page, "removed")
        other.goto(f"{address}tentang/")
        expect(other.locator("main.page")).to_be_visible()
        assert stored(other) == []


# The page about it


def test_a_browser_that_cannot_keep_it_is_told(reader: Reader, site_folder: Path) -> None:
    script = "delete Navigator.prototype.serviceWorker"
    page = reader.open(built(site_folder, ADDRESSES[1]), script=script)
    state(page, "unsupported")
    expect(page.locator("keep-offline button:visible")).to_have_count(0)


def test_storage_that_is_forbidden_is_said(reader: Reader, site_folder: Path) -> None:
    script = "if (self.CacheStorage) CacheStorage.prototype.keys = () => Promise.reject(new DOMException('no', 'SecurityError'))"
    page = reader.open(built(site_folder, ADDRESSES[0]), script=script)
    state(page, "unsupported")


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_can_be_done_by_keyboard_and_heard(browser: Browser, copy: Copy, address: str) -> None:
    with copy.serve() as site, reading(browser, site) as reader:
        page = reader.open(built(copy.folder, address))
        page.locator("[data-do=keep]").focus()
        page.keyboard.press("Enter")
        state(page, "kept")
        status = page.get_by_role("status")
        expect(status).to_be_focused()
        said = status.inner_text()
        page.keyboard.press("Tab")
        expect(page.locator("[data-do=update]")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        state(page, "removed")
        assert status.inner_text() != said
        expect(status).to_be_focused()


@pytest.mark.parametrize("name", ["none", "kept"])
def test_every_state_is_accessible(browser: Browser, copy: Copy, name: str) -> None:
    with copy.serve() as address, reading(browser, address) as reader:
        page = reader.open(built(copy.folder, ADDRESSES[0]), width=320)
        if name == "kept":
            page.locator("[data-do=keep]").click()
        state(page, name)
        assert find_in_both_schemes(page) == ""
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        for button in page.locator("keep-offline button:visible").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 44


# The app


@both
def test_the_app_can_be_installed_in_each_language(
    browser: Browser, copy: Copy, tmp_path: Path
) -> None:
    with copy.serve() as address:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile", executable_path=CHROMIUM.find(), args=ARGUMENTS
        )
        page = context.new_page()
        for locale in ("", "en/"):
            page.goto(f"{address}{locale}")
            session = context.new_cdp_session(page)
            assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
            manifest = session.send("Page.getAppManifest")
            assert manifest["errors"] == []
            assert manifest["url"] == f"{address}{locale}aplikasi.webmanifest"
        context.close()


def test_only_the_first_page_and_that_about_it_name_the_app(any_page: BuiltPage) -> None:
    named = any_page.has("link[rel=manifest]")
    assert named is (any_page.kind == "home" or any_page.address in ADDRESSES)
