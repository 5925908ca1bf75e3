"""What was found out about the very same thing, remembered as long as a program runs.

In the preview nearly all pages and records are the same from one change to the next.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
R = TypeVar("R")

MOST = 20_000
"""How many things most functions remember."""


def by_identity(function: Callable[[T], R], most: int = MOST) -> Callable[[T], R]:
    """Let a function of one thing that never changes remember what it returned for it.

    The thing is held with the result, so that no other can have its identity. After so many things
    it begins anew.
    """
    known: dict[int, tuple[T, R]] = {}

    @wraps(function)
    def remembered(thing: T) -> R:
        found = known.get(id(thing))
        if found is None:
            if len(known) >= most:
                known.clear()
            found = known[id(thing)] = thing, function(thing)
        return found[1]

    return remembered
