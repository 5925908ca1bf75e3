"""Work that is done apart gives what it gives here, and leaves nothing behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from scripts.apart import apart
from scripts.pool import FORK, WorkerError, workers
from tests.project import ended
from tests.test_pool import DEADLINE, is_alive, waited

LONG = 10 * 64 * 1024
"""More bytes than a pipe holds."""


def begin() -> None:
    pass


def fail(number: int) -> int:
    return 1 // number


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def long_apart(number: int) -> tuple[int, bytes]:
    return apart(os.getpid), apart(bytes, LONG + number)


def test_it_gives_what_the_function_returns_however_long_it_is() -> None:
    assert apart(bytes, LONG) == bytes(LONG)
    assert apart(dict, [("a", None)]) == {"a": None}


def test_it_is_done_in_another_process_which_has_ended() -> None:
    pid = apart(os.getpid)
    assert pid != os.getpid()
    assert not is_alive(pid)


def test_what_the_function_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        apart(fail, 0)


def test_a_process_that_is_killed_is_a_sentence() -> None:
    with pytest.raises(WorkerError, match=r"was ended from outside.*; build with fewer"):
        apart(die)


def test_workers_can_let_work_be_done_apart() -> None:
    with workers(2, begin, method=FORK) as found:
        every = list(found.map(long_apart, range(4)))
    assert [len(data) for _, data in every] == [LONG + number for number in range(4)]
    assert len({pid for pid, _ in every}) == 4


def test_a_worker_whose_work_apart_is_killed_is_a_sentence() -> None:
    with (
        pytest.raises(WorkerError, match="--workers 1"),
        workers(2, begin, method=FORK) as found,
    ):
        list(found.map(killed_apart, range(4)))


def killed_apart(_: int) -> None:
    apart(die)


def test_where_processes_cannot_be_copied_it_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert apart(os.getpid) == os.getpid()


def test_memory_is_free_again() -> None:
    before = used()
    assert apart(lambda: len(held(200 * 1024 * 1024))) > 0
    assert used() - before < 20 * 1024 * 1024


def held(size: int) -> list[Any]:
    """Return something of that size that stays in this process."""
    kept.append(b"\1" * size)
    return kept


kept: list[bytes] = []


def used() -> int:
    """Return the bytes of memory that this process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


PROGRAM = """
import os, signal, sys, time
from scripts.apart import apart

signal.signal(signal.SIGINT, signal.default_int_handler)  # shells switch it off in the background

def slow(answer):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(float(answer))
    return bytes(1_000_000)

if __name__ == "__main__":
    try:
        apart(slow, sys.argv[1])
    except KeyboardInterrupt:
        os.write(1, b"stopped\\n")
"""


@pytest.mark.parametrize(
    ("seconds", "name", "said"),
    [("60", signal.SIGINT, "stopped\n"), ("1", signal.SIGKILL, ""), ("1", signal.SIGTERM, "")],
)
def test_it_ends_with_the_process_that_waits(
    tmp_path: Path, seconds: str, name: signal.Signals, said: str
) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    with (
        subprocess.Popen(
            [sys.executable, str(program), seconds],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        ) as process,
        ended(process),
    ):
        assert process.stdout
        pid = int(process.stdout.readline())
        started = time.monotonic()
        if name == signal.SIGINT:
            os.killpg(process.pid, name)  # as Ctrl-C does
        else:
            process.send_signal(name)
        assert process.communicate() == (said, "")
        assert time.monotonic() - started < DEADLINE
        waited(lambda: not is_alive(pid))
