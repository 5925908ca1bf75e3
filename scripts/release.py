"""A release: the checked site as it will lie on a host, and what goes with it there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar
from urllib.parse import urlsplit

from scripts import compress, hosts, snippets
from scripts.digest import compare, digest, digests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from scripts.digest import Difference

Item = TypeVar("Item")
# What a host is: a server of one's own, or one that takes pages and decides the rest by itself.
Layout = Literal["server", "pages"]

PUBLIC = "public"
NO_JEKYLL = ".nojekyll"
CNAME = "CNAME"
# Hosts of pages have addresses of their own, and an address that cannot exist needs no name.
GIVEN = (".github.io", ".gitlab.io", ".codeberg.page", ".netlify.app", ".pages.dev")
RESERVED = (".example", ".invalid", ".localhost", ".test")
OWN_FOLDER = "publish to a folder of the site's own in it, as /srv/www/siap"


class PublishError(Exception):
    """Why nothing was published, as a sentence that says what to do."""


class Track(Protocol):
    """Shows how far a long piece of work has come."""

    def __call__(self, label: str, items: Iterable[Item], total: int, /) -> Iterator[Item]:
        """Yield the items while showing that `label` is under way; there will be `total`."""


@dataclass(frozen=True)
class Release:
    """A folder with what a target is to hold, and the address it is for."""

    folder: Path
    url: str

    @property
    def public(self) -> Path:
        """Return the folder that readers see."""
        return self.folder / PUBLIC

    def digests(self) -> dict[str, str]:
        """Return the digests of all files by path."""
        return digests(self.folder)

    def digest(self) -> str:
        """Return one digest for all."""
        return digest(self.digests())


class Target(Protocol):
    """A place to publish to, where a release is live whole or not at all."""

    layout: Layout

    def compare(self, release: Release) -> Difference:
        """Return how a release differs from what is live; paths begin with `public/` for readers."""

    def publish(self, release: Release, track: Track) -> None:
        """Make a release live; on PublishError or OSError the old one still is."""

    def rollback(self) -> str:
        """Make the release before the live one live again, and return a name for it."""


def assemble(
    site: Path, checked: Mapping[str, str], release: Release, layout: Layout
) -> list[Path]:
    """Copy a site into an empty release, with what its host needs, and return what to compress.

    `checked` has the digests of the site as it was checked. The copy is compared with them, so
    nobody can change the site between that look and its publication. Raises PublishError if it
    differs.
    """
    shutil.copytree(site, release.public, copy_function=shutil.copyfile)
    if paths := compare(checked, digests(release.public)).paths:
        message = f"site/{paths[0]} is not as it was when site/ was checked; run `make` to build it"
        raise PublishError(f"{message} again")
    if layout == "pages":
        for name, text in {NO_JEKYLL: "", **cname(release.url)}.items():
            (release.public / name).write_text(text, encoding="utf-8", newline="\n")
        return []
    snippets.write(release.folder, hosts.read(release.public, release.url))
    return compress.texts(release.public)


def cname(url: str) -> dict[str, str]:
    """Return the file that tells a host of pages its own domain, if the address has one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    named = "." in host and not host.endswith((*GIVEN, *RESERVED)) and not host[-1].isdigit()
    return {CNAME: f"{host}\n"} if named and parts.path == "/" else {}


def is_reserved(url: str) -> bool:
    """Return whether an address can never be found by readers elsewhere."""
    return (urlsplit(url).hostname or "").endswith(RESERVED)
