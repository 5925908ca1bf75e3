"""The outline of a page's Markdown: what stands on which line.

It knows the few things that editors write and that must be right, not the whole of Markdown;
code is left out. The page itself is rendered by MkDocs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.model import Mark, Outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CITATION = re.compile(r"[ ]?\[@([^\]\s]*)\]")
DIRECTIVE = re.compile(r"^::\s*(\S*)[ \t]*(.*?)\s*$")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*(?:\{\s*#([^\s}]+)[^}]*\}\s*)?$")
LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)")
BARE = re.compile(r"^(#{1,6}\s|::)")
HTML = re.compile(r"<(?=[a-zA-Z/!?])(?!https?://|mailto:)[^>\s]*>?")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
CODE = re.compile(r"(?P<ticks>`+)(?:(?!(?P=ticks)).)+?(?P=ticks)")
CITATION_OR_CODE = re.compile(rf"(?P<code>{CODE.pattern})|[ ]?\[@(?P<cited>[^\]\s]*)\]")


def prose(body: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """Yield each line outside fenced code with its number, inline code blanked out."""
    fence = ""
    for number, line in enumerate(body.splitlines(), first_line):
        found = FENCE.match(line)
        if fence:
            fence = "" if found and found[1].startswith(fence) else fence
        elif found:
            fence = found[1]
        else:
            yield number, CODE.sub(lambda code: " " * len(code[0]), line)


def outline(body: str, first_line: int = 1) -> Outline:
    """Return the outline of `body`, whose first line is line `first_line` of its file."""
    lines = list(prose(body, first_line))
    return Outline(
        headings=tuple(_headings(lines)),
        links=tuple(_each(lines, LINK)),
        citations=tuple(_each(lines, CITATION)),
        directives=tuple(_directives(lines)),
        html=tuple(_each(lines, HTML, group=0)),
        prose=tuple(n for n, li in lines if li.strip() and not BARE.match(li)),
    )


def map_prose(body: str, change: Callable[[str], str]) -> str:
    """Return `body` with `change` applied to each line outside fenced code."""
    wanted = {number for number, _ in prose(body)}
    lines = body.splitlines()
    return "\n".join(change(li) if n in wanted else li for n, li in enumerate(lines, 1))


def _each(lines: list[tuple[int, str]], pattern: re.Pattern[str], group: int = 1) -> Iterator[Mark]:
    for number, line in lines:
        yield from (Mark(number, found[group]) for found in pattern.finditer(line))


def _headings(lines: list[tuple[int, str]]) -> Iterator[Mark]:
    for number, line in lines:
        if found := HEADING.match(line):
            yield Mark(number, found[3] or "", title=found[2], level=len(found[1]))


def _directives(lines: list[tuple[int, str]]) -> Iterator[Mark]:
    for number, line in lines:
        if found := DIRECTIVE.match(line):
            yield Mark(number, found[1], title=found[2])
