"""Coverage: which article carries what of a source, as a reviewer and a status report count it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.records import Article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.model import Library, Page
    from scripts.records import Covered


class Tally(NamedTuple):
    """How many paragraphs of a source an article carries, how many it sets aside, and of how many."""

    carried: int
    aside: int
    every: int

    @property
    def covered(self) -> int:
        """How many paragraphs are accounted for."""
        return self.carried + self.aside


def summary(library: Library) -> dict[str, dict[str, Tally]]:
    """Return what articles cover, by their paths and then by source: `artikel/undangan-wawancara`.

    An article that cites a source and has no record of it covers nothing of it; a source without a
    fingerprint cannot be counted and is left out.
    """
    return {
        path: {
            source: _tally(records.get(source), library.fingerprints[source].value.paragraphs)
            for source in dict.fromkeys([*cited(path, library), *records])
            if source in library.fingerprints
        }
        for path in articles(library).values()
        for records in [record_of(path, library)]
    }


def articles(library: Library) -> dict[str, str]:
    """Return the paths of the articles by the names of their records, their last parts."""
    found = (page for page in library.pages.values() if isinstance(page.meta.value, Article))
    return {page.path.rpartition("/")[2]: page.path for page in found}


def record_of(path: str, library: Library) -> Mapping[str, Covered]:
    """Return what an article's record says, by source."""
    record = library.coverage.get(path.rpartition("/")[2])
    return record.value if record else {}


def cited(path: str, library: Library) -> list[str]:
    """Return the sources that an article cites, in the order of its pages, once."""
    marks = (
        m for page in pages(path, library) for m in (*page.front.citations, *page.outline.citations)
    )
    return [name for name in dict.fromkeys(m.value for m in marks) if name in library.sources]


def pages(path: str, library: Library) -> list[Page]:
    """Return an article's pages, one for each language that it is written in."""
    return [library.pages[code, path] for code in library.codes if (code, path) in library.pages]


def carried(record: Covered) -> set[int]:
    """Return the paragraphs that points carry."""
    return {number for point in record.points.values() for number in point.paragraphs}


def set_aside(record: Covered) -> set[int]:
    """Return the paragraphs that are noise or left out."""
    return {*record.noise, *(number for part in record.left_out for number in part.paragraphs)}


def _tally(record: Covered | None, every: int) -> Tally:
    if record is None:
        return Tally(0, 0, every)
    there = set(range(1, every + 1))
    points = carried(record) & there
    return Tally(len(points), len((set_aside(record) & there) - points), every)
