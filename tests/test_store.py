"""The store is swept after a build, and emptied after one that was killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of two entries."""
    folder = tmp_path / "deep" / "store"
    store.end(folder, store.begin(folder), None)
    for name in ("a", "b"):
        (folder / name).write_text(name)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("keep", "left"), [(None, ["a", "b"]), (("a", "c"), ["a"]), ((), [])])
def test_what_is_not_to_be_kept_is_removed(
    folder: Path, keep: tuple[str, ...] | None, left: list[str]
) -> None:
    mark = store.begin(folder)
    assert names(folder) == ["a", "b", mark.name]
    store.end(folder, mark, keep)
    assert names(folder) == left


def test_after_a_build_that_was_killed_nothing_is_kept(folder: Path) -> None:
    store.begin(folder)
    mark = store.begin(folder)
    assert names(folder) == [mark.name]


def test_a_folder_is_no_entry(folder: Path) -> None:
    (folder / "a").unlink()
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "c").mkdir()
    store.end(folder, store.begin(folder), ("a", "b"))
    assert names(folder) == ["b"]


def test_one_build_leaves_the_mark_of_another(folder: Path) -> None:
    first, second = store.begin(folder), store.begin(folder)
    first.touch()
    store.end(folder, second, ())
    assert names(folder) == [first.name]


def test_where_no_store_can_be_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "store"
    store.end(folder, store.begin(folder), ())
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_a_store_has_is_listed(folder: Path, tmp_path: Path) -> None:
    assert sorted(store.held(folder)) == names(folder) == ["a", "b"]
    assert store.held(tmp_path / "none") == []
