"""The folder of a site that is no longer shown: the next one is made in it, and what is the same stays.

Nothing in it is taken for granted: a file stays if it holds what the new site has at its place.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from scripts import cache
from scripts.works import Before, Made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scripts.works import Result

TOLD = ".cache/told"
"""What is known of the pieces of the last site, by their keys, below the project's root."""


def tell(root: Path, results: Mapping[str, Result]) -> None:
    """Remember for the next build what is known of the pieces of a site, by their keys."""
    made = {
        name: Made(stamps=result.stamps, known=result.known, joined=result.joined)
        for name, result in results.items()
    }
    cache.store(root / TOLD, msgspec.msgpack.encode(made))


def before(root: Path, folder: Path) -> Before:
    """Return what may stay of what lies in a folder, and remove all else from there."""
    there = files(folder)
    data = cache.stored(root / TOLD) if there else None
    made = _MADE.decode(data) if data else {}
    known = there & {address for each in made.values() for address in each.stamps}
    sweep(folder, there - known)
    return Before(made, known)


_MADE = msgspec.msgpack.Decoder(dict[str, Made])


def files(folder: Path) -> frozenset[str]:
    """Return the paths of all files in a folder, and remove all else: links and empty folders.

    A link would lead what is written out of the folder.
    """
    return frozenset(_files(os.fspath(folder), ""))


def _files(folder: str, inside: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                found = list(_files(entry.path, f"{inside}{entry.name}/"))
                if not found:
                    Path(entry).rmdir()
                yield from found
            elif entry.is_file(follow_symlinks=False):
                yield inside + entry.name
            else:
                Path(entry).unlink()


def sweep(folder: Path, paths: Iterable[str]) -> None:
    """Remove files of a folder by their paths, and the folders that are empty then."""
    for path in paths:
        file = folder / path
        file.unlink(missing_ok=True)
        with suppress(OSError):  # not empty
            for parent in file.relative_to(folder).parents:
                (folder / parent).rmdir()
