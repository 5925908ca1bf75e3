"""Work is the same by one process or several, and none of them is left behind."""

from __future__ import annotations

import inspect
import multiprocessing
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from scripts.pool import (
    ANEW,
    FORK,
    SERVER,
    SPAWN,
    GivenUpError,
    Here,
    WorkerError,
    workers,
)
from tests.project import ended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAYS = ((1, ""), (2, FORK), (2, ANEW), (2, SPAWN))
DEADLINE = 20.0  # seconds

_word = ""


def begin(word: str) -> None:
    global _word  # noqa: PLW0603 - as works.begin
    _word = word


def say(number: int) -> str:
    return f"{_word}{number}"


def where(_: int) -> int:
    return os.getpid()


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    return 1 // number


def pause(number: int) -> int:
    time.sleep(2 * DEADLINE if number else 0)
    return number


def nap(number: int) -> int:
    time.sleep(0.05)
    return number


def stutter(number: int) -> int:
    """Begin to tell a result, and end or wait in the midst of it."""
    frame = inspect.currentframe()
    while frame and "result_queue" not in frame.f_locals:
        frame = frame.f_back
    assert frame
    os.write(frame.f_locals["result_queue"]._writer.fileno(), struct.pack("!i", 9) + b"half")
    return die(3) if number else pause(1)


@pytest.mark.parametrize(("number", "method"), WAYS)
def test_what_comes_back_is_in_order(number: int, method: str) -> None:
    with workers(number, begin, "x", method=method) as found:
        assert list(found.map(say, range(50))) == [f"x{n}" for n in range(50)]
        assert list(found.map(say, iter(()))) == []
        assert list(found.map(say, [7])) == ["x7"]
        assert list(found.map(say, (n for n in range(3)))) == ["x0", "x1", "x2"]


def test_one_worker_is_this_process() -> None:
    with workers(1, begin, "x") as found:
        assert isinstance(found, Here)
        assert set(found.map(where, range(9))) == {os.getpid()}


def test_more_workers_are_other_processes_which_end() -> None:
    with workers(2, begin, "x", method=FORK) as found:
        every = set(found.map(where, range(200)))
    assert os.getpid() not in every
    assert not [pid for pid in every if is_alive(pid)]


def test_a_worker_that_is_killed_is_a_sentence() -> None:
    with (
        pytest.raises(
            WorkerError, match=r"was ended from outside.*; build with fewer: --workers 1"
        ),
        workers(2, begin, "x", method=FORK) as found,
    ):
        list(found.map(die, range(40)))


@pytest.mark.skipif(sys.platform == "win32", reason="its pipes have messages that are whole")
@pytest.mark.parametrize("method", [FORK, ANEW])
@pytest.mark.parametrize(("number", "error"), [(0, GivenUpError), (1, WorkerError)])
def test_nobody_waits_for_the_rest_of_what_a_worker_says(
    method: str, number: int, error: type[Exception]
) -> None:
    end = time.monotonic() + 1 if number == 0 else float("inf")
    with (
        pytest.raises(error),
        workers(2, begin, "x", method=method, unwanted=lambda: time.monotonic() > end) as found,
    ):
        list(found.map(stutter, [number]))


def test_what_a_worker_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError), workers(2, begin, "x", method=FORK) as found:
        list(found.map(fail, range(40)))


def test_workers_that_nobody_waits_for_end_at_once() -> None:
    started = time.monotonic()
    pids: set[int] = set()
    with suppress(KeyboardInterrupt), workers(2, begin, "x", method=FORK) as found:
        pids |= set(found.map(where, range(40)))
        for _ in found.map(pause, range(40)):
            raise KeyboardInterrupt
    assert time.monotonic() - started < DEADLINE
    assert not [pid for pid in pids if is_alive(pid)]


@pytest.mark.parametrize(("number", "method"), WAYS)
def test_work_that_hands_out_other_work_is_done_beside_this_process(
    number: int, method: str
) -> None:
    with workers(number, begin, "x", method=method) as found:
        first = found.map(say, range(40))
        chain = found.beside(lambda: [*first, *found.map(say, range(3))])
        assert chain() == [f"x{each}" for each in (*range(40), *range(3))]


def test_workers_are_begun_by_no_thread() -> None:
    with workers(2, begin, "", method=FORK) as found:
        begins = found.beside(lambda: (list(found.map(say, range(9))), threading.current_thread()))
        assert begins()[1] is threading.main_thread()
        later = found.beside(threading.current_thread)
        assert later() is not threading.main_thread()


