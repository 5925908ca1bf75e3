"""From pasted text and Markdown to lines, whatever their habits.

Some texts have an empty line between paragraphs, some have none, and some break every line at the
width of a window; all three end as one line for each paragraph. Markdown takes the way of HTML.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown import Markdown

from scripts import intake_html
from scripts.document import parse_front_matter
from scripts.intake_facts import day
from scripts.intake_line import ITEM, Facts, Kind, Line
from scripts.intake_read import FRONT_MATTER

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTE = re.compile(r"^(?:>\s*)+")
HASHTAG = re.compile(r"^#(?=[^\s#])", re.MULTILINE)
SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")
ADDRESS = re.compile(r"https?://\S+/\S*$")
WIDTH = range(45, 110)
"""How long the lines of a text are that a window has broken."""


def read(text: str) -> tuple[list[Line], Facts]:
    """Return the lines of a plain text; it knows no facts beside them, but an address alone."""
    rows = [(n, row.rstrip()) for n, row in enumerate(text.split("\n"), 1)]
    groups = list(_groups(rows))
    wrapped = _is_wrapped(groups)
    lines = [
        line
        for group in groups
        for line in (_joined(group) if wrapped and _fills(group) else _single(group))
    ]
    url = next((line.text for line in lines if ADDRESS.fullmatch(line.text)), "")
    return [line for line in lines if line.text != url], Facts(url=url)


def read_markdown(text: str) -> tuple[list[Line], Facts]:
    """Return the lines of a Markdown text, and what its front matter says."""
    facts = Facts()
    if FRONT_MATTER.match(text):
        document, text, _ = parse_front_matter(text, "")
        facts = _front(document.data if document else None)
    text = HASHTAG.sub(r"\\\g<0>", text)
    html = Markdown(extensions=["tables", "sane_lists", "nl2br"]).convert(text)
    lines, found = intake_html.read(f"<body>{html}</body>")
    return lines, replace(facts, title=facts.title or found.title)


def _front(data: object) -> Facts:
    """Return the facts of a front matter, under the names that clippers and blogs use."""
    given = {str(k).lower(): v for k, v in data.items()} if isinstance(data, dict) else {}

    def first(*names: str) -> str:
        found = next((given[name] for name in names if given.get(name)), "")
        return SPACE.sub(" ", ", ".join(map(str, found)) if isinstance(found, list) else str(found))

    return Facts(
        title=first("title", "judul"),
        publisher=first("publisher", "site", "penerbit"),
        author=first("author", "authors", "penulis"),
        date=day(first("published", "date", "tanggal")),
        url=first("url", "source", "canonical"),
        language=first("lang", "language")[:2],
    )


def _groups(rows: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines that stand together, without an empty one between them."""
    group: list[tuple[int, str]] = []
    for n, row in rows:
        if SPACE.sub("", row):
            group.append((n, row))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_wrapped(groups: list[list[tuple[int, str]]]) -> bool:
    """Say whether most lines that have another below them go on there."""
    inner = [row for group in groups for _, row in group[:-1]]
    fill = [row for row in inner if len(row) in WIDTH]
    ends = [row for row in fill if row[-1] in '.!?:”"']
    return len(fill) >= 3 and len(fill) > 0.6 * len(inner) and len(ends) < 0.4 * len(fill)


def _fills(group: list[tuple[int, str]]) -> bool:
    """Say whether a group's lines are as long as a window is wide, but the last one."""
    return len(group) > 1 and len(group[0][1]) in WIDTH


def _joined(group: list[tuple[int, str]]) -> Iterator[Line]:
    """Yield the paragraphs and items of a group whose lines were broken."""
    gathered: list[tuple[int, str]] = []
    for n, row in group:
        if gathered and ITEM.match(row.strip()):
            yield from _single(gathered)
            gathered = []
        gathered = [(gathered[0][0], f"{gathered[0][1]} {row.strip()}")] if gathered else [(n, row)]
    yield from _single(gathered)


def _single(group: list[tuple[int, str]]) -> Iterator[Line]:
    """Yield each line of a group as one by itself."""
    for i, (n, row) in enumerate(group):
        text = SPACE.sub(" ", row).strip()
        depth = (len(row.expandtabs(4)) - len(row.expandtabs(4).lstrip())) // 2 + 1
        kind, sign, bare = _kind(text)
        yield Line(n, bare, kind, depth if kind == "item" else 0, gap=i == 0, sign=sign)


def _kind(text: str) -> tuple[Kind, str, str]:
    """Return what a line is by the sign that it begins with, the sign, and the line without it."""
    if QUOTE.match(text) and (bare := QUOTE.sub("", text)):
        return "quote", ">", bare
    if found := ITEM.match(text):
        return "item", found[0].strip(), text[found.end() :]
    return "text", "", text
