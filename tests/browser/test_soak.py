"""Readers who walk the tools in the catalogue's order, as `make soak` sends them by the thousand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.soak import tasks, tools_of
from tests.wanderer import Device

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    Open = Callable[[str], Device]

READERS = 4
LEAK = """window.kept = [];
addEventListener("click", () => kept.push(document.createElement("p"), new Array(1e4).fill(0.5)));"""
KEEPS = "localStorage.setItem('visits', '{}')"
COVER = """addEventListener("DOMContentLoaded", () => {
  const style = new CSSStyleSheet();
  style.replaceSync("body::after { content: ''; position: fixed; inset: 0 }");
  document.adoptedStyleSheets.push(style);
})"""
LOSES = "addEventListener('DOMContentLoaded', () => localStorage.clear())"


@pytest.fixture
def opened(browser: Browser, site_address: str, site_folder: Path) -> Open:
    """Open a device on a site whose pages run another script first."""

    def open_device(script: str) -> Device:
        device = Device(browser, site_address, tools_of(site_folder), wide=False)
        device.page.add_init_script(script)
        return device

    return open_device


def test_readers_share_a_device_and_nothing_goes_wrong(opened: Open) -> None:
    device = opened("")
    for number in range(READERS):
        device.serve(f"1/{number}")
    device.linger()
    assert device.close() == []


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        (KEEPS, "visits is kept"),
        (COVER, "is covered by"),
        (LOSES, "reader 1/0: "),
    ],
)
def test_what_goes_wrong_is_noticed(opened: Open, script: str, fault: str) -> None:
    device = opened(script)
    with pytest.raises(RuntimeError, match=fault):
        device.serve("1/0")
    device.close()


def test_a_page_that_grows_is_noticed(opened: Open) -> None:
    device = opened(LEAK)
    with pytest.raises(AssertionError, match="grows"):
        device.linger()
    device.close()


def test_all_tools_are_walked_in_the_order_of_the_catalogue(site_folder: Path) -> None:
    tools = tools_of(site_folder)
    kinds = [tool.kind for tool in tools if tool.language == "id"]
    assert kinds == ["checklist", "flow"] * 2
    assert kinds == [tool.kind for tool in tools if tool.language == "en"]


def test_every_reader_has_a_device() -> None:
    numbers = [(one.first, one.end) for one in tasks("http://a.example/", (), 60, 1)]
    assert numbers == [(0, 25), (25, 50), (50, 60)]
