"""Locks on folders: unlike process ids in names, they end with their process."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes that lock it out of `folder`; they wait."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # without locks, as on some network drives: one process at a time
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
