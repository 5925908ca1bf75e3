"""The folder of a built site: which files it has, and the size, digest and bytes of each.

Every byte that is judged comes from here, and so does every digest. A file that changes while it is
looked at is a fault, so all rules see one and the same site. What is asked for is written down: see
`check_verdict`.
"""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import KeysView, Mapping
    from pathlib import Path

START = 64
"""How many bytes are enough to know a picture by."""
PASSING = re.compile(r"cari/[^/]+/[^/]+/")
"""What has another name after every edit: parts of the search, which are named by their contents."""
ALL = ""
"""What is asked for when names are, the passing ones too."""


class Stamp(Protocol):
    """What is told of a file without reading it: its SHA-256 in hexadecimal digits, and its size."""

    @property
    def digest(self) -> str: ...  # noqa: D102 - as just said

    @property
    def size(self) -> int: ...  # noqa: D102 - as just said


class ChangedError(Exception):
    """A file is not what it was when it was written, or first looked at; the text is its path."""


class Source(NamedTuple):
    """A file with its SHA-256, and its place; `file` is where it lies.

    It has no address if what is found out about it is the same at every place.
    """

    path: str
    address: str
    locale: str
    file: str
    digest: bytes

    def read(self) -> bytes:
        """Return what is in the file. Raises ChangedError if that has another digest."""
        data = content(self.file)
        if hashlib.sha256(data).digest() != self.digest:
            raise ChangedError(self.path)
        return data


class Folder:
    """A folder of finished files.

    `stamps` are those of files that the same command has just written, or read and found to be so, in
    their order, in a folder that it alone knows. They are believed where the size is right and nothing was changed since the
    last of them was written, and whatever is read is held against them. What changes unseen all the
    same reaches no reader: `publish` compares every file with these digests.
    `lasting` are the names that are no passing ones, and `asked` the files that somebody asked about.
    """

    def __init__(self, path: Path, stamps: Mapping[str, Stamp]) -> None:
        self.path = path
        found = _found(str(path)) if path.is_dir() else {}
        self.sizes = {name: status.st_size for name, status in found.items()}
        self.lasting = frozenset(name for name in self.sizes if not PASSING.match(name))
        self.asked: set[str] = set()
        last = (found[name].st_mtime_ns for name in list(stamps)[-1:] if name in found)
        written = next(last, -1)
        self._digests = {
            name: bytes.fromhex(stamp.digest)
            for name, stamp in stamps.items()
            if (there := found.get(name))
            and there.st_size == stamp.size
            and there.st_mtime_ns <= written
        }
        self._read: dict[str, bytes] = {}

    @property
    def names(self) -> KeysView[str]:
        """The paths of all files, relative to the folder."""
        self.asked.add(ALL)
        return self.sizes.keys()

    def has(self, name: str) -> bool:
        """Return whether there is such a file."""
        return name in (self.names if PASSING.match(name) else self.lasting)

    def read(self, name: str) -> bytes:
        """Return what a file holds, nothing if it is not there. Raises ChangedError."""
        self.asked.add(name)
        if name not in self._read:
            data = content(self._file(name)) if name in self.sizes else b""
            digest = hashlib.sha256(data).digest()
            if self._digests.setdefault(name, digest) != digest:
                raise ChangedError(name)
            self._read[name] = data
        return self._read[name]

    def start(self, name: str) -> bytes:
        """Return the first bytes of a file, nothing if it is not there."""
        self.asked.add(name)
        return content(self._file(name), START) if name in self.sizes else b""

    def size(self, name: str) -> int:
        """Return how many bytes a file has, none if it is not there."""
        self.asked.add(name)
        return self.sizes.get(name, 0)

    def digest(self, name: str) -> bytes:
        """Return the SHA-256 of a file, that of nothing if it is not there. Raises ChangedError."""
        self.asked.add(name)
        if name not in self._digests:
            self.read(name)
        return self._digests[name]

    def source(self, name: str, address: str = "", locale: str = "") -> Source:
        """Return a file, with its place if that matters. Raises ChangedError."""
        return Source(name, address, locale, self._file(name), self.digest(name))

    def _file(self, name: str) -> str:
        return f"{self.path}/{name}"


def content(file: str, most: int = -1) -> bytes:
    """Return what is in a file, from its beginning, nothing if it cannot be read."""
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - for thousands of files
            return opened.read(most)
    except OSError:
        return b""  # the rules find what is missing in an empty file


def _found(folder: str) -> dict[str, os.stat_result]:
    """Return what the system says of all files in a folder, by their paths."""
    found, folders = dict[str, os.stat_result](), [""]
    while folders:
        above = folders.pop()
        with os.scandir(f"{folder}/{above}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{above}{entry.name}/")
                elif entry.is_file():
                    found[above + entry.name] = entry.stat()
    return found
