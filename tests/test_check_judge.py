"""A page alone: what is found out about it can be written and read again."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from scripts.check_judge import Judged, judge, judged
from scripts.check_known import Memory, Source
from scripts.check_page import Page

ROOT = "https://host.example/"
PAGE = b"""<html lang=id><title>A</title><meta property=og:image content=/b.png><body>
<main class="page page--article"><h1>A</h1><h2 id=c>C</h2><a href="d/#e">d</a><img src=/f.png><flow-tool>"""


def source(content: bytes) -> Source:
    digest = hashlib.sha256(content).digest()
    return Source("a/index.html", f"{ROOT}a/", "id", content, digest)


@pytest.mark.parametrize("content", [PAGE, b"", b"\xff"])
def test_what_is_found_out_comes_back_as_it_was(content: bytes) -> None:
    found = judge(source(content))
    assert found.problems
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Judged) == found


def test_a_page_says_what_the_site_needs_to_know() -> None:
    page = judge(source(PAGE)).page
    assert page
    assert (page.title, page.heading, page.kind, page.image) == ("A", "A", "article", "/b.png")
    assert (page.links, page.loaded, page.stray) == (
        frozenset({"a/d/#e"}),
        frozenset({"f.png"}),
        False,
    )
    assert (list(page.parts), list(page.marks)) == ([("c", "C")], ["flow-tool"])


def test_a_page_that_is_not_utf8_says_nothing() -> None:
    found = judge(source(b"<main>\n\xff"))
    assert found.page is None
    assert [str(problem) for problem in found.problems] == [
        "site/a/index.html:2: the byte 0xff is not UTF-8; save the file as UTF-8"
    ]


def test_a_page_gets_its_source_back() -> None:
    [each] = judged([source(PAGE)], Memory())
    assert isinstance(each.page, Page)
    assert each.page.source == PAGE
    assert each.page.reading().page() == judge(source(PAGE)).page
