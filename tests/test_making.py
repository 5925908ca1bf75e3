"""Making ends with the files that speak of all others, or with problems and without those."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from scripts import receipt, settings, stamp, works
from scripts.making import Making
from scripts.plan import Plan
from scripts.pool import Here
from scripts.problem import Problem
from scripts.stamp import Stamp
from scripts.works import Before, Made, Order
from tests import editions, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from scripts.works import Piece, Result


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return editions.plant(tmp_path_factory.mktemp("making") / "project")


class Tracker:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[tuple[str, int, int]] = []

    def __call__(self, label: str, items: Iterable[Result], total: int) -> Iterator[Result]:
        count = 0
        for item in items:
            count += 1
            yield item
        self.said.append((label, count, total))


def begun(
    root: Path, folder: Path, tracker: Tracker, known: Mapping[str, Made] | None = None
) -> Making:
    library = tree.read(root)
    order = Order(
        library.published(),
        settings.read(root, {}),
        *(root, folder / "site", folder / "store"),
        before=Before(known or {}),
    )
    works.begin(order)
    return Making(Plan(order, receipt.sources(root)), Here(), tracker)


def made(root: Path, folder: Path, tracker: Tracker) -> Making:
    making = begun(root, folder, tracker)
    making.make(list)
    return making


def test_the_stamps_are_those_of_the_files(planted: Path, tmp_path: Path) -> None:
    tracker = Tracker()
    making = made(planted, tmp_path, tracker)
    assert making.stamps == stamp.read(tmp_path / "site")
    assert {"sitemap.xml.gz", "_headers", "luring.json", "sw.js"} <= making.stamps.keys()
    pages = tree.read(planted).published().pages
    whole = len(pages) + 1 + 2 * (1 + 1)  # what is there once, posters and pictures
    assert tracker.said == [("Making pages", whole, whole)]


def test_what_is_new_is_made_first(planted: Path, tmp_path: Path) -> None:
    made(planted, tmp_path, Tracker())
    pieces = begun(planted, tmp_path, Tracker())._plan.pages
    new = pieces[-2:]
    stamps = {"a.html": Stamp("", 0)}  # it lies nowhere
    known = {piece.key: Made(stamps=stamps) for piece in pieces if piece not in new}
    making = begun(planted, tmp_path, Tracker(), known)
    asked: list[Piece] = []
    making._pool = Watched(asked)
    making.make(lambda: [Problem("a.md", 1, "stops here")])
    assert asked == [*new, *pieces[:-2]]


class Watched(Here):
    """Remembers what it is to work on, and does not do it."""

    def __init__(self, asked: list[Piece]) -> None:
        self.asked = asked

    def map(self, _: object, items: Iterable[Any]) -> Iterator[Any]:
        self.asked += items
        return iter(())


def test_pages_are_looked_at_while_the_rest_is_made(planted: Path, tmp_path: Path) -> None:
    making, seen = begun(planted, tmp_path, Tracker()), dict[str, Stamp]()

    def look(site: Path, stamps: Mapping[str, Stamp], _: object) -> None:
        assert site == tmp_path / "site"
        seen.update(stamps)

    making._ahead = look
    making.make(list)
    assert {"index.html", "en/artikel/satu/index.html"} <= seen.keys() < making.stamps.keys()
    assert "404.html" not in seen


def test_nothing_is_looked_at_where_a_page_is_wrong(
    planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making = begun(planted, tmp_path, Tracker())
    making._ahead = lambda *_: pytest.fail("looked at")
    found = [Problem("a.md", 1, "stops here")]
    monkeypatch.setattr(making, "_noted", lambda _: found)
    making.make(list)
    assert making.problems == found


def test_what_is_found_meanwhile_ends_the_making(planted: Path, tmp_path: Path) -> None:
    making, found = begun(planted, tmp_path, Tracker()), [Problem("a.md", 1, "stops here")]
    making.make(lambda: found)
    assert making.problems == found
    assert not (tmp_path / "site").exists()


def test_what_is_wrong_with_a_page_ends_the_making(planted: Path, tmp_path: Path) -> None:
    root = shutil.copytree(planted, tmp_path / "project", symlinks=True)
    tree.replace(root, "docs/_data/posters/palsu.yml", "id: Uang", "id: Uang 🙂")
    making = made(root, tmp_path, Tracker())
    assert [problem.path for problem in making.problems] == ["docs/_data/posters/palsu.yml"]
    assert not {"katalog.json", "_headers"} & editions.files(tmp_path / "site").keys()


def test_what_has_moved_to_no_file_ends_the_making(planted: Path, tmp_path: Path) -> None:
    root = shutil.copytree(planted, tmp_path / "project", symlinks=True)
    tree.replace(root, "docs/_data/moved.yml", "unduhan/daftar.pdf", "unduhan/dafta.pdf")
    making = made(root, tmp_path, Tracker())
    assert [problem.path for problem in making.problems] == ["docs/_data/moved.yml"]
    assert "_headers" not in editions.files(tmp_path / "site")
