"""The folder of a built site: which files it has, and the size, digest and bytes of each.

Every byte that is judged comes from here, and so does every digest. A file that changes while it is
looked at is a fault, so all rules see one and the same site.
"""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

START = 64
"""How many bytes are enough to know a picture by."""


class Stamp(Protocol):
    """What is told of a file without reading it: its SHA-256 in hexadecimal digits, and its size."""

    @property
    def digest(self) -> str: ...  # noqa: D102 - as just said

    @property
    def size(self) -> int: ...  # noqa: D102 - as just said


class ChangedError(Exception):
    """A file is not what it was when it was written, or first looked at; the text is its path."""


class Source(NamedTuple):
    """A file with its SHA-256, and its place; `file` is where it lies."""

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

    `stamps` are those of files that the same command has just written, into a folder that it alone
    knows. They are believed where the size is right, and whatever is read is held against them. What
    changes unseen all the same reaches no reader: `publish` compares every file with these digests.
    """

    def __init__(self, path: Path, stamps: Mapping[str, Stamp]) -> None:
        self.path = path
        self.sizes = dict(_files(str(path))) if path.is_dir() else {}
        self._digests = {
            name: bytes.fromhex(stamp.digest)
            for name, stamp in stamps.items()
            if self.sizes.get(name) == stamp.size
        }
        self._read: dict[str, bytes] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The paths of all files, relative to the folder."""
        return frozenset(self.sizes)

    def read(self, name: str) -> bytes:
        """Return what a file holds, nothing if it is not there. Raises ChangedError."""
        if name not in self._read:
            data = content(self._file(name)) if name in self.sizes else b""
            digest = hashlib.sha256(data).digest()
            if self._digests.setdefault(name, digest) != digest:
                raise ChangedError(name)
            self._read[name] = data
        return self._read[name]

    def start(self, name: str) -> bytes:
        """Return the first bytes of a file, nothing if it is not there."""
        return content(self._file(name), START) if name in self.sizes else b""

    def digest(self, name: str) -> bytes:
        """Return the SHA-256 of a file, that of nothing if it is not there. Raises ChangedError."""
        if name not in self._digests:
            self.read(name)
        return self._digests[name]

    def source(self, name: str, address: str = "", locale: str = "") -> Source:
        """Return a file with its place. Raises ChangedError."""
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


def _files(folder: str, above: str = "") -> Iterator[tuple[str, int]]:
    """Yield the paths and sizes of all files in a folder, after what is `above` them."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{above}{entry.name}/")
            elif entry.is_file():
                yield above + entry.name, entry.stat().st_size
