"""The head of an article: its title, and what the lines around it say of author, day, publisher."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.intake_byline import author, dateline, facts_of, guessed
from scripts.intake_cues import plain
from scripts.intake_facts import beside
from scripts.intake_noise import BRIEF, is_title_case
from scripts.intake_reading import Reading, is_prose

if TYPE_CHECKING:
    from scripts.intake_line import Line

LONGEST = 25
"""The most words of a title."""


def take_head(reading: Reading) -> None:
    """Take the title and the lines of facts from above the first paragraph."""
    first = next((i for i in reading.kept if is_prose(reading.lines[i])), len(reading.lines))
    for i in range(min(first + 3, len(reading.lines))):
        _fact(reading, i)
    for i in [i for i, use in reading.used.items() if use == "facts"]:
        reading.facts = guessed(reading.lines[i], reading.cues, reading.facts)
    _whole_title(reading, first)
    _dateline(reading)
    _title(reading, first)
    for i in reading.kept:
        if plain(reading.lines[i].text) == plain(reading.facts.title):
            reading.used[i] = "title"
    _above(reading, first)
    _signature(reading)
    reading.facts = replace(
        reading.facts, language=reading.cues.language(reading.text) or reading.facts.language
    )


def _fact(reading: Reading, i: int) -> None:
    line = reading.lines[i]
    free = {None, "outside", "author", *(("related",) if line.linked and not line.zone else ())}
    if reading.noise[i] not in free or is_prose(line):
        return
    known = {plain(reading.facts.author), plain(reading.facts.publisher)}
    if known >= set(map(plain, re.split(r"\s+[-–—|·]\s+", line.text))):
        reading.used[i], reading.noise[i] = "facts", None
    elif (facts := facts_of(line, reading.cues, reading.facts)) is not None:
        reading.facts = facts
        reading.used[i] = "facts"
        reading.noise[i] = None


def _title(reading: Reading, first: int) -> None:
    """Find the title and, beside it, the publisher, where markup has not said them."""
    lines, known = reading.lines, reading.facts
    heads = [i for i in reading.kept if i < first and lines[i].kind in {"text", "heading"}]
    heads = [i for i in heads if len(lines[i].words) <= LONGEST and not lines[i].text.endswith(":")]
    if not heads or (known.title and known.title != lines[heads[0]].text):
        return
    last = max((i for i in reading.used if i <= first), default=-1)
    at = int(_has_label(reading, heads, last))
    reading.used[heads[at]] = "title"
    reading.facts = replace(known, title=known.title or lines[heads[at]].text)
    beside = heads[:1] if at else [i for i in heads[1:] if i < last and _is_name(lines[i])]
    if beside and not known.publisher:
        reading.facts = replace(reading.facts, publisher=lines[beside[0]].text)
        reading.used[beside[0]] = "facts"


def _has_label(reading: Reading, heads: list[int], last: int) -> bool:
    """Say whether the first head is a label above the title, which facts follow."""
    if len(heads) < 2 or heads[1] > last or any(heads[0] < i < heads[1] for i in reading.used):
        return False
    label, title = (len(reading.lines[i].words) for i in heads[:2])
    return label <= 3 < title


def _whole_title(reading: Reading, first: int) -> None:
    """Take the heading that is a part of the page's title for the article's, the rest for the publisher."""
    facts, lines = reading.facts, reading.lines
    for i in reading.kept:
        text, whole = lines[i].text, lines[i].kind == "heading" and len(lines[i].words) > 2
        if i < first and whole and text != facts.title and text in facts.title:
            publisher = facts.publisher or beside(text, facts.title)
            reading.facts = replace(facts, title=text, publisher=publisher)
            return


def _above(reading: Reading, first: int) -> None:
    """Leave out the labels above the title."""
    titles = [i for i, use in reading.used.items() if use == "title"]
    for i in reading.kept:
        if titles and i < min(first, titles[0]):
            reading.noise[i] = "outside"


def _signature(reading: Reading) -> None:
    """Take the author's name from below the article, where blogs and papers put it."""
    last = reading.kept[-3:]
    for i, line in enumerate(reading.lines):
        ends = i in last and len(line.words) <= BRIEF
        if (reading.noise[i] == "outside" or ends) and (name := author(line.text, reading.cues)):
            known = reading.facts.author
            reading.facts = replace(reading.facts, author=known or name)
            reading.used[i], reading.noise[i] = "facts", None


def _is_name(line: Line) -> bool:
    return len(line.words) <= 5 and line.is_open and is_title_case(line.text)


def _dateline(reading: Reading) -> None:
    """Take the dateline from the first paragraph; its publisher is surer than a line above."""
    for i in reading.kept:
        if not is_prose(reading.lines[i]):
            continue
        head, publisher, rest = dateline(reading.lines[i].text, reading.cues)
        if head:
            day = reading.cues.day(head)
            reading.lines[i] = replace(reading.lines[i], text=rest)
            facts = replace(
                reading.facts, dateline=head, date=reading.facts.date or (day[0] if day else None)
            )
            reading.facts = replace(facts, publisher=facts.publisher or publisher)
        return
