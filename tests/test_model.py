from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from msgspec.structs import fields

from scripts import model
from scripts.model import Library, Locale, Located, Mark, Outline
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

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


def test_a_library_of_nothing_is_empty() -> None:
    library = Library()
    held = [getattr(library, field.name) for field in fields(library) if field.name != "editing"]
    assert {len(each) for each in held} == {0}
    assert library.of("id") == []


@pytest.mark.parametrize("thing", [Library(), Locale("id", "Bahasa Indonesia"), Outline()])
def test_what_was_read_stays_as_it_is(thing: Library | Locale | Outline) -> None:
    name = fields(thing)[0].name
    with pytest.raises(AttributeError, match="immutable"):
        setattr(thing, name, getattr(thing, name))


def test_a_mark_that_is_no_heading_has_no_level(library: Library) -> None:
    page = library.pages["id", "artikel/satu"]
    assert {mark.level for mark in page.outline.citations} == {Mark(1, "a").level} == {0}
    assert model.Page("id", "a", page.meta, "", page.outline).front == Outline()


def test_groups_have_the_names_of_their_records(library: Library) -> None:
    groups = library.groups
    assert groups == {name: getattr(library, name) for name in groups}
    assert len(groups["sources"]) == 2


def test_pages_of_a_flow_are_known_by_their_record(tmp_path: Path) -> None:
    tree.write(tmp_path, tree.golden("flow")["tree"])
    library = tree.read(tmp_path)
    flow, proof, letter = (
        library.pages["en", path]
        for path in ("keputusan/datang", "keputusan/datang/bukti", "surat")
    )
    record = library.flows["datang"].value
    assert [library.flow(page) for page in (flow, proof, letter)] == [record, record, None]
    assert [library.cited(page) for page in (flow, proof, letter)] == [
        record.cited,
        (),
        ("koran", "redaksi", "redaksi"),
    ]
    assert [library.tools(page) for page in (flow, proof, letter)] == [[], [], [flow]]
    assert [page.is_tool for page in (flow, proof, letter)] == [True, False, False]
    names = [model.handout_name(page) for page in (flow, proof, letter)]
    assert names == ["panduan-datang", "", ""]


def test_pages_of_a_checklist_are_known_by_their_record(tmp_path: Path) -> None:
    tree.write(tmp_path, tree.golden("checklist")["tree"])
    library = tree.read(tmp_path)
    checklist, letter = library.pages["id", "melamar"], library.pages["id", "surat"]
    record = library.checklists["melamar"].value
    assert [library.checklist(page) for page in (checklist, letter)] == [record, None]
    assert [library.cited(page) for page in (checklist, letter)] == [("koran", "redaksi"), ()]
    assert [library.tools(page) for page in (checklist, letter)] == [[], [checklist]]
    assert [model.handout_name(page) for page in (checklist, letter)] == ["melamar", ""]


def test_the_runs_of_all_sources_are_those_of_each(tmp_path: Path) -> None:
    tree.write(tmp_path, tree.imported())
    library = tree.read(tmp_path)
    each = [library.runs_of(source) for source in ("kabar", "majalah")]
    assert all(each)
    assert library.runs == each[0] | each[1]


def test_sections_of_a_proof_have_titles() -> None:
    assert set(model.PROOF_IDS.values()) <= yaml.safe_load(tree.words()).keys()
