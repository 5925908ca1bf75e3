"""Watching files: what is done again after every change, once the changes have stopped."""

from __future__ import annotations

import os
import re
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DEBOUNCE = 0.05
MOMENT = 0.02
"""Seconds between looks. A signal that ends a wait for an `Event` may meet its lock half taken."""

CHANGES = {"created", "deleted", "modified", "moved", "closed"}
TEMPORARY = re.compile(r"\..*|__pycache__|#.*#|4913|.*(~|\.(sw[a-z]|tmp|bak|part)|___jb_\w+___)")


def repeat(work: Callable[[], None], watch: Sequence[Path]) -> None:
    """Do `work` now and after every change to the files in `watch`, until Ctrl-C."""
    heed_other_signals()
    changed = Event()
    with suppress(KeyboardInterrupt), watching(watch, changed):
        while True:
            work()
            settled(changed)


def heed_other_signals() -> None:
    """Let a closed terminal or a `kill` end the process as Ctrl-C does, except under nohup."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def settled(changed: Event) -> None:
    """Wait until `changed` was set and then left alone for a moment, and clear it."""
    while not changed.is_set():
        time.sleep(MOMENT)
    alone = 0.0
    while alone < DEBOUNCE:
        changed.clear()
        time.sleep(MOMENT)
        alone = 0.0 if changed.is_set() else alone + MOMENT


@contextmanager
def watching(watch: Sequence[Path], changed: Event) -> Iterator[None]:
    """Set `changed` whenever one of the files or folders in `watch` has changed."""
    observer = Observer()
    for path in map(Path.resolve, watch):
        # A file is watched through its folder, because editors put a new file in its place.
        folder = path if path.is_dir() else path.parent
        observer.schedule(_Changes(path, changed), folder, recursive=path.is_dir())
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


class _Changes(FileSystemEventHandler):
    def __init__(self, watched: Path, changed: Event) -> None:
        self._watched = watched
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        listing = event.is_directory and event.event_type == "modified"
        if event.event_type not in CHANGES or listing:  # reading is no change
            return
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        if any(self._counts(Path(path)) for path in paths):
            self._changed.set()

    def _counts(self, path: Path) -> bool:
        if not path.is_relative_to(self._watched):
            return False
        return not any(map(TEMPORARY.fullmatch, path.relative_to(self._watched).parts))
