"""A survey of the library: how each page and record stands, in every language."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import msgpack

from scripts import coverage
from scripts.drift import drifts
from scripts.pack import Pack, key
from scripts.readability import Ease, ease
from scripts.records import OURS, Checklist, Flow, Poster
from scripts.status import STATES, Coverage, Level, Part, Reading, Row, Sentence, Status
from scripts.units import name_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.drift import Drift
    from scripts.model import Library, Located, Page
    from scripts.status import State


_EASE = msgpack.Decoder(Ease | None)


def survey(library: Library, today: dt.date, pack: Pack | None = None) -> Status:
    """Return how everything in a library stands on a day; a pack keeps how hard each text is."""
    surveyor = Surveyor(library, pack or Pack())
    late = {"overdue": True}
    rows = (*surveyor.pages(), *surveyor.records())
    rows = tuple(r.model_copy(update=late) if r.due and r.due < today else r for r in rows)
    return Status(today=today, rows=rows)


def due(reviewed: dt.date, months: int) -> dt.date:
    """Return the day so many months later, or the last day of that month."""
    year, month = divmod(reviewed.month - 1 + months, 12)
    year, month = reviewed.year + year, month + 1
    return dt.date(year, month, min(reviewed.day, calendar.monthrange(year, month)[1]))


class Surveyor:
    """Makes rows of the pages and records of a library, overdue or not."""

    def __init__(self, library: Library, pack: Pack) -> None:
        self.library = library
        self.pack = pack
        self.covered = coverage.summary(library)
        self.drifts: dict[str, list[Drift]] = defaultdict(list)
        for unit, drift in drifts(library).items():
            self.drifts[unit.name].append(drift)
        self.showing: dict[tuple[str, str], list[Page]] = defaultdict(list)
        for page in library.pages.values():
            for name in {unit.name for _, unit in shown(page, library)}:
                self.showing[page.locale, name].append(page)

    def pages(self) -> Iterator[Row]:
        """Yield the rows of pages, those that are missing in a language too."""
        for path in sorted({path for _, path in self.library.pages}):
            found = {code: self.library.pages.get((code, path)) for code in self.library.codes}
            one = next(page for page in found.values() if page)
            for code, page in found.items():
                yield self._page(page) if page else _missing(one, code)

    def records(self) -> Iterator[Row]:
        """Yield the rows of records; all that is in one file is one record."""
        codes = self.library.codes
        for group, records in {**self.library.groups, "words": self.library.words}.items():
            keyed = [record for record in records.values() if record.base]
            yield from (self._words(group, each, code) for each in keyed[:1] for code in codes)
            for name, record in records.items():
                if not record.base:
                    yield from (self._record(f"{group}/{name}", record, code) for code in codes)

    def _page(self, page: Page) -> Row:
        meta, name = page.meta.value, name_of(page)
        parts = self._parts(name, page.locale)
        if meta.draft:  # what is on drafts goes into the ledger when they are published
            parts = tuple(part for part in parts if part.state != "new")
        cited = (mark.value for mark in (*page.front.citations, *page.outline.citations))
        return Row(
            name=name,
            kind=meta.kind,
            language=page.locale,
            file=page.file,
            state="draft" if meta.draft else _worst(parts),
            parts=parts,
            reviewed=meta.reviewed,
            due=self._due(page),
            citations=sum(source != OURS for source in cited),
            coverage={
                source: Coverage.model_validate(tally._asdict())
                for source, tally in self.covered.get(page.path, {}).items()
            },
            reading=self._reading(name, page.locale),
        )

    def _due(self, page: Page) -> dt.date:
        meta = page.meta.value
        return due(meta.reviewed, meta.review_after or self.library.editing.review_after)

    def _words(self, name: str, record: Located[object], locale: str) -> Row:
        parts, kind = self._parts(name, locale), name.partition("/")[0]
        return Row(
            name=name,
            kind=kind,
            language=locale,
            file=record.path,
            state=_worst(parts),
            parts=parts,
        )

    def _record(self, name: str, record: Located[object], locale: str) -> Row:
        pages = self.showing[locale, name]
        more = {
            "reviewed": min((page.meta.value.reviewed for page in pages), default=None),
            "due": min(map(self._due, pages), default=None),
            "citations": sum(source != OURS for source in _cited(record.value)),
            "reading": self._reading(name, locale),
        }
        return self._words(name, record, locale).model_copy(update=more)

    def _parts(self, name: str, locale: str) -> tuple[Part, ...]:
        """Return the units that are not fresh in a language, in the order of their lines."""
        found = []
        for drift in self.drifts[name]:
            if (state := drift.states[locale]) != "fresh":
                line = drift.written[locale].line if locale in drift.written else 0
                newer = drift.newer if state == "stale" else ()
                found.append(Part(id=drift.key.id, line=line, state=state, newer=newer))
        return tuple(sorted(found, key=lambda part: part.line))

    def _reading(self, name: str, locale: str) -> Reading | None:
        written = (d.written[locale] for d in self.drifts[name] if locale in d.written)
        pieces = [piece for each in written for piece in each.pieces]
        made_of = key("ease", *(f"{piece.line} {piece.text}" for piece in pieces))
        found = _EASE.decode(self.pack.kept(made_of, lambda: msgpack.encode(ease(pieces))))
        if found is None:
            return None
        hardest = (
            Sentence(line=each.line, lix=each.lix, words=each.words, text=each.text)
            for each in found.hardest
        )
        return Reading(
            lix=found.lix,
            level=_level(found.lix, locale, self.library),
            words=found.words,
            sentences=found.sentences,
            hardest=tuple(hardest),
        )


def _missing(page: Page, locale: str) -> Row:
    """Return the row of a page that is there in another language."""
    file = page.file.replace(f"docs/{page.locale}/", f"docs/{locale}/", 1)
    kind = page.meta.value.kind
    return Row(name=name_of(page), kind=kind, language=locale, file=file, state="missing")


def _cited(record: object) -> Iterable[str]:
    if isinstance(record, Checklist):
        return [item.source for item in record.items]
    return record.cited if isinstance(record, Flow | Poster) else []


def _worst(parts: Iterable[Part]) -> State:
    return min((part.state for part in parts), key=STATES.index, default="fresh")


def _level(lix: float, locale: str, library: Library) -> Level | None:
    scale = library.editing.reading.get(locale)
    if scale is None:
        return None
    return "hard" if lix >= scale.hard else "medium" if lix >= scale.medium else "easy"
