"""A site that is written in place while it is looked at: what each of its pieces has there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from scripts.stamp import Stamps
    from scripts.works import Name, Piece, Result


class Standing:
    """The files of a site in the folder `site`, and the pieces that they are of.

    Only what differs is written, each file at one stroke by way of the file `draft`, which lies
    outside of that folder.
    """

    def __init__(self, site: Path, draft: Path) -> None:
        self.site = site
        self.results: dict[Name, Result] = {}
        """The pieces that stand there whole."""
        self.is_whole = False
        """Whether all of a site has stood there once."""
        self.wrong: set[Name] = set()
        """The pieces that something is wrong with, and which stand there as they were."""
        self.shown: Mapping[str, str] = {}
        """The digests of the files that what was shown last was made of."""
        self._draft = draft
        self._owner: dict[str, Name] = {}
        self._digests: dict[Name, dict[str, str]] = {}
        """The files under each name; one that may have become another has an empty digest."""

    def has(self, piece: Piece) -> bool:
        """Say whether a piece stands there as its key has it."""
        found = self.results.get(piece.name)
        return found is not None and found.piece.key == piece.key

    def owner(self, path: str) -> Name | None:
        """Return the name of the piece that a file is of."""
        return self._owner.get(path)

    def put(self, result: Result, files: Callable[[], Mapping[str, bytes]]) -> set[str]:
        """Let a piece stand there and return the paths that changed; `files` gives its data."""
        changed = self.write(result.piece.name, result.stamps, files)
        self.results[result.piece.name] = result
        return changed

    def write(
        self, name: Name, stamps: Stamps, files: Callable[[], Mapping[str, bytes]]
    ) -> set[str]:
        """Write what differs of the files under a name, and remove what it had besides."""
        self.results.pop(name, None)  # until all of it is written
        digests = {path: self._taken(path, name) for path in stamps}
        old = self._digests.get(name, {}).keys() - stamps.keys()
        new = sorted(path for path, stamp in stamps.items() if digests[path] != stamp.digest)
        own = self._digests.setdefault(name, {})
        own |= digests
        data = files() if new else {}
        for path in new:
            own[path] = ""
            self._place(path, data[path])
            own[path] = stamps[path].digest
        for path in old:
            self._remove(path)
        return {*new, *old}

    def forget(self, names: Iterable[Name]) -> None:
        """Take nothing for granted any more of what stands there under some names."""
        for name in names:
            self.results.pop(name, None)
            self._digests[name] = dict.fromkeys(self._digests.get(name, ()), "")

    def keep(self, wanted: Callable[[Name], bool]) -> set[str]:
        """Remove what stands there under names that are not wanted, and return its paths."""
        gone = [name for name in self._digests if not wanted(name)]
        paths = {path for name in gone for path in self._digests[name]}
        for path in paths:
            self._remove(path)
        for name in gone:
            self.results.pop(name, None)
            del self._digests[name]
        return paths

    def _taken(self, path: str, name: Name) -> str:
        """Give a file to a piece, and return its digest; the piece that had it is whole no more."""
        owner = self._owner.get(path, name)
        self._owner[path] = name
        if owner != name:
            self.results.pop(owner, None)
        return self._digests.get(owner, {}).pop(path, "")

    def _place(self, path: str, data: bytes) -> None:
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        self._draft.write_bytes(data)
        self._draft.replace(file)

    def _remove(self, path: str) -> None:
        file = self.site / path
        file.unlink(missing_ok=True)
        del self._digests[self._owner.pop(path)][path]
        with suppress(OSError):  # up to a folder that is not empty
            for folder in file.parents[: -len(self.site.parents) - 1]:
                folder.rmdir()
