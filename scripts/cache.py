"""What was made once, kept in files by what it was made of.

A cache may vanish, be damaged or be read by several builds at any time: that costs time, and
nothing else. Whoever keeps something puts all that it depends on into the key.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DIGEST = hashlib.sha256
SIZE = DIGEST().digest_size


def key(*parts: bytes) -> str:
    """Return the key of what is made of `parts`, in their order."""
    whole = DIGEST()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


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
    entry = folder / name
    stored = _read(entry)
    if stored is not None:
        digest, data = stored[:SIZE], stored[SIZE:]
        if _sealed(name, data) == digest:
            return data
        if damaged:
            damaged(name)
    data = make()
    if holds():
        _put(entry, _sealed(name, data) + data)
    return data


def _read(entry: Path) -> bytes | None:
    """Return what is in an entry, nothing if that cannot be read, or None when there is none."""
    try:
        return entry.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return b""


def _put(entry: Path, data: bytes) -> None:
    draft = entry.with_name(f"{entry.name}.{secrets.token_hex(4)}")
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(entry)  # whole or not at all: others may be reading
    except OSError:  # a full or read-only disk: nothing is kept
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _sealed(name: str, data: bytes) -> bytes:
    """Return a digest of what is kept under a name, which fits under no other."""
    return DIGEST(name.encode() + b"\0" + data).digest()
