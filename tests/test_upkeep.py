"""A site that is kept up to date is byte for byte the one that is made anew."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from scripts import store, works
from scripts.edition import STORE, Hands
from scripts.pool import ANEW
from tests import editions, tree
from tests.desks import Desk, after, anew
from tests.editions import different
from tests.edits import Editor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scripts.works import Made, Name, Piece, Works

ID = "docs/id/artikel/dua.md"
PAGE = "artikel/dua/index.html"
SECTION = "overrides/components/section.html"
REDRESSED = "{% macro tools(words, name, title, links) %}<b>{{ name }}</b>{% endmacro %}"
STEPS = 16


pytestmark = pytest.mark.usefixtures("compiled")


# What it comes to


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edits_the_site_is_the_one_that_is_made_anew(
    desk: Desk, tmp_path: Path, seed: int
) -> None:
    editor, done = Editor(desk.root, random.Random(seed)), list[str]()  # noqa: S311 - the same in every run
    chance = random.Random(seed)  # noqa: S311 - as above
    for step in range(STEPS):
        done.append(editor.edit())
        desk.environment = editor.environment
        asked = chance.sample(sorted(desk.site), 3)
        if chance.random() < 0.6:
            desk.first(*asked)
        elif chance.random() < 0.5:
            list(desk.steps(*asked, unwanted=after(chance.randint(1, 20))))
        else:
            desk.update(*asked)
            assert different(desk.site, anew(desk, tmp_path / str(step))) == [], done
    desk.update()
    assert different(desk.site, anew(desk, tmp_path / "last")) == [], done


def test_editors_see_drafts_and_assets_as_they_are_and_no_files_for_hosts(desk: Desk) -> None:
    assert "draf/index.html" in desk.site
    assert "assets/javascripts/open-search.js" in desk.site
    assert not {"sitemap.xml.gz", "_headers", "luring.json", "sw.js"} & desk.site.keys()


def test_readers_and_editors_keep_pieces_apart(desk: Desk) -> None:
    kept = editions.files(desk.root / STORE / "preview").keys()
    editions.site(desk.root)
    assert editions.files(desk.root / STORE / "preview").keys() == kept
    assert not kept & editions.entries(desk.root)


def test_workers_make_the_same_site(desk: Desk, tmp_path: Path) -> None:
    shutil.rmtree(desk.root / STORE)
    tree.replace(desk.root, ID, "title: ", "title: Baru ")
    other = Desk(desk.root, tmp_path / "other", Hands(2, ANEW))
    other.update()
    desk.update()
    assert different(desk.site, other.site) == []
    tree.replace(desk.root, ID, "title: ", "title: Lagi ")
    other.update()
    desk.update()
    assert different(desk.site, other.site) == []


# What changes meanwhile


def test_work_that_is_no_longer_wanted_is_given_up_and_goes_on_later(
    desk: Desk, tmp_path: Path, made: list[Name]
) -> None:
    tree.replace(desk.root, ID, "title: ", "title: Baru ")
    (shown,) = desk.steps(unwanted=after(5))
    assert PAGE in shown.changed
    early = list(made)
    desk.update()
    assert len(made) == len(set(made)) > len(early)
    assert different(desk.site, anew(desk, tmp_path / "anew")) == []


def test_workers_are_let_go_in_the_midst_of_a_piece(desk: Desk, tmp_path: Path) -> None:
    desk.upkeep.hands = Hands(2, ANEW)
    tree.replace(desk.root, ID, "title: ", "title: Baru ")
    (shown,) = desk.steps(unwanted=after(1))
    assert PAGE in shown.changed
    desk.update()
    assert different(desk.site, anew(desk, tmp_path / "anew")) == []


def disturbed(monkeypatch: pytest.MonkeyPatch, disturb: Callable[[], None]) -> None:
    """Let something happen after the next piece was made."""
    make = works.Works._made

    def make_and_disturb(self: Works, piece: Piece) -> Made:
        monkeypatch.setattr(works.Works, "_made", make)
        result = make(self, piece)
        disturb()
        return result

    monkeypatch.setattr(works.Works, "_made", make_and_disturb)


@pytest.mark.parametrize("whole", [True, False])
def test_nothing_is_taken_for_granted_that_was_made_while_it_changed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, whole: bool
) -> None:
    template = (desk.root / SECTION).read_bytes()
    tree.replace(desk.root, ID, "title: ", "title: Baru ")
    other = {SECTION: REDRESSED}
    disturbed(monkeypatch, lambda: tree.write(desk.root, other))
    if whole:
        desk.update(PAGE)
    else:
        desk.first(PAGE)
    assert editions.files(desk.root / STORE / "preview") == {}
    tree.write(desk.root, {SECTION: template})
    desk.update()
    assert different(desk.site, anew(desk, tmp_path / "anew")) == []


def test_nothing_is_kept_of_an_update_that_was_killed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = (desk.root / SECTION).read_bytes()
    tree.replace(desk.root, ID, "title: ", "title: Baru ")
    with monkeypatch.context() as patch:
        patch.setattr(store, "end", lambda *_: None)  # as if it had never come there
        disturbed(patch, lambda: tree.write(desk.root, {SECTION: REDRESSED}))
        desk.first(PAGE)
    tree.write(desk.root, {SECTION: template})
    other = Desk(desk.root, tmp_path / "other")
    other.update()
    assert different(other.site, anew(desk, tmp_path / "anew")) == []


def test_programs_are_what_runs_whatever_is_written_there(desk: Desk, made: list[Name]) -> None:
    tree.write(desk.root, {"scripts/new.py": "1"})
    desk.update("index.html")
    assert made == []
