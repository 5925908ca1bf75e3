"""The short way through Markdown, for pages of headings, paragraphs, lists, links and emphasis.

Markdown looks for much more, in every line and in many passes over a tree. Here a page is read once,
by a pattern of all that it may hold; a page with anything else is left to Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

EXTENSIONS = {
    "toc": {"toc_depth": "2-3", "marker": ""},
    "tables": {"use_align_attribute": True},
    "fenced_code": {},
    "attr_list": {},
    "sane_lists": {},
}
"""The extensions of Markdown with which the way is known; others may give more signs a meaning."""

SIGNS = r"][\\`<>&*_{}\t\n\r\x02\x03"
WORDS = rf"(?:[^{SIGNS}!]++|!(?!\[))++"
LINK = rf"\[(?P<text>{WORDS})\]\((?P<to>[\w./\#:?=@,;~+-]++)\)"
STRONG = rf"\*\*(?P<strong>(?=\w){WORDS}(?<=\w))\*\*(?!\*)"
EMPHASIS = rf"\*(?P<emphasis>(?=\w){WORDS}(?<=\w))\*(?!\*)"
MARKED = re.compile(f"{LINK}|{STRONG}|{EMPHASIS}")

UNNAMED = re.sub(r"\?P<\w+>", "?:", MARKED.pattern)
LINE = rf"(?![\s\#=+>|:~-]|\d+\.[ ])(?:{WORDS}|{UNNAMED})++"
"""A line, or what follows the sign of an entry, that begins nothing else."""

TITLE = rf"(?=\S)[^{SIGNS}]*(?:&\#\d+;[^{SIGNS}]*)*(?<=[^\s\#])"
BLOCK = re.compile(
    rf"""(?:
    (?P<heading>(?P<level>\#{{2,4}})[ ](?P<title>{TITLE})[ ]\{{\#(?P<id>[a-z][a-z0-9-]*+)\}})
    |(?P<ul>-[ ]{LINE}(?:\n-[ ]{LINE})*+)
    |(?P<ol>1\.[ ]{LINE}(?:\n\d+\.[ ]{LINE})*+)
    |(?P<p>{LINE}(?:(?<![ ][ ])\n{LINE})*+)
    )(?:\n(?:[ ]*\n)+|[ \n]*\Z)""",
    re.VERBOSE,
)
LISTED = ("##", "###")
"""The headings that contents list."""

LISTS = frozenset({"ul", "ol"})
ENTRY = re.compile(r"(?:^|\n)(?:-|\d+\.) ")


class Converted(NamedTuple):
    """A page's HTML, and the titles and ids of its topmost headings."""

    html: str
    contents: list[tuple[str, str]]


def known(extensions: Mapping[str, Mapping[str, Any]]) -> bool:
    """Say whether the short way gives what Markdown with these extensions would."""
    return extensions == EXTENSIONS


def convert(text: str, address: Callable[[str], str]) -> Converted | None:
    """Return what Markdown would make of a page, None if that has to be asked.

    `address` gives the address that a link of the page leads to.
    """
    blocks = _blocks(text.lstrip("\n"))
    headings = [block for block in blocks or () if block["level"] in LISTED]
    # Contents that begin below the topmost level are nested otherwise.
    if blocks is None or (headings and headings[0]["level"] != LISTED[0]):
        return None
    html = MARKED.sub(lambda found: _marked(found, address), "\n".join(map(_html, blocks)))
    topmost = (heading for heading in headings if heading["level"] == LISTED[0])
    return Converted(html, [(" ".join(each["title"].split()), each["id"]) for each in topmost])


def _blocks(text: str) -> list[re.Match[str]] | None:
    """Return the blocks that a page is made of, None if there is anything else."""
    blocks: list[re.Match[str]] = []
    place = 0
    while place < len(text):
        found = BLOCK.match(text, place)
        # Entries after a blank line belong to the list above, and make it one of paragraphs.
        loose = found and blocks and found.lastgroup == blocks[-1].lastgroup in LISTS
        if not found or loose:
            return None
        blocks.append(found)
        place = found.end()
    return blocks


def _html(block: re.Match[str]) -> str:
    kind = block.lastgroup
    if kind == "p":
        return f"<p>{block['p']}</p>"
    if kind == "heading":
        level = len(block["level"])
        return f'<h{level} id="{block["id"]}">{block["title"]}</h{level}>'
    entries = "</li>\n<li>".join(ENTRY.split(block[kind or 0])[1:])
    return f"<{kind}>\n<li>{entries}</li>\n</{kind}>"


def _marked(found: re.Match[str], address: Callable[[str], str]) -> str:
    if found["to"]:
        return f'<a href="{address(found["to"])}">{found["text"]}</a>'
    if found["strong"]:
        return f"<strong>{found['strong']}</strong>"
    return f"<em>{found['emphasis']}</em>"
