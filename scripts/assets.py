"""Assets with a version in their address, so that browsers may keep them for good.

All of them share one version, the digest of their contents: addresses from one asset to another
stay as they are, and only pages have to be told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.digest import digest, digests

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "assets"
STEADY = "kartu/"  # pictures for sharing, whose addresses other sites keep
PLACE = f"{FOLDER}/v"
LENGTH = 12


def version(site: Path) -> None:
    """Move the assets of a built site to `assets/v/<version>/`, and let the pages lead there."""
    paths = digests(site / FOLDER).items()
    found = {path: value for path, value in paths if not path.startswith(STEADY)}
    home = f"{PLACE}/{digest(found)[:LENGTH]}"
    for path in found:
        target = site / home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (site / FOLDER / path).rename(target)
    _remove_empty(site / FOLDER)
    for page in site.rglob("*.html"):
        _readdress(page, home, found)


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _readdress(page: Path, home: str, paths: dict[str, str]) -> None:
    def readdressed(match: re.Match[str]) -> str:
        return f"{home}/{match[1]}" if match[1] in paths else match[0]

    source = page.read_bytes().decode()
    page.write_bytes(re.sub(rf"\b{FOLDER}/([\w./-]+)", readdressed, source).encode())
