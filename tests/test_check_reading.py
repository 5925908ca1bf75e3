"""What is read from a page."""

from __future__ import annotations

import pytest

from scripts.check_reading import read_page, stays

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


def test_parts_are_what_is_in_main_and_in_no_menu_there() -> None:
    markup = """<h2 id=a>A</h2><nav><main><h2 id=b> B  c </h2><h5 id=d>D</h5><h3>E</h3><div><h4 id>F</h4></div>
    <nav><h2 id=g>G</h2><main><h3 id=j>J</h3></main></nav><ul><li id=h>H<li class="box item" id=i>I<label>J</label></ul></main>"""
    page = read_page("a.html", ROOT, "id", markup.encode())
    assert page.parts == (("b", "B c"), ("", "F"), ("i", "J"))


def test_answers_have_all_the_names_of_questions_and_options() -> None:
    markup = (
        "<b data-option=x><p data-node=q data-was='r'><b data-option=y data-was='z'><b data-was=w>"
    )
    page = read_page("a.html", ROOT, "id", markup.encode())
    assert page.answers == {"?q=y", "?q=z", "?r=y", "?r=z"}


def test_a_link_to_a_language_is_one_that_says_so_of_itself() -> None:
    markup = "<link hreflang=en lang=en><body><a hreflang=en lang=en><a hreflang=fr lang=de>"
    assert read_page("a.html", ROOT, "id", markup.encode()).languages == {"en"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a [@b]", ("[@b]",)),
        ("a {{ b", ("{{ b",)),
        ("::b c", ("::b c",)),
        ("a::b", ()),
        ("a@b {c}", ()),
        ("<code>{{ b</code> @", ()),
        ("&#123;% b", ("{% b",)),
    ],
)
def test_markup_that_is_left(text: str, left: tuple[str, ...]) -> None:
    assert read_page("a.html", ROOT, "id", text.encode()).leftovers == left


def test_what_stays_in_the_window_of_a_page() -> None:
    markup = "<a href=a><a href=b target=_blank><area href=c target=_TOP><area href=d><form action=e><template><a href=f>"
    assert list(stays(markup.encode())) == ["a", "d", "f"]
