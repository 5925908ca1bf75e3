"""From a page's lines to its article: title, facts, headings, numbered paragraphs, and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scripts.intake_byline import author, dateline, facts_of
from scripts.intake_cues import plain
from scripts.intake_facts import beside
from scripts.intake_line import REASONS, Block, Draft, Facts, Line, Verdict
from scripts.intake_noise import Judge, is_title_case
from scripts.intake_people import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.intake_cues import CueBook
    from scripts.intake_line import Kind
    from scripts.records import Noise

LONGEST = 14
"""The most words of a heading that is a plain line."""

PLAIN = 8
"""The most words of one without capitals, where other headings have them."""

NO_ARTICLE = 45
"""The words in sentences that an article has, at least."""

BLOCKS: dict[Kind, str] = {
    "text": "paragraph",
    "heading": "paragraph",
    "item": "item",
    "quote": "quote",
    "row": "row",
}
USED = {"title": "the title", "facts": "author, date or publisher", "url": "the address"}


@dataclass
class _Reading:
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


def outline(lines: Sequence[Line], facts: Facts, cues: CueBook) -> Draft:
    """Return the article that stands in the lines of a page, and what became of each line."""
    judge = Judge(cues)
    parts = list(judge.divided(lines))
    reading = _Reading(parts, judge.judge(parts), facts, cues)
    _head(reading)
    _headings(reading)
    blocks = _blocks(reading)
    speakers, quotations = people(blocks, cues)
    return Draft(reading.facts, tuple(blocks), speakers, quotations, tuple(_verdicts(reading)))


def has_article(draft: Draft) -> bool:
    """Say whether there is running text enough to be an article."""
    sentences = [
        b.text for b in draft.blocks if b.number and re.search(r"[.!?][”\"’')]*(\s|$)", b.text)
    ]
    return sum(len(text.split()) for text in sentences) >= NO_ARTICLE


def _head(reading: _Reading) -> None:
    """Take the title and the lines of facts from above the first paragraph."""
    first = next((i for i in reading.kept if _is_prose(reading.lines[i])), len(reading.lines))
    for i in range(min(first + 3, len(reading.lines))):
        _fact(reading, i)
    _whole_title(reading, first)
    _title(reading, first)
    for i in reading.kept:
        if plain(reading.lines[i].text) == plain(reading.facts.title):
            reading.used[i] = "title"
    _above(reading, first)
    _signature(reading)
    reading.facts = replace(
        reading.facts, language=reading.cues.language(_text(reading)) or reading.facts.language
    )
    _dateline(reading)


def _fact(reading: _Reading, i: int) -> None:
    line = reading.lines[i]
    free = {None, "outside", "author", *(("related",) if line.linked and not line.zone else ())}
    if reading.noise[i] not in free or _is_prose(line):
        return
    known = {plain(reading.facts.author), plain(reading.facts.publisher)}
    if known >= set(map(plain, re.split(r"\s+[-–—|·]\s+", line.text))):
        reading.used[i], reading.noise[i] = "facts", None
    elif (facts := facts_of(line, reading.cues, reading.facts)) is not None:
        reading.facts = facts
        reading.used[i] = "facts"
        reading.noise[i] = None


def _title(reading: _Reading, first: int) -> None:
    """Find the title and, beside it, the publisher, where markup has not said them."""
    heads = [i for i in reading.kept if i < first and reading.lines[i].kind in {"text", "heading"}]
    heads = [
        i for i in heads if len(reading.lines[i].words) <= 25 and not _is_label(reading.lines[i])
    ]
    if not heads or (reading.facts.title and reading.facts.title != reading.lines[heads[0]].text):
        return
    lines = reading.lines
    at, facts_at = 0, max((i for i in reading.used if i <= first), default=-1)
    if (
        len(heads) > 1
        and len(lines[heads[0]].words) <= 3 < len(lines[heads[1]].words)
        and not reading.facts.publisher
    ):
        at = 1
    reading.used[heads[at]] = "title"
    publisher = (
        heads[0]
        if at
        else next((i for i in heads[1:] if i < facts_at and _is_name(lines[i])), None)
    )
    reading.facts = replace(reading.facts, title=reading.facts.title or lines[heads[at]].text)
    if publisher is not None and not reading.facts.publisher:
        reading.facts = replace(reading.facts, publisher=lines[publisher].text)
        reading.used[publisher] = "facts"


def _whole_title(reading: _Reading, first: int) -> None:
    """Take the heading that is a part of the page's title for the article's, the rest for the publisher."""
    facts, lines = reading.facts, reading.lines
    for i in reading.kept:
        if i < first and lines[i].kind == "heading" and len(lines[i].words) > 2:
            if lines[i].text != facts.title and lines[i].text in facts.title:
                publisher = facts.publisher or beside(lines[i].text, facts.title)
                reading.facts = replace(facts, title=lines[i].text, publisher=publisher)
                return


def _above(reading: _Reading, first: int) -> None:
    """Leave out the labels above the title."""
    titles = [i for i, use in reading.used.items() if use == "title"]
    for i in reading.kept:
        if titles and i < min(first, titles[0]):
            reading.noise[i] = "outside"


def _signature(reading: _Reading) -> None:
    """Take the author's name from below the article, where blogs put it."""
    for i, line in enumerate(reading.lines):
        if (
            reading.noise[i] == "outside"
            and not reading.facts.author
            and (name := author(line.text, reading.cues))
        ):
            reading.facts = replace(reading.facts, author=name)
            reading.used[i], reading.noise[i] = "facts", None


