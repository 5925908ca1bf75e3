"""What a page says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scripts.check_folder import Folder
from scripts.check_reading import read_page

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.check_page import Page

ROOT = "https://host.example/"
NOINDEX = b"<meta name=robots content='NOINDEX, follow'>"
CANONICAL = b"<link rel=canonical href=/b/>"


def page(path: str, source: bytes) -> Page:
    return read_page(path, ROOT + path, "id", source).page()


@pytest.mark.parametrize(
    ("path", "source", "indexable", "canonical"),
    [
        ("a.html", b"", True, "a.html"),
        ("a.html", CANONICAL, True, "a.html"),
        ("a.html", NOINDEX, False, "a.html"),
        ("404.html", b"", False, "404.html"),
    ],
)
def test_what_search_engines_may_list(
    path: str, source: bytes, canonical: str, *, indexable: bool
) -> None:
    found = page(path, source)
    assert (found.indexable, found.canonical) == (indexable, ROOT + canonical)


def test_a_variant_names_its_page() -> None:
    assert page("a.html", NOINDEX + CANONICAL).canonical == "/b/"


def test_a_problem_has_the_line_of_the_first_value_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<p>\n<b>\n")
    found = replace(page("a.html", b""), folder=Folder(tmp_path, {}))
    assert str(found.problem("is\n wrong", "<i>", "<b>", "<p>")) == "site/a.html:2: is wrong"
