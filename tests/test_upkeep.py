"""A site that is kept up to date is byte for byte the one that is made anew, and shown early."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from scripts import settings, store, works
from scripts.edition import STORE, Hands
from scripts.pool import APART
from scripts.upkeep import SITE, Step, Upkeep
from tests import editions, tree
from tests.editions import different
from tests.edits import Editor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from scripts.works import Made, Piece, Works

ID, EN = "docs/id/artikel/dua.md", "docs/en/artikel/dua.md"
PAGE = "artikel/dua/index.html"
SECTION = "overrides/components/section.html"
STEPS = 16
Name = tuple[str, str, str]


@pytest.fixture(scope="module", autouse=True)
def compiled() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        editions.compiled_once(patch)
        yield


@dataclass
class Desk:
    """A project, and the site that is kept up to date with it."""

    root: Path
    folder: Path
    hands: Hands = editions.ONE
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.upkeep = Upkeep(self.root, self.folder, self.hands)

    def steps(self, *asked: str, unwanted: Callable[[], bool] = lambda: False) -> Iterator[Step]:
        sources = self.upkeep.sources()
        library = editions.read(self.root)
        given = settings.read(self.root, self.environment)
        return self.upkeep.update(library, given, sources, asked, unwanted)

    def update(self, *asked: str) -> list[Step]:
        """Bring the site up to date; nothing may be wrong with it."""
        steps = list(self.steps(*asked))
        assert [step.problems for step in steps] == [[]] * len(steps)
        return steps

    def first(self, *asked: str) -> Step:
        """Bring the site up to date until it can be shown, as when something then changes."""
        steps = self.steps(*asked)
        step = next(steps)
        steps.close()  # type: ignore[attr-defined] # it is a generator
        return step

    @property
    def site(self) -> editions.Site:
        """The files that are there now."""
        return editions.files(self.folder / SITE)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site for editors was made once."""
    folder = tmp_path_factory.mktemp("upkeep")
    root = editions.plant(folder / "project")
    Desk(root, folder / "first").update()
    return root


@pytest.fixture
def desk(planted: Path, tmp_path: Path) -> Desk:
    """A desk at which the site was made."""
    desk = Desk(shutil.copytree(planted, tmp_path / "project", symlinks=True), tmp_path / "desk")
    (step,) = desk.update()
    assert step.changed == desk.site.keys()
    return desk


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Name]:
    """The names of the pieces that are made from now on, in their order."""
    make, names = works.Works._made, list[Name]()

    def recorded(self: Works, piece: Piece) -> Made:
        names.append(piece.name)
        return make(self, piece)

    monkeypatch.setattr(works.Works, "_made", recorded)
    return names


def anew(desk: Desk, folder: Path) -> editions.Site:
    """Make the site of a desk's project as if nothing had been made before."""
    shutil.rmtree(desk.root / STORE)
    other = Desk(desk.root, folder, environment=desk.environment)
    other.update()
    return other.site


def pages(names: list[Name]) -> list[Name]:
    return [name for name in names if name[0] == "page"]


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


def after(count: int) -> Callable[[], bool]:
    """Return what says that work is unwanted when it has been asked so often."""
    asked = 0

    def unwanted() -> bool:
        nonlocal asked
        asked += 1
        return asked > count

    return unwanted


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
    other = Desk(desk.root, tmp_path / "other", Hands(2, APART))
    other.update()
    desk.update()
    assert different(desk.site, other.site) == []
    tree.replace(desk.root, ID, "title: ", "title: Lagi ")
    other.update()
    desk.update()
    assert different(desk.site, other.site) == []


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
    order = ["once", "posters", "page", "search", "language", "moved"]
    assert list(dict.fromkeys(kinds)) == order


def test_after_one_sentence_only_its_page_is_made(desk: Desk, made: list[Name]) -> None:
    tree.replace(desk.root, ID, "Tidak ada.", "Tak ada.")
    shown, rest = desk.update()
    assert made[:2] == [("page", "id", "artikel/dua"), ("page", "en", "artikel/dua")]
    assert {kind for kind, _, _ in made[2:]} == {"search"}
    assert shown.changed == {PAGE}
    assert "en/artikel/dua/index.html" in rest.changed
    assert b"Tak ada." in desk.site[PAGE]


def test_only_a_few_pieces_are_made_before_anything_is_shown(desk: Desk, made: list[Name]) -> None:
    tree.write(desk.root, {SECTION: f"{(desk.root / SECTION).read_text(encoding='utf-8')}\n<hr>"})
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


def test_a_site_is_not_shown_before_all_of_it_was_there_once(planted: Path, tmp_path: Path) -> None:
    root = shutil.copytree(planted, tmp_path / "project", symlinks=True)
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
    desk.upkeep.hands = Hands(2, APART)
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
    other = {SECTION: "<b>{{ name }}</b>"}
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
        disturbed(patch, lambda: tree.write(desk.root, {SECTION: "<b>{{ name }}</b>"}))
        desk.first(PAGE)
    tree.write(desk.root, {SECTION: template})
    other = Desk(desk.root, tmp_path / "other")
    other.update()
    assert different(other.site, anew(desk, tmp_path / "anew")) == []


def test_programs_are_what_runs_whatever_is_written_there(desk: Desk, made: list[Name]) -> None:
    tree.write(desk.root, {"scripts/new.py": "1"})
    desk.update("index.html")
    assert made == []
