"""The career centres' page: what there is without JavaScript, and picking a thing with it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_in_both_schemes
from tests.browser.checklist import built_at
from tests.browser.test_layout import OPEN
from tests.codes import show
from tests.shared import URL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

ADDRESSES = ("pusat-karier/", "en/pusat-karier/")
GUIDE = "keputusan/terima-undangan"
PART = f"{GUIDE}#pastikan-dulu"

languages = pytest.mark.parametrize("address", ADDRESSES)


def field(page: Page, name: str) -> str:
    return page.locator(f'[data-part="{name}"] code').inner_text()


def choose(page: Page, thing: str) -> None:
    page.get_by_role("combobox").select_option(thing)


def things(site_folder: Path, locale: str) -> list[dict[str, str]]:
    catalogue = json.loads((site_folder / "katalog.json").read_text(encoding="utf-8"))
    found = (*catalogue["pages"], *catalogue["parts"])
    return [row for row in found if row["language"] == locale and row["kind"] != "item"]


@languages
def test_without_javascript_tables_hold_everything(
    reader: Reader, site_folder: Path, address: str
) -> None:
    page = reader.open(built_at(site_folder, address), java_script_enabled=False)
    expect(page.get_by_role("combobox")).to_have_count(0)
    locale = "en" if address.startswith("en/") else "id"
    rows = page.locator("[data-thing]").evaluate_all(
        "rows => rows.map((row) => [row.dataset.thing, ...[...row.querySelectorAll('a')].map((a) => a.href)])"
    )
    shown = {name: set(links) for name, *links in rows}
    for row in things(site_folder, locale):
        wanted = {row[key] for key in ("address", "short", "handout", "qr_svg") if key in row}
        assert wanted <= shown[row["id"]], row["id"]
    assert len(shown) == len(rows)


@languages
def test_any_page_or_part_can_be_picked(reader: Reader, site_folder: Path, address: str) -> None:
    page = reader.open(built_at(site_folder, address))
    locale = "en" if address.startswith("en/") else "id"
    options = page.locator("#kit-pilih option").evaluate_all("all => all.map((one) => one.value)")
    assert sorted(options) == sorted(row["id"] for row in things(site_folder, locale))


def test_a_part_of_a_tool_has_everything(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, "pusat-karier/"))
    choose(page, PART)
    row = next(row for row in things(site_folder, "id") if row["id"] == PART)
    assert field(page, "link") == row["address"] == f"{URL}keputusan/terima-undangan/#pastikan-dulu"
    assert field(page, "short") == row["short"]
    assert row["title"] in field(page, "broadcast")
    assert row["short"] in field(page, "attribution")
    assert f'<a class="siap-wawancara" href="{row["address"]}">' in field(page, "script")
    assert f'src="{row["embed"]}"' in field(page, "frame")


def test_the_code_in_the_page_can_be_pasted(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, "pusat-karier/"))
    choose(page, GUIDE)
    sources = re.findall(r'src="([^"]+)" integrity="([^"]+)"', field(page, "script"))
    assert [source for source, _ in sources] == [f"{URL}sematkan/v1.js"]
    local = reader.address + sources[0][0].removeprefix(URL)
    loads = """([src, integrity]) => new Promise((done) => document.head.append(
        Object.assign(document.createElement("script"),
            {src, integrity, crossOrigin: "anonymous", onload: () => done(true), onerror: () => done(false)})))"""
    assert page.evaluate(loads, [local, sources[0][1]])


def test_an_article_has_no_code_to_embed(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, "pusat-karier/"))
    choose(page, "artikel/undangan-wawancara")
    expect(page.locator('[data-part="script"]')).to_be_hidden()
    expect(page.locator('[data-part="frame"]')).to_be_hidden()
    expect(page.locator('[data-part="pdf"]')).to_be_hidden()


@pytest.mark.parametrize("kind", ["svg", "png"])
@pytest.mark.parametrize("thing", [GUIDE, PART])
def test_the_qr_code_leads_there(reader: Reader, site_folder: Path, thing: str, kind: str) -> None:
    page = reader.open(built_at(site_folder, "pusat-karier/"))
    choose(page, thing)
    drawn = page.locator('[data-part="code"]').inner_html()
    assert show(drawn.encode()).codes == (field(page, "short"),)
    link = page.locator(f'[data-part="{kind}"]')
    expect(link).to_have_attribute("href", re.compile("^(blob|http)"))
    if thing == PART:
        with page.expect_download() as download:
            link.click()
        assert (
            download.value.suggested_filename == f"keputusan-terima-undangan-pastikan-dulu.{kind}"
        )
        assert show(download.value.path().read_bytes()).codes == (field(page, "short"),)


@pytest.mark.parametrize(
    "text", ["a", "é—🙂", *("https://a.example/" + "b7" * n for n in (0, 9, 30, 60, 95))]
)
def test_any_text_that_fits_is_drawn(reader: Reader, home: BuiltPage, text: str) -> None:
    page = reader.open(home)
    script = page.request.get(f"{reader.address}pusat-karier/").text()
    found = re.search(r'src="\.\./([^"]*)share-kit\.js"', script)
    assert found
    address = f"{reader.address}{found[1]}qr-code.js"
    drawn = page.evaluate("async ([url, text]) => (await import(url)).svg(text)", [address, text])
    assert show(drawn.encode()).codes == (text,)


def test_a_text_that_does_not_fit_is_not_drawn(reader: Reader, site_folder: Path) -> None:
    page = reader.open(built_at(site_folder, "pusat-karier/"))
    address = page.locator("script[src*=share-kit]").evaluate("script => script.src")
    drawn = page.evaluate(
        "async (url) => (await import(url)).svg('a'.repeat(214))",
        address.replace("share-kit", "qr-code"),
    )
    assert drawn == ""


def test_copying(reader: Reader, site_folder: Path) -> None:
    built = built_at(site_folder, "pusat-karier/")
    page = reader.open(built, permissions=["clipboard-read", "clipboard-write"])
    choose(page, PART)
    page.locator('[data-part="broadcast"] button').click()
    tool = page.locator("share-kit")
    expect(page.get_by_role("status")).to_have_text(tool.get_attribute("data-copied") or "-")
    assert page.evaluate("navigator.clipboard.readText()") == field(page, "broadcast")


def test_without_the_clipboard_the_text_is_selected(reader: Reader, site_folder: Path) -> None:
    page = reader.open(
        built_at(site_folder, "pusat-karier/"), script="delete Navigator.prototype.clipboard"
    )
    page.locator('[data-part="link"] button').click()
    tool = page.locator("share-kit")
    expect(page.get_by_role("status")).to_have_text(tool.get_attribute("data-failed") or "-")
    assert page.evaluate("getSelection().toString()").strip() == field(page, "link")


@languages
def test_axe_finds_nothing_with_all_unfolded(
    reader: Reader, site_folder: Path, address: str
) -> None:
    page = reader.open(built_at(site_folder, address), width=360)
    page.evaluate(OPEN)
    assert find_in_both_schemes(page) == ""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
