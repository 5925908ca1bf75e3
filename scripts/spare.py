"""The folder of a site that is no longer shown: the next one is made in it, and what is the same stays.

Nothing in it is taken for granted: a file stays if it holds what the new site has at its place, and is
read for that unless the system says that it has not changed since it was written.
"""

from __future__ import annotations

import os
import struct
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from scripts import cache
from scripts.digest import settled
from scripts.works import Before, Made

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.stamp import Stamp, Stamps
    from scripts.works import Result

TOLD = ".cache/told"
"""What is known of the pieces of the last site, by their keys, below the project's root."""


class Told(msgspec.Struct):
    """What is known of the last site: its pieces by their keys, and signs of its files.

    `older` are signs of the files of the site before that.
    """

    made: dict[str, Made] = {}
    signs: dict[str, bytes] = {}
    older: dict[str, bytes] = {}


def tell(
    root: Path, site: Path, results: Mapping[str, Result], stamps: Stamps, before: Before
) -> None:
    """Remember for the next builds what is known of the pieces of a site, and of its files.

    `site` is its folder, and `stamps` are those of its files as they are now.
    """
    made = {
        name: Made(stamps=result.stamps, known=result.known, joined=result.joined)
        for name, result in results.items()
    }
    now, folder = time.time_ns(), os.fspath(site)
    signs = {  # one that no longer fits is found out when it is compared
        address: before.signs.get(address) or _sign(os.stat(f"{folder}/{address}"), now, found)  # noqa: PTH116 - a Path takes longer
        for address, found in stamps.items()
    }
    told = Told(made, signs, dict(before.shown))
    cache.store(root / TOLD, msgspec.msgpack.encode(told))


def before(root: Path, folder: Path) -> Before:
    """Return what may stay of what lies in a folder, and remove all else from there."""
    now = time.time_ns()
    there = files(folder)
    data = cache.stored(root / TOLD)
    told = _TOLD.decode(data) if data else Told()
    made = told.made if there else {}
    stamps = {
        address: found
        for each in made.values()
        for address, found in each.stamps.items()
        if address in there
    }
    signs = {
        address: sign
        for address, found in stamps.items()
        if (sign := told.older.get(address)) and sign == _sign(there[address], now, found)
    }
    sweep(folder, there.keys() - stamps.keys())
    return Before(made, frozenset(stamps), signs, told.signs)


_TOLD = msgspec.msgpack.Decoder(Told)


def _sign(status: os.stat_result, now: int, found: Stamp) -> bytes:
    """Return a sign of a file with a stamp that is another one once it has changed, if there is one."""
    signs = settled(status, now)
    # Python's hash of whole numbers is the same in every process.
    return struct.pack("q", hash(signs)) + bytes.fromhex(found.digest[:16]) if signs else b""


def files(folder: Path) -> dict[str, os.stat_result]:
    """Return all files in a folder by their paths, and remove all else: links and empty folders.

    A link would lead what is written out of the folder.
    """
    found: dict[str, os.stat_result] = {}
    _find(f"{os.fspath(folder)}/", "", found)
    return found


def _find(folder: str, inside: str, found: dict[str, os.stat_result]) -> bool:
    """Add the files of a folder in `folder`, and say whether there are any."""
    before = len(found)
    with os.scandir(folder + inside) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                if not _find(folder, f"{inside}{entry.name}/", found):
                    Path(entry).rmdir()
            elif entry.is_file(follow_symlinks=False):
                found[inside + entry.name] = entry.stat(follow_symlinks=False)
            else:
                Path(entry).unlink()
    return len(found) > before


def sweep(folder: Path, paths: Iterable[str]) -> None:
    """Remove files of a folder by their paths, and the folders that are empty then."""
    for path in paths:
        file = folder / path
        file.unlink(missing_ok=True)
        with suppress(OSError):  # not empty
            for parent in file.relative_to(folder).parents:
                (folder / parent).rmdir()
