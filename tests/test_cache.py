"""What is kept is what was made, or it is made again."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from scripts.cache import kept, key


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


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 40, None])
def test_what_is_damaged_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    make = Maker()
    kept(tmp_path, "a", make)
    entry = tmp_path / "a"
    entry.write_bytes(entry.read_bytes()[:-1] if damage is None else damage)
    assert kept(tmp_path, "a", make) == kept(tmp_path, "a", make) == b"made"
    assert make.times == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_where_nothing_can_be_kept_all_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    make = Maker()
    assert kept(tmp_path / "file" / "folder", "a", make) == b"made"
    assert kept(tmp_path / "file" / "folder", "a", make) == b"made"
    assert make.times == 2


def test_a_disk_that_is_full_keeps_nothing_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(path: Path, data: bytes) -> None:
        with path.open("wb") as file:
            file.write(data[:1])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", half)
    assert kept(tmp_path, "a", Maker()) == b"made"
    assert list(tmp_path.iterdir()) == []


def test_a_key_tells_its_parts_apart() -> None:
    parts = [(), (b"",), (b"ab",), (b"a", b"b"), (b"b", b"a"), (b"ab", b"")]
    assert len({key(*each) for each in parts}) == len(parts)
    assert key(b"a", b"b") == key(b"a", b"b")
