"""Whom an article quotes, in which role, and what is quoted.

A speaker is found by the verb beside a name: “…,” kata Sari Dewi, manajer SDM. A role is told once,
so a later surname alone means the person of the full name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.intake_line import Quotation, Speaker
from scripts.intake_name import Named, Namer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.intake_cues import CueBook
    from scripts.intake_line import Block

QUOTED = re.compile(
    r"“([^“”]+)(?:”|$)|\"([^\"]+)\"|(?<![\w’])‘([^‘’]{15,})’(?!\w)|(?<!\w)'((?:[^']|(?<=\w)'(?=\w)){15,}?)'(?!\w)"
)
FEWEST = 2
"""The words of a quotation; one alone is a word in inverted commas."""


@dataclass
class _Person:
    """A person, as far as the article has told."""

    name: str
    role: str
    paragraphs: list[int]

    def is_called(self, name: str) -> bool:
        """Say whether a name may be this person's: all its parts are, or the other way round."""
        ours, theirs = _parts(self.name), _parts(name)
        return ours <= theirs or theirs <= ours

    def learn(self, named: Named, paragraph: int) -> None:
        """Add what one more place says of the person."""
        if len(_parts(named.name)) > len(_parts(self.name)):
            self.name = named.name
        self.role = self.role or named.role
        if paragraph not in self.paragraphs:
            self.paragraphs.append(paragraph)


def people(
    blocks: Sequence[Block], cues: CueBook
) -> tuple[tuple[Speaker, ...], tuple[Quotation, ...]]:
    """Return who is quoted, in the order they appear, and the quotations."""
    persons: list[_Person] = []
    quoted: list[tuple[Block, str, _Person | None]] = []
    namer = Namer(cues, frozenset(_surnames(blocks, cues)))
    for block in blocks:
        if block.number:
            spoken = [
                (named.at, _known(persons, named, block)) for named in namer.named(block.text)
            ]
            quoted += [(block, text, _nearest(at, spoken)) for at, text in _quotations(block)]
    return (
        tuple(Speaker(p.name, p.role, tuple(p.paragraphs)) for p in persons),
        tuple(Quotation(b.number, text, p.name if p else "") for b, text, p in quoted),
    )


def _surnames(blocks: Sequence[Block], cues: CueBook) -> list[str]:
    """Return the parts of all names that are told beyond doubt, by a verb behind a quotation."""
    namer = Namer(cues)
    found = (named.name for block in blocks for named in namer.named(block.text))
    return [part for name in found for part in name.split()]


def _known(persons: list[_Person], named: Named, block: Block) -> _Person:
    for person in persons:
        if person.is_called(named.name):
            person.learn(named, block.number)
            return person
    persons.append(_Person(named.name, named.role, [block.number]))
    return persons[-1]


def _parts(name: str) -> set[str]:
    return {part.strip(".,").casefold() for part in name.split()}


def _quotations(block: Block) -> list[tuple[int, str]]:
    """Return where a block's quotations end, and what they are."""
    found = [(m.end(), next(filter(None, m.groups()))) for m in QUOTED.finditer(block.text)]
    if block.kind == "quote" and not found:
        return [(len(block.text), re.split(r"\s+[—–]\s*(?=[^—–]+$)", block.text)[0])]
    return [(end, text.strip(" ,")) for end, text in found if len(text.split()) >= FEWEST]


def _nearest(at: int, spoken: Sequence[tuple[int, _Person]]) -> _Person | None:
    """Return who is named nearest to a quotation's end."""
    return min(spoken, key=lambda one: abs(one[0] - at))[1] if spoken else None
