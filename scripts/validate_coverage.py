"""Rules over coverage: every paragraph of a source lands somewhere, and so does every point."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts import coverage, fingerprint
from scripts.carriers import around, cited_at, sections
from scripts.model import COVERAGE, DATA, FINGERPRINTS
from scripts.problem import Problem, did_you_mean
from scripts.validate_links import broken_link
from scripts.validate_originality import shared_with, taken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from scripts.model import Library, Located, Mark, Page
    from scripts.records import Covered


class _Entry(NamedTuple):
    """What the record of an article says of one source, and the pages of the article."""

    file: Located[Mapping[str, Covered]]
    source: str
    covered: Covered
    path: str
    pages: list[Page]

    @property
    def is_draft(self) -> bool:
        return any(page.meta.value.draft for page in self.pages)

    def problem(self, message: str, *keys: str | int) -> Problem:
        return Problem(self.file.path, self.file.line(self.source, *keys), message)

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield what the record says, and where."""
        for name, point in self.covered.points.items():
            yield ("points", name, "says"), point.says
        for i, part in enumerate(self.covered.left_out):
            yield ("left_out", i, "because"), part.because

    def places(self) -> Iterator[tuple[tuple[str | int, ...], int]]:
        """Yield where each paragraph is named, and its number."""
        lists: list[tuple[tuple[str | int, ...], Iterable[int]]] = [
            (("points", name, "paragraphs"), point.paragraphs)
            for name, point in self.covered.points.items()
        ]
        lists.append((("noise",), self.covered.noise))
        for i, part in enumerate(self.covered.left_out):
            lists.append((("left_out", i, "paragraphs"), part.paragraphs))
        for keys, numbers in lists:
            yield from (((*keys, i), number) for i, number in enumerate(numbers))


def _entries(library: Library) -> Iterator[_Entry]:
    """Yield what there is to say of each source in the record of each article."""
    paths = coverage.articles(library)
    for name, file in library.coverage.items():
        if path := paths.get(name):
            pages = coverage.pages(path, library)
            for source, covered in file.value.items():
                yield _Entry(file, source, covered, path, pages)


def named(library: Library) -> Iterator[Problem]:
    """The record of what is covered has the name of an article, and speaks of sources."""
    known, unread = coverage.articles(library), {file.rpartition("/")[2] for file in library.unread}
    for name, file in library.coverage.items():
        if name not in known and f"{name}.md" not in unread:
            hint = did_you_mean(name, known)
            yield Problem(file.path, 0, f'"{name}" is not the file name of an article{hint}')
        for source in file.value:
            if message := _unfit(source, library):
                yield Problem(file.path, file.line(source), message)


def _unfit(source: str, library: Library) -> str:
    """Return what is wrong with the name of a source, or an empty string."""
    files = {f"{DATA}/sources.yml", f"{FINGERPRINTS}/{source}.yml"}
    if source in library.fingerprints or files & library.unread:
        return ""
    if source in library.sources:
        return f'"{source}" has no fingerprint, so nobody knows how many paragraphs it has; import it with `siap import`'
    return f'"{source}" is not a source{did_you_mean(source, library.sources)}'


def landed(library: Library) -> Iterator[Problem]:
    """Every paragraph of a source lands in a point, or is set aside."""
    for entry in _entries(library):
        record = library.fingerprints.get(entry.source)
        if record and not entry.is_draft:
            every = set(range(1, record.value.paragraphs + 1))
            points, aside = coverage.carried(entry.covered), coverage.set_aside(entry.covered)
            if lost := every - points - aside:
                message = (
                    f'{_land(lost)} nowhere; name each in a point, in "noise" or in "left_out"'
                )
                yield entry.problem(f'of "{entry.source}", {message}')


