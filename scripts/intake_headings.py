"""Which lines of an article are headings: by markup, in bold, or as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.intake_noise import is_title_case
from scripts.intake_reading import Reading, is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.intake_line import Line

LONGEST = 14
"""The most words of a heading that is a plain line."""

PLAIN = 8
"""The most words of one without capitals, where other headings have them."""


def find_headings(reading: Reading) -> None:
    """Find which lines are headings: by markup, in bold, or as plain lines, with their levels."""
    kept, lines = reading.kept, reading.lines
    marked = [i for i in kept if lines[i].kind == "heading" and not _is_lead(reading, i)]
    levels = sorted({lines[i].level for i in marked})
    for i in marked:
        reading.headings[i] = min(2 + levels.index(lines[i].level), 6)
    bold = [i for i in kept if lines[i].strong and _may_head(lines[i]) and lines[i].kind == "text"]
    for i in bold:
        reading.headings[i] = 3 if marked else 2
    if not (marked or bold):
        candidates = [n for n in range(len(kept)) if _is_candidate(reading, kept, n)]
        titled = any(is_title_case(lines[kept[n]].text) for n in candidates)
        for n in candidates:
            line = lines[kept[n]]
            if is_title_case(line.text) or len(line.words) <= (PLAIN if titled else LONGEST - 2):
                reading.headings[kept[n]] = 2
    for n, i in enumerate(kept):
        if i in reading.headings and all(other in reading.headings for other in kept[n:]):
            del reading.headings[i]
            reading.noise[i] = "outside" if i in marked else None


def _is_lead(reading: Reading, i: int) -> bool:
    """Say whether a heading is a sentence right below the title: what the article says in short."""
    above = [n for n in range(i) if n in reading.kept]
    return reading.lines[i].text.endswith(".") and len(reading.lines[i].words) > 5 and not above


def _is_candidate(reading: Reading, kept: Sequence[int], n: int) -> bool:
    """Say whether a plain line may be a heading: short, unfinished, and something follows it."""
    line = reading.lines[kept[n]]
    if not _may_head(line) or n + 1 == len(kept):
        return False
    below = reading.lines[kept[n + 1]]
    if line.kind == "item":
        above = reading.lines[kept[n - 1]] if n else None
        return below.kind == "text" and is_prose(below) and not _in_list(line, above)
    return line.kind == "text"


def _in_list(line: Line, above: Line | None) -> bool:
    """Say whether an item goes on with the list above it: a number after a bullet begins anew."""
    if above is None or above.kind != "item":
        return False
    return line.sign[:1].isdigit() == above.sign[:1].isdigit()


def _may_head(line: Line) -> bool:
    starts = line.text.lstrip("“\"'(‘")[:1]
    ends = line.is_open or line.text[-1] in "?!"
    return ends and 0 < len(line.words) <= LONGEST and (starts.isupper() or starts.isdigit())
