"""What readers may keep for reading without a network: the list of files, and its service worker.

The list has the hash of each file; the worker has that of the list. So both are written when all
files are as readers will get them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from scripts.digest import integrity
from scripts.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from scripts.stamp import Stamp, Stamps

LIST, WORKER = "luring.json", "sw.js"
PAGE = "luring/index.html"
SIZE_GAP, VERSION_GAP = "@bytes", "@version"
"""What stands for the size of everything in a page, and for the list's hash in the worker."""

INDEX = "index.html"
MISSING = "404.html"
KEPT = (
    r"{language}(?!(?:berkas|embed)/)(?:.*\.html|aplikasi\.webmanifest)"
    r"|(?:assets/v|cari|ikon)/.*|apple-touch-icon\.png|favicon\.ico"
)
"""Pages and what they are made of; not what is for other sites, for chats and for paper."""


def write(site: Path, source: Path, stamps: Stamps) -> None:
    """Write the list and the worker into a built site; `source` is the folder of the worker.

    `stamps` are those of its files, and get those of what is written.
    """
    files = kept(stamps)
    size = str(sum(stamps[path].size for path in files))
    for path in (path for path in files if path.endswith(PAGE)):
        _put(site, path, _filled(site / path, SIZE_GAP, size), stamps)
    text = listing({path: stamps[path] for path in files})
    _put(site, LIST, text, stamps)
    _put(site, WORKER, _filled(source / WORKER, VERSION_GAP, integrity(text)), stamps)


def _put(site: Path, path: str, data: bytes, stamps: Stamps) -> None:
    (site / path).write_bytes(data)
    stamps[path] = stamp(path, data)


def _filled(file: Path, gap: str, value: str) -> bytes:
    return file.read_bytes().replace(gap.encode(), value.encode())


def kept(paths: Collection[str]) -> list[str]:
    """Return those of the files of a built site that readers may keep, sorted."""
    found = (path.split("/") for path in paths)
    homes = sorted(parts[0] for parts in found if parts[1:] == [MISSING])
    languages = "|".join(f"{re.escape(name)}/" for name in homes)
    pattern = re.compile(KEPT.format(language=f"(?:{languages})?+"))
    return sorted(path for path in paths if pattern.fullmatch(path))


def listing(files: Mapping[str, Stamp]) -> bytes:
    """Return the list of files as JSON: their addresses below the site's root with their hashes."""
    hashes = {_address(path): found.integrity for path, found in files.items()}
    # One on each line, as `indent` has them, which is far slower.
    lines = json.dumps(hashes, ensure_ascii=False, separators=(",\n", ": "))[1:-1]
    size = sum(found.size for found in files.values())
    return f'{{\n"bytes": {size},\n"files": {{\n{lines}\n}}\n}}\n'.encode()


def _address(path: str) -> str:
    """Return where a file is below the site's root: an index is its folder."""
    is_index = path.rpartition("/")[2] == INDEX
    return path.removesuffix(INDEX) if is_index else path
