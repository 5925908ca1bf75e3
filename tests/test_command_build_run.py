"""How `siap build` runs: what a terminal shows, and what Ctrl-C leaves."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from scripts.edition import STORE
from tests.project import Project, ended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEADLINE = 30.0  # seconds
# Every piece takes its time; shells may have switched Ctrl-C off.
SLOWLY = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from scripts import works
from scripts.__main__ import main
do = works.Works.do
def slowly(*arguments):
    time.sleep(0.1)
    return do(*arguments)
works.Works.do = slowly
main(["build", *sys.argv[1:]])
"""

# Rules are asked by workers, which are to end.
ASKING = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from scripts import check_asking
from scripts.__main__ import main
from scripts.check_verdict import Judge
check_asking.RULES = check_asking.PAGES = 1
Judge.problems = lambda *_: {}
main(["build", "--workers", "2"])
"""


@pytest.fixture
def project(built: Project) -> Project:
    """A project with its site and the pieces of that."""
    return built


def started(project: Project, *options: str, code: str = SLOWLY) -> subprocess.Popen[str]:
    """Start a build, a slow one, in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *options],
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("SITE_")},
            "PYTHONUNBUFFERED": "1",
        },
    )


def names(project: Project) -> set[str]:
    """Return what is in the store."""
    return {path.name for path in (project.root / STORE / "live").iterdir()}


def waited(done: Callable[[], bool]) -> None:
    limit = time.monotonic() + DEADLINE
    while not done():
        assert time.monotonic() < limit
        time.sleep(0.02)


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def interrupt(process: subprocess.Popen[str], stop: Callable[[int, int], None]) -> None:
    """Press Ctrl-C, and make sure that a build says so and leaves no process."""
    stop(process.pid, signal.SIGINT)
    out = process.communicate()[0]
    assert process.returncode == 1
    assert out.endswith("Aborted!\n")
    assert "Traceback" not in out
    waited(lambda: not is_alive(process.pid))


@pytest.mark.parametrize(
    ("options", "stop"),
    [
        (("--workers", "1"), os.kill),
        (("--workers", "2"), os.kill),
        (("--workers", "2"), os.killpg),  # as a terminal does
    ],
)
def test_ctrl_c_leaves_the_old_site_and_nothing_else(
    project: Project, options: tuple[str, ...], stop: Callable[[int, int], None]
) -> None:
    before, kept = project.site(), names(project)
    with started(project, *options) as process, ended(process):
        assert process.stdout
        while process.stdout.readline() != "Making pages …\n":
            assert process.poll() is None
        waited(lambda: names(project) != kept)  # the mark of a build under way
        interrupt(process, stop)
    assert (project.site(), names(project)) == (before, kept)
    assert not [path for path in project.root.iterdir() if path.name.startswith(".site")]


@pytest.mark.parametrize("stop", [os.kill, os.killpg])
def test_ctrl_c_ends_the_check_too(project: Project, stop: Callable[[int, int], None]) -> None:
    before, asked = project.site(), project.root / "asked"
    code = ASKING.format(f"open({str(asked)!r}, 'w').close() or time.sleep(60)")
    with started(project, code=code) as process, ended(process):
        waited(asked.exists)
        interrupt(process, stop)
    assert project.site() == before


def test_a_worker_of_the_check_that_is_killed_is_a_sentence(project: Project) -> None:
    before = project.site()
    code = ASKING.format("os.kill(os.getpid(), signal.SIGKILL)")
    with started(project, code=code) as process, ended(process):
        out = process.communicate()[0]
    said = "check: a worker process was ended from outside, perhaps for want of memory; build with"
    assert process.returncode == 1
    assert f"\n{said} fewer: --workers 1\n1 problem to fix; site/ is as it was.\n" in out
    assert "Traceback" not in out
    assert project.site() == before


def test_without_a_terminal_there_are_lines_alone(project: Project) -> None:
    done = project.run("build", CI="true")
    assert "Making pages …\n" in done.out
    assert not re.search(r"[\r\x1b]|%|#{3}", done.out)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_terminal_shows_the_pages_that_are_done_and_the_time_left(project: Project) -> None:
    said = "".join(in_terminal(project, "--workers", "2"))
    found = re.findall(r"Making pages  \[[#-]+\] +(\d+)/(\d+) +\d+%(?: +(\d+[\d:d ]*))?", said)
    assert found, said
    assert (found[0][0], found[-1][0]) == ("0", found[-1][1])
    assert [left for _, _, left in found if re.search(r"\d\d:\d\d:\d\d", left)]
    assert "Built and checked" in said


def in_terminal(project: Project, *options: str) -> Iterator[str]:
    """Build in a terminal, and yield what it shows."""
    import pty  # noqa: PLC0415 - not there on Windows

    parent, child = pty.openpty()
    command = [sys.executable, "-c", SLOWLY, *options]
    with subprocess.Popen(
        command, cwd=project.root, stdout=child, stderr=child, text=True
    ) as process:
        os.close(child)
        with ended(process):
            while data := read(parent):
                yield data.decode()
    os.close(parent)


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:  # the other side is closed
        return b""
