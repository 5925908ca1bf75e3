"""One piece of work in a process of its own, whose memory is free again as soon as it is done."""

from __future__ import annotations

import multiprocessing
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from scripts.pool import WorkerError, unheard

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

Out = TypeVar("Out")


def apart(function: Callable[..., Out], *arguments: Any) -> Out:
    """Return what a function returns in a copy of this process, or here where none can be made.

    What begins threads of its own, as Typst does, must be called in copies only: a copy of a
    process that has such threads waits for them for ever, since it has none.
    Raises what the function raises, and WorkerError when the copy was killed.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return function(*arguments)
    context = multiprocessing.get_context("fork")
    answer, end = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(answer, end, function, arguments), daemon=True)
    with unheard(), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the copy waits for no other thread
        process.start()
    end.close()
    try:
        returned: Out
        returned, raised = answer.recv()
    except EOFError:
        raise WorkerError from None
    finally:
        answer.close()
        process.kill()
        process.join()
    if raised:
        raise raised
    return returned


def _tell(
    answer: Connection, end: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    """Send what a function returns, and what it raises."""
    answer.close()  # so that sending fails when the process that waits has ended
    returned = raised = None
    try:
        returned = function(*arguments)
    except Exception as error:  # noqa: BLE001 - it is raised again where it is waited for
        raised = error
    with suppress(BrokenPipeError):
        end.send((returned, raised))
