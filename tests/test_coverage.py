"""What articles cover of their sources, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts import coverage, source
from scripts.coverage import Tally
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path


def summary(root: Path) -> dict[str, dict[str, Tally]]:
    return coverage.summary(source.load(root)[0])


def test_what_is_carried_and_what_is_set_aside(tmp_path: Path) -> None:
    tree.write(tmp_path, tree.imported())
    assert summary(tmp_path) == {
        "artikel/dua": {"majalah": Tally(2, 0, 2)},
        "artikel/satu": {"kabar": Tally(1, 2, 3), "majalah": Tally(2, 0, 2)},
    }
    assert summary(tmp_path)["artikel/satu"]["kabar"].covered == 3


def test_an_article_without_a_record_covers_nothing(tmp_path: Path) -> None:
    tree.write(tmp_path, {**tree.imported(), "docs/_data/coverage/dua.yml": None})
    assert summary(tmp_path)["artikel/dua"] == {"majalah": Tally(0, 0, 2)}


def test_a_source_that_was_not_imported_cannot_be_counted(root: Path) -> None:
    assert summary(root) == {"artikel/dua": {}, "artikel/satu": {}}


def test_numbers_that_do_not_exist_count_for_nothing(tmp_path: Path) -> None:
    tree.write(tmp_path, tree.imported())
    tree.replace(tmp_path, "docs/_data/coverage/satu.yml", "noise: [2]", "noise: [1, 2, 99]")
    assert summary(tmp_path)["artikel/satu"]["kabar"] == Tally(1, 2, 3)


def test_the_real_articles_cover_all_of_their_sources() -> None:
    for sources in summary(tree.ROOT).values():
        assert sources
        assert all(tally.covered == tally.every for tally in sources.values())
