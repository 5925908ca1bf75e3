"""The last files of a site: those that speak of all the others."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from scripts import hosts, offline
from scripts.stamp import stamp

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.stamp import Stamps

SITEMAP = "sitemap.xml"


def finish(site: Path, url: str, root: Path, stamps: Stamps) -> None:
    """Write the last files of a site that will be at `url`; `root` is the project's folder.

    `stamps` are those of all other files, and get those of what is written.
    """
    offline.write(site, root / "overrides" / "luring", stamps)
    packed = gzip.compress((site / SITEMAP).read_bytes(), mtime=0)
    headers = hosts.headers_file(hosts.told(stamps, url)).encode()
    for path, data in {f"{SITEMAP}.gz": packed, hosts.HEADERS: headers}.items():
        (site / path).write_bytes(data)
        stamps[path] = stamp(path, data)
