"""What was made once, kept in files by what it was made of.

A cache may vanish, be damaged or be read by several builds at any time: that costs time, and
nothing else. Whoever keeps something puts all that it depends on into the key.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DIGEST = hashlib.sha256
SIZE = DIGEST().digest_size


def key(*parts: bytes) -> str:
    """Return the key of what is made of `parts`, in their order."""
    # In one go: other threads may take their turn, and keep it for a while, at each part.
    whole = b"".join(chain.from_iterable((len(part).to_bytes(8, "big"), part) for part in parts))
    return DIGEST(whole).hexdigest()


def kept(
    folder: Path,
    name: str,
    make: Callable[[], bytes],
    damaged: Callable[[str], object] | None = None,
    holds: Callable[[], bool] = lambda: True,
) -> bytes:
    """Return what `folder` keeps under a name, or else what `make` makes, and keep that.

    What is there but is not what was kept under that name is made again; `damaged` gets its name.
    What was made is not kept if what it was made of no longer `holds` then.
    """
    data = stored(folder / name, damaged)
    if data is None:
        data = make()
        if holds():
            store(folder / name, data)
    return data


def stored(entry: Path, damaged: Callable[[str], object] | None = None) -> bytes | None:
    """Return what a file keeps, None if there is nothing or it is damaged, as `kept` has it."""
    try:
        content = entry.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        content = b""
    digest, data = content[:SIZE], content[SIZE:]
    if _sealed(entry.name, data) == digest:
        return data
    if damaged:
        damaged(entry.name)
    return None


def store(entry: Path, data: bytes) -> None:
    """Keep data in a file, if there is room: whole or not at all, since others may be reading."""
    with suppress(OSError):  # a full or read-only disk: nothing is kept
        _keep(entry, _sealed(entry.name, data) + data)


def trim(folder: Path, most: int) -> None:
    """Leave so many entries of a folder at most, those that were kept or `touch`ed last."""
    with suppress(OSError):  # others may be trimming it, too
        entries = sorted(folder.iterdir(), key=lambda entry: entry.stat().st_mtime_ns)
        for entry in entries[: max(0, len(entries) - most)]:
            entry.unlink()


def touch(entry: Path) -> None:
    """Note that an entry is in use."""
    now = time.time_ns()  # what the system would note by itself changes only some times a second
    with suppress(OSError):
        os.utime(entry, ns=(now, now))


def _keep(entry: Path, data: bytes) -> None:
    draft = entry.with_name(f"{entry.name}.{secrets.token_hex(4)}")
    try:
        try:
            draft.write_bytes(data)
        except FileNotFoundError:
            entry.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(data)
        draft.replace(entry)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _sealed(name: str, data: bytes) -> bytes:
    """Return a digest of what is kept under a name, which fits under no other."""
    whole = DIGEST(name.encode() + b"\0")
    whole.update(data)
    return whole.digest()
