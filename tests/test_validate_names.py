from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
---
kind: page
title: A
summary: B.
reviewed: 2026-11-20
menu: 3
---

## A {#a}

B.
"""
LONG = "a" * 101


@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "lpt9", "prn"])
def test_a_page_or_record_means_no_device(root: Path, name: str) -> None:
    tree.write(root, {f"docs/{code}/{name}.md": PAGE for code in ("id", "en")})
    tree.write(root, {f"docs/_data/templates/{name}.yml": tree.TEMPLATE})
    said = "means a device on Windows; choose another name"
    places = (f"_data/templates/{name}.yml", f"en/{name}.md", f"id/{name}.md")
    files = (f"{name}.yml", f"{name}.md", f"{name}.md")
    assert tree.problems(root) == [
        f'docs/{place}: "{file}" {said}' for place, file in zip(places, files, strict=True)
    ]


def test_a_name_is_not_too_long(root: Path) -> None:
    tree.write(root, {f"docs/{code}/{LONG}.md": PAGE for code in ("id", "en")})
    said = f'"{LONG[:30]}…" has 104 characters; choose a shorter name, 100 are the most'
    assert tree.problems(root) == [f"docs/{code}/{LONG}.md: {said}" for code in ("en", "id")]


@pytest.mark.parametrize(
    "name",
    [
        *("a b.svg", "a#b.svg", "a?b.svg", "a%2e.svg", 'a"b.svg', "a'b.svg", "a<b.svg", "a\\b.svg"),
        *("é.svg", "e\u0301.svg", "😀.svg", "a\u202e.svg", "a.", "a:b.svg", "a&b.svg", "a;b.svg"),
    ],
)
def test_an_address_can_hold_the_name_of_a_file(root: Path, name: str) -> None:
    tree.write(root, {f"docs/assets/{name}": "<svg/>", f"docs/assets/{name}x/b.svg": "<svg/>"})
    found = tree.problems(root)
    assert found
    assert all("is no name for a file of the site; use letters" in problem for problem in found)
    assert f'docs/assets/{name}: "{name}" is no name' in found[0]


def test_files_do_not_differ_by_capital_letters_alone(root: Path) -> None:
    tree.write(root, {"docs/assets/Gambar.svg": "<svg/>", "docs/assets/a_B-c.min.js": ""})
    assert tree.problems(root) == [
        "docs/assets/gambar.svg: differs from docs/assets/Gambar.svg by capital letters alone; "
        "rename one of them"
    ]


def test_a_page_is_no_asset(root: Path) -> None:
    tree.write(root, {"docs/assets/a.HTML": "<script>a()</script>", "docs/assets/aux.svg": ""})
    assert tree.problems(root) == [
        "docs/assets/a.HTML: is a page of its own; write pages in Markdown",
        'docs/assets/aux.svg: "aux.svg" means a device on Windows; choose another name',
    ]
