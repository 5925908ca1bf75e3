"""The files that editors write: found, read as text, and parsed into plain data with its lines.

Nothing here raises for bad input: what is wrong with a file is added to the problems.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from contextlib import suppress
from fnmatch import filter as fitting
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from msgspec import msgpack

from scripts import limits
from scripts.digest import settled
from scripts.document import Document, Keys, parse_yaml
from scripts.pack import Pack, key
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

# YAML counts more signs as the end of a line than editors do; word processors put them in texts.
BREAKS = str.maketrans({"\r": "\n", "\x85": " ", "\u2028": " ", "\u2029": " "})

_BREAKS = ("\r", "\x85", "\u2028", "\u2029")
_DATE = 1
"""What marks a date where data is kept: msgpack knows only times."""


class Files:
    """The files of a project, and all that is wrong with them."""

    def __init__(self, root: Path, pack: Pack | None = None) -> None:
        self.root = root
        self.pack = pack or Pack()
        self.problems: list[Problem] = []
        self._folders: dict[str, bool] = {}

    def has(self, path: str) -> bool:
        """Say whether there is something at a path."""
        return (self.root / path).exists()

    def found(self, folder: str, pattern: str) -> list[str]:
        """Return the paths below a folder whose last part fits a pattern, folder by folder.

        What editors and systems hide there is left out.
        """
        paths: list[str] = []
        if not self._stays(folder):
            return paths
        for here, folders, files in os.walk(self.root / folder, onerror=self._closed):
            if names := fitting([*folders, *files], pattern):
                inside = Path(here).relative_to(self.root).as_posix()
                paths += (f"{inside}/{name}" for name in names if name[0] != ".")
        return sorted(paths, key=lambda path: path.split("/"))

    def _closed(self, error: OSError) -> None:
        """Say that a folder cannot be looked into: what is in it only seems to be gone."""
        if not isinstance(error, FileNotFoundError):
            path = Path(error.filename).relative_to(self.root).as_posix()
            self.say(path, 0, f"cannot be read: {error.strerror}", "files")

    def say(self, path: str, line: int, message: str, rule: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(path, line, message, rule))

    def text(self, path: str) -> str | None:
        """Return the text of a file, or None and a problem when it is missing, empty or not UTF-8."""
        name = _name(f"{self.root}/{path}")
        known = self.pack.thing(name)
        if isinstance(known, str):
            return known
        text = self._read(path)
        if name and text is not None:
            self.pack.hold(name, text)
        return text

    def _read(self, path: str) -> str | None:
        try:
            if refused := self._refusal(path):
                self.say(path, 0, refused, "files")
                return None
            with open(f"{self.root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - a Path for each takes longer
                data = file.read()
            text = data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            byte = f"0x{data[error.start]:02x}"
            message = f"byte {byte} is not UTF-8; save the file with the encoding UTF-8"
            self.say(path, line, message, "files")
            return None
        except FileNotFoundError:
            self.say(path, 0, "the file is missing; write it, or put it back", "files")
            return None
        except OSError as error:
            self.say(path, 0, f"cannot be read: {error.strerror}", "files")
            return None
        if not text.strip():
            self.say(path, 1, "the file is empty; write it or delete it", "files")
            return None
        if any(sign in text for sign in _BREAKS):
            text = text.replace("\r\n", "\n").translate(BREAKS)
        before = len(self.problems)
        for line, message in limits.hidden(text):
            self.say(path, line + 1, message, "files")
        return text if len(self.problems) == before else None

    def _refusal(self, path: str) -> str:
        """Return why a file may not be read, or an empty string. Raises OSError."""
        status = os.lstat(f"{self.root}/{path}")
        small = S_ISREG(status.st_mode) and status.st_size <= limits.LARGEST
        if small and self._stays(path.rpartition("/")[0]):
            return ""
        file = self.root / path
        return limits.refusal(file, self.root / "docs" if path.startswith("docs/") else file.parent)

    def _stays(self, folder: str) -> bool:
        """Say whether a folder of docs/ is there, and not where a link leads out of it."""
        if folder not in self._folders:
            docs, found = (limits.end(self.root / path) for path in ("docs", folder))
            self._folders[folder] = not folder.startswith("docs/") or found.is_relative_to(docs)
        return self._folders[folder]

    def strays(self) -> None:
        """Say which links in docs/ lead out of it: MkDocs would publish what they lead to."""
        docs = limits.end(self.root / "docs")
        for link in map(Path, _links(os.fspath(self.root / "docs"))):
            if wrong := _astray(link, docs):
                path = link.relative_to(self.root).as_posix()
                self.say(path, 0, f"{wrong}; put the file itself here", "files")

    def document(self, path: str) -> Document | None:
        """Return the data of a YAML file, or None and problems."""
        text = self.text(path)
        if text is None:
            return None

        if known := self.pack.kept(named(text, path), lambda: parsed(text, path)):
            return Document(path, *_DOCUMENT.decode(known))
        document, problems = parse_yaml(text, path)
        self.problems += problems
        return document if not problems else None


def named(text: str, path: str) -> bytes:
    """Return the key of what a YAML file holds."""
    return key("yaml", path, text)


def parsed(text: str, path: str) -> bytes:
    """Return what a YAML file holds for a pack, or nothing when it is wrong."""
    document, problems = parse_yaml(text, path)
    return b"" if problems else packed(document.data, document.lines)


def _links(folder: str) -> Iterator[str]:
    """Yield the links in a folder and below it."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                yield entry.path
            elif entry.is_dir():
                yield from _links(entry.path)


def _astray(link: Path, docs: Path) -> str:
    """Return what is wrong with where a link leads, or an empty string."""
    end = limits.end(link)
    if not end.is_relative_to(docs):
        return f'is a link out of "docs", to "{link.readlink()}"'
    return "is a link that leads back to itself" if end.is_symlink() else ""


def _name(file: str) -> tuple[object, ...]:
    """Return what a file has in common with itself only until it changes, or nothing to go by."""
    now = time.time_ns()
    try:
        status = os.lstat(file)
    except OSError:
        return ()
    signs = settled(status, now) if S_ISREG(status.st_mode) else ()
    return (file, *signs) if signs else ()


def packed(data: Any, *others: Any) -> bytes:
    """Return plain data and other values for a pack, or nothing when a text has half a sign."""
    try:
        return msgpack.encode((_marked(data), *others))
    except UnicodeEncodeError:
        return b""


def _marked(data: Any) -> Any:
    """Return data with its dates as msgpack can keep them."""
    if isinstance(data, dict):
        return {key: _marked(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_marked(value) for value in data]
    return msgpack.Ext(_DATE, str(data).encode()) if isinstance(data, dt.date) else data


def dated(_mark: int, data: memoryview) -> dt.date:
    """Return a date that was packed, for who unpacks plain data."""
    return dt.date.fromisoformat(bytes(data).decode())


_DOCUMENT = msgpack.Decoder(tuple[Any, dict[Keys, int]], ext_hook=dated)
