"""Trying mutants: each in a copy of a process, which is given up when it takes too long."""

from __future__ import annotations

import contextlib
import gc
import math
import os
import resource
import signal
import subprocess
import sys
from multiprocessing import Value
from operator import itemgetter
from subprocess import DEVNULL
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.mutate.graft import functions_of, graft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

SLOW = 0.8
"""Seconds that one test may compute; those that take longer are left out."""

ROOM = 4 << 30
"""Bytes of memory that a mutant may take."""

PATIENCE = 5
"""How many seconds a trial may take for each one that it may compute: the machine may be busy."""

BEGINNING = 60
"""How many seconds pytest may take to read the project, on a busy machine."""

SURVIVED, KILLED, UNCLEAR = 0, 1, 77
"""How a trial ends; it is unclear with a fault outside of functions, and when time was over."""

ARGUMENTS = (
    *("-x", "-o", "addopts=", "-o", "tmp_path_retention_policy=none"),
    *("-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:xdist"),
)


class Tried(NamedTuple):
    """How each mutant ended, the quick and slow tests, and the seconds that a trial may compute."""

    ends: list[int]
    quick: list[str]
    slow: list[str]
    limit: int


class Grafts:
    """A plugin of pytest that reads all tests once, and tries mutants with the quick ones."""

    def __init__(self, path: Path, sources: Sequence[str]) -> None:
        self.path = path
        self.sources = sources
        self.tried: Tried | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Find the quick tests, and try each mutant in place of the module's functions."""
        times = sorted(zip(session.items, _times(session), strict=True), key=itemgetter(1))
        quick = [item for item, seconds in times if seconds < SLOW]
        slow = [item.nodeid for item, seconds in times if seconds >= SLOW]
        limit = 3 + round(5 * sum(seconds for _, seconds in times if seconds < SLOW))
        self.tried = Tried(
            self._ends(session, quick, limit), [item.nodeid for item in quick], slow, limit
        )
        return True

    def _ends(self, session: pytest.Session, tests: list[pytest.Item], limit: int) -> list[int]:
        """Return how each mutant ends; a test that has killed one comes first for the next."""
        functions = functions_of(self.path)
        passed = Value("i", 0)

        def trial(source: str) -> int:
            if not graft(functions, self.path, source):
                return UNCLEAR
            passed.value = sum(1 for _ in _run(session, tests))
            return SURVIVED if passed.value == len(tests) else KILLED

        gc.freeze()  # a copy of this process would copy what its collector touches
        ends = []
        for source in self.sources:
            passed.value = 0
            ends.append(forked(trial, source, limit))
            if ends[-1] == KILLED:
                tests.insert(0, tests.pop(passed.value))
        return ends


def grafts(path: Path, sources: Sequence[str], tests: Sequence[str]) -> Tried:
    """Try mutants of the module at `path` with tests that are read once.

    Raises:
        ValueError: a test file cannot be read.

    """
    plugin = Grafts(path, sources)
    pytest.main([*ARGUMENTS, *tests], plugins=[plugin])
    if not plugin.tried:
        raise ValueError("the tests cannot be read; run them without a mutant")
    return plugin.tried


def fresh(copy: Path, tests: Sequence[str], limit: int) -> int:
    """Return how quick tests end in a copy of the project, in which a mutant is there for all."""
    command = [sys.executable, "-m", "pytest", *ARGUMENTS, *tests]
    with subprocess.Popen(
        command, cwd=copy, start_new_session=True, stdout=DEVNULL, stderr=DEVNULL
    ) as process:
        try:
            return SURVIVED if process.wait(BEGINNING + PATIENCE * limit) == 0 else KILLED
        except subprocess.TimeoutExpired:
            return KILLED
        finally:
            _end(process.pid)


def forked(trial: Callable[[str], int], source: str, limit: int) -> int:
    """Return how a trial ends in a copy of this process, which may compute for `limit` seconds."""
    child = os.fork()
    if not child:
        code = KILLED
        try:
            _bound(limit)
            code = trial(source)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    _end(child)
    code = os.waitstatus_to_exitcode(status)
    return {SURVIVED: SURVIVED, UNCLEAR: UNCLEAR, -signal.SIGALRM: UNCLEAR}.get(code, KILLED)


def _end(group: int) -> None:
    """Kill what a trial has left running."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _bound(limit: int) -> None:
    """Let this process be a group that writes nowhere, and ends in time."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    signal.alarm(PATIENCE * limit)


def _times(session: pytest.Session) -> list[float]:
    """Return for how many seconds each test computes without a mutant; one that fails, endlessly."""
    reader, writer = os.pipe()

    def trial(_source: str) -> int:
        with os.fdopen(writer, "w", encoding="utf-8") as lines:
            for item in session.items:
                begun, failed = _computed(), session.testsfailed
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                wrong = session.testsfailed > failed
                print(math.inf if wrong else _computed() - begun, file=lines)
        return SURVIVED

    forked(trial, "", 3600)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as lines:
        return [float(line) for line in lines]


def _computed() -> float:
    """Return for how many seconds this process and its own have computed."""
    return sum(os.times()[:4])


def _run(session: pytest.Session, items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """Run tests until one fails, and yield each that has passed."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return
        yield item
