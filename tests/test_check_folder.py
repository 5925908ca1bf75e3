"""A folder says what its files are, and that one has changed, but reads no more than it must."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from scripts.check_folder import ChangedError, Folder
from scripts.stamp import Stamp, stamp

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def stamps(tmp_path: Path) -> dict[str, Stamp]:
    (tmp_path / "a").mkdir()
    for path, data in {"a/b.txt": b"abc", "c.png": b"d" * 100}.items():
        (tmp_path / path).write_bytes(data)
    return {path: stamp(path, (tmp_path / path).read_bytes()) for path in ("a/b.txt", "c.png")}


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


@pytest.mark.parametrize("is_stamped", [False, True])
def test_what_files_are(tmp_path: Path, stamps: dict[str, Stamp], *, is_stamped: bool) -> None:
    folder = Folder(tmp_path, stamps if is_stamped else {})
    assert folder.names == {"a/b.txt", "c.png"}
    assert folder.sizes == {"a/b.txt": 3, "c.png": 100}
    assert (folder.read("a/b.txt"), folder.start("c.png")) == (b"abc", b"d" * 64)
    assert [folder.digest(path) for path in stamps] == [sha256(b"abc"), sha256(b"d" * 100)]
    source = folder.source("a/b.txt", "address", "id")
    assert source[:3] == ("a/b.txt", "address", "id")
    assert (source.digest, source.read()) == (sha256(b"abc"), b"abc")


def test_what_is_not_there_is_empty(tmp_path: Path, stamps: dict[str, Stamp]) -> None:
    (tmp_path / "c.png").unlink()
    folder = Folder(tmp_path, stamps)
    assert (folder.read("c.png"), folder.start("c.png")) == (b"", b"")
    assert folder.digest("c.png") == sha256(b"")
    assert Folder(tmp_path / "nothing", stamps).names == frozenset()


def test_a_stamp_of_another_size_is_not_believed(tmp_path: Path, stamps: dict[str, Stamp]) -> None:
    (tmp_path / "a/b.txt").write_bytes(b"abcd")
    folder = Folder(tmp_path, stamps)
    assert folder.digest("a/b.txt") == sha256(b"abcd")
    assert folder.read("a/b.txt") == b"abcd"


@pytest.mark.parametrize("later", [1, 10**9])
def test_a_stamp_of_a_file_that_changed_since_is_not_believed(
    tmp_path: Path, stamps: dict[str, Stamp], later: int
) -> None:
    changed(tmp_path, later)
    folder = Folder(tmp_path, stamps)
    assert folder.digest("a/b.txt") == sha256(b"abd")
    assert folder.read("a/b.txt") == folder.source("a/b.txt").read() == b"abd"


def changed(folder: Path, later: int) -> None:
    """Change a file, so many nanoseconds later than the last one was written."""
    (folder / "a/b.txt").write_bytes(b"abd")
    time = (folder / "c.png").stat().st_mtime_ns + later
    os.utime(folder / "a/b.txt", ns=(time, time))


def test_where_the_last_file_is_gone_no_stamp_is_believed(
    tmp_path: Path, stamps: dict[str, Stamp]
) -> None:
    changed(tmp_path, -1)
    (tmp_path / "c.png").unlink()
    assert Folder(tmp_path, stamps).digest("a/b.txt") == sha256(b"abd")


def test_what_is_read_is_held_against_its_stamp(tmp_path: Path, stamps: dict[str, Stamp]) -> None:
    changed(tmp_path, 0)
    folder = Folder(tmp_path, stamps)
    with pytest.raises(ChangedError, match=r"a/b\.txt"):
        folder.read("a/b.txt")
    with pytest.raises(ChangedError, match=r"a/b\.txt"):
        folder.source("a/b.txt").read()


def test_a_file_that_changes_while_it_is_looked_at_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    source = Folder(tmp_path, {}).source("a.txt")
    (tmp_path / "a.txt").write_bytes(b"abd")
    with pytest.raises(ChangedError, match=r"a\.txt"):
        source.read()
