"""A page alone: what is found out about it can be written and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from scripts.check_folder import Folder, Source
from scripts.check_judge import Judged, judge, judged
from scripts.check_known import Memory
from scripts.check_page import Page
from scripts.check_reading import read_again
from scripts.pack import Pack

if TYPE_CHECKING:
    from pathlib import Path

ROOT = "https://host.example/"
PAGE = b"""<html lang=id><title>A</title><meta property=og:image content=/b.png><body>
<main class="page page--article"><h1>A</h1><h2 id=c>C</h2><a href="d/#e">d</a><img src=/f.png><flow-tool>"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_bytes(PAGE)
    return Folder(tmp_path, {})


def source(folder: Folder) -> Source:
    return folder.source("a/index.html", f"{ROOT}a/", "id")


@pytest.mark.parametrize("content", [PAGE, b"", b"\xff"])
def test_what_is_found_out_comes_back_as_it_was(folder: Folder, content: bytes) -> None:
    (folder.path / "a/index.html").write_bytes(content)
    found = judge(source(folder))
    assert found.problems
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Judged) == found


def test_a_page_says_what_the_site_needs_to_know(folder: Folder) -> None:
    page = judge(source(folder)).page
    assert page
    assert (page.title, page.heading, page.kind, page.image) == ("A", "A", "article", "/b.png")
    assert (page.links, page.loaded, page.stray) == (
        frozenset({"a/d/#e"}),
        frozenset({"f.png"}),
        False,
    )
    assert (list(page.parts), list(page.marks)) == ([("c", "C")], ["flow-tool"])


def test_a_page_that_is_not_utf8_says_nothing(folder: Folder) -> None:
    (folder.path / "a/index.html").write_bytes(b"<main>\n\xff")
    found = judge(source(folder))
    assert found.page is None
    assert [str(problem) for problem in found.problems] == [
        "site/a/index.html:2: the byte 0xff is not UTF-8; save the file as UTF-8"
    ]


def test_a_page_lies_in_its_folder(folder: Folder) -> None:
    [each] = judged(folder, [source(folder)], Memory(Pack()))
    assert isinstance(each.page, Page)
    assert each.page.source == PAGE
    assert read_again(each.page).page().title == "A"
    assert each.page.problem("is wrong", "<flow-tool").line == 2
