"""How far the understanding of a page has come: what each of its lines was found to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.intake_cues import CueBook
    from scripts.intake_line import Facts, Line
    from scripts.records import Noise


@dataclass
class Reading:
    """What was understood so far of the lines of a page."""

    lines: list[Line]
    noise: list[Noise | None]
    facts: Facts
    cues: CueBook
    used: dict[int, str] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)

    @property
    def kept(self) -> list[int]:
        """The places of the lines that are neither noise nor facts."""
        every = range(len(self.lines))
        return [i for i in every if self.noise[i] is None and i not in self.used]

    @property
    def text(self) -> str:
        """The text of the lines that are kept."""
        return " ".join(self.lines[i].text for i in self.kept)


def is_prose(line: Line) -> bool:
    """Say whether a line is running text, not a title: several words that end as a sentence does."""
    return line.kind != "heading" and (
        len(line.words) > 25
        or (len(line.words) > 9 and bool(re.search(r"[.:;][”\"’')]*$", line.text)))
    )