def test_what_was_begun_beside_this_process_ends_when_nobody_asks_for_it() -> None:
    begun = time.monotonic()
    with workers(2, begin, "", method=FORK) as found:
        found.beside(partial(list, found.map(nap, range(1000))))
    assert time.monotonic() - begun < DEADLINE


def test_what_was_begun_beside_this_process_ends_with_its_workers() -> None:
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt), workers(2, begin, "", method=FORK) as found:  # noqa: PT012
        found.beside(partial(list, found.map(pause, range(4))))
        raise KeyboardInterrupt
    assert time.monotonic() - begun < DEADLINE
    assert not multiprocessing.active_children()


def test_a_worker_that_is_killed_is_a_sentence_beside_this_process_too() -> None:
    with pytest.raises(WorkerError), workers(2, begin, "", method=FORK) as found:
        found.beside(lambda: list(found.map(die, range(9))))()


def test_processes_of_others_are_left_alone() -> None:
    other = multiprocessing.Process(target=time.sleep, args=(60,))
    other.start()
    try:
        with suppress(KeyboardInterrupt), workers(2, begin, "x", method=FORK) as found:
            next(found.map(say, range(40)))
            raise KeyboardInterrupt
        assert other.is_alive()
    finally:
        other.kill()
        other.join()


def pause_until_given_up(method: str, pids: set[int]) -> None:
    with workers(2, begin, "x", method=method, unwanted=lambda: bool(pids)) as found:
        pids |= set(found.map(where, range(40)))
        list(found.map(pause, [1]))


@pytest.mark.parametrize("method", [FORK, ANEW])
def test_work_is_given_up_in_the_midst_of_it(method: str) -> None:
    started, pids = time.monotonic(), set[int]()
    with pytest.raises(GivenUpError):
        pause_until_given_up(method, pids)
    assert time.monotonic() - started < DEADLINE
    assert not [pid for pid in pids if is_alive(pid)]


def test_what_may_be_given_up_is_never_done_here() -> None:
    with workers(2, begin, "x", method=FORK, unwanted=lambda: False) as found:
        assert list(found.map(where, [1])) != [os.getpid()]
        assert list(found.map(where, [])) == []


@pytest.mark.skipif(ANEW != SERVER, reason="this system has no such server")
def test_modules_are_loaded_once_for_all_workers_to_come(tmp_path: Path) -> None:
    (tmp_path / "heavy.py").write_text("import os\nLOADED_BY = os.getpid()\n")
    program = tmp_path / "program.py"
    program.write_text(LOADING)
    done = subprocess.run(
        [sys.executable, str(program)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))},
        capture_output=True,
        check=True,
        timeout=4 * DEADLINE,
    )
    assert done.stdout == b"True\n"


LOADING = """
import os
from scripts.pool import ANEW, load_before, workers

def begin():
    pass

def loaded(_):
    import heavy
    return heavy.LOADED_BY != os.getpid(), heavy.LOADED_BY

if __name__ == "__main__":
    load_before(["heavy"])
    with workers(2, begin, method=ANEW) as found:
        every = set(found.map(loaded, range(40)))
    ((elsewhere, by),) = every
    print(elsewhere and by != os.getpid())
"""
PROGRAM = """
import os, sys, time
from scripts.pool import workers

def begin():
    pass

def slow(number):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(0.2)

if __name__ == "__main__":
    with workers(2, begin, method=sys.argv[1]) as found:
        list(found.map(slow, range(1000)))
"""


@pytest.mark.parametrize(
    ("method", "name"),
    [
        (FORK, signal.SIGKILL),
        (FORK, signal.SIGTERM),
        (ANEW, signal.SIGKILL),
        (SPAWN, signal.SIGKILL),
    ],
)
def test_workers_end_with_a_process_that_is_killed(
    tmp_path: Path, method: str, name: signal.Signals
) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    with (
        subprocess.Popen(
            [sys.executable, str(program), method],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        ) as process,
        ended(process),
    ):
        assert process.stdout
        pids: set[int] = set()
        while len(pids) < 2:
            pids.add(int(process.stdout.readline()))
        process.send_signal(name)
        process.wait()
        waited(lambda: not [pid for pid in pids if is_alive(pid)])


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def waited(done: Callable[[], bool]) -> None:
    limit = time.monotonic() + DEADLINE
    while not done():
        assert time.monotonic() < limit
        time.sleep(0.05)
