"""Assets: styles, scripts and pictures as readers get them, with a version in their address.

Browsers may keep them for good: all of them share one version, the digest of their contents. So
addresses from one asset to another stay as they are, and only pages have to be told.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scripts import minify, modules
from scripts.digest import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FOLDER = "assets"
STEADY = "kartu/"  # pictures for sharing, whose addresses other sites keep
PLACE = f"{FOLDER}/v"
LENGTH = 12
WORD = re.compile(rb"[\w\x80-\xff]")
SMALLER = {".css": minify.styles, ".js": minify.script}
ADDRESS = re.compile(rb"%b/([\w\x80-\xff./-]+)" % FOLDER.encode())


@dataclass(frozen=True)
class Assets:
    """The assets of a site by their paths below `assets/`, as small as they get."""

    files: Mapping[str, bytes]

    @cached_property
    def modules(self) -> dict[str, str]:
        """The scripts that pages may load as one file, by their names."""
        return modules.joinable(
            {
                path.removeprefix(modules.FOLDER).removesuffix(".js"): data.decode()
                for path, data in self.files.items()
                if path.startswith(modules.FOLDER) and path.endswith(".js")
            }
        )

    @cached_property
    def home(self) -> str:
        """Where they are: `assets/v/<version>`."""
        # What pages load as one file is made of these, and of what is put around each of them.
        every = {**self.files, "": modules.joined(self.modules.items()).encode()}
        found = {path: hashlib.sha256(data).hexdigest() for path, data in every.items()}
        return f"{PLACE}/{digest(found)[:LENGTH]}"

    def dressed(self, html: bytes) -> tuple[bytes, tuple[str, ...]]:
        """Return a page that leads to the assets, and the names of the modules it loads as one."""
        html, names = modules.join(html, self.modules)
        own = f"{modules.FOLDER}{modules.file(names)}" if names else ""

        def readdressed(match: re.Match[bytes]) -> bytes:
            path = match[1].decode()
            known = path in self.files or path == own
            known = known and not WORD.match(html, match.start() - 1)
            return f"{self.home}/{path}".encode() if known else match[0]

        return ADDRESS.sub(readdressed, html), names

    def written(self, joined: Iterable[tuple[str, ...]]) -> dict[str, bytes]:
        """Return all files with their addresses; `joined` are the names that `dressed` gave."""
        found = {f"{self.home}/{path}": data for path, data in self.files.items()}
        for names in sorted({names for names in joined if names}):
            text = modules.joined((name, self.modules[name]) for name in names)
            found[f"{self.home}/{modules.FOLDER}{modules.file(names)}"] = text.encode()
        return found


class Raw(Assets):
    """Assets as they are written, for those who write them: without versions, each module alone."""

    home = FOLDER

    def dressed(self, html: bytes) -> tuple[bytes, tuple[str, ...]]:
        """Return the page as it is."""
        return html, ()


def read(folder: Path, *, live: bool = True) -> Assets:
    """Return the assets that a folder holds, made smaller if they are live: for readers."""
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    paths = ((file, file.relative_to(folder).as_posix()) for file in found)
    known = ((file, path) for file, path in paths if not path.startswith(STEADY))
    if live:
        return Assets({path: _small(file) for file, path in known})
    return Raw({path: file.read_bytes() for file, path in known})


def _small(file: Path) -> bytes:
    smaller = SMALLER.get(file.suffix)
    return smaller(file.read_text(encoding="utf-8")).encode() if smaller else file.read_bytes()


def dress(site: Path) -> None:
    """Move the assets of a built site to where they have a version, and let its pages lead there."""
    assets = read(site / FOLDER)
    if not assets.files:
        return
    for path in assets.files:
        (site / FOLDER / path).unlink()
    joined = set()
    for page in sorted(site.rglob("*.html")):
        html, names = assets.dressed(page.read_bytes())
        page.write_bytes(html)
        joined.add(names)
    _remove_empty(site / FOLDER)
    for address, data in assets.written(joined).items():
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        (site / address).write_bytes(data)


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
