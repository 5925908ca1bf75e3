"""From a page's lines to its article: title, facts, headings, numbered paragraphs, and the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.intake_around import noise
from scripts.intake_head import take_head
from scripts.intake_headings import find_headings
from scripts.intake_line import REASONS, Block, Draft, Facts, Line, Verdict
from scripts.intake_noise import Judge
from scripts.intake_people import people
from scripts.intake_reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.intake_cues import CueBook
    from scripts.intake_line import Kind

LONGEST = 14
"""The most words of a heading that is a plain line."""

PLAIN = 8
"""The most words of one without capitals, where other headings have them."""

NO_ARTICLE = 40
"""The words in sentences that an article has, at least."""

BLOCKS: dict[Kind, str] = {
    "text": "paragraph",
    "heading": "paragraph",
    "item": "item",
    "quote": "quote",
    "row": "row",
}
USED = {"title": "the title", "facts": "author, date or publisher", "url": "the address"}


def outline(lines: Sequence[Line], facts: Facts, cues: CueBook) -> Draft:
    """Return the article that stands in the lines of a page, and what became of each line."""
    judge = Judge(cues)
    parts = list(judge.divided(lines))
    reading = Reading(parts, noise(parts, judge), facts, cues)
    take_head(reading)
    find_headings(reading)
    blocks = _blocks(reading)
    speakers, quotations = people(blocks, cues)
    return Draft(reading.facts, tuple(blocks), speakers, quotations, tuple(_verdicts(reading)))


def has_article(draft: Draft) -> bool:
    """Say whether there is running text enough to be an article."""
    sentences = [
        b.text for b in draft.blocks if b.number and re.search(r"[.!?][”\"’')]*(\s|$)", b.text)
    ]
    return sum(len(text.split()) for text in sentences) >= NO_ARTICLE


def _blocks(reading: Reading) -> list[Block]:
    blocks: list[Block] = []
    number = 0
    for i in reading.kept:
        line = reading.lines[i]
        if i in reading.headings:
            text = f"{line.sign} {line.text}" if line.sign[:1].isdigit() else line.text
            blocks.append(Block("heading", text.rstrip(":"), 0, reading.headings[i]))
        else:
            number += 1
            kind = BLOCKS[line.kind]
            blocks.append(Block(kind, line.text, number, line.level))  # type: ignore[arg-type]
    return blocks


def _verdicts(reading: Reading) -> list[Verdict]:
    verdicts, number = [], 0
    for i, line in enumerate(reading.lines):
        if (kind := reading.noise[i]) is not None:
            verdicts.append(Verdict(line, "dropped", REASONS[kind]))
        elif i in reading.used:
            verdicts.append(Verdict(line, "used", USED[reading.used[i]]))
        elif i in reading.headings:
            verdicts.append(Verdict(line, "kept", "heading"))
        else:
            number += 1
            verdicts.append(Verdict(line, "kept", f"{BLOCKS[line.kind]} {number}"))
    return verdicts
