"""What an imported article is made of: its lines as they are read, and its parts once understood.

Nothing here reads or writes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from scripts.records import Noise

Kind = Literal["text", "heading", "item", "quote", "row"]
"""What a line is by its markup; `row` is one of a table."""

REASONS: dict[Noise, str] = {
    "related": "leads to other articles",
    "advertisement": "an advertisement",
    "share": "asks to share or to follow",
    "comment": "readers' comments",
    "cookie": "about cookies",
    "newsletter": "asks to subscribe",
    "menu": "part of a menu",
    "credit": "credit of a picture",
    "caption": "caption of a picture",
    "author": "about the author",
    "tags": "tags",
    "figures": "figures of the page, no words",
    "legal": "about rights",
    "contents": "table of contents",
    "outside": "outside of the article",
}
"""Why noise is dropped, as the report says it."""

END = re.compile(r"[.!?…:;,][”\"’')\]]*$|[.!?…]$")
SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*$")
ITEM = re.compile(r"^(?:[-*•·▪●◦–‣✓✔►]|(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
"""The sign that a list's item begins with in plain text."""

WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")


@dataclass(frozen=True)
class Line:
    """A line that a reader of the page sees.

    `number` counts from 1; `gap` is whether an empty line stands before it. Only HTML knows
    `zone`, what the part of the page around it is; `linked` and `strong`, whether all of it is a
    link or bold; `level`, that of a heading or of a list inside others. `sign` is what an item of a
    plain text began with: `2.`.
    """

    number: int
    text: str
    kind: Kind = "text"
    level: int = 0
    zone: Noise | None = None
    linked: bool = False
    strong: bool = False
    gap: bool = True
    sign: str = ""

    @property
    def words(self) -> list[str]:
        """Its words, without punctuation."""
        return WORD.findall(self.text)

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(SENTENCE_END.search(self.text))

    @property
    def is_open(self) -> bool:
        """Whether it ends without any punctuation, as titles, captions and buttons do."""
        return not END.search(self.text)


@dataclass(frozen=True)
class Facts:
    """What is known of an article besides its text; empty or None when it is not said."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    date: dt.date | None = None
    url: str = ""
    language: str = ""
    dateline: str = ""


@dataclass(frozen=True)
class Block:
    """A part of the article. `number` is that of a paragraph, counted from 1; headings have 0."""

    kind: Literal["heading", "paragraph", "item", "quote", "row"]
    text: str
    number: int = 0
    level: int = 0


@dataclass(frozen=True)
class Quotation:
    """Words that the article quotes, in the paragraph of that number, and whose: empty if unsaid."""

    paragraph: int
    text: str
    name: str = ""


@dataclass(frozen=True)
class Speaker:
    """Somebody whom the article quotes, in paragraphs of those numbers; the role may be empty."""

    name: str
    role: str
    paragraphs: tuple[int, ...]


@dataclass(frozen=True)
class Verdict:
    """What became of a line: it is a part of the article, a fact about it, or dropped."""

    line: Line
    fate: Literal["kept", "used", "dropped"]
    reason: str


@dataclass(frozen=True)
class Draft:
    """An article as it was understood, and what became of each of its lines."""

    facts: Facts
    blocks: tuple[Block, ...]
    speakers: tuple[Speaker, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    verdicts: tuple[Verdict, ...] = field(default=(), repr=False)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The numbered blocks' texts, in order."""
        return tuple(block.text for block in self.blocks if block.number)
