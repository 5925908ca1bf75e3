"""Publishing to a folder of this machine: a release is filled in hiding, then one rename shows it."""

from __future__ import annotations

import filecmp
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scripts.digest import compare, digests
from scripts.history import FOLDER, LINK, History
from scripts.lock import locked
from scripts.release import Layout, PublishError, Release, Track

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.digest import Difference

# Names of what is being filled or removed: whoever publishes next removes them too.
INCOMING = ".incoming"
GONE = ".gone-"
NEXT_LINK = f".{LINK}"


class FolderTarget:
    """A folder that keeps the last releases, and a symlink that a web server follows."""

    layout: Layout = "server"

    def __init__(self, root: Path) -> None:
        self._root = root
        self._releases = root / FOLDER

    def compare(self, release: Release) -> Difference:
        """Return how a release differs from the files that are live."""
        self._history()  # which refuses what is none of ours
        return compare(digests(self._root / LINK), release.digests())

    def publish(self, release: Release, track: Track) -> None:
        """Make a release live, and remove the oldest, and what an interrupted run left."""
        self._releases.mkdir(parents=True, exist_ok=True)
        with locked(self._root):
            history = self._history()
            self._remove([*self._leftovers(), *history.surplus()])
            with self._incoming() as incoming:
                self._fill(incoming, release, track)
                name = history.following(release.digest())
                incoming.rename(self._releases / name)
            self._show(name)

    def rollback(self) -> str:
        """Make the release before the live one live again, and return its name."""
        if not self._releases.is_dir():
            raise PublishError(f"nothing was published to {self._root} yet")
        with locked(self._root):
            name = self._history().former()
            if not name:
                raise PublishError(f"{self._root} has no earlier release to go back to")
            self._show(name)
        return name

    def _history(self) -> History:
        link = self._root / LINK
        if link.exists() and not link.is_symlink():
            raise PublishError(
                f"{link} is in the way: it is no symlink; move it, or publish elsewhere"
            )
        history = History(
            link=str(link.readlink()) if link.is_symlink() else "",
            names=tuple(path.name for path in self._releases.glob("*")),
        )
        if history.objection:
            raise PublishError(f"{link} is in the way: {history.objection}")
        return history

    def _leftovers(self) -> list[str]:
        return [path.name for path in self._releases.glob(f"{GONE}*")]

    def _remove(self, names: list[str]) -> None:
        """Remove releases; each first gets a name under which nobody takes it for a whole one."""
        for name in names:
            gone = self._releases / f"{GONE}{name}"
            (self._releases / name).rename(gone)
            shutil.rmtree(gone)

    @contextmanager
    def _incoming(self) -> Iterator[Path]:
        incoming = self._releases / INCOMING
        shutil.rmtree(incoming, ignore_errors=True)
        incoming.mkdir()
        try:
            yield incoming
        finally:
            shutil.rmtree(incoming, ignore_errors=True)

    def _fill(self, incoming: Path, release: Release, track: Track) -> None:
        paths, live = list(release.digests()), self._root / LINK
        for path in track("Copying", paths, len(paths)):
            _place(release.folder / path, incoming / path, live / path)
        for folder in (incoming, *filter(lambda path: path.is_dir(), incoming.rglob("*"))):
            folder.chmod(0o755)
        os.sync()  # a power cut finds the files on the disk before the link to them

    def _show(self, name: str) -> None:
        link = self._root / NEXT_LINK
        link.unlink(missing_ok=True)
        link.symlink_to(f"{FOLDER}/{name}")
        link.replace(self._root / LINK)


def _place(source: Path, target: Path, live: Path) -> None:
    """Put a file in place: the live one again if it is the same, so that its date and ETag stay."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if live.is_file() and filecmp.cmp(source, live, shallow=False):
        try:
            target.hardlink_to(live)
        except OSError:  # some file systems know no hard links
            shutil.copy2(live, target)
    else:
        shutil.copyfile(source, target)
        target.chmod(0o644)
