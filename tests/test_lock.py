from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts import lock
from scripts.lock import locked, take
from tests.project import ROOT

TAKE = """
import sys, pathlib
from scripts import lock
if sys.argv[2] == "file":
    lock.fcntl = None
print("before", flush=True)
with lock.locked(pathlib.Path(sys.argv[1])):
    print(pathlib.Path(sys.argv[1], "done").exists())
"""
IMPORT_ALL = """
import importlib, pathlib, sys
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for path in sorted(pathlib.Path("scripts").glob("*.py")):
    importlib.import_module(f"scripts.{path.stem}")
"""


def next_descriptor() -> int:
    """Return the number that the next file to be opened gets: the lowest that is free."""
    with Path(os.devnull).open("rb") as file:
        return file.fileno()


def test_another_process_waits(tmp_path: Path, locks: str) -> None:
    with locked(tmp_path):
        other = subprocess.Popen(
            [sys.executable, "-c", TAKE, str(tmp_path), locks], stdout=subprocess.PIPE, text=True
        )
        assert other.stdout
        assert other.stdout.readline() == "before\n"
        time.sleep(0.3)  # far longer than it takes to get in where nothing is locked
        (tmp_path / "done").touch()
    with other:
        assert other.stdout.read() == "True\n"


@pytest.mark.usefixtures("locks")
def test_the_lock_ends_with_its_block(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path):
            pass


@pytest.mark.usefixtures("locks")
def test_a_lock_is_taken_once_until_it_is_released(tmp_path: Path) -> None:
    first = take(tmp_path)
    assert first
    assert take(tmp_path) is None
    first.release()
    second = take(tmp_path)
    assert second
    second.release()


@pytest.mark.usefixtures("locks")
def test_who_gets_no_lock_leaves_no_file_open(tmp_path: Path) -> None:
    held = take(tmp_path)
    assert held
    before = next_descriptor()
    assert take(tmp_path) is None
    assert next_descriptor() == before
    held.release()


@pytest.mark.usefixtures("locks")
def test_a_locked_folder_can_be_renamed_and_holds_nothing_new(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    held = take(folder)
    assert held
    assert list(folder.rename(tmp_path / "other").iterdir()) == []
    held.release()


@pytest.mark.usefixtures("locks")
def test_a_file_system_without_locks_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(
        "fcntl.flock" if vars(lock)["fcntl"] else "filelock.FileLock.acquire", no_locks
    )
    with locked(tmp_path):
        (tmp_path / "done").touch()


def test_a_folder_that_is_gone_has_no_lock(tmp_path: Path) -> None:
    assert take(tmp_path / "gone") is None


def test_no_module_needs_what_windows_has_not() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", IMPORT_ALL],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
