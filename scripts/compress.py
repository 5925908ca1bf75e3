"""Compressed companions: `page.html.gz` and `page.html.br` beside `page.html`.

Servers send them as they are, so they are made as small as can be, once for each content.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import brotli

from scripts.cache import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXT = frozenset({".css", ".html", ".ics", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"})
# Ending -> what makes it, and a name for the cache: another version may give other bytes.
METHODS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    ".gz": (lambda data: gzip.compress(data, 9, mtime=0), f"gzip-{zlib.ZLIB_RUNTIME_VERSION}"),
    ".br": (lambda data: brotli.compress(data, quality=11), f"brotli-{brotli.__version__}"),
}


def texts(folder: Path) -> list[Path]:
    """Return the files below a folder that are worth compressing."""
    return sorted(path for path in folder.rglob("*") if path.suffix in TEXT and path.is_file())


def companions(files: list[Path], cache: Path) -> Iterator[Path]:
    """Write the companions of each file, and yield the file when they are there.

    One that would be no smaller is left out, and one that is there already is left as it is.
    `cache` is a folder that may vanish at any time.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # compression frees Python for other threads
        yield from pool.map(lambda file: _complete(file, cache), files)


def _complete(file: Path, cache: Path) -> Path:
    data = file.read_bytes()
    name = hashlib.sha256(data).hexdigest()
    for ending, (method, version) in METHODS.items():
        companion = file.with_name(file.name + ending)
        if not companion.exists():
            packed = kept(cache, f"{name}.{version}", partial(method, data))
            if len(packed) < len(data):
                companion.write_bytes(packed)
    return file
