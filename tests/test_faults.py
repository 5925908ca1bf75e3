"""Whatever goes wrong around a build: the site is as it was or new, and what happened is said."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts import pool, receipt
from scripts.build import build
from scripts.digest import digests
from scripts.problem import Problem
from tests import worlds
from tests.project import Project, Result, copy_to

if TYPE_CHECKING:
    from collections.abc import Sequence

ODD = "Karier – é ꦗ 'satu' #1 100% {a} [b]"
BEFORE = {"index.html": b"before", "en/index.html": b"before"}
PROBLEM = Problem("site", 0, "is not to be built")
PAGE = "docs/id/tentang.md"
# A file goes before it is read for the nth time.
VANISHING = """
import os, pathlib, sys
from scripts.__main__ import main
file, left = os.path.realpath(sys.argv[1]), int(sys.argv[2])
def notice(event, arguments):
    global left
    if event == "open" and str(arguments[0]) == file:
        left -= 1
        if left == 0:
            os.unlink(file)
sys.addaudithook(notice)
main(["build"])
"""
# Between validating and rendering, somebody else does something.
MEANWHILE = """
import pathlib, sys
from scripts import __main__, command_build
build = command_build.build_whole
def edit_and_build(*arguments):
    exec(sys.argv[1])
    return build(*arguments)
command_build.build_whole = edit_and_build
__main__.main(["build"])
"""
# The first worker that is asked for a piece kills itself, or whoever asked.
KILLING = """
import os, signal, sys
from scripts import __main__, cache
stored, asking = cache.stored, os.getpid()
def killing(*arguments):
    if os.getpid() != asking:
        os.kill({"worker": os.getpid(), "build": asking}[sys.argv[1]], signal.SIGKILL)
    return stored(*arguments)
cache.stored = killing
__main__.main(["build", "--workers", "2", "--start", "fork"])
"""
UNHURRIED = 60  # seconds, after which a process counts as left behind


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a site of before."""
    project = copy_to(tmp_path / ODD)
    for path, data in BEFORE.items():
        project.write(f"site/{path}", data.decode())
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, list[Result]]:
    """A project that two builds at once have built, and what they said."""
    project = copy_to(tmp_path_factory.mktemp("built") / "project")
    with ThreadPoolExecutor(2) as both:
        return project, list(both.map(lambda _: project.run("build"), range(2)))


@pytest.fixture
def known(built: tuple[Project, list[Result]], tmp_path: Path) -> Project:
    """A project that was built before: its pieces are kept, so that another build is quick."""
    return Project(shutil.copytree(built[0].root, tmp_path / "copy", symlinks=True))


