"""The rules of one page are proved by tests/golden/check.yml; here is what it does not show."""

from __future__ import annotations

import pytest

from scripts.check_page_rules import (
    json_ld_has_dates,
    nothing_is_inline,
    nothing_loads_from_elsewhere,
)
from scripts.check_reading import read_page

ROOT = "https://host.example/a/"


def read(markup: str):  # type: ignore[no-untyped-def]
    return read_page("a/index.html", ROOT, "id", markup.encode())


@pytest.mark.parametrize(
    ("value", "is_foreign"),
    [
        ("//b.example/c", True),
        ("HTTPS://b.example/c", True),
        ("http://host.example/b", True),
        ("https://host.example/b", False),
        ("../b", False),
        ("data:,b", False),
        ("http://[", False),
    ],
)
def test_only_another_origin_is_elsewhere(value: str, *, is_foreign: bool) -> None:
    assert bool(list(nothing_loads_from_elsewhere(read(f'<img src="{value}">')))) == is_foreign


@pytest.mark.parametrize(
    "markup",
    [
        "<b onclick>",
        "<b ONCLICK=a>",
        "<b style=a>",
        "<style>",
        "<script>",
        "<template><b onclick=a>",
    ],
)
def test_what_is_inline_is_found_in_any_form(markup: str) -> None:
    [problem] = nothing_is_inline(read(markup))
    assert "is written into the page; move it to a file" in problem.message


def test_pages_with_the_same_text_do_not_share_what_was_parsed() -> None:
    text = '<script type=application/ld+json>{"@type": "Article"}</script>'
    assert len(list(json_ld_has_dates(read(text)))) == len(list(json_ld_has_dates(read(text)))) == 2
