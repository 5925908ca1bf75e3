"""Each world takes away what it is there to take away, and nothing of it stays."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

from tests import worlds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CONNECT = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1]))).close()"


def code(prefix: Sequence[str], *command: str) -> int:
    done = subprocess.run([*prefix, *command], capture_output=True, check=False, timeout=20)
    return done.returncode


def test_nothing_can_be_written(tmp_path: Path) -> None:
    prefix = worlds.read_only(tmp_path)
    assert code(prefix, "test", "-d", ".") == 0
    assert code(prefix, "touch", "file") == 1
    (tmp_path / "file").touch()


def test_a_disk_has_so_much_room_and_is_copied_back(tmp_path: Path) -> None:
    folder, disk = tmp_path / "a folder", tmp_path / "disk"
    for each in (folder, disk):
        each.mkdir()
    prefix = worlds.on_a_small_disk(folder, disk, "1m")
    assert code(prefix, "dd", "if=/dev/zero", "of=small", "bs=1k", "count=500") == 0
    assert code(prefix, "dd", "if=/dev/zero", "of=large", "bs=1k", "count=600") == 1
    assert (folder / "small").stat().st_size == 500 * 1024
    assert list(disk.iterdir()) == []


def test_what_may_not_be_read_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0o000)
    assert code(worlds.bound(), "cat", str(tmp_path / "file")) == 1
    (tmp_path / "file").chmod(0o400)
    assert code(worlds.bound(), "cat", str(tmp_path / "file")) == 0


def test_not_even_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        assert code((), sys.executable, "-c", CONNECT, port) == 0
        assert code(worlds.offline(), sys.executable, "-c", CONNECT, port) == 1


def test_it_is_1970() -> None:
    year = "import datetime, sys; sys.exit(datetime.date.today().year != 1970)"
    assert code(worlds.in_the_past(), sys.executable, "-c", year) == 0
    assert code((), sys.executable, "-c", year) == 1
