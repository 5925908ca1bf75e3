"""What the tests with axe rely on: faults of either scheme are found, and that these differ in colours alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import find_in_both_schemes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

WHOLE = """<!doctype html><html lang="id"><title>a</title><meta name="viewport" content="width=device-width">
<style>body {{ background: #fff; color: #000 }} {light}
@media (prefers-color-scheme: dark) {{ body {{ background: #000; color: #fff }} {dark} }}</style>
<main><h1>Halo</h1><p><span>Satu</span></p><p><button>Dua</button></p></main>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize(
    ("light", "dark", "fault"),
    [
        ("", "", ""),
        ("span { color: #ccc }", "span { color: #fff }", "color-contrast"),
        ("", "span { color: #333 }", "color-contrast"),
    ],
)
def test_faults_of_either_scheme_are_found(page: Page, light: str, dark: str, fault: str) -> None:
    page.set_content(WHOLE.format(light=light, dark=dark))
    found = find_in_both_schemes(page)
    assert bool(found) == bool(fault)
    assert found.startswith(fault)


def test_schemes_differ_in_colours_alone(page: Page) -> None:
    page.set_content(WHOLE.format(light="", dark="span { visibility: hidden }"))
    with pytest.raises(AssertionError, match="differ in more than colours"):
        find_in_both_schemes(page)
