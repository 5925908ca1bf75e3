"""The outline of a page's Markdown: what stands on which line.

It knows the few things that editors write and that must be right, not the whole of Markdown;
code is left out. The page itself is rendered by MkDocs.
"""

from __future__ import annotations

import re
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from scripts.model import Mark, Outline

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

CODE = re.compile(r"(?<!\\)(?P<ticks>`+).+?(?<!`)(?P=ticks)(?!`)")
CITED = re.compile(r"\[@(?P<cited>[^\]\n]*)\]")
CITATION = re.compile(rf"[ ]?{CITED.pattern}")
CITATION_OR_CODE = re.compile(rf"(?P<code>{CODE.pattern})|{CITATION.pattern}")
DIRECTIVE = re.compile(r"^ {0,3}::\s*(\S*)[ \t]*(.*?)\s*$")
HEADING = re.compile(r"^(#{1,6})(.*)$")
ID = re.compile(r"\s\{\s*#([^\s}]+)\s*\}$")
UNDERLINE = re.compile(r"^(=+|-+) *$")
RULE = re.compile(r"^ {0,3}([-_*])( {0,2}\1){2,} *$")
LINK = re.compile(r"\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)]*)\)")
LINK_TITLE = re.compile(r"\s[\"']")
UNDERLINED = re.compile(r"\n(?:=+|-+) *$", re.MULTILINE)
BEGINS = "#: "
BARE = re.compile(r"^(#| {0,3}::)")
HTML = re.compile(r"<(?=[a-zA-Z/!?])(?!https?://|mailto:)[^>\s]*>?")
FENCE = re.compile(r"^(`{3,}|~{3,}) *(?:\{.*\}|\.?[\w#.+-]*) *$")
PARTS = attrgetter(*Outline.__struct_fields__)


def prose(body: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """Yield each line outside fenced code with its number.

    As in Python-Markdown, a fence begins at the start of a line and ends with the very same
    fence; one that never ends is no fence.
    """
    lines = body.split("\n")
    if "```" not in body and "~~~" not in body:
        return enumerate(lines, first_line)
    return _outside(lines, first_line)


def _outside(lines: list[str], first_line: int) -> Iterator[tuple[int, str]]:
    fence = ""
    for i, line in enumerate(lines):
        found = FENCE.match(line)
        if fence:
            fence = "" if line.rstrip(" ") == fence else fence
        elif found and found[1] in (other.rstrip(" ") for other in lines[i + 1 :]):
            fence = found[1]
        else:
            yield i + first_line, line


def outline(body: str, first_line: int = 1) -> Outline:
    """Return the outline of `body`, whose first line is line `first_line` of its file."""
    whole = [(n, line) for n, line in prose(body, first_line) if line and not line.isspace()]
    lines = [(n, _without_code(line)) for n, line in whole] if "`" in body else whole
    bare = {n: line for n, line in whole if line[0] in BEGINS and BARE.match(line)}
    headings = _headings(whole, bare) if UNDERLINED.search(body) else _bare_headings(bare)
    directives = _each(lines, body, "::", DIRECTIVE)
    return Outline(
        headings=tuple(headings),
        links=tuple([Mark(n, _target(inside)) for n, inside in _each(lines, body, "](", LINK)]),
        citations=tuple([Mark(n, cited) for n, cited in _each(lines, body, "[@", CITED)]),
        directives=tuple([Mark(n, name, what) for n, (name, what) in directives]),
        html=tuple([Mark(n, found) for n, found in _each(lines, body, "<", HTML)]),
        prose=tuple([n for n, _ in whole if n not in bare]),
    )


def _without_code(line: str) -> str:
    return CODE.sub(lambda code: " " * len(code[0]), line)


def joined(outlines: Iterable[Outline]) -> Outline:
    """Return the outlines of several texts as one."""
    parts = zip(*map(PARTS, outlines), strict=True)
    return Outline(*(tuple(chain.from_iterable(part)) for part in parts))


def map_marks(body: str, change: Callable[[str], str]) -> str:
    """Return `body` with `change` applied to each line with citations or directives, outside code."""
    marked = {n for n, li in prose(body) if "[@" in li or "::" in li}
    lines = body.split("\n")
    return "\n".join(change(li) if n in marked else li for n, li in enumerate(lines, 1))


def _each(
    lines: list[tuple[int, str]], body: str, sign: str, pattern: re.Pattern[str]
) -> list[tuple[int, Any]]:
    """Return what a pattern finds in the lines of a text, if they have the sign that it needs."""
    if sign not in body:
        return []
    return [(n, found) for n, line in lines if sign in line for found in pattern.findall(line)]


def _bare_headings(bare: Mapping[int, str]) -> Iterator[Mark]:
    """Yield the headings among lines that stand by themselves, by their numbers."""
    return chain.from_iterable(_heading(number, line) for number, line in bare.items())


def _headings(lines: list[tuple[int, str]], bare: Container[int]) -> Iterator[Mark]:
    """Yield the headings of a text from its lines that are not empty, some of them `bare`."""
    above, begins, place = "", True, 0
    for number, line in lines:
        begins = begins or number != place + 1
        if above and number == place + 1 and UNDERLINE.match(line):
            yield from _heading(place, f"{'#' if line[0] == '=' else '##'} {above}")
            above, begins = "", True
        elif number in bare:
            yield from _heading(number, line)
            above, begins = "", True
        else:
            # Only the first line of a block becomes a heading by an underline.
            above, begins = (line if begins else ""), bool(RULE.match(line))
        place = number


def _heading(number: int, line: str) -> Iterator[Mark]:
    if found := HEADING.match(line.rstrip()):
        name = ID.search(found[2])
        title = found[2][: name.start()] if name else found[2]
        title = title.strip().rstrip("#").rstrip()
        yield Mark(number, name[1] if name else "", title, level=len(found[1]))


def _target(inside: str) -> str:
    """Return the address of a link from what stands in its brackets, without its title."""
    return LINK_TITLE.split(inside, maxsplit=1)[0].strip().removeprefix("<").removesuffix(">")
