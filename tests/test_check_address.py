"""Addresses in built pages: resolved as browsers do, and told apart by where they lead."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.check_address import is_foreign, is_missing, joined, place, places

ROOT = "https://host.example/"
SITE = f"{ROOT}sub/"


@pytest.mark.parametrize(
    "value",
    [
        "a/",
        "../a/",
        "../../../a/",
        "a/../../b",
        "/a/",
        "../",
        "..",
        ".",
        "a/.",
        "a#",
        "a/b.css#c-d",
        "../a/b.c-d.e.js",
        "a/b.c/d",
        "a/b..c",
        "a//b",
        "//a/b",
        "a?b",
        "a;b",
        "é/",
        "a:b",
        "../?a",
        "../#a",
        "#a",
        "?a",
        ";",
        "/./",
        "https://lain.example/../a",
    ],
)
def test_an_address_is_joined_as_browsers_do(value: str) -> None:
    address = ROOT + "b/c/d.html"
    assert joined(address, value) == urljoin(address, value)


@given(st.text(alphabet="ab/.#?:;%-_é "))
def test_an_address_of_any_form_is_joined_alike(value: str) -> None:
    address = ROOT + "b/c/d.html"
    assert joined(address, value) == urljoin(address, value)


@pytest.mark.parametrize("value", ["http://[", "//[/a"])
def test_what_is_no_address_is_joined_to_nothing(value: str) -> None:
    assert joined(ROOT, value) == ""


@pytest.mark.parametrize(
    ("path", "shown"),
    [("index.html", ""), ("a/index.html", "a/"), ("a/b.html", "a/b.html"), ("é x.txt", "%C3%A9%20x.txt"), ("myindex.html", "myindex.html")],
)  # fmt: skip
def test_the_place_of_a_file(path: str, shown: str) -> None:
    assert place(path) == shown


@pytest.mark.parametrize(
    ("value", "foreign"),
    [("//b.example/c", True), ("http://host.example/", True), ("../b", False), ("data:,b", False), ("http://[", False)],
)  # fmt: skip
def test_another_origin_is_foreign(value: str, *, foreign: bool) -> None:
    assert is_foreign(value, SITE) is foreign


@pytest.mark.parametrize(
    ("value", "link", "stray"),
    [
        ("#c", "a/#c", False),
        ("../b.pdf", "b.pdf", False),
        (f"{SITE}b/", "b/", False),
        ("https://lain.example/", "", False),
        ("mailto:a@b.example", "", False),
        ("../../b", "", True),
        ("http://[", "", True),
    ],
)
def test_where_a_reference_leads(value: str, link: str, *, stray: bool) -> None:
    links = frozenset(filter(None, [link]))
    page = ("a/index.html", f"{SITE}a/")
    assert places(*page, [(value, False)]) == (links, frozenset(), stray)
    assert places(*page, [(value, True)]) == (frozenset(), links, stray)


def test_what_is_relative_in_a_page_for_missing_ones_is_stray() -> None:
    found = {
        value: places("en/404.html", f"{SITE}en/404.html", [(value, False)]).stray
        for value in ("b/", "/sub/b/", "#c", "", "https://lain.example/")
    }
    assert [value for value, stray in found.items() if stray] == ["b/"]
    assert not places("a404.html", f"{SITE}a404.html", [("b/", False)]).stray
    assert [is_missing(path) for path in ("404.html", "en/404.html", "a404.html")] == [
        True,
        True,
        False,
    ]
