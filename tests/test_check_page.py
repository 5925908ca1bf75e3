"""What `check_page` reads from a page."""

from __future__ import annotations

import pytest

from scripts.check_page import line_of, read_page

ROOT = "https://host.example/"
LOADING = [
    "apple-touch-icon",
    "dns-prefetch",
    "icon",
    "manifest",
    "mask-icon",
    "modulepreload",
    "preconnect",
    "prefetch",
    "preload",
    "stylesheet",
]


@pytest.mark.parametrize(
    ("value", "line"),
    [("a", 3), ("b&c", 2), ("x<y", 4), ("a b", 1), ("\ud800", 0), ("tidak ada", 0), ("", 0)],
)
def test_the_line_of_a_value(value: str, line: int) -> None:
    source = b'a b&c b&amp;c\n<p title="b&amp;c">\n<a href="a">\nx&lt;y'
    assert line_of(source, value) == line


def test_what_a_template_holds_has_no_ids() -> None:
    page = read_page("a.html", ROOT, "id", b"<template><b id=a><img src=b></template><i id=c>")
    assert list(page.ids) == ["c"]
    assert [value for value, _ in page.references] == ["b"]


@pytest.mark.parametrize(
    ("markup", "references"),
    [
        ("<a href=' b '>", [("b", False)]),
        ("<map><area href=b></map>", [("b", False)]),
        ("<form action=b><button formaction=c></button><input formaction=d></form>", [("b", False), ("c", False), ("d", False)]),
        ("<input src=b><video src=c poster=d></video>", [("b", True), ("c", True), ("d", True)]),
        ("<svg><use xlink:href=b /><a xlink:href=c></a></svg>", [("b", True), ("c", False)]),
        ("<img srcset='a,b 1x,c 2x , data:d,e'>", [("a,b", True), ("c", True), ("data:d,e", True)]),
        ("<link rel=preload imagesrcset=b>", [("b", True)]),
        ("<link rel=next href=b><link rel=canonical href=c>", [("b", False)]),
        ("<siap-alur src=b></siap-alur>", [("b", True)]),
    ],
)  # fmt: skip
def test_references(markup: str, references: list[tuple[str, bool]]) -> None:
    assert list(read_page("a.html", ROOT, "id", markup.encode()).references) == references


@pytest.mark.parametrize("rel", LOADING)
def test_links_that_load(rel: str) -> None:
    page = read_page("a.html", ROOT, "id", f"<link rel='x {rel.upper()}' href=b>".encode())
    assert page.references == (("b", True),)
    assert page.loaded_early == ("b",)


def test_headings_of_every_level() -> None:
    page = read_page("a.html", ROOT, "id", b"<h6>a</h6><h5>b<h4>c<h3>d<h2>e<h1>f<h7>g")
    assert [level for level, _ in page.headings] == [6, 5, 4, 3, 2, 1]


def test_a_page_tells_its_kind_and_its_feeds() -> None:
    link = '<link rel="Alternate" type="Application/Atom+XML" href="/atom.xml">'
    body = '<body><link rel="alternate" type="application/atom+xml" href="/b"><main class="page page--flow">'
    page = read_page("a.html", ROOT, "id", f"{link}{body}".encode())
    assert (page.kind, page.feeds, page.alternates) == ("flow", (f"{ROOT}atom.xml",), ())
    assert ("/atom.xml", False) in page.references
    bare = read_page("a.html", ROOT, "id", b"<main>")
    assert (bare.kind, bare.feeds) == ("", ())
