"""Digests: what files contain, in a few signs, and how two sets of files differ."""

from __future__ import annotations

import base64
import hashlib
import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

TICK = 10_000_000
YOUNG, YOUNG_BY_TICKS = 2_000_000_000, 5 * TICK
"""Nanoseconds after which a file that is written to has another time than before.

Some file systems tell whole seconds, or even ones; those that tell parts of a second do so by the
system's clock, which ticks at least a hundred times a second.
"""


class Difference(NamedTuple):
    """What has come, changed and gone between two sets of files: sorted paths."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Return every path that is not the same in both sets."""
        return (*self.added, *self.changed, *self.removed)


def of_file(file: str) -> str:
    """Return the SHA-256 of a file in hexadecimal digits. Raises OSError."""
    with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - a Path for each takes longer
        return hashlib.sha256(opened.read()).hexdigest()


class Remembered:
    """Digests of files, each taken once until the system says that the file is another one.

    What was written a moment ago may be written again without a sign of it: that is read again.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, ...], str]] = {}

    def of_file(self, file: str) -> str:
        """Return the SHA-256 of a file in hexadecimal digits. Raises OSError."""
        now, status = time.time_ns(), os.stat(file)  # noqa: PTH116 - a Path for each takes longer
        sign = settled(status, now)
        known = self._known.pop(file, None)
        found = known[1] if known and known[0] == sign else of_file(file)
        if sign:
            self._known[file] = sign, found
        return found


def settled(status: os.stat_result, now: int) -> tuple[int, ...]:
    """Return signs of a file that are others once it has changed, or none if they may stay the same.

    `now` are nanoseconds since 1970, taken before `status`. Clocks of file systems are coarse: a file
    that has just changed may do so again and look the same.
    """
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    if changed >= now - (YOUNG_BY_TICKS if changed % TICK else YOUNG):
        return ()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def digests(
    folder: Path,
    parts: Iterable[str] = (".",),
    of_file: Callable[[str], str] = of_file,
    but: Collection[str] = (),
) -> dict[str, str]:
    """Return the SHA-256 of every file in some parts of a folder by its path; missing ones are none.

    A part is a file, or a folder with all that is below it, `but` for folders of some names.
    `of_file` takes the digest of one.
    """
    found = {}
    for path in (path for part in parts for path in _files(folder, part, but)):
        # It may be gone since it was listed: editors write beside, and rename.
        with suppress(FileNotFoundError):
            found[path] = of_file(f"{folder}/{path}")
    return found


def _files(folder: Path, part: str, but: Collection[str]) -> Iterator[str]:
    """Yield the files of a part, as `digests` has them, folder by folder."""
    if (folder / part).is_file():
        yield part
    else:
        yield from _below(f"{folder}/{part}", "" if part == "." else f"{part}/", but)


def _below(folder: str, inside: str, but: Collection[str]) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:  # it is gone, or nobody may look into it
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in but:
                yield from _below(entry.path, f"{inside}{entry.name}/", but)
        elif entry.is_file(follow_symlinks=False) or os.path.isfile(entry.path):  # noqa: PTH113 - as above
            yield inside + entry.name


def compare(old: Mapping[str, str], new: Mapping[str, str]) -> Difference:
    """Return how the files of `new` differ from those of `old`; both map paths to digests."""
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )


def digest(digests: Mapping[str, str]) -> str:
    """Return one digest for many: the SHA-256 of their list, as `sha256sum` would print it."""
    lines = "".join(f"{value}  {path}\n" for path, value in sorted(digests.items()))
    return hashlib.sha256(lines.encode(errors="surrogateescape")).hexdigest()


def integrity(data: bytes) -> str:
    """Return the SHA-256 of a file in the form that HTML and policies name it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode()}"
