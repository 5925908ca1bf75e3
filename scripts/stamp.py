"""Stamps: what must be known of a file of a site without reading it again."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from scripts.policy import FILES, page_policies

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Stamp(NamedTuple):
    """A file's SHA-256 in hexadecimal digits, its size in bytes, and a page's policies."""

    digest: str
    size: int
    policies: tuple[str, ...] = ()

    @property
    def integrity(self) -> str:
        """The digest in the form that HTML and policies name it."""
        return f"sha256-{base64.b64encode(bytes.fromhex(self.digest)).decode()}"


Stamps = dict[str, Stamp]
"""The stamps of a site's files by their paths."""


def stamp(path: str, data: bytes) -> Stamp:
    """Return the stamp of a file; tools as one file have a policy of their own, which is not kept."""
    is_page = path.endswith(".html") and f"/{path}".split("/")[-2] != FILES
    policies = tuple(page_policies(data.partition(b"<body")[0].decode())) if is_page else ()
    return Stamp(hashlib.sha256(data).hexdigest(), len(data), policies)


def read(site: Path) -> Stamps:
    """Return the stamps of all files of a site."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    paths = ((file.relative_to(site).as_posix(), file) for file in files)
    return {path: stamp(path, file.read_bytes()) for path, file in paths}


def digests(stamps: Mapping[str, Stamp]) -> dict[str, str]:
    """Return the digest of each file."""
    return {path: found.digest for path, found in stamps.items()}
