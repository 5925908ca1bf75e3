"""Worker processes: the same work on many things at once, or one after the other in this process.

Where the system can fork, workers begin as copies of this process; elsewhere each starts anew and
is handed what it works with.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

In = TypeVar("In")
Out = TypeVar("Out")

FORK, SPAWN = "fork", "spawn"
SINGLE = 32
"""How many things, those that come first, are work of their own, for they may take long."""
CHUNKS = 16
"""Into how many parts the work of each worker is cut, so that none is left with much at the end."""
ENDED = (
    "a worker process was ended from outside, perhaps for want of memory; "
    "build with fewer: --workers 1"
)


class WorkerError(Exception):
    """A worker ended before its work did; the text says what to do."""

    def __init__(self, message: str = ENDED) -> None:
        super().__init__(message)


class Pool(Protocol):
    """What can do work on many things."""

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """Yield what a function of a module returns for each thing, in their order."""


class Here:
    """One process: the one that asks."""

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """Yield what a function returns for each thing, in their order."""
        return map(function, items)


class Workers:
    """Worker processes."""

    def __init__(
        self, executor: ProcessPoolExecutor, number: int, start: Callable[[], None]
    ) -> None:
        self._executor = executor
        self._number = number
        self._start_here = cache(start)

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """Return what a function of a module returns for each thing, in their order.

        The workers begin at once, whenever the first result is asked for. Raises WorkerError when
        one of them was killed, and so does asking for a result.
        """
        every = list(items)
        if len(every) < 2:  # not worth a worker
            self._start_here()
            return map(function, every)
        first = min(SINGLE, len(every))
        size = max(1, (len(every) - first) // (self._number * CHUNKS))
        starts = (*range(first), *range(first, len(every), size))
        parts = (every[start : start + (size if start >= first else 1)] for start in starts)
        with _said(), unheard():  # the first work starts the workers
            # `executor.map` takes work back when it is left, which ends in a traceback of its thread
            # if the workers are killed meanwhile.
            return _each(deque(self._executor.submit(_done, function, part) for part in parts))


def _done(function: Callable[[In], Out], part: list[In]) -> list[Out]:
    return list(map(function, part))


def _each(parts: deque[Future[list[Out]]]) -> Iterator[Out]:
    with _said():
        while parts:
            yield from parts.popleft().result()


@contextmanager
def _said() -> Iterator[None]:
    """Say in a sentence that a worker has ended: asking for work fails then, too."""
    try:
        yield
    except BrokenProcessPool as error:
        raise WorkerError from error


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def workers(
    number: int, start: Callable[..., None], *arguments: Any, method: str = ""
) -> Iterator[Pool]:
    """Give a pool of so many workers, in each of which `start` has been called; 1 is this process.

    `method` is how they begin, FORK where the system can if nothing else is said.
    """
    if number <= 1:
        start(*arguments)
        yield Here()
        return
    methods = multiprocessing.get_all_start_methods()
    method = method or (FORK if FORK in methods else SPAWN)
    context = multiprocessing.get_context(method)
    gc.freeze()  # what is there now is not looked through in each worker, and stays shared
    executor = ProcessPoolExecutor(number, context, _begin, (os.getpid(), start, *arguments))
    others = multiprocessing.active_children()
    try:
        yield Workers(executor, number, partial(start, *arguments))
    except BaseException:  # nobody waits for what is under way
        for worker in multiprocessing.active_children():
            if worker not in others:
                worker.kill()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


@contextmanager
def unheard() -> Iterator[None]:
    """Let processes begin that hear nothing of Ctrl-C: it is for the one that waits for them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(parent: int, start: Callable[..., None], *arguments: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    start(*arguments)


def _end_with(parent: int) -> None:
    """End this worker when its parent was killed: nobody else would, and it holds the locks."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
