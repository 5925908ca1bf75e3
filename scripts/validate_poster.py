"""Rules over posters. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.problem import Problem
from scripts.validate_links import broken_link, only_drafts, unknown_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library, Page
    from scripts.records import Poster


def shown(library: Library) -> Iterator[Problem]:
    """Every poster is on a page, from where it can be downloaded."""
    for name, record in library.posters.items():
        if not _pages(name, library):
            message = (
                f"no page shows this poster; write `::poster {name}` in one, in every language"
            )
            yield Problem(record.path, 0, message)


def references(library: Library) -> Iterator[Problem]:
    """A poster names sources, pages and sections that exist and are published."""
    for name, record in library.posters.items():
        draft = only_drafts(_pages(name, library))
        for key, message in _unfit(record.value, library, draft=draft):
            yield Problem(record.path, record.line(*key), message)


def _pages(name: str, library: Library) -> list[Page]:
    return [
        page
        for page in library.pages.values()
        if any((mark.value, mark.title) == ("poster", name) for mark in page.outline.directives)
    ]


def _unfit(
    poster: Poster, library: Library, *, draft: bool
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the parts of a poster that do not fit, and what is wrong with each."""
    cited = [(("signs", i, "source"), sign.source) for i, sign in enumerate(poster.signs)]
    cited += [(("steps", i, "source"), step.source) for i, step in enumerate(poster.steps)]
    for key, source in cited:
        if fault := unknown_source(source, library):
            yield key, fault
    steps = ((("steps", i, "link"), step.link) for i, step in enumerate(poster.steps))
    for place, link in ((("link",), poster.link), *steps):
        if link and (fault := broken_link(link, library, draft=draft)):
            yield place, f'the link "{link}" {fault}'


RULES = (shown, references)
