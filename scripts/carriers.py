"""Carriers: the parts of pages that pass a source's points on, and the sources that each cites."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scripts.model import KEY_POINTS_ID, Mark, poster_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library, Page

_END = Mark(2**31, "")


def sections(page: Page) -> Iterator[tuple[Mark, list[Mark]]]:
    """Yield each heading of a page with the citations in the text directly below it."""
    for heading, following in pairwise((*page.outline.headings, _END)):
        yield heading, _between(page, heading, following)


def around(page: Page, section: str) -> list[str]:
    """Return the ids of a section and of those that it is part of, the innermost first."""
    found: list[Mark] = []
    for heading in reversed(page.outline.headings):
        if heading.value == section or (found and heading.level < found[-1].level):
            found.append(heading)
    return [heading.value for heading in found]


def cited_at(page: Page, anchor: str, library: Library) -> set[str]:
    """Return the sources that a part of a page cites: a section, an item, a node, the key points."""
    if anchor == KEY_POINTS_ID:
        return {mark.value for mark in page.front.citations}
    parts = (
        _sections(page, anchor),
        _items(page, anchor, library),
        _posters(page, anchor, library),
    )
    return set().union(*parts)


def _sections(page: Page, anchor: str) -> Iterator[str]:
    """Yield what a section cites, with the sections inside it."""
    headings = page.outline.headings
    for i, heading in enumerate(headings):
        if heading.value == anchor:
            end = next((h for h in headings[i + 1 :] if h.level <= heading.level), _END)
            yield from (mark.value for mark in _between(page, heading, end))


def _items(page: Page, anchor: str, library: Library) -> Iterator[str]:
    """Yield what an item or a phase of a checklist, or a node of a flow, cites."""
    checklist, flow = library.checklist(page), library.flow(page)
    for phase in checklist.phases if checklist else ():
        for item in phase.items:
            if anchor in {phase.id, item.id, *item.was}:
                yield item.source
    for node in flow.nodes if flow else ():
        if anchor in {node.id, *node.was}:
            yield from node.cited


def _posters(page: Page, anchor: str, library: Library) -> Iterator[str]:
    for mark in page.outline.directives:
        record = library.posters.get(mark.title) if mark.value == "poster" else None
        if record and anchor == poster_anchor(mark.title):
            yield from record.value.cited


def _between(page: Page, heading: Mark, end: Mark) -> list[Mark]:
    return [mark for mark in page.outline.citations if heading.line <= mark.line < end.line]
