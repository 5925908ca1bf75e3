"""Which part of a web page is the article, and what the other parts are.

The article is where nearly all running text stands. What an element's name says of it counts only
for smaller parts: a page's body may be called `post-with-sidebar`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.intake_zone import zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

    from scripts.intake_line import Line
    from scripts.records import Noise

PROSE = 60
"""The characters of a text that is no button or title."""

SHARE = 0.7
"""How much of a page's prose its article has, at least."""

BODY = re.compile(
    r"(?:^|[ _-])(?:article|post|entry|story|artikel|berita|blog)s?(?:$|[ _-])", re.IGNORECASE
)


@dataclass(frozen=True)
class Seen:
    """A line of a page and the elements around it, the outermost first."""

    line: Line
    path: tuple[LexborNode, ...]

    @property
    def is_prose(self) -> bool:
        """Whether it is running text."""
        return len(self.line.text) >= PROSE and not self.line.linked


def zoned(seen: Sequence[Seen]) -> list[Line]:
    """Return the lines of a page with what each is by its place, if it is not of the article."""
    heavy = _heavy(seen, 0.5)
    zones = [_zone(each.path, heavy) for each in seen]
    prose = [each for each, kind in zip(seen, zones, strict=True) if kind is None]
    main = _main(prose)
    inside = [any(node.mem_id == main for node in each.path) for each in seen]
    leads = set(_leads(seen, inside))
    return [
        replace(each.line, zone=kind or (None if here or i in leads else "outside"))
        for i, (each, kind, here) in enumerate(zip(seen, zones, inside, strict=True))
    ]


def _heavy(seen: Sequence[Seen], share: float) -> dict[int, LexborNode]:
    """Return the elements that hold at least this share of the prose, the outermost first."""
    weights: Counter[int] = Counter()
    nodes: dict[int, LexborNode] = {}
    for each in seen:
        for node in each.path if each.is_prose else ():
            weights[node.mem_id] += len(each.line.text)
            nodes.setdefault(node.mem_id, node)
    most = max(weights.values(), default=0)
    return {name: node for name, node in nodes.items() if weights[name] >= share * most}


def _zone(path: tuple[LexborNode, ...], heavy: dict[int, LexborNode]) -> Noise | None:
    zones = (zone(node) for node in path if node.mem_id not in heavy)
    return next((kind for kind in zones if kind), None)


def _main(prose: Sequence[Seen]) -> int:
    """Return the `mem_id` of the article's element, or 0 for a page without prose.

    An element with a single line is a paragraph, however long.
    """
    lines = Counter(node.mem_id for each in prose for node in each.path)
    chain = [
        node for name, node in _heavy(prose, SHARE).items() if lines[name] > 1 or node.tag == "body"
    ]
    for fits in (_is_article, _is_main, _is_body):
        if found := next((node for node in chain if fits(node)), None):
            return found.mem_id
    return chain[-1].mem_id if chain else 0


def _is_article(node: LexborNode) -> bool:
    return node.tag == "article" or (node.attributes.get("itemtype") or "").endswith("Article")


def _is_main(node: LexborNode) -> bool:
    return node.tag == "main" or node.attributes.get("role") == "main"


def _is_body(node: LexborNode) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return node.tag != "body" and bool(BODY.search(names))


def _leads(seen: Sequence[Seen], inside: Sequence[bool]) -> Iterator[int]:
    """Yield the title and the running text between it and the article's element."""
    begin = inside.index(True) if True in inside else len(seen)
    titles = [i for i in range(begin) if _is_title(seen[i].line)]
    if titles and not any(
        here and _is_title(each.line) for each, here in zip(seen, inside, strict=True)
    ):
        yield titles[-1]
        yield from (i for i in range(titles[-1], begin) if seen[i].is_prose)


def _is_title(line: Line) -> bool:
    return line.kind == "heading" and line.level == 1