def counted(library: Library) -> Iterator[Problem]:
    """A record names paragraphs that the source has, and none both in a point and as set aside."""
    for entry in _entries(library):
        record = library.fingerprints.get(entry.source)
        points = coverage.carried(entry.covered)
        for keys, number in entry.places():
            if record and number > (last := record.value.paragraphs):
                message = (
                    f'paragraph {number} is named, and "{entry.source}" has {last}; correct it'
                )
                yield entry.problem(message, *keys)
            elif number in points and keys[0] != "points":
                message = (
                    f"paragraph {number} is in a point and set aside here; keep one of the two"
                )
                yield entry.problem(message, *keys)


def _land(numbers: Collection[int]) -> str:
    *firsts, last = map(str, sorted(numbers))
    return (
        f"paragraphs {', '.join(firsts)} and {last} land" if firsts else f"paragraph {last} lands"
    )


def passed_on(library: Library) -> Iterator[Problem]:
    """Every point is carried by sections that exist and cite its source."""
    for entry in _entries(library):
        for name, point in entry.covered.points.items():
            for i, section in enumerate(point.sections):
                if message := _uncarried(section, entry, library):
                    yield entry.problem(f'"{section}" {message}', "points", name, "sections", i)


def _uncarried(section: str, entry: _Entry, library: Library) -> str:
    """Return why a section cannot carry a point of a source, or an empty string."""
    link = section if "#" in section else f"{entry.path}#{section}"
    if message := broken_link(link, library, draft=entry.is_draft):
        return message
    path, _, anchor = link.partition("#")
    for code in library.codes:
        page = library.pages.get((code, path))
        if page and entry.source not in cited_at(page, anchor, library):
            return f'does not cite "{entry.source}" in {page.file}; cite it there, or name the part that does'
    return ""


def mapped(library: Library) -> Iterator[Problem]:
    """Every section of an article that cites a source carries a point of it."""
    for path in coverage.articles(library).values():
        record = coverage.record_of(path, library)
        file = f"{COVERAGE}/{path.rpartition('/')[2]}.yml"
        pages = [p for p in coverage.pages(path, library) if not p.meta.value.draft]
        # What is so in every language is said of the first.
        said: dict[str, Problem] = {}
        for page in pages if file not in library.unread else ():
            for problem in _unmapped(page, record, file, library):
                said.setdefault(problem.message, problem)
        yield from said.values()


def _unmapped(
    page: Page, record: Mapping[str, Covered], file: str, library: Library
) -> Iterator[Problem]:
    """Yield where a page cites what its record does not know."""
    unsaid = (library.fingerprints.keys() & library.sources.keys()) - record.keys()
    for mark in (*page.front.citations, *page.outline.citations):
        if mark.value in unsaid:
            message = f'"[@{mark.value}]" is cited, and {file} says nothing of it; say there what became of its paragraphs'
            yield Problem(page.file, mark.line, message)
    for heading, marks in sections(page) if record else ():
        for source in {mark.value for mark in marks} & record.keys():
            if not _carries(page, heading, record[source]):
                message = f'the section "{heading.value}" cites "{source}" and carries no point of it; add it to one in {file}, or cite what it is taken from'
                yield Problem(page.file, heading.line, message)


def _carries(page: Page, heading: Mark, covered: Covered) -> bool:
    """Say whether a point is carried by a section, or by one that it is part of."""
    names = around(page, heading.value)
    refs = {ref for point in covered.points.values() for ref in point.sections}
    return not refs.isdisjoint({*names, *(f"{page.path}#{name}" for name in names)})


def ours(library: Library) -> Iterator[Problem]:
    """What a record says of a source shares no eight words in a row with any."""
    for entry in _entries(library):
        for keys, text in entry.texts():
            for source in shared_with(fingerprint.runs(text), library):
                for stretch in fingerprint.stretches(text, library.runs_of(source)):
                    yield entry.problem(f"{taken(text, stretch, source)}; write them anew", *keys)


RULES = (named, landed, counted, passed_on, mapped, ours)
