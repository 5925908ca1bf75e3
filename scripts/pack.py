"""Many small results in one file, kept by what each was made of.

A pack may vanish or be damaged at any time: that costs time, and nothing else. It belongs to its
makers, the program's own source and the packages it runs on: when they change, it begins anew.
"""

from __future__ import annotations

import hashlib
import secrets
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE = 16
_ENTRIES = msgspec.msgpack.Decoder(dict[bytes, bytes])


def key(*parts: bytes | str) -> bytes:
    """Return the key of what is made of `parts`, in their order."""
    whole: list[bytes] = []
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        whole += (len(data).to_bytes(8, "big"), data)
    return hashlib.blake2b(b"".join(whole), digest_size=_SIZE).digest()


@cache
def makers(*packages: str) -> bytes:
    """Return the key of the program's source, of Python and of the versions of `packages`."""
    versions = (f"{package} {version(package)}" for package in packages)
    return key(sys.version, sys.byteorder, *versions, _source())


@cache
def _source() -> bytes:
    files = sorted(Path(__file__).parent.glob("*.py"))
    return key(*(file.read_bytes() for file in files))


class Pack:
    """Results by their keys: those that `file` keeps, and those that are made meanwhile.

    Without a file it lasts as long as the program. `note` says why a file was not taken, if so.
    """

    def __init__(self, file: Path | None = None, made_by: bytes = b"") -> None:
        self.note = ""
        self._file, self._made_by = file, key(made_by)
        self._known = self._read()
        self._used: dict[bytes, bytes] = {}
        self._new = False
        self._things: dict[tuple[object, ...], object] = {}

    def __contains__(self, name: bytes) -> bool:
        """Say whether something is kept under a key."""
        return name in self._used or name in self._known

    def thing(self, name: tuple[object, ...]) -> object:
        """Return what `hold` was given under a name, or None."""
        return self._things.get(name)

    def hold(self, name: tuple[object, ...], thing: object) -> None:
        """Hold a thing as long as the program runs; it is not written to the file."""
        self._things[name] = thing

    def kept(self, name: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what is kept under a key, or else what `make` makes, and keep that."""
        found = self.get(name)
        return self.put(name, make()) if found is None else found

    def get(self, name: bytes) -> bytes | None:
        """Return what is kept under a key, None if nothing is."""
        found = self._used.get(name)
        if found is None and (found := self._known.get(name)) is not None:
            self._used[name] = found
        return found

    def put(self, name: bytes, data: bytes) -> bytes:
        """Keep something under a key, and return it."""
        self._used[name], self._new = data, True
        return data

    def taken(self) -> dict[bytes, bytes]:
        """Return what was asked for since the pack was opened, or since this was."""
        taken, self._used = self._used, {}
        self._known |= taken
        return taken

    def add(self, entries: dict[bytes, bytes]) -> None:
        """Keep what was taken from another pack."""
        self._used |= entries
        self._new = True

    def save(self) -> None:
        """Keep what was asked for since the pack was opened, and nothing else."""
        if not self._file or (not self._new and len(self._used) == len(self._known)):
            return
        data = self._made_by + msgspec.msgpack.encode(self._used)
        draft = self._file.with_name(f"{self._file.name}.{secrets.token_hex(4)}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.writelines((_digest(data), data))
            draft.replace(self._file)  # whole or not at all: others may be reading
            self._known, self._new = dict(self._used), False
        except OSError:
            pass  # a full or read-only disk: nothing is kept

    def _read(self) -> dict[bytes, bytes]:
        try:
            stored = self._file.read_bytes() if self._file else b""
        except OSError:
            return {}
        digest, data = stored[:_SIZE], memoryview(stored)[_SIZE:]
        if stored and _digest(data) != digest:
            self.note = f"{self._file} is damaged, and not used"
            return {}
        if data[:_SIZE] != self._made_by:
            return {}
        return _ENTRIES.decode(data[_SIZE:])


def _digest(data: bytes | memoryview) -> bytes:
    """Return what tells whether data are whole, by what most processors have instructions for."""
    return hashlib.sha256(data).digest()[:_SIZE]
