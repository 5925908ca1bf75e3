from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Timer

import pytest
from watchdog.events import (
    DirCreatedEvent,
    DirModifiedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

from scripts import watch
from scripts.watch import _Changes, repeat, settled, watching
from tests.project import ROOT, ended

REPEAT = """
import pathlib, signal, sys
from scripts.watch import repeat
signal.signal(signal.SIGINT, signal.default_int_handler)  # shells switch it off in the background
repeat(lambda: print("again", flush=True), [pathlib.Path(sys.argv[1])])
print("over")
"""


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("page.md", True),
        ("deep/page.md", True),
        ("", True),
        ("page.mdx", True),
        (".page.md.swp", False),
        ("page.md~", False),
        ("#page.md#", False),
        ("deep/4913", False),
        ("page.tmp", False),
        ("__pycache__/a.pyc", False),
        (".git/index", False),
        ("../other/page.md", False),
    ],
)
def test_files_that_editors_keep_for_themselves_are_no_change(
    tmp_path: Path, name: str, *, counts: bool
) -> None:
    docs = tmp_path / ".hidden" / "docs"
    changed = Event()
    _Changes(docs, changed).on_any_event(FileModifiedEvent(os.path.normpath(docs / name)))
    assert changed.is_set() == counts


@pytest.mark.parametrize(
    ("event", "counts"),
    [
        (FileCreatedEvent("/docs/a"), True),
        (FileDeletedEvent(b"/docs/a"), True),
        (FileMovedEvent("/docs/a.tmp", "/docs/a"), True),
        (FileMovedEvent("/docs/a", "/elsewhere"), True),
        (FileMovedEvent("/docs/.a", "/docs/a~"), False),
        (FileClosedEvent("/docs/a"), True),
        (DirCreatedEvent("/docs/a"), True),
        (DirModifiedEvent("/docs"), False),
        (FileOpenedEvent("/docs/a"), False),
        (FileClosedNoWriteEvent("/docs/a"), False),
    ],
)
def test_reading_is_no_change(event: FileSystemEvent, *, counts: bool) -> None:
    changed = Event()
    _Changes(Path("/docs"), changed).on_any_event(event)
    assert changed.is_set() == counts


def test_changes_are_heard_only_while_watching(tmp_path: Path) -> None:
    changed = Event()
    with watching([tmp_path], changed):
        (tmp_path / "a").write_text("x")
        assert changed.wait(20)
    changed.clear()
    (tmp_path / "b").write_text("x")
    assert not changed.wait(0.3)


def test_many_changes_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "DEBOUNCE", 0.2)
    changed = Event()
    changed.set()
    timer = Timer(0.05, changed.set)
    timer.start()
    settled(changed)
    timer.join()
    assert not changed.is_set()


def test_a_signal_never_meets_a_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = Event()

    def interrupted(seconds: float) -> None:
        assert seconds == watch.MOMENT
        raise KeyboardInterrupt

    monkeypatch.setattr(Event, "wait", lambda *_: pytest.fail("it waits with a lock"))
    monkeypatch.setattr(time, "sleep", interrupted)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            settled(changed)
        changed.set()


def test_an_error_of_the_work_is_not_hidden(tmp_path: Path) -> None:
    def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        repeat(fail, [tmp_path])


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_work_is_repeated_until_it_is_interrupted(tmp_path: Path, name: signal.Signals) -> None:
    command = [sys.executable, "-c", REPEAT, str(tmp_path)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process,
        ended(process),
    ):
        assert process.stdout
        assert process.stdout.readline() == "again\n"
        (tmp_path / "new").write_text("x")
        assert process.stdout.readline() == "again\n"
        process.send_signal(name)
        assert process.wait(20) == 0
        assert process.stdout.read() == "over\n"
