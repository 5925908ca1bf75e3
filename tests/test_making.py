"""Making ends with the files that speak of all others, or with problems and without those."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from scripts import receipt, settings, stamp, works
from scripts.making import Making
from scripts.plan import Plan
from scripts.pool import Here
from scripts.works import Order
from tests import editions, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scripts.works import Result


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


def made(root: Path, folder: Path, tracker: Tracker) -> Making:
    library = tree.read(root)
    order = Order(
        library.published(),
        settings.read(root, {}),
        *(root, folder / "site", folder / "store"),
    )
    works.begin(order)
    making = Making(Plan(order, receipt.sources(root)), Here(), tracker)
    making.make(list)
    return making


def test_the_stamps_are_those_of_the_files(planted: Path, tmp_path: Path) -> None:
    tracker = Tracker()
    making = made(planted, tmp_path, tracker)
    assert making.stamps == stamp.read(tmp_path / "site")
    assert {"sitemap.xml.gz", "_headers", "luring.json", "sw.js"} <= making.stamps.keys()
    pages = tree.read(planted).published().pages
    whole = len(pages) + 1 + 2  # what is there once, and the posters of two languages
    assert tracker.said == [("Making pages", whole, whole)]


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
