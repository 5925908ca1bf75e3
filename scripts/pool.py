"""Worker processes: the same work on many things at once, or one after the other in this process.

Where the system can fork, workers begin as copies of this process; elsewhere each starts anew and
is handed what it works with.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from collections import deque
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess

In = TypeVar("In")
Out = TypeVar("Out")

FORK, SERVER, SPAWN = "fork", "forkserver", "spawn"
ANEW = SERVER if SERVER in multiprocessing.get_all_start_methods() else SPAWN
"""How workers begin that are no copies of a process which has threads: those may hold locks."""

SINGLE = 64
"""How many things, those that come first, are work of their own, for they may take long."""
CHUNKS = 32
"""Into how many parts the work of each worker is cut, so that none is left with much at the end."""
ENDED = (
    "a worker process was ended from outside, perhaps for want of memory; "
    "build with fewer: --workers 1"
)
TURN = 0.0005
"""Seconds after which a thread that hands out work has its turn, whatever this process does."""
MOMENT = 0.03
"""Seconds after which it is asked again whether work is to be given up, or all workers are there."""


class WorkerError(Exception):
    """A worker ended before its work did; the text says what to do."""

    def __init__(self, message: str = ENDED) -> None:
        super().__init__(message)


class GivenUpError(Exception):
    """The work is no longer wanted."""


class Pool(Protocol):
    """What can do work on many things; `copies` says whether by copies of this process."""

    copies: bool

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """Yield what a function of a module returns for each thing, in their order."""

    def beside(self, work: Callable[[], Out]) -> Callable[[], Out]:
        """Begin work that hands out other work and waits for it; return what waits for its result."""


class Here:
    """One process: the one that asks."""

    copies = False

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """Yield what a function returns for each thing, in their order."""
        return map(function, items)

    def beside(self, work: Callable[[], Out]) -> Callable[[], Out]:
        """Return work that has yet to be done: there is nobody but this process to do it."""
        return work


class Workers:
    """Worker processes."""

    def __init__(  # noqa: PLR0913 - all that workers go by
        self,
        executor: ProcessPoolExecutor,
        foreman: ThreadPoolExecutor,
        number: int,
        start: Callable[[], None],
        unwanted: Callable[[], bool] | None,
        *,
        copies: bool,
    ) -> None:
        self.copies = copies
        self._executor = executor
        self._foreman = foreman
        self._number = number
        self._start_here = cache(start)
        self._unwanted = unwanted
        self._begun = False

    def map(self, function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
        """Return what a function of a module returns for each thing, in their order.

        The workers begin at once, whenever the first result is asked for. Raises WorkerError when
        one of them was killed, and so does asking for a result, which also raises GivenUpError.
        """
        every = list(items)
        alone = len(every) == 1 and not self._begun and not self._unwanted
        if not every or alone:  # not worth a worker
            self._start_here()
            return map(function, every)
        self._begun = True
        first = min(SINGLE, len(every))
        size = max(1, (len(every) - first) // (self._number * CHUNKS))
        starts = (*range(first), *range(first, len(every), size))
        parts = (every[start : start + (size if start >= first else 1)] for start in starts)
        with _said(), unheard():  # the first work starts the workers
            # `executor.map` takes work back when it is left, which ends in a traceback of its thread
            # if the workers are killed meanwhile.
            work = deque(self._executor.submit(_done, function, part) for part in parts)
        return self._each(work)

    def beside(self, work: Callable[[], Out]) -> Callable[[], Out]:
        """Begin work in a thread, and return what waits for its result.

        Without workers it is still to be done then: they are no copies of a process with threads.
        """
        return self._foreman.submit(work).result if self._begun else work

    def _each(self, parts: deque[Future[list[Out]]]) -> Iterator[Out]:
        with _said():
            while parts:
                while not parts[0].done():  # `wait` would wait for ever for what was cancelled
                    wait((parts[0],), MOMENT)
                    if self._unwanted and self._unwanted():
                        raise GivenUpError
                    if any(worker.exitcode is not None for worker in _processes(self._executor)):
                        kill(self._executor)
                yield from parts.popleft().result()


def _done(function: Callable[[In], Out], part: list[In]) -> list[Out]:
    return list(map(function, part))


def kill(executor: ProcessPoolExecutor) -> None:
    """End workers at once, whatever they do, so that nobody waits for them."""
    for worker in _processes(executor):
        worker.kill()
    # What one of them was writing has no end. Its reader, a thread of the executor, learns of it only
    # when nobody can write to the queue any more, and `shutdown` waits for that thread.
    executor._result_queue._writer.close()  # type: ignore[attr-defined] # noqa: SLF001 - no other way


def _processes(executor: ProcessPoolExecutor) -> list[BaseProcess]:
    # There is no other way to them in Python 3.11; None once they have ended.
    return list((executor._processes or {}).values())  # noqa: SLF001


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
    number: int,
    start: Callable[..., None],
    *arguments: Any,
    method: str = "",
    unwanted: Callable[[], bool] | None = None,
) -> Iterator[Pool]:
    """Give a pool of so many workers, in each of which `start` has been called; 1 is this process.

    `method` is how they begin, FORK where the system can if nothing else is said. With `unwanted`
    even a single thing is work for a worker, so that it can be given up once that returns true.
    """
    if number <= 1:
        start(*arguments)
        yield Here()
        return
    methods = multiprocessing.get_all_start_methods()
    method = method or (FORK if FORK in methods else SPAWN)
    context = multiprocessing.get_context(method)
    here = there = partial(start, *arguments)
    with ExitStack() as stack:
        if method == FORK:
            gc.freeze()  # what is there now is not looked through in each worker, and stays shared
            stack.callback(gc.unfreeze)
        else:
            folder = stack.enter_context(TemporaryDirectory())
            there = partial(_unpacked, _packed(Path(folder, "handed"), start, arguments))
        foreman = stack.enter_context(ThreadPoolExecutor(1))  # it ends when there are no workers
        stack.callback(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(TURN)
        executor = ProcessPoolExecutor(number, context, _begin, (there,))
        stack.callback(executor.shutdown, wait=True, cancel_futures=True)
        try:
            yield Workers(executor, foreman, number, here, unwanted, copies=method == FORK)
        except BaseException:  # nobody waits for what is under way
            kill(executor)
            raise


def load_before(modules: Iterable[str]) -> None:
    """Load modules, from now on, once for all workers that begin by SERVER."""
    if ANEW == SERVER:
        from multiprocessing import forkserver  # noqa: PLC0415 - not every system has it

        multiprocessing.set_forkserver_preload(list(modules))
        with unheard():
            forkserver.ensure_running()


def _packed(file: Path, *handed: Any) -> Path:
    """Write down, once for all of them, what workers are handed that are no copies of this process."""
    file.write_bytes(pickle.dumps(handed))
    return file


def _unpacked(file: Path) -> None:
    start, arguments = pickle.loads(file.read_bytes())  # noqa: S301 - written by `_packed`
    start(*arguments)


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


def _begin(start: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that waits
    Thread(target=_end_with_parent, daemon=True).start()
    start()


def _end_with_parent() -> None:
    """End this worker when its parent was killed: nobody else would, and it holds the locks."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)
