"""A problem: one located sentence for the person who can fix it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GUIDE = "CONTRIBUTING.md"
"""Where rules are explained, relative to the project's root."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it.

    `path` is relative to the project's root, with forward slashes; `line` counts from 1, and 0
    stands for the file as a whole. `message` is a sentence that quotes the offending value.
    `rule` is the id of the section of CONTRIBUTING.md that explains the rule, if there is one; it
    says nothing about which problem this is.
    """

    path: str
    line: int
    message: str
    rule: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Keep the sentence on one line, whatever it quotes."""
        if "\n" in self.message:
            object.__setattr__(self, "message", " ".join(self.message.split()))

    def __str__(self) -> str:
        """Return the problem as `path:line: message`, which editors and CI turn into a link."""
        return f"{self.place}: {self.message}"

    @property
    def place(self) -> str:
        """Return where it is, as `path:line`, or the path alone."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def guide(self) -> str:
        """Return where the rule is explained, as `CONTRIBUTING.md#sources`, or an empty string."""
        return f"{GUIDE}#{self.rule}" if self.rule else ""

    def told(self) -> str:
        """Return the problem and where its rule is explained, as a terminal shows them."""
        return f"{self} ({self.guide})" if self.rule else str(self)


def explained(rule: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems with the section that explains them; those that have one keep it."""
    return (replace(problem, rule=problem.rule or rule) for problem in problems)


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
