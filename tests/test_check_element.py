"""Elements of a page, found by their tags and the names of their attributes."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.check_element import CODED, Elements


def elements(markup: str) -> Elements:
    return Elements(LexborHTMLParser(markup.encode()).css("html")[0])


@pytest.mark.parametrize(
    ("role", "markup"),
    [
        ("heading", "<h6>"),
        ("mark", "<flow-tool>"),
        ("code", "<style>"),
        ("main", "<main>"),
        ("address", "<p srcset>"),
        ("answer", "<p data-option>"),
        ("hreflang", "<p hreflang>"),
        ("id", "<p id>"),
        (CODED, "<p style>"),
        (CODED, "<p onclick>"),
    ],
)
def test_an_element_is_found_by_each_of_its_roles(role: str, markup: str) -> None:
    [found] = elements(f"{markup}</head><p class=a lang=b title=c>").of(role)
    assert found.node.html
    assert markup.startswith(f"<{found.tag}")


def test_an_element_with_several_addresses_is_found_once_and_in_its_place() -> None:
    found = elements("<img src=a srcset=b id=c><main><a href=d>").of("address")
    assert [element.tag for element in found] == ["img", "a"]


def test_what_templates_hold_is_found_last_and_only_if_it_is_asked_for() -> None:
    nested = (
        "<template><i id=b><template><u id=c></template></i></template><p id=d><template><p id=e>"
    )
    found = elements(f"<p id=a>{nested}")
    assert [e.get("id") for e in found.of("id")] == ["a", "d"]
    assert [e.get("id") for e in found.everywhere("id")] == ["a", "d", "b", "c", "e"]
    assert not found.everywhere("heading")


def test_the_head_is_all_above_the_body() -> None:
    found = elements("<title>A</title><link rel=a><body id=b><p><style></style>")
    assert [element.tag for element in found.head] == ["title", "link"]
    assert [element.tag for element in found.of("id")] == ["body"]


@pytest.mark.parametrize("rel", ["x Canonical", "canonical\n"])
def test_types_of_a_link_are_parted_by_white_space(rel: str) -> None:
    [link] = elements(f"<link rel='{rel}'>").of("link")
    assert "canonical" in link.rels()
