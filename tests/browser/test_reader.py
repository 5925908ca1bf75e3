"""The reader of the other tests notices what a page should not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.built import BuiltPage, served
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

START = "<!doctype html><title>A page</title><link rel=icon href='data:,'>"
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
