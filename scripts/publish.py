"""Publishing: a checked site goes live whole, or not at all."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scripts import receipt
from scripts.compress import companions
from scripts.limits import end, unseen
from scripts.publish_folder import FolderTarget
from scripts.publish_git import GitTarget
from scripts.publish_rsync import RsyncTarget
from scripts.release import OWN_FOLDER, PUBLIC, PublishError, Release, assemble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.digest import Difference
    from scripts.release import Layout, Target, Track

GIT = "git+"
BRANCH = "gh-pages"
SERVER = re.compile(
    r"(?P<host>(?:[\w.][\w.-]*@)?(?:\[[\da-fA-F:]+\]|\w[\w.-]*)):(?P<path>(?!~(?!/[^/]))[^:]+)"
)
"""A host and a folder there; of `~`, only what is below one's own home folder."""

FORMS = (
    "write a folder as ./public or /srv/www/siap, a git branch as git+origin#gh-pages or "
    "git+https://host.example/pages.git, a server as user@host.example:/srv/www/siap"
)
NAME = re.compile(r"(?!refs/)\w(?:[\w-]|[./](?![./]|\Z|lock(?:/|\Z)))*")
"""The name of a branch that git takes, and that says which one is meant."""

COMPANIONS = (".gz", ".br")
INDEX = "index.html"
IS_WINDOWS = os.name == "nt"
OWN = (".cache", ".git", ".venv", "tests")  # of the project, besides what a site is made of
SHOWN = 20  # pages of a kind that are named


@dataclass(frozen=True)
class Project:
    """The folders of a project: its sources, the built site, the receipt of its check, a cache."""

    root: Path
    site: Path
    receipt: Path
    cache: Path


def target_of(text: str, project: Project) -> Target:
    """Return the target that is meant by a text; raises PublishError when none is."""
    if unseen(text) or not text.isprintable():
        raise PublishError(f"{text!a} holds a sign that nobody sees; delete it, and {FORMS}")
    if text.startswith(GIT):
        return _git_target(text.removeprefix(GIT), project.root)
    if text.startswith("ssh://"):
        return _ssh_target(text)
    if Path(text).drive or text.startswith(("/", "./", "../", "~/")):
        return _folder_target(Path(text).expanduser().absolute(), project)
    if not text.startswith("file:") and "://" not in text and (match := SERVER.fullmatch(text)):
        return RsyncTarget(match["host"], match["path"])
    raise PublishError(f'"{text}" is no place to publish to; {FORMS}')


def _git_target(text: str, root: Path) -> Target:
    remote, _, branch = text.partition("#")
    if not remote or remote.startswith("-"):
        raise PublishError(f'"{GIT}{text}" names no repository; {FORMS}')
    if not NAME.fullmatch(branch or BRANCH):
        raise PublishError(f'"{branch}" is no name of a branch; {FORMS}')
    path = Path(os.path.expanduser(remote))  # noqa: PTH111 - Path raises for users that are none
    return GitTarget(str(path.absolute()) if path.exists() else remote, branch or BRANCH, root)


def _ssh_target(text: str) -> Target:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise PublishError(f'"{text}" has no sensible port; {FORMS}') from None
    host = parts.netloc.removesuffix(f":{port}")
    path = re.sub("^/~", "~", parts.path)
    if port == 0 or parts.query or parts.fragment or not SERVER.fullmatch(f"{host}:{path}"):
        raise PublishError(f'"{text}" does not name a host and a path; {FORMS}')
    return RsyncTarget(host, path, port)


def _folder_target(path: Path, project: Project) -> Target:
    if IS_WINDOWS:
        message = "on Windows no link to a folder can change in one step"
        raise PublishError(f"{message}; publish to a git branch, or to a server")
    root, place = end(project.root), end(path)
    if place == place.parent:
        raise PublishError(f"{path} is the root of the whole machine; {OWN_FOLDER}")
    if place.is_relative_to(end(project.site)):
        raise PublishError(f"{path} is in the built site, which the next build replaces; {FORMS}")
    parts = [root / name for name in (*receipt.SOURCES, *OWN)]
    if place == root or any(place.is_relative_to(part) for part in parts):
        raise PublishError(f"{path} is a part of the project itself; {FORMS}")
    return FolderTarget(path)


def checked(project: Project, settings: Mapping[str, str]) -> receipt.Receipt:
    """Return the receipt of a site that is checked and not stale.

    `settings` are those of a build that would be made now. Raises PublishError with the reason why
    the site may not be published.
    """
    found = receipt.read(project.receipt)
    if found is None or not project.site.is_dir():
        raise PublishError("site/ was not built and checked yet; run `make` first")
    if reason := receipt.objection(found, receipt.sources(project.root), settings):
        raise PublishError(reason)
    return found


@contextmanager
def released(
    project: Project, found: receipt.Receipt, url: str, layout: Layout, track: Track
) -> Iterator[Release]:
    """Give a release of the checked site, in a folder that does not stay."""
    with TemporaryDirectory(prefix="siap-release-") as folder:
        release = Release(Path(folder), url)
        texts = assemble(project.site, found.site, release, layout)
        if texts:
            compressed = companions(texts, project.cache / "compressed")
            for _ in track("Compressing", compressed, len(texts)):
                pass
        yield release


def described(difference: Difference, *, whole: bool = False) -> Iterator[str]:
    """Yield lines on what a publication changes: the pages of each kind, then how many.

    Unless the list is wanted `whole`, it names only the first pages.
    """
    kinds = {"+": difference.added, "~": difference.changed, "-": difference.removed}
    pages = {sign: list(filter(None, map(_page, paths))) for sign, paths in kinds.items()}
    for sign, found in pages.items():
        named = found if whole else found[:SHOWN]
        yield from (f"  {sign} {page}" for page in named)
        if len(found) > len(named):
            yield f"  {sign} and {len(found) - len(named)} more"
    added, changed, removed = map(len, pages.values())
    others = [path for path in difference.paths if not _page(path)]
    other = sum(not path.endswith(COMPANIONS) for path in others)
    yield f"Pages: {added} added, {changed} changed, {removed} removed. Other files: {other}."


def _page(path: str) -> str:
    """Return the address of the page that a file of a release is, or an empty string."""
    address = path.removeprefix(PUBLIC)
    return address.removesuffix(INDEX) if address.endswith(".html") else ""
