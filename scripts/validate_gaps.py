"""Rules against the gaps that starting points leave for editors to fill: «so».

They may stand in drafts, and in records that only drafts show.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from scripts.passages import of_page, of_records, written
from scripts.problem import Problem
from scripts.validate_links import only_drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library

GAP = re.compile(r"«[^»\n]*»?")


def texts(library: Library) -> Iterator[Problem]:
    """What is published has no gap left."""
    drafts = _drafts(library)
    pages = (page for page in library.pages.values() if any("«" in text for text in written(page)))
    for passage in chain(chain.from_iterable(map(of_page, pages)), of_records(library)):
        if passage.path not in drafts:
            for gap in GAP.finditer(passage.text):
                yield _problem(passage.path, passage.line(gap.start()), gap[0])


def sources(library: Library) -> Iterator[Problem]:
    """A source's publisher and title are given."""
    for record in library.sources.values():
        for field in ("publisher", "title"):
            if gap := GAP.search(getattr(record.value, field)):
                yield _problem(record.path, record.line(field), gap[0])


def coverage(library: Library) -> Iterator[Problem]:
    """What an article passes on is said, unless the article is a draft."""
    drafts = {p.path.rpartition("/")[2] for p in library.pages.values() if p.meta.value.draft}
    for name in library.coverage.keys() - drafts:
        record = library.coverage[name]
        for source, covered in record.value.items():
            for point, value in covered.points.items():
                if gap := GAP.search(value.says):
                    yield _problem(
                        record.path, record.line(source, "points", point, "says"), gap[0]
                    )


def _drafts(library: Library) -> set[str]:
    """Return the files of draft pages, and those of the records that only such pages show."""
    pages = library.pages.values()
    drafts = {page.file for page in pages if page.meta.value.draft}
    for group, find in ((library.checklists, library.checklist), (library.flows, library.flow)):
        for record in group.values():
            if only_drafts(page for page in pages if find(page) is record.value):
                drafts.add(record.path)
    return drafts


def _problem(path: str, line: int, gap: str) -> Problem:
    return Problem(
        path, line, f'"{gap.strip()}" is still to be written; fill the gap, or set `draft: true`'
    )


RULES = (texts, sources, coverage)
