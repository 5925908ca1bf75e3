"""Locks on folders: unlike process ids in names, they end with their process."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Protocol

try:
    import fcntl
except ImportError:  # Windows cannot lock a folder: there a file stands for it
    fcntl = None  # type: ignore[assignment] # as above

if TYPE_CHECKING:
    from collections.abc import Iterator


class Lock(Protocol):
    """A lock that is held."""

    def release(self) -> None:
        """Let others have it."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes that lock it out of `folder`; they wait.

    Without locks, as on some network drives, it is one process at a time that people start.
    """
    lock = take(folder, wait=True)
    try:
        yield
    finally:
        if lock:
            lock.release()


def take(folder: Path, *, wait: bool = False) -> Lock | None:
    """Return a lock on `folder`, or None when another process has it, or where there are no locks.

    It is released with the process at the latest.
    """
    return _of_folder(folder, wait=wait) if fcntl else _of_file(folder, wait=wait)


class _Folder:
    """A lock on a folder itself."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        os.close(self._descriptor)


def _of_folder(folder: Path, *, wait: bool) -> Lock | None:
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:  # who had it has just removed it
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(descriptor)
        return None
    return _Folder(descriptor)


def _of_file(folder: Path, *, wait: bool) -> Lock | None:
    """Lock a file in the system's temporary folder: inside, it would be in the way of renaming."""
    from filelock import FileLock  # noqa: PLC0415 - few systems need it, and it takes long to load

    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    lock = FileLock(Path(gettempdir(), f"siap-{name}.lock"), blocking=wait)
    with suppress(OSError):  # filelock's Timeout is one too
        lock.acquire()
        return lock
    return None
