"""The link to a tool's file: it saves, and on phones it shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.built import BuiltPage, pages_of
from tests.browser.reader import until

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.reader import Reader

TOOLS = {
    "daftar-periksa/wawancara-kerja/": "berkas/wawancara-kerja.html",
    "en/keputusan/terima-undangan/": "en/berkas/panduan-terima-undangan.html",
}
PHONE = """
const { matchMedia } = window;
window.matchMedia = (query) => query === "(pointer: coarse)" ? { matches: true } : matchMedia(query);
navigator.canShare = ({ files }) => files[0].type === "text/html";
"""
SHARES = "navigator.share = async ({ files: [file] }) => { window.shared = [file.name, file.size, file.type] }"
CLOSES = "navigator.share = async () => { throw new DOMException('closed', 'AbortError') }"
FAILS = "navigator.share = async () => { throw new DOMException('no', 'NotAllowedError') }"

both = pytest.mark.parametrize(("address", "file"), TOOLS.items())


def built(site_folder: Path, address: str) -> BuiltPage:
    return next(page for page in pages_of(site_folder) if page.address == address)


def saves(page: Page) -> str:
    with page.expect_download() as download:
        page.locator(".handout__file").click()
    return download.value.suggested_filename


@both
def test_without_javascript_the_link_saves_the_file(
    reader: Reader, site_folder: Path, address: str, file: str
) -> None:
    page = reader.open(built(site_folder, address), java_script_enabled=False)
    assert saves(page) == file.rpartition("/")[2]


@both
def test_a_computer_saves_it_too(
    reader: Reader, site_folder: Path, address: str, file: str
) -> None:
    page = reader.open(built(site_folder, address))
    assert saves(page) == file.rpartition("/")[2]


@both
def test_a_phone_shares_it(reader: Reader, site_folder: Path, address: str, file: str) -> None:
    page = reader.open(built(site_folder, address), script=PHONE + SHARES)
    page.locator(".handout__file").click()
    until(page, "window.shared")
    size = (site_folder / file).stat().st_size
    assert page.evaluate("shared") == [file.rpartition("/")[2], size, "text/html"]


def test_closing_the_menu_does_nothing(reader: Reader, site_folder: Path) -> None:
    address = next(iter(TOOLS))
    page = reader.open(built(site_folder, address), script=PHONE + CLOSES)
    page.locator(".handout__file").click()
    page.wait_for_load_state("networkidle")
    expect(page).to_have_url(f"{reader.address}{address}")


def test_sharing_that_fails_leads_to_the_file(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built(site_folder, next(iter(TOOLS))), script=PHONE + FAILS)
    page.locator(".handout__file").click()
    expect(page).to_have_url(f"{reader.address}{TOOLS[next(iter(TOOLS))]}")
