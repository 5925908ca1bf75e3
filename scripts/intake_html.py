"""From a web page to the lines that its readers see, each with what its markup says of it.

The page is parsed by selectolax, which the site's own check uses already: it reads damaged HTML as
browsers do. Of libraries that also extract articles, trafilatura 2.3 was tried on the HTML articles
of the tests: it leaves out 19 of their 92 headings, items and paragraphs, brings 16 packages, and
does not tell what it dropped or why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from scripts.intake_facts import facts
from scripts.intake_line import ITEM, Facts, Kind, Line
from scripts.intake_main import Seen, zoned
from scripts.intake_zone import SKIPPED, zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)
KINDS: dict[str, Kind] = {"li": "item", "dd": "item", "dt": "item", "blockquote": "quote"}
STRONG = frozenset({"strong", "b"})
HEADING = re.compile(r"h([1-6])")
DATES = re.compile(
    r"(?:^|[ _-])(?:date|time|tanggal|published|author|penulis|byline)", re.IGNORECASE
)
PARAGRAPHS = "p, br, div, h1, h2, h3, h4, ul, ol, table"
DEEPEST = 80
"""How many elements around a line are looked at: the outermost and, of tags, the innermost."""

EMPTY = re.compile(r"\s*\|(?:\s*\|)*\s*")
LINK = 300
"""The characters of a link; one with more was never closed, and all below it is in it."""

LONG = 40
"""The characters of a line that may go on after a break in its middle."""


@dataclass
class _Piece:
    """Text between two breaks, and how many of its characters are linked or bold."""

    text: str = ""
    linked: int = 0
    strong: int = 0

    def __add__(self, other: _Piece) -> _Piece:
        """Return both as one line."""
        text = f"{self.text} {other.text}"
        return _Piece(text, self.linked + other.linked, self.strong + other.strong)

    @property
    def tidy(self) -> str:
        """The text with single spaces and without empty cells."""
        return EMPTY.sub(" | ", " ".join(self.text.split())).strip(" |")


@dataclass
class _Walk:
    """How far the reading of a page is: the open elements, and the pieces of the lines to come.

    `link` is the `mem_id` of the link that is open, or 0.
    """

    seen: list[Seen] = field(default_factory=list)
    open: list[LexborNode] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=lambda: [_Piece()])
    link: int = 0

    @property
    def piece(self) -> _Piece:
        """The piece that text is being added to."""
        return self.pieces[-1]


def read(html: str) -> tuple[list[Line], Facts]:
    """Return the lines of a page and what its head says of the article."""
    tree = LexborHTMLParser(html)
    walk = _Walk()
    for node, enters in events(tree.body) if tree.body else ():
        _step(walk, node, enters=enters)
    _flush(walk)
    return zoned(walk.seen), facts(tree)


def events(top: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield the elements and texts in `top` as readers meet them: each entered, and then left."""
    node, enters = top, True
    while True:
        if enters and (node.is_text_node or (node.is_element_node and node.tag not in SKIPPED)):
            yield node, True
            if child := node.first_child:
                node = child
                continue
            yield node, False
        if node.mem_id == top.mem_id:
            return
        following, parent = node.next, node.parent
        enters = following is not None
        if following is not None:
            node = following
        elif parent is not None:
            node = parent
            yield node, False


def _step(walk: _Walk, node: LexborNode, *, enters: bool) -> None:
    """Take the beginning or the end of a text or element."""
    if node.is_text_node:
        if enters:
            _add(walk, node.text_content or "")
    elif node.tag == "br":
        walk.pieces += [_Piece()] if enters else []
    elif enters:
        _divide(walk, node)
        walk.open.append(node)
        if node.tag == "a" and len(node.text()) < LINK:
            walk.link = node.mem_id
    else:
        _divide(walk, node)
        walk.open.pop()
        walk.link = 0 if walk.link == node.mem_id else walk.link


def _add(walk: _Walk, text: str) -> None:
    tags = {node.tag for node in walk.open[-DEEPEST:]}
    size = len("".join(text.split()))
    walk.piece.text += text
    walk.piece.linked += size if walk.link else 0
    walk.piece.strong += size if tags & STRONG else 0


def _divide(walk: _Walk, node: LexborNode) -> None:
    """End the line where an element ends it; cells and dates are set apart inside their line."""
    inline = node.tag in INLINE
    if _is_cell(walk, node) or (inline and _is_date(walk, node)):
        walk.piece.text += " | " if walk.piece.tidy else ""
    elif not inline or zone(node):
        _flush(walk)
    elif node.tag == "a" and walk.piece.text[-1:].isalnum() and node.prev and node.prev.tag == "a":
        walk.piece.text += " "


def _is_cell(walk: _Walk, node: LexborNode) -> bool:
    """Say whether an element is a cell of data, in a row without paragraphs."""
    rows = [other for other in walk.open[-3:] if other.tag == "tr"]
    return node.tag in {"td", "th"} and bool(rows) and _is_row(rows[-1])


def _is_row(node: LexborNode) -> bool:
    return node.tag == "tr" and node.css_first(PARAGRAPHS) is None


def _is_date(walk: _Walk, node: LexborNode) -> bool:
    """Say whether an inline element is a fact of its own in a line of facts, not in a sentence."""
    name = node.attributes.get("class") or ""
    return bool(node.tag == "time" or DATES.search(name)) and all(
        other.tag not in {"p", "li"} for other in walk.open[-3:]
    )


def _flush(walk: _Walk) -> None:
    """Turn the gathered text into lines."""
    kind, level = _kind(walk.open[-DEEPEST:])
    several = len(walk.pieces) > 1
    for piece in joined(walk.pieces):
        text, size = piece.tidy, max(1, len("".join(piece.text.split())))
        sign = ITEM.match(text) if kind in {"text", "item"} and several else None
        line = Line(
            len(walk.seen) + 1,
            text[sign.end() :] if sign else text,
            "item" if sign else kind,
            level,
            linked=piece.linked > 0.8 * size,
            strong=piece.strong > 0.9 * size,
            sign=sign[0].strip() if sign else "",
        )
        walk.seen.append(Seen(line, tuple(walk.open[:DEEPEST])))
    walk.pieces = [_Piece()]


def _kind(nodes: list[LexborNode]) -> tuple[Kind, int]:
    """Return what a line is by the elements around it, and its level."""
    tags = [node.tag or "" for node in nodes]
    for node, tag in zip(reversed(nodes), reversed(tags), strict=True):
        if heading := HEADING.fullmatch(tag):
            return ("text", 0) if "p" in tags[tags.index(tag) :] else ("heading", int(heading[1]))
        if tag == "tr":
            return ("row" if _is_row(node) else "text"), 0
        if tag in KINDS:
            return KINDS[tag], sum(other in {"ul", "ol"} for other in tags)
    return "text", 0


def joined(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces between breaks, those as one in which a sentence goes on."""
    gathered = _Piece()
    for piece in pieces:
        text = gathered.tidy
        if len(text) > LONG and text[-1] not in ".!?:" and piece.tidy[:1].islower():
            gathered += piece
            continue
        if text:
            yield gathered
        gathered = piece
    if gathered.tidy:
        yield gathered
