"""What `siap new` begins, and what it refuses."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from scripts import starting
from scripts.source import load
from scripts.starting import Kind, Wanted
from tests import tree
from tests.articles import ROOT
from tests.tree import problems

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 22)
KINDS: tuple[Kind, ...] = ("article", "checklist", "flow")
JAVANESE = "        - {locale: jv, name: Basa Jawa, build: true}\n"


@pytest.fixture
def place(root: Path) -> Path:
    """Return the small project with the words of starting points and the folders of tools."""
    tree.write(root, {"docs/_data/desk.yml": (ROOT / "docs/_data/desk.yml").read_bytes()})
    for code, page in tree.FOLDER.items():
        for folder in ("daftar-periksa", "keputusan"):
            text = page.replace("menu: 1\n", "").replace("::pages artikel", f"::pages {folder}")
            tree.write(root, {f"docs/{code}/{folder}/index.md": text})
    return root


def start(root: Path, kind: Kind, slug: str, article: str = "") -> list[str]:
    """Begin something, and return what is wrong."""
    library, _ = load(root)
    files, found = starting.start(Wanted(kind, slug, DAY, article), library, root)
    starting.write(files, root)
    return [str(problem) for problem in found]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_begun_is_valid(place: Path, kind: Kind) -> None:
    assert problems(place) == []
    assert start(place, kind, "baru") == []
    assert problems(place) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_third_language_needs_no_code(place: Path, kind: Kind) -> None:
    tree.replace(place, "mkdocs.yml", "        - {locale: en", f"{JAVANESE}        - {{locale: en")
    assert start(place, kind, "baru") == []
    paths = [path for path in place.rglob("baru*.md") if "jv" in path.parts]
    assert paths
    text = (place / "docs/_data/desk.yml").read_text(encoding="utf-8")
    assert "jv:" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_overwritten(place: Path, kind: Kind) -> None:
    assert start(place, kind, "baru") == []
    before = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    found = start(place, kind, "baru")
    assert found
    assert all("is there already" in problem for problem in found)
    assert {p: p.read_bytes() for p in place.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("slug", ["Baru", "a_b", "", "a/b", "../a", "a" * 61])
def test_a_slug_is_an_id(place: Path, slug: str) -> None:
    assert (
        f'SLUG: "{slug}" is not an id of at most 60 characters' in start(place, "article", slug)[0]
    )


def test_names_of_other_handouts_and_old_addresses_are_refused(place: Path) -> None:
    tree.write(place, {"docs/_data/moved.yml": "artikel/lama: artikel/satu\n"})
    assert 'cannot begin with "panduan-"' in start(place, "checklist", "panduan-a")[0]
    assert "is an old address" in start(place, "article", "lama")[0]


def test_a_tool_serves_the_article_of_its_name_or_the_first(place: Path) -> None:
    start(place, "checklist", "dua")
    start(place, "checklist", "tiga")
    records = place / "docs/_data/checklists"
    assert "article: artikel/dua" in (records / "dua.yml").read_text(encoding="utf-8")
    assert "article: artikel/satu" in (records / "tiga.yml").read_text(encoding="utf-8")


def test_a_tool_needs_an_article_that_exists(place: Path) -> None:
    assert start(place, "flow", "baru", "artikel/stu") == [
        '--article: "artikel/stu" is not a page; did you mean "artikel/satu"?'
    ]
    for code in ("id", "en"):
        for name in ("satu", "dua"):
            (place / f"docs/{code}/artikel/{name}.md").unlink()
    assert "there is no article yet" in start(place, "flow", "baru")[0]


def test_without_its_words_nothing_begins(root: Path) -> None:
    assert start(root, "article", "baru") == [
        "docs/_data/desk.yml: the file is missing; put it back to make starting points"
    ]


def test_files_are_taken_back_when_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("x")
    with pytest.raises(OSError, match="b"):
        starting.write({"a/c": "1", "b/c": "2"}, tmp_path)
    assert not (tmp_path / "a/c").exists()
