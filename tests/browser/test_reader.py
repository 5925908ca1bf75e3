"""The reader of the other tests notices what a page should not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.built import BuiltPage, served
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

START = "<!doctype html><title>A page</title><link rel=icon href='data:,'>"
SETTINGS = """() => [innerWidth, ...["print", "(prefers-color-scheme: dark)", "(forced-colors: active)"]
  .map((one) => matchMedia(one).matches)]"""
POLICY = '<meta http-equiv="Content-Security-Policy" content="style-src \'self\'">'
PAGES = {
    "<script>console.log('hello')</script>": "the console says log: hello",
    "<script>undefined.name</script>": "a script fails: Cannot read properties",
    "<img src=/none.png alt=''>": "/none.png answers 404",
    "<img src=http://127.0.0.1:9/ alt=''>": "a third party is asked for http://127.0.0.1:9/",
    f"{POLICY}<p style='color: red'>": "policy: style-src-attr forbids inline",
}


@pytest.mark.parametrize(("html", "fault"), PAGES.items())
def test_a_fault_is_noticed(browser: Browser, tmp_path: Path, html: str, fault: str) -> None:
    built = BuiltPage("", f"{START}{html}")
    tmp_path.joinpath("index.html").write_text(built.html, encoding="utf-8")
    tmp_path.joinpath("404.html").write_text("no", encoding="utf-8")
    with served(tmp_path) as address:
        reader = Reader(browser, address)
        reader.open(built)
        assert any(fault in found for found in reader.close()), reader.faults


def test_a_page_without_faults_is_fine(browser: Browser, tmp_path: Path) -> None:
    tmp_path.joinpath("index.html").write_text(START, encoding="utf-8")
    tmp_path.joinpath("404.html").write_text("no", encoding="utf-8")
    with served(tmp_path) as address:
        reader = Reader(browser, address)
        reader.open(BuiltPage("", START))
        assert reader.close() == []


def test_a_plain_window_passes_from_reader_to_reader_without_a_trace(
    browser: Browser, plain: BrowserContext, tmp_path: Path
) -> None:
    built = BuiltPage("", f"{START}<img src=/none.png alt=''>")
    tmp_path.joinpath("index.html").write_text(built.html, encoding="utf-8")
    tmp_path.joinpath("next.html").write_text(START, encoding="utf-8")
    tmp_path.joinpath("404.html").write_text("no", encoding="utf-8")
    with served(tmp_path) as address:
        first, second = (Reader(browser, address, plain=plain) for _ in range(2))
        page = first.open(built, width=360, java_script_enabled=False)
        assert first.open(built, java_script_enabled=False).context is not plain
        page.emulate_media(media="print", color_scheme="dark", forced_colors="active")
        page.route("**", lambda route: route.abort())
        plain.new_page()
        faults = len(first.close())
        assert second.open(BuiltPage("next.html", START), java_script_enabled=False) is page
        assert page.evaluate(SETTINGS) == [1280, False, False, False]
        assert (second.close(), len(first.faults)) == ([], faults)
    assert faults
    assert len(plain.pages) == 1
