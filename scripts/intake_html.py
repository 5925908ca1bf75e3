"""From a web page to the lines that its readers see, each with what its markup says of it.

The page is parsed by selectolax, which the site's own check uses already: it reads damaged HTML as
browsers do. Libraries that also extract articles (trafilatura, readability) were left out: they
bring up to a dozen packages, do not tell what they dropped or why, and lose short paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from scripts.intake_facts import facts
from scripts.intake_line import Facts, Kind, Line
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
DATES = re.compile(r"(?:^|[ _-])(?:date|time|tanggal|published|author|penulis|byline)", re.IGNORECASE)
DEEPEST = 80
"""How many elements around a line are looked at: the outermost and, of tags, the innermost."""

BREAK = "\x0b"
"""Stands for `<br>` in gathered text."""

LONG = 40
"""The characters of a line that may go on after a break in its middle."""


@dataclass
class _Walk:
    """How far the reading of a page is: the open elements, and the text of the line to come."""

    seen: list[Seen] = field(default_factory=list)
    open: list[LexborNode] = field(default_factory=list)
    text: str = ""
    linked: int = 0
    strong: int = 0


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
        walk.text += BREAK if enters else ""
    elif enters:
        _divide(walk, node)
        walk.open.append(node)
    else:
        _divide(walk, node)
        walk.open.pop()


def _add(walk: _Walk, text: str) -> None:
    tags = {node.tag for node in walk.open[-DEEPEST:]}
    size = len("".join(text.split()))
    walk.text += text.replace(BREAK, " ")
    walk.linked += size if "a" in tags else 0
    walk.strong += size if tags & STRONG else 0


def _divide(walk: _Walk, node: LexborNode) -> None:
    """End the line where an element ends it; cells and dates are set apart inside their line."""
    inline = node.tag in INLINE
    if node.tag in {"td", "th"} or (inline and _is_date(walk, node)):
        walk.text += " | " if walk.text.strip() else ""
    elif not inline or zone(node):
        _flush(walk)


def _is_date(walk: _Walk, node: LexborNode) -> bool:
    """Say whether an inline element is a fact of its own in a line of facts, not in a sentence."""
    name = node.attributes.get("class") or ""
    return bool(node.tag == "time" or DATES.search(name)) and all(
        other.tag not in {"p", "li"} for other in walk.open[-3:]
    )


def _flush(walk: _Walk) -> None:
    """Turn the gathered text into lines."""
    size = max(1, len("".join(walk.text.split())))
    kind, level = _kind([node.tag or "" for node in walk.open[-DEEPEST:]])
    for text in split(walk.text):
        line = Line(
            len(walk.seen) + 1,
            text,
            kind,
            level,
            linked=walk.linked > 0.8 * size,
            strong=walk.strong > 0.9 * size,
        )
        walk.seen.append(Seen(line, tuple(walk.open[:DEEPEST])))
    walk.text, walk.linked, walk.strong = "", 0, 0


def _kind(tags: list[str]) -> tuple[Kind, int]:
    """Return what a line is by the elements around it, and its level."""
    for tag in reversed(tags):
        if heading := HEADING.fullmatch(tag):
            return "heading", int(heading[1])
        if tag == "tr":
            return "row", 0
        if tag in KINDS:
            return KINDS[tag], sum(other in {"ul", "ol"} for other in tags)
    return "text", 0


def split(text: str) -> list[str]:
    """Return the lines of a text with breaks: two end a paragraph, one ends a finished line."""
    paragraphs = re.split(rf"{BREAK}(?:\s*{BREAK})+", text)
    lines = (line for each in paragraphs for line in _lines(each.split(BREAK)))
    return [line.strip(" |") for line in lines if line.strip(" |")]


def _lines(pieces: list[str]) -> Iterator[str]:
    """Yield the pieces between single breaks, joined where a sentence goes on."""
    gathered = ""
    for piece in (" ".join(piece.split()) for piece in pieces):
        goes_on = len(gathered) > LONG and gathered[-1] not in ".!?:" and piece[:1].islower()
        if goes_on:
            gathered += f" {piece}"
        else:
            yield gathered
            gathered = piece
    yield gathered
