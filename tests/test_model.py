from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scripts import model
from scripts.model import Located, Mark, Outline
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library

OVERRIDES = tree.ROOT / "overrides"


def test_handouts_of_all_kinds_have_names_of_their_own() -> None:
    assert model.flow_handout("satu") == "panduan-satu"
    assert model.poster_handout("satu") == "poster-satu"


@pytest.mark.parametrize(
    ("keys", "line"),
    [((), 2), (("a",), 3), (("a", 1, "b"), 4), (("a", 0, "b"), 3), (("c", 0), 2)],
)
def test_the_line_of_a_part_is_its_own_or_the_nearest_around_it(
    keys: tuple[str | int, ...], line: int
) -> None:
    lines = {("r",): 2, ("r", "a"): 3, ("r", "a", 1): 4, ("s", "c"): 5}
    assert Located("x", "f", lines, ("r",)).line(*keys) == line


def test_what_has_no_line_is_on_the_first() -> None:
    assert Located("x", "f", {}).line("a", 0) == 1


def test_of_equal_ids_the_first_counts_and_no_id_is_none() -> None:
    marks = (Mark(1, "a"), Mark(2, ""), Mark(3, "a"), Mark(4, "b"))
    assert Outline(headings=marks).ids == {"a": marks[0], "b": marks[3]}


def test_drafts_are_not_published(root: Path) -> None:
    for code in ("id", "en"):
        tree.replace(root, f"docs/{code}/tentang.md", "menu: 9", "draft: true")
    library = tree.read(root)
    assert ("id", "tentang") in library.pages
    paths = {path for _, path in library.published().pages}
    assert paths == {"", "artikel", "artikel/satu", "artikel/dua"}
    assert "docs/id/tentang.md" not in library.published().files
    assert library.published().codes == library.codes


def test_pages_of_a_language_come_in_their_order(root: Path) -> None:
    tree.replace(root, "docs/en/artikel/dua.md", "order: 2", "order: 1")
    assert [page.path for page in tree.read(root).of("en")] == [
        "artikel/dua",
        "artikel/satu",
        "",
        "artikel",
        "tentang",
    ]


def test_files_lead_to_pages(library: Library) -> None:
    assert library.files["docs/en/artikel/index.md"] is library.pages["en", "artikel"]
    assert len(library.files) == len(library.pages) == 10


def test_a_page_is_named_with_its_shorter_title(library: Library) -> None:
    names = [library.pages["id", path].meta.value.name for path in ("artikel/satu", "artikel/dua")]
    assert names == ["Undangan", "Bertanya"]


@pytest.mark.parametrize(
    ("path", "above"), [("", []), ("a", [""]), ("a/b", ["", "a"]), ("a/b/c", ["", "a", "a/b"])]
)
def test_parents(path: str, above: list[str]) -> None:
    assert model.parents(path) == above


def test_ids_that_the_frame_gives_are_reserved() -> None:
    frame = "".join(path.read_text(encoding="utf-8") for path in OVERRIDES.rglob("*.html"))
    given = set(re.findall(r'\bid="([\w-]+)"', frame))
    assert {name for name in given if not model.is_reserved(name)} == set()
    assert {"isi", "baca-juga"} <= given
