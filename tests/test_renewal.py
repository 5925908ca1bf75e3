"""An update shows first what is looked at, and what is wrong before anything is written."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from scripts import works
from scripts.edition import Hands
from scripts.renewal import Step
from tests import tree
from tests.desks import Desk, anew
from tests.editions import different

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.works import Made, Name, Piece, Works

ID = "docs/id/artikel/dua.md"
PAGE = "artikel/dua/index.html"
SECTION = "overrides/components/section.html"


pytestmark = pytest.mark.usefixtures("compiled")


# What comes first


def test_what_is_written_and_looked_at_comes_first(desk: Desk, made: list[Name]) -> None:
    tree.replace(desk.root, ID, "title: ", "title: Baru ")
    shown, rest = desk.update("en/alat/daftar/index.html", "draf/index.html", "no/such/page")
    first = [("page", "en", "alat/daftar"), ("page", "id", "draf"), ("page", "id", "artikel/dua")]
    assert made[:3] == first
    assert PAGE in shown.changed
    assert "artikel/satu/index.html" in rest.changed
    assert len(made) == len(set(made)) > 20
    kinds = [kind for kind, _, _ in made[3:]]
    order = ["once", "posters", "page", "pictures", "search", "language", "moved"]
    assert list(dict.fromkeys(kinds)) == order


def test_after_one_sentence_only_its_page_is_made(desk: Desk, made: list[Name]) -> None:
    tree.replace(desk.root, ID, "Tidak ada.", "Tak ada.")
    shown, rest = desk.update()
    assert made[:2] == [("page", "id", "artikel/dua"), ("page", "en", "artikel/dua")]
    assert {kind for kind, _, _ in made[2:]} == {"search"}
    parts = {path for path in shown.changed if path.startswith("cari/id/halaman/")}
    assert (len(parts), {*shown.changed} - parts) == (2, {PAGE})
    assert "en/artikel/dua/index.html" in rest.changed
    assert b"Tak ada." in desk.site[PAGE]


def test_only_a_few_pieces_are_made_before_anything_is_shown(desk: Desk, made: list[Name]) -> None:
    tree.replace(desk.root, SECTION, "</a></p>", "</a></p><hr>")
    for file in (desk.root / "docs/id").rglob("*.md"):
        file.write_text(f"{file.read_text(encoding='utf-8')}\n", encoding="utf-8")
    steps = desk.steps("en/index.html")
    assert next(steps).problems == []
    assert made[0] == ("page", "en", "")
    assert 1 < len(made) <= 6
    assert list(steps)[-1].problems == []


def test_without_a_change_nothing_is_made_or_written(desk: Desk, made: list[Name]) -> None:
    assert desk.update("index.html") == [Step([], set()), Step([], set())]
    assert made == []


def test_styles_are_there_before_the_rest(desk: Desk) -> None:
    style = "docs/assets/stylesheets/site.css"
    tree.write(desk.root, {style: b"main { color: red }"})
    assert style.removeprefix("docs/") in desk.first("index.html").changed
    assert desk.site[style.removeprefix("docs/")] == b"main { color: red }"
    tree.write(desk.root, {style: None})
    desk.first("index.html")
    assert style.removeprefix("docs/") not in desk.site


# What goes and moves


def test_a_page_that_is_gone_is_gone_at_once(desk: Desk) -> None:
    tree.write(desk.root, {"docs/id/luring.md": None, "docs/en/luring.md": None})
    assert "luring/index.html" in desk.first("luring/index.html").changed
    assert not [path for path in desk.site if "luring/" in path]


def test_a_page_with_another_name_is_there_at_once(desk: Desk) -> None:
    for code in ("id", "en"):
        folder = desk.root / "docs" / code
        (folder / "luring.md").rename(folder / "internet.md")
    desk.first()
    assert "internet/index.html" in desk.site
    assert "luring/index.html" not in desk.site
    desk.update()


def test_an_address_goes_from_one_piece_to_another_and_back(desk: Desk, tmp_path: Path) -> None:
    (old,) = (path for path in desk.site if path == "artikel/nol/index.html")
    page = (desk.root / ID).read_text(encoding="utf-8").replace("title: ", "title: Lain ")
    moved = (desk.root / "docs/_data/moved.yml").read_text(encoding="utf-8")
    for _ in range(2):
        redirect = desk.site[old]
        tree.replace(desk.root, "docs/_data/moved.yml", "artikel/nol: artikel/satu\n", "")
        for code in ("id", "en"):
            tree.write(desk.root, {f"docs/{code}/artikel/nol.md": page})
        desk.first(old)
        assert desk.site[old] != redirect
        desk.update()
        for code in ("id", "en"):
            tree.write(desk.root, {f"docs/{code}/artikel/nol.md": None})
        tree.write(desk.root, {"docs/_data/moved.yml": moved})
        desk.first(old)
        desk.update()
        assert desk.site[old] == redirect
    assert different(desk.site, anew(desk, tmp_path / "anew")) == []


def test_what_moved_is_gone_with_its_record(desk: Desk) -> None:
    assert "artikel/nol/index.html" in desk.site
    tree.write(desk.root, {"docs/_data/moved.yml": None})
    desk.update()
    assert "artikel/nol/index.html" not in desk.site


# What goes wrong


def test_a_problem_leaves_the_page_as_it_was_until_it_is_mended(desk: Desk) -> None:
    poster = "docs/_data/posters/palsu.yml"
    before = desk.site
    tree.replace(desk.root, poster, "id: Uang", "id: Uang 🙂")
    *_, rest = desk.steps()
    assert [problem.path for problem in rest.problems] == [poster]
    assert not {path for path in different(desk.site, before) if path.endswith(".pdf")}
    (shown,) = desk.steps("index.html")
    assert [problem.path for problem in shown.problems] == [poster]
    tree.replace(desk.root, poster, "id: Uang 🙂", "id: Uang")
    desk.update()
    assert desk.site == before


def test_nothing_is_written_when_what_is_looked_at_is_wrong(desk: Desk) -> None:
    before = desk.site
    tree.replace(desk.root, "docs/_data/checklists/daftar.yml", "Baca.", "Baca 🙂.")
    (shown,) = desk.steps("index.html", "alat/daftar/index.html")
    assert [problem.path for problem in shown.problems] == ["docs/_data/checklists/daftar.yml"]
    assert desk.site == before


def test_a_site_is_not_shown_before_all_of_it_was_there_once(edited: Path, tmp_path: Path) -> None:
    root = shutil.copytree(edited, tmp_path / "project", symlinks=True)
    tree.replace(root, "docs/_data/moved.yml", "unduhan/daftar.pdf", "unduhan/dafta.pdf")
    desk = Desk(root, tmp_path / "desk")
    for _ in range(2):
        (step,) = desk.steps("index.html")
        assert [problem.path for problem in step.problems] == ["docs/_data/moved.yml"]
    tree.replace(root, "docs/_data/moved.yml", "unduhan/dafta.pdf", "unduhan/daftar.pdf")
    (step,) = desk.update("index.html")
    assert different(desk.site, anew(desk, tmp_path / "anew")) == []


def test_a_worker_that_is_killed_is_a_problem(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.upkeep.hands = Hands(2, "fork")
    tree.replace(desk.root, ID, "title: ", "title: Baru ")
    here, make = os.getpid(), works.Works._made

    def die(self: Works, piece: Piece) -> Made:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return make(self, piece)

    with monkeypatch.context() as patch:
        patch.setattr(works.Works, "_made", die)
        shown, rest = desk.steps()
    assert shown.problems == []
    assert [problem.path for problem in rest.problems] == ["build"]
    desk.update()
    assert different(desk.site, anew(desk, tmp_path / "anew")) == []
