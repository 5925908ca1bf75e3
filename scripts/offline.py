"""What readers may keep for reading without a network: the list of files, and its service worker.

The list has the hash of each file; the worker has that of the list. So both are written when all
files are as readers will get them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from scripts.digest import integrity

if TYPE_CHECKING:
    from pathlib import Path

LIST, WORKER = "luring.json", "sw.js"
PAGE = "luring/index.html"
SIZE_GAP, VERSION_GAP = "@bytes", "@version"
"""What stands for the size of everything in a page, and for the list's hash in the worker."""

INDEX = re.compile(r"(^|/)index\.html$")
MISSING = "404.html"
KEPT = (
    r"{language}(?!(?:berkas|embed)/)(?:.*\.html|aplikasi\.webmanifest)|(?:assets/v|cari|ikon)/.*"
)
"""Pages and what they are made of; not what is for other sites, for chats and for paper."""


def write(site: Path, source: Path) -> None:
    """Write the list and the worker into a built site; `source` is the folder of the worker."""
    files = kept(site)
    size = str(sum((site / path).stat().st_size for path in files))
    for path in (path for path in files if path.endswith(PAGE)):
        _fill(site / path, SIZE_GAP, size)
    text = listing({path: (site / path).read_bytes() for path in files})
    (site / LIST).write_bytes(text)
    (site / WORKER).write_bytes((source / WORKER).read_bytes())
    _fill(site / WORKER, VERSION_GAP, integrity(text))


def _fill(file: Path, gap: str, value: str) -> None:
    file.write_bytes(file.read_bytes().replace(gap.encode(), value.encode()))


def kept(site: Path) -> list[str]:
    """Return the paths of the files of a built site that readers may keep, sorted."""
    languages = "|".join(f"{re.escape(path.parent.name)}/" for path in site.glob(f"*/{MISSING}"))
    pattern = re.compile(KEPT.format(language=f"(?:{languages})?+"))
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(path for path in paths if pattern.fullmatch(path))


def listing(files: dict[str, bytes]) -> bytes:
    """Return the list of files as JSON: their addresses below the site's root with their hashes."""
    hashes = {INDEX.sub(r"\1", path): integrity(data) for path, data in files.items()}
    content = {"bytes": sum(map(len, files.values())), "files": hashes}
    return f"{json.dumps(content, ensure_ascii=False, indent=0)}\n".encode()
