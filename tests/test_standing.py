"""A site in place has the files of its pieces, and none besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.stamp import stamp
from scripts.standing import Standing
from scripts.works import Piece, Result
from tests import editions

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.works import Name

Files = dict[str, bytes]
ONE: Name = ("page", "id", "one")
OTHER: Name = ("page", "id", "other")


@pytest.fixture
def standing(tmp_path: Path) -> Standing:
    (tmp_path / "site").mkdir()
    return Standing(tmp_path / "site", tmp_path / "draft")


def piece(name: Name, key: str) -> Piece:
    return Piece(name[0], key, name[1], name[2])


def put(standing: Standing, name: Name, key: str, files: Files) -> set[str]:
    stamps = {path: stamp(path, data) for path, data in files.items()}
    result = Result(piece(name, key), stamps, b"", (), ())
    return standing.put(result, lambda: files)


def test_a_piece_stands_there_by_its_key(standing: Standing) -> None:
    assert not standing.has(piece(ONE, "k"))
    assert put(standing, ONE, "k", {"a/index.html": b"1", "b": b"2"}) == {"a/index.html", "b"}
    assert standing.has(piece(ONE, "k"))
    assert not standing.has(piece(ONE, "l"))
    assert not standing.has(piece(OTHER, "k"))
    assert editions.files(standing.site) == {"a/index.html": b"1", "b": b"2"}
    assert (standing.owner("b"), standing.owner("c")) == (ONE, None)


def test_only_what_differs_is_written(standing: Standing) -> None:
    put(standing, ONE, "k", {"a": b"1", "b": b"2"})
    before = (standing.site / "a").stat()
    assert put(standing, ONE, "l", {"a": b"1", "b": b"3"}) == {"b"}
    assert (standing.site / "a").stat() == before
    assert (standing.site / "b").read_bytes() == b"3"


def test_nothing_is_asked_for_when_nothing_differs(standing: Standing) -> None:
    put(standing, ONE, "k", {"a": b"1"})
    again = Result(piece(ONE, "l"), {"a": stamp("a", b"1")}, b"", (), ())
    assert standing.put(again, lambda: pytest.fail("it is there")) == set()
    assert standing.has(piece(ONE, "l"))


def test_a_reader_has_the_old_file_or_the_new_one(standing: Standing) -> None:
    put(standing, ONE, "k", {"a": b"old"})
    with (standing.site / "a").open("rb") as reader:
        put(standing, ONE, "l", {"a": b"new"})
        assert reader.read() == b"old"


def test_what_a_piece_has_no_more_is_removed_with_its_folders(standing: Standing) -> None:
    put(standing, ONE, "k", {"a/b/c": b"1", "a/d": b"2"})
    assert put(standing, ONE, "l", {"a/d": b"2"}) == {"a/b/c"}
    assert editions.files(standing.site) == {"a/d": b"2"}
    assert not (standing.site / "a/b").exists()
    assert put(standing, ONE, "m", {}) == {"a/d"}
    assert list(standing.site.iterdir()) == []


def test_pieces_that_are_not_wanted_are_removed(standing: Standing) -> None:
    put(standing, ONE, "k", {"a": b"1"})
    put(standing, OTHER, "k", {"b": b"1", "c": b"1"})
    assert standing.keep(lambda name: name == ONE) == {"b", "c"}
    assert editions.files(standing.site) == {"a": b"1"}
    assert not standing.has(piece(OTHER, "k"))
    assert standing.keep(lambda name: name == ONE) == set()


def test_a_piece_whose_file_another_took_is_whole_no_more(standing: Standing) -> None:
    put(standing, ONE, "k", {"a": b"1", "b": b"1"})
    put(standing, OTHER, "k", {"a": b"2"})
    assert not standing.has(piece(ONE, "k"))
    assert put(standing, ONE, "k", {"a": b"1", "b": b"1"}) == {"a"}
    assert put(standing, OTHER, "l", {"c": b"2"}) == {"c"}
    assert editions.files(standing.site) == {"a": b"1", "b": b"1", "c": b"2"}


def test_a_file_that_another_took_goes_with_the_other(standing: Standing) -> None:
    put(standing, ONE, "k", {"a": b"1"})
    put(standing, OTHER, "k", {"a": b"2"})
    assert standing.keep(lambda name: name == OTHER) == set()
    assert editions.files(standing.site) == {"a": b"2"}


def test_what_was_forgotten_is_written_again(standing: Standing) -> None:
    put(standing, ONE, "k", {"a": b"1", "b": b"1"})
    standing.forget([ONE, OTHER])
    assert not standing.has(piece(ONE, "k"))
    (standing.site / "a").write_bytes(b"wrong")
    assert put(standing, ONE, "k", {"a": b"1"}) == {"a", "b"}
    assert editions.files(standing.site) == {"a": b"1"}


@pytest.mark.parametrize("names", [{"a", "b"}, {"b", "c"}])
def test_what_could_not_be_written_is_written_next_time(
    standing: Standing, monkeypatch: pytest.MonkeyPatch, names: set[str]
) -> None:
    first = {"a": b"1", "b": b"1"}
    put(standing, ONE, "k", first)
    place, count = Standing._place, 0

    def fail_at_last(self: Standing, path: str, data: bytes) -> None:
        nonlocal count
        count += 1
        if count == len(names):
            raise OSError(28, "No space left on device")
        place(self, path, data)

    with monkeypatch.context() as patch:
        patch.setattr(Standing, "_place", fail_at_last)
        with pytest.raises(OSError, match="No space left"):
            put(standing, ONE, "l", dict.fromkeys(names, b"2"))
    assert not standing.has(piece(ONE, "k"))
    put(standing, ONE, "k", first)
    assert editions.files(standing.site) == first