def run(
    project: Project, *arguments: str, prefix: Sequence[str] = (), **environment: str
) -> Result:
    """Run `siap`, or Python where the arguments begin with `-c`, behind a prefix."""
    command = arguments if arguments[0] == "-c" else ("-m", "scripts", *arguments)
    settings = {key: value for key, value in os.environ.items() if not key.startswith("SITE_")}
    done = subprocess.run(
        [*prefix, sys.executable, *command],
        cwd=project.root,
        env=settings | {"PYTHONDONTWRITEBYTECODE": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=UNHURRIED,  # the output ends with the last process that may write there
    )
    return Result(done.returncode, done.stdout, done.stderr)


def expect_no_harm(project: Project, done: Result, *words: str) -> None:
    """Expect that the site is as it was and nothing lies about, and that a sentence says why."""
    assert done.code == 1, done
    assert "Traceback" not in done.out + done.err
    last = done.err.splitlines()[-1]
    for word in words:
        assert word in done.err
    assert last.endswith(("site/ is as it was.", "What was done before stays."))
    assert project.site() == BEFORE
    assert litter(project) == []


def litter(project: Project) -> list[str]:
    """Return what a build should not leave behind."""
    beside = [path.name for path in project.root.iterdir() if path.name.startswith(".site-")]
    return beside + [path.name for path in (project.root / ".cache").rglob("*.*.????????")]


# Disks


def test_a_folder_that_is_read_only(project: Project) -> None:
    prefix = worlds.read_only(project.root)
    done = run(project, "build", prefix=prefix)
    expect_no_harm(project, done, "Read-only file system", "site/ is as it was")
    expect_no_harm(project, run(project, "schema", prefix=prefix), "Read-only file system")


def test_a_disk_that_is_full(project: Project, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    prefix = worlds.on_a_small_disk(project.root, tmp_path / "disk", "5m")
    done = run(project, "build", prefix=prefix)
    expect_no_harm(project, done, "No space left on device", "site/ is as it was")


def test_a_place_for_the_receipt_that_cannot_be_written(known: Project) -> None:
    before = known.site()
    (known.root / ".cache/receipt.json").unlink()
    (known.root / ".cache/receipt.json").mkdir()
    done = run(known, "build")
    assert done.code == 1
    assert done.err.startswith("Error: [Errno 21] Is a directory")
    assert done.err.endswith("What was done before stays.\n")
    assert known.site() == before
    assert "run `make` first" in run(known, "publish", "./public").err


# Permissions


def test_a_folder_that_nobody_may_write_to(project: Project) -> None:
    project.root.chmod(0o555)
    done = run(project, "build", prefix=worlds.bound())
    project.root.chmod(0o755)
    expect_no_harm(project, done, "Permission denied", "site/ is as it was")


@pytest.mark.parametrize("path", ["docs/en/tentang.md", "docs/en/artikel", "overrides/main.html"])
def test_what_nobody_may_read(project: Project, path: str) -> None:
    (project.root / path).chmod(0)
    done = run(project, "build", prefix=worlds.bound())
    (project.root / path).chmod(0o755)
    expect_no_harm(project, done, "ermission denied", path)


# What others do meanwhile


@pytest.mark.parametrize("times", [1, 2])
def test_a_page_that_goes_while_it_is_being_read(project: Project, times: int) -> None:
    done = run(project, "-c", VANISHING, PAGE, str(times))
    expect_no_harm(project, done, PAGE)


@pytest.mark.parametrize("path", ["docs/assets/stylesheets/site.css", "overrides/main.html"])
def test_a_file_that_goes_after_it_was_validated(project: Project, path: str) -> None:
    done = run(project, "-c", MEANWHILE, f"pathlib.Path({path!r}).unlink()")
    expect_no_harm(project, done, Path(path).name)


@pytest.mark.parametrize("deed", ["open('a').write('\\nSatu lagi. [@redaksi]\\n')", "unlink()"])
def test_a_page_that_changes_after_it_was_validated_is_not_published(
    known: Project, deed: str
) -> None:
    done = run(known, "-c", MEANWHILE, f"pathlib.Path({PAGE!r}).{deed}")
    assert (done.code, done.err) == (0, "")
    assert litter(known) == []
    refused = run(known, "publish", "./public")
    assert (refused.code, refused.out) == (1, "")
    assert f"{PAGE} changed after site/ was built" in refused.err


def test_two_builds_at_once_leave_one_whole_site(built: tuple[Project, list[Result]]) -> None:
    project, results = built
    assert [(done.code, done.err) for done in results] == [(0, "")] * 2
    assert litter(project) == []
    assert run(project, "check").code == 0
    found = receipt.read(project.root / ".cache/receipt.json")
    assert found
    assert found.site == digests(project.root / "site")  # what is published is held to it


# Processes


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can fork here")
def test_a_worker_that_is_killed(project: Project) -> None:
    done = run(project, "-c", KILLING, "worker")
    expect_no_harm(project, done, "a worker process was ended from outside", "--workers 1")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can fork here")
def test_a_build_that_is_killed_leaves_no_worker_behind(project: Project) -> None:
    done = run(project, "-c", KILLING, "build")
    assert done.code == -signal.SIGKILL
    assert project.site() == BEFORE
    assert len(litter(project)) == 1
    assert build(project.root / "site", lambda _: [PROBLEM], lambda _: []) == [PROBLEM]
    assert litter(project) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can fork here")
def test_work_that_is_asked_for_after_a_worker_was_killed() -> None:
    with pool.workers(2, begin) as found:
        for work in (die, str):
            with pytest.raises(pool.WorkerError, match="--workers 1"):
                list(found.map(work, range(4)))


def begin() -> None:
    """Begin with nothing."""


def die(_: int) -> None:
    """End the process as the system does when there is no memory left."""
    os.kill(os.getpid(), signal.SIGKILL)


# Odd places


def test_clock_network_language_and_path_make_no_difference(
    built: tuple[Project, list[Result]], project: Project
) -> None:
    prefix = (*worlds.offline(), *worlds.in_the_past())
    done = run(project, "build", prefix=prefix, **worlds.PLAIN)
    assert (done.code, done.err) == (0, "")
    assert project.site() == built[0].site()
    assert litter(project) == []
