"""A copy of the whole project in a temporary folder, for tests that change it and run `siap`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from scripts import edition, receipt, settings, source
from scripts.edition import Hands
from scripts.maker import CACHE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.problem import Problem

ROOT = Path(__file__).parent.parent
PARTS = ("docs", "overrides", "scripts")


@dataclass(frozen=True)
class Result:
    """How a run of `siap` ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Project:
    """A project's folder."""

    root: Path

    def run(self, *arguments: str, **environment: str) -> Result:
        """Run `siap` in the project, with SITE_URL and the like from `environment` alone."""
        settings = {k: v for k, v in os.environ.items() if not k.startswith("SITE_")}
        done = subprocess.run(
            [sys.executable, "-m", "scripts", *arguments],
            cwd=self.root,
            env=settings | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def read(self, path: str) -> str:
        """Return a file's text."""
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file, and its folder where it is missing."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def copied_to(self, folder: Path) -> Project:
        """Copy the project with all that was made of it."""
        return Project(shutil.copytree(self.root, folder, symlinks=True))

    def site(self) -> dict[str, bytes]:
        """Return every file of the built site by its path."""
        folder = self.root / "site"
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """Let no process outlive a test that fails: its end would be waited for."""
    try:
        yield
    finally:
        process.kill()


def copy_to(folder: Path, *, kept: bool = True) -> Project:
    """Copy what a build needs into `folder`, programs compiled as far as they are here.

    What was typeset before is `kept` for all copies.
    """
    half = shutil.ignore_patterns("*.pyc.*")  # another process is just writing it
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=half)
    for name in ("mkdocs.yml", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    if kept:
        (ROOT / CACHE).mkdir(parents=True, exist_ok=True)
        (folder / CACHE).parent.mkdir()
        (folder / CACHE).symlink_to(ROOT / CACHE)
    return Project(folder)


def make(folder: Path, url: str, root: Path = ROOT) -> list[Problem]:
    """Make a project's site for an address into an empty folder, as `siap build` does unchecked.

    It is made anew, in this process, and what the project itself keeps of its builds is left alone.
    """
    wanted = settings.read(root, os.environ)._replace(url=f"{url.rstrip('/')}/")
    folder.mkdir(parents=True, exist_ok=True)
    sources = receipt.sources(root)
    library, problems = source.load(root)
    if problems:
        return problems
    with TemporaryDirectory() as store, patch.object(edition, "STORE", store):
        return edition.make(library, wanted, root, folder, sources, hands=Hands(1)).problems
