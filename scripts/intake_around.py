"""Which lines of a page do not belong to its article, and what they are instead.

Words decide together with the lines around them: “Baca Juga” alone announces links, a fragment in
small letters above a picture's credit is the picture's caption, and prompts for comments end a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.intake_noise import BRIEF, is_title_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.intake_line import Line
    from scripts.intake_noise import Judge
    from scripts.records import Noise

HEADING = 6
"""The words of a heading: titles of other articles have more."""

LABEL = 4
"""The words of a line in a menu, of a tag, and of what announces links."""

SECTIONS: frozenset[Noise] = frozenset({"comment", "author"})
"""Kinds whose title, at the end of a page, means all that is below it."""

AT_END = 0.45
"""How large the rest of a page is, at most, compared with what is above it."""

Found = list["Noise | None"]


def noise(lines: Sequence[Line], judge: Judge) -> Found:
    """Return what each line is when it is not of the article, else None."""
    found: Found = [line.zone or judge.alone(line) for line in lines]
    for rule in (_captions, _menus, _bars, _tags, _followers, _endings):
        rule(lines, found, judge)
    return found


def _captions(lines: Sequence[Line], found: Found, _judge: Judge) -> None:
    """Add the fragments that stand right above a credit."""
    for i, line in enumerate(lines[:-1]):
        below = lines[i + 1]
        free = found[i] is None and line.kind in {"text", "item"} and found[i + 1] == "credit"
        small = line.text[:1].islower()
        near = not below.gap and line.gap and not is_title_case(line.text)
        if free and line.is_open and len(line.words) <= BRIEF and (small or near):
            found[i] = "caption"


def _menus(lines: Sequence[Line], found: Found, judge: Judge) -> None:
    """Add runs of short lines that have words of menus among them."""
    for begin, end in _runs(lines, found):
        menus = [i for i in range(begin, end) if judge.matches("menu", lines[i].text)]
        known = {*menus, *(i for i in range(begin, end) if found[i])}
        if menus and len(known) >= 2:
            for i in range(menus[0], menus[-1] + 1):
                found[i] = found[i] or "menu"


def _bars(lines: Sequence[Line], found: Found, judge: Judge) -> None:
    """Add menus on one line: `Home | About | Contact`."""
    for i, line in enumerate(lines):
        parts = [part.strip() for part in re.split(r"[|·•]|\s/\s", line.text)]
        if len(parts) > 1 and sum(judge.matches("menu", part) for part in parts) * 2 >= len(parts):
            found[i] = found[i] or "menu"


def _tags(lines: Sequence[Line], found: Found, judge: Judge) -> None:
    """Add the word for tags and the short lines right below it."""
    for i, line in enumerate(lines[:-1]):
        if found[i] is None and judge.matches("tags", line.text) and not lines[i + 1].gap:
            for below in range(i + 1, len(lines)):
                label = lines[below].is_open and len(lines[below].words) <= LABEL
                if lines[below].gap or found[below] or not label:
                    break
                found[i] = found[below] = "tags"


def _followers(lines: Sequence[Line], found: Found, _judge: Judge) -> None:
    """Add the titles below a line that only announces links or a table of contents."""
    for i, line in enumerate(lines):
        announces = found[i] in {"related", "contents"} and len(line.words) <= LABEL
        if announces and not line.zone and not line.linked:
            colon = line.text.endswith(":")
            for below in _items(lines, i + 1) or _titles(lines, found, i + 1, colon=colon):
                found[below] = found[below] or found[i]


def _items(lines: Sequence[Line], begin: int) -> range:
    """Return the items of a list that begins at a place."""
    end = begin
    while end < len(lines) and lines[end].kind == "item" and lines[end].is_open:
        end += 1
    return range(begin, end)


def _titles(lines: Sequence[Line], found: Found, begin: int, *, colon: bool) -> range:
    """Return the titles from a place on, without the heading of what follows them."""
    end = begin
    while end < len(lines) and found[end] is None and _is_title(lines[end]):
        if end > begin and lines[end].gap and not lines[begin].gap:
            return range(begin, end)
        end += 1
    apart = begin < end and lines[begin].gap
    single = end - begin == 1
    brief = begin < end and len(lines[end - 1].words) <= HEADING
    follows = end < len(lines) and found[end] is None
    heads = brief and follows and (apart or (single and not colon))
    unsure = single and apart and not colon
    return range(begin, end - 1 if heads or unsure else end)


def _endings(lines: Sequence[Line], found: Found, _judge: Judge) -> None:
    """Add what is below the title of comments or an author's portrait at a page's end."""
    sizes = [len(line.text) if not kind else 0 for line, kind in zip(lines, found, strict=True)]
    for i, line in enumerate(lines):
        kind = found[i]
        if kind in SECTIONS and not line.zone and len(line.words) <= 2 * LABEL:
            ends = sum(sizes[i:]) < AT_END * sum(sizes[:i])
            if ends and not any(_is_section(other) for other in lines[i + 1 :]):
                found[i:] = [one or kind for one in found[i:]]
                return


def _is_title(line: Line) -> bool:
    brief = len(line.words) <= BRIEF + LABEL
    return line.kind == "text" and not re.search(r"[.:;,]$", line.text) and brief


def _is_section(line: Line) -> bool:
    """Say whether a line is a heading inside the article by its markup."""
    return line.kind == "heading" and line.zone is None and line.level == 2


def _runs(lines: Sequence[Line], found: Sequence[Noise | None]) -> Iterator[tuple[int, int]]:
    """Yield the runs of at least two short lines that are no markup's headings."""
    begin = 0
    for i in range(len(lines) + 1):
        short = i < len(lines) and len(lines[i].words) <= LABEL and not lines[i].is_sentence
        if short and (lines[i].kind != "heading" or found[i]):
            continue
        if i > begin + 1:
            yield begin, i
        begin = i + 1
