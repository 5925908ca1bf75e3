"""A problem: one located sentence for the person who can fix it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it.

    `path` is relative to the project's root, with forward slashes; `line` counts from 1, and 0
    stands for the file as a whole. `message` is a sentence that quotes the offending value.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return the problem as `path:line: message`, which editors and CI turn into a link."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "offer"?` for the nearest known word, or what there is to choose from.

    Returns an empty string when nothing is known.
    """
    options = sorted(known)
    near = difflib.get_close_matches(word, options, n=1, cutoff=0.6)
    if near:
        return f'; did you mean "{near[0]}"?'
    if not options:
        return ""
    shown = ", ".join(f'"{option}"' for option in options[:8])
    return f"; known: {shown}" + (", …" if len(options) > 8 else "")
