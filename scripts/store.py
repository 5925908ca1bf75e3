"""The store of pieces between builds: nothing in it was made of what changed while it was made.

A build reads files while it makes pieces. When they change under its hands, what it keeps under a key
may not be what the key says. So it looks again in the end; and where it was killed before it could, the
mark that it left tells the next one.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

MARK = "open-"
"""How the names of files begin that stand for builds under way; keys have no hyphen."""


def begin(folder: Path) -> Path:
    """Mark a store as one that a build writes to, and return the mark.

    Another build that was killed, or is under way, has left its own: then nothing is kept of before.
    """
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for old in list(folder.glob(f"{MARK}*")):
            _sweep(folder, ())
            old.unlink(missing_ok=True)
    mark = folder / f"{MARK}{secrets.token_hex(4)}"
    with suppress(OSError):
        mark.touch()
    return mark


def held(folder: Path) -> list[str]:
    """Return the names of what a store has."""
    try:
        return os.listdir(folder)  # noqa: PTH208 - a Path for each takes longer
    except OSError:
        return []


def end(folder: Path, mark: Path, keep: Collection[str] | None) -> None:
    """Remove from a store what is not to be kept, and the mark; None keeps everything."""
    with suppress(OSError):
        if keep is not None:
            _sweep(folder, keep)
        mark.unlink(missing_ok=True)


def _sweep(folder: Path, keep: Collection[str]) -> None:
    with os.scandir(folder) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):  # none of ours
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.name not in keep and not entry.name.startswith(MARK):
                with suppress(OSError):
                    Path(entry).unlink()
