"""A reader's hands on <checklist-tool>: what the tests of checklists share."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.built import INDEX, BuiltPage
from tests.browser.reader import eventually, wait_for_scripts

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.reader import Reader

DOCS = Path(__file__).parent.parent.parent / "docs"
JOB = "daftar-periksa/wawancara-kerja/"
TALK = "daftar-periksa/wawancara-informasional/"
KEY = "siap:checklist:wawancara-kerja"
MONDAY = "2026-11-23T03:00:00Z"  # 10.00 WIB
JAKARTA = "Asia/Jakarta"
OPEN = "document.querySelectorAll('details').forEach((details) => { details.open = true; })"


def addresses() -> list[str]:
    """Return the addresses of all pages with a checklist, in every language."""
    found = []
    for path in sorted(DOCS.glob("*/**/*.md")):
        if re.search(r"^checklist: ", path.read_text(encoding="utf-8"), re.MULTILINE):
            locale, *folders = path.relative_to(DOCS).with_suffix("").parts
            found.append("/".join([*([] if locale == "id" else [locale]), *folders, ""]))
    return found


def built_at(site_folder: Path, address: str) -> BuiltPage:
    return BuiltPage(address, (site_folder / address / INDEX).read_text(encoding="utf-8"))


@dataclass
class Tool:
    """A window with a checklist."""

    reader: Reader
    page: Page

    def box(self, item: str) -> Locator:
        return self.page.locator(f"#cek-{item}")

    def row(self, item: str) -> Locator:
        return self.page.locator(f'[id="{item}"]')

    def label(self, item: str) -> Locator:
        return self.row(item).locator("label")

    def not_applicable(self, item: str) -> Locator:
        return self.row(item).locator(".item__na")

    def date(self, item: str) -> Locator:
        return self.row(item).locator(".item__date")

    def part(self, name: str) -> Locator:
        return self.page.locator(f'[data-part="{name}"]')

    def field(self, name: str) -> Locator:
        return self.page.locator(f'checklist-tool [data-field="{name}"]')

    def button(self, name: str, value: str = "") -> Locator:
        attribute = f'[value="{value}"]' if value else ""
        return self.page.locator(f'[data-do="{name}"]{attribute}')

    def word(self, name: str) -> str:
        return self.page.locator("checklist-tool").get_attribute(f"data-{name}") or ""

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.field(name).fill(value)
            self.field(name).blur()

    def unfold(self) -> None:
        self.page.evaluate(OPEN)

    def reload(self) -> None:
        self.page.reload()
        wait_for_scripts(self.page)
        self.unfold()

    def stored(self, key: str = KEY) -> Any:
        return json.loads(self.page.evaluate("(key) => localStorage.getItem(key)", key) or "null")

    def copy(self) -> Any:
        stored = self.stored()
        return stored["copies"][stored["current"]]

    def store(self, raw: str, key: str = KEY) -> None:
        self.page.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [key, raw])

    def stored_keys(self) -> list[str]:
        return sorted(self.page.evaluate("Object.keys(localStorage)"))

    def names(self) -> list[str]:
        return self.part("copies").locator("option").all_text_contents()

    def ticked(self) -> list[str]:
        rows = self.page.locator(".item:has(input:checked)")
        return [str(name) for name in rows.evaluate_all("rows => rows.map((row) => row.id)")]

    def second(self) -> Tool:
        """Return another tab of the same browser, at the same address."""
        page = self.page.context.new_page()
        page.goto(self.page.url)
        wait_for_scripts(page)
        tool = Tool(self.reader, page)
        tool.unfold()
        return tool

    def after(self, other: Tool) -> Tool:
        """Go on in this tab when it finds what another one stored: browsers take a moment to pass it on."""
        eventually(self.page, self.stored, other.stored())
        return self


def use(  # noqa: PLR0913 - what tests vary
    reader: Reader,
    site_folder: Path,
    address: str = JOB,
    *,
    now: str = MONDAY,
    zone: str = JAKARTA,
    width: int = 1280,
    **settings: Any,
) -> Tool:
    """Open a checklist at a moment that stands still, with all of its tool unfolded."""
    page = reader.open(built_at(site_folder, address), width=width, **settings)
    page.clock.set_fixed_time(now)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
    tool = Tool(reader, page)
    tool.reload()
    expect(tool.part("count")).to_be_attached()
    return tool
