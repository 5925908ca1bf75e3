from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

from scripts.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TAKE = """
import sys, pathlib
from scripts.lock import locked
print("before", flush=True)
with locked(pathlib.Path(sys.argv[1])):
    print(pathlib.Path(sys.argv[1], "done").exists())
"""


def test_another_process_waits(tmp_path: Path) -> None:
    with locked(tmp_path):
        other = subprocess.Popen(
            [sys.executable, "-c", TAKE, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert other.stdout
        assert other.stdout.readline() == "before\n"
        time.sleep(0.3)  # far longer than it takes to get in where nothing is locked
        (tmp_path / "done").touch()
    with other:
        assert other.stdout.read() == "True\n"


def test_the_lock_ends_with_its_block(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path):
            pass


def test_a_file_system_without_locks_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("fcntl.flock", no_locks)
    with locked(tmp_path):
        (tmp_path / "done").touch()
