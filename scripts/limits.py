"""What may be read at all: the size and place of a file, the signs in a text, its nesting.

Editors come nowhere near these limits. Beyond them the parsers of Markdown and YAML take minutes
or give up, and what a reader sees is not what an editor sees.
"""

from __future__ import annotations

import os
import re
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 2_000_000
"""The most bytes of a page or record; the longest that we know has 40,000."""

LONGEST = 20_000
"""The most characters between two empty lines of a page: eight printed pages without a break."""

DEEPEST = 12
"""How deep brackets may stand open inside each other, and quotations and lists on a line."""

NESTED = 2_000
"""How deep elements of an HTML page may stand inside each other; saved pages have less than 100."""

TITLES = 400
"""The most headings of a page."""

# Signs that nobody sees and that change what is read: control characters but tab and the ends of
# lines, those that turn the direction of writing, those without width (but the joiners that some
# scripts and emoji need), tags, those of private use, signs that are none, and halves of one.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    "\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ue000-\uf8ff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
USUAL = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
"""The signs that nearly all of a text is written in, and none of those above."""

EMPTY = "\n\n"
"""What stands in no block of lines."""
BLOCK = re.compile(r"(?:^[^\n]*\S[^\n]*\n?)+", re.MULTILINE)
OPENING = re.compile(r"[][()<>]")
PAIRS = {"]": "[", ")": "(", ">": "<"}
# These look for the end of the line above, which is found much faster than how a line begins.
STACKED = re.compile(rf"\n[ \t]*(?:(?:>|[-*+]|\d+\.)[ \t]*){{{DEEPEST + 1}}}")
# A rule is written of the same signs as lists.
RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*(?:\n|\Z)")
INDENT = re.compile(rf"\n(?:    |\t| \t|  \t|   \t){{{DEEPEST + 1}}}[ \t]*(?=[-*+>\d])")
TICKS = re.compile(r"`````````+")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
# Elements that are empty, and those that end by themselves where another one begins.
CLOSED = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "option"),
    }
)
TITLE = re.compile(r"^(?:#|[=-]+ *$)", re.MULTILINE)


def end(path: Path) -> Path:
    """Return where a path ends after all links; one that leads back to itself ends there."""
    return Path(os.path.realpath(path))  # Path.resolve() may raise


def refusal(file: Path, folder: Path, largest: int = LARGEST) -> str:
    """Return why a file may not be read, or an empty string; a missing one may. Raises OSError.

    What is in `folder` may lead to other places in it, not out of it.
    """
    if not file.exists():
        return ""
    if not end(file).is_relative_to(end(folder)):
        return f'is a link out of "{folder.name}"; put the file itself here'
    if not (file.is_file() or file.is_dir()):
        return "is a device or a pipe; put a file in its place"
    if (size := file.stat().st_size) > largest:
        return f"has {size / 1e6:.1f} MB; divide it, {largest / 1e6:.0f} MB are the most"
    return ""


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line, from 0, with the first sign in it that nobody sees: what it is, what to do."""
    seen = -1
    for found in HIDDEN.finditer(text) if unseen(_unusual(text)) else ():
        if (line := text.count("\n", 0, found.start())) != seen:
            yield line, unseen(found[0])
            seen = line


def _unusual(text: str) -> str:
    """Return the signs of a text but those that are USUAL: few are left to be looked at."""
    halves = "surrogatepass"
    return text.encode(errors=halves).translate(None, USUAL).decode(errors=halves)


def unseen(text: str) -> str:
    """Return what is wrong with the first sign of a text that nobody sees, or an empty string."""
    found = None if text.isascii() and text.isprintable() else HIDDEN.search(text)
    return (
        f"the invisible character U+{ord(found[0]):04X} may not stand here; delete it"
        if found
        else ""
    )


def tangled(text: str) -> Iterator[tuple[int, str]]:
    """Yield where Markdown stands too deep inside itself or goes on too long, by lines from 0."""
    if text.count("\n") >= TITLES:
        titles = [found.start() for found in TITLE.finditer(text)]
        if len(titles) > TITLES:
            message = f"this is heading {TITLES + 1} of the page; divide the page"
            yield text.count("\n", 0, titles[TITLES]), message
    below = f"\n{text}"
    for pattern, what in ((STACKED, "lists and quotations"), (INDENT, "indented lists")):
        for found in pattern.finditer(below):
            if not RULE.match(below, found.start() + 1):
                yield below.count("\n", 0, found.start()), _deep(what, found[0])
                break
    for run in TICKS.finditer(text):
        line = text.count("\n", 0, run.start())
        yield line, f"{len(run[0])} backticks stand in a row; write three around code"
    if _may_knot(text):
        for block in BLOCK.finditer(text):
            if fault := _knot(block[0]):
                yield text.count("\n", 0, block.start()), fault


def _may_knot(text: str) -> bool:
    """Return whether something may be wrong with lines that stand together in a text."""
    many = [sign for sign in PAIRS.values() if text.count(sign) > DEEPEST]
    blocks = text.split(EMPTY) if many or len(text) > LONGEST else []
    most = (max(map(str.count, blocks, repeat(sign))) for sign in many)
    return max(map(len, blocks), default=0) > LONGEST or any(each > DEEPEST for each in most)


def _knot(block: str) -> str:
    """Return what is wrong with lines that stand together, or an empty string."""
    if len(block) > LONGEST:
        shown = f'"{block[:30].strip()}…"'
        return (
            f"the paragraph {shown} has {len(block)} characters; divide it, {LONGEST} are the most"
        )
    depth = dict.fromkeys(PAIRS.values(), 0)
    for found in OPENING.finditer(block):
        sign = PAIRS.get(found[0], found[0])
        depth[sign] = max(0, depth[sign] + (1 if sign == found[0] else -1))
        if depth[sign] > DEEPEST:
            return _deep(f'brackets "{sign}"', block[max(0, found.start() - 20) : found.end()])
    return ""


def _deep(what: str, where: str) -> str:
    shown = " ".join(where.split())[:40]
    return f'{what} stand too deep inside each other at "{shown}"; {DEEPEST} are the most'


def nested(html: str) -> bool:
    """Say whether elements stand too deep inside each other, those that never end too."""
    depth = 0
    for slash, name in TAG.findall(html):
        if name.lower() not in CLOSED:
            depth = max(0, depth + (-1 if slash else 1))
        if depth > NESTED:
            return True
    return False