def _is_name(line: Line) -> bool:
    return len(line.words) <= 5 and line.is_open and is_title_case(line.text)


def _is_label(line: Line) -> bool:
    return line.text.endswith(":")


def _dateline(reading: _Reading) -> None:
    for i in reading.kept:
        if not _is_prose(reading.lines[i]):
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


def _text(reading: _Reading) -> str:
    return " ".join(reading.lines[i].text for i in reading.kept)


def _is_prose(line: Line) -> bool:
    """Say whether a line is running text, not a title: several words that end as a sentence does."""
    return line.kind != "heading" and (
        len(line.words) > 25
        or (len(line.words) > 9 and bool(re.search(r"[.:;][”\"’')]*$", line.text)))
    )


def _headings(reading: _Reading) -> None:
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


def _is_lead(reading: _Reading, i: int) -> bool:
    """Say whether a heading is a sentence right below the title: what the article says in short."""
    above = [n for n in range(i) if n in reading.kept]
    return reading.lines[i].text.endswith(".") and len(reading.lines[i].words) > 5 and not above


def _is_candidate(reading: _Reading, kept: Sequence[int], n: int) -> bool:
    """Say whether a plain line may be a heading: short, unfinished, and something follows it."""
    line = reading.lines[kept[n]]
    if not _may_head(line) or n + 1 == len(kept):
        return False
    below = reading.lines[kept[n + 1]]
    if line.kind == "item":
        above = reading.lines[kept[n - 1]] if n else None
        return below.kind == "text" and _is_prose(below) and (above is None or above.kind != "item")
    return line.kind == "text"


def _may_head(line: Line) -> bool:
    starts = line.text.lstrip("“\"'(‘")[:1]
    ends = line.is_open or line.text[-1] in "?!"
    return ends and 0 < len(line.words) <= LONGEST and (starts.isupper() or starts.isdigit())


def _blocks(reading: _Reading) -> list[Block]:
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


def _verdicts(reading: _Reading) -> list[Verdict]:
    verdicts, number = [], 0
    for i, line in enumerate(reading.lines):
        noise = reading.noise[i]
        if noise is not None:
            verdicts.append(Verdict(line, "dropped", REASONS[noise]))
        elif i in reading.used:
            verdicts.append(Verdict(line, "used", USED[reading.used[i]]))
        elif i in reading.headings:
            verdicts.append(Verdict(line, "kept", "heading"))
        else:
            number += 1
            verdicts.append(Verdict(line, "kept", f"{BLOCKS[line.kind]} {number}"))
    return verdicts
