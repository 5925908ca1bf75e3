"""What is kept is what was made, or it is made again."""

from __future__ import annotations

import os
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.cache import kept, key, touch, trim

if TYPE_CHECKING:
    from collections.abc import Callable


class Maker:
    """Makes the same bytes, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return b"made"


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    make = Maker()
    assert [kept(tmp_path / "new" / "folder", "a", make) for _ in range(3)] == [b"made"] * 3
    assert make.times == 1
    assert kept(tmp_path / "new" / "folder", "b", make) == b"made"
    assert make.times == 2


def truncated(entry: Path) -> None:
    entry.write_bytes(entry.read_bytes()[:-1])


def flipped(entry: Path, place: int = -1) -> None:
    data = bytearray(entry.read_bytes())
    data[place] ^= 1
    entry.write_bytes(data)


def emptied(entry: Path) -> None:
    entry.write_bytes(b"")


def overwritten(entry: Path) -> None:
    entry.write_bytes(b"x" * 40)


def grown(entry: Path) -> None:
    entry.write_bytes(entry.read_bytes() + b"x")


def foreign(entry: Path) -> None:
    kept(entry.parent, "b", lambda: b"other")
    (entry.parent / "b").replace(entry)


DAMAGES = (
    truncated,
    flipped,
    lambda entry: flipped(entry, 0),
    emptied,
    overwritten,
    grown,
    foreign,
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_told_and_made_again(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    make, told = Maker(), list[str]()
    kept(tmp_path, "a", make, told.append)
    assert told == []
    damage(tmp_path / "a")
    found = [kept(tmp_path, "a", make, told.append) for _ in range(2)]
    assert (found, make.times, told) == ([b"made"] * 2, 2, ["a"])
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_cannot_be_read_is_told_and_made_again(tmp_path: Path) -> None:
    make, told = Maker(), list[str]()
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert kept(tmp_path, "a", make, told.append) == b"made"
    assert told == ["a"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_is_not_there_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told: list[str] = []
    for folder in (tmp_path / "none", tmp_path / "file", tmp_path / "file" / "below"):
        assert kept(folder, "a", Maker(), told.append) == b"made"
    assert told == []


def test_what_was_made_of_what_no_longer_holds_is_not_kept(tmp_path: Path) -> None:
    make = Maker()
    assert kept(tmp_path, "a", make, holds=lambda: make.times != 1) == b"made"
    assert list(tmp_path.iterdir()) == []
    assert kept(tmp_path, "a", make, holds=lambda: make.times != 1) == b"made"
    assert kept(tmp_path, "a", make) == b"made"
    assert make.times == 2


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_full_disk_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write = Path.write_bytes

    def full(path: Path, data: bytes | Path) -> None:
        write(path, b"half" if isinstance(data, Path) else data[:1])
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, step, full)
    assert kept(tmp_path, "a", Maker()) == b"made"
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_kept_all_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    make = Maker()
    assert kept(tmp_path / "file" / "folder", "a", make) == b"made"
    assert kept(tmp_path / "file" / "folder", "a", make) == b"made"
    assert make.times == 2


def test_a_key_tells_its_parts_apart() -> None:
    parts = [(), (b"",), (b"ab",), (b"a", b"b"), (b"b", b"a"), (b"ab", b"")]
    assert len({key(*each) for each in parts}) == len(parts)
    assert key(b"a", b"b") == key(b"a", b"b")


def test_entries_that_were_used_longest_ago_go_first(tmp_path: Path) -> None:
    for number, name in enumerate("abcd"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (number, number))
    touch(tmp_path / "a")
    touch(tmp_path / "none")
    trim(tmp_path, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "d"]
    trim(tmp_path, 2)
    assert len(list(tmp_path.iterdir())) == 2
    trim(tmp_path / "none", 2)
