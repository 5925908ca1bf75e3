"""What the workers of a run share: each thing is made by the first of them that needs it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests import project
from tests.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pytest

    Make = Callable[[Path, str], Sequence[object]]

URL = "https://siap-wawancara.example/"
CAMPUS = "https://karier.kampus.ac.id/"
PATIENCE = 120


def folder_of(config: pytest.Config, factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of this run, and no others, share."""
    base = factory.getbasetemp()
    return base.parent if hasattr(config, "workerinput") else base


def build_once(folder: Path, url: str = URL, make: Make = project.make) -> Path:
    """Build the site into `folder`, or wait for another worker of the same run to do so.

    `make` builds it for an address into an empty folder, and returns what is wrong.
    """
    complaint = folder.with_suffix(".problems")
    try:
        folder.with_suffix(".claim").touch(exist_ok=False)
    except FileExistsError:
        _wait_for(folder, complaint)
    else:
        _build(folder, url, make, complaint)
    if complaint.exists():
        raise RuntimeError(f"the site cannot be built:\n{complaint.read_text(encoding='utf-8')}")
    return folder


def built(folder: Path, **environment: str) -> Project:
    """Return the real project after `siap build`, which nobody may change: tests change copies."""

    def make(stage: Path, _: str) -> list[str]:
        done = project.copy_to(stage).run("build", **environment)
        return done.err.splitlines()

    return Project(build_once(folder, make=make))


def campus(folder: Path) -> Project:
    """Return the real project after `siap build` and `siap publish` for CAMPUS: see `built`."""

    def make(stage: Path, _: str) -> list[str]:
        here = project.copy_to(stage)
        done = [
            here.run(*arguments, SITE_URL=CAMPUS)
            for arguments in (("build",), ("publish", f"{folder}.live"))
        ]
        return [line for each in done for line in each.err.splitlines()]

    return Project(build_once(folder, make=make))


def _build(folder: Path, url: str, make: Make, complaint: Path) -> None:
    stage = folder.with_suffix(".stage")
    try:
        problems = make(stage, url)
    except BaseException:
        complaint.write_text("see the first worker's error", encoding="utf-8")
        raise
    if problems:
        complaint.write_text("\n".join(map(str, problems)), encoding="utf-8")
    else:
        stage.rename(folder)


def _wait_for(*paths: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not any(path.exists() for path in paths):
        if time.monotonic() > end:
            raise TimeoutError(f"another worker did not build {paths[0]}")
        time.sleep(0.02)
