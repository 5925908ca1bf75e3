"""What the printed sheets share, and a checklist's: plain data for the typesetter.

The words are those of the pages; how a sheet looks is in `overrides/print`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import asdict

from scripts import qr
from scripts.body import localised, moment
from scripts.navigation import one_line
from scripts.records import OURS
from scripts.words import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from scripts.model import Page
    from scripts.navigation import Navigation
    from scripts.records import Checklist, Item, Phase

OURS_MARK = "◊"
"""What marks our own advice on paper; the font of the sheets has it."""


class Subject(NamedTuple):
    """What a sheet is of: its title, the whole address to read on, and the day of its review."""

    locale: str
    title: str
    address: str
    reviewed: dt.date


class Reference(Struct, frozen=True):
    """A source in the foot of the sheet; `locale` is the language of its title."""

    mark: str
    publisher: str
    title: str
    address: str
    locale: str


class Sheet(Struct, frozen=True):
    """What is on every sheet. `page` is a pattern with the page's number and how many there are."""

    locale: str
    site: str
    tagline: str
    title: str
    sources: str
    references: tuple[Reference, ...]
    ours: str
    reviewed: str
    licence: str
    page: str
    address: str
    scan: str
    qr: str
    qr_alt: str

    @property
    def inputs(self) -> dict[str, str]:
        """The sheet as the typesetter takes it: Typst reads JSON as text, never as its markup."""
        return {"data": json.dumps(self, default=asdict, ensure_ascii=False)}


class Row(Struct, frozen=True):
    """A thing to do: its text, when it is due, and the mark of where it comes from."""

    text: str
    when: str
    mark: str


class Group(Struct, frozen=True):
    """A phase: its title and what to do in it."""

    title: str
    rows: tuple[Row, ...]


class ChecklistSheet(Sheet, frozen=True):
    """All that is printed of a checklist."""

    fields: tuple[str, ...]
    groups: tuple[Group, ...]
    notes: str


def frame(
    subject: Subject, cited: Collection[str], numbers: Mapping[str, int], navigation: Navigation
) -> Sheet:
    """Return what is around a sheet's advice; `cited` are the sources that this advice names."""
    words, shown = Words(navigation.library, subject.locale), marks(numbers)
    return Sheet(
        locale=subject.locale,
        site=words.site_name,
        tagline=words.tagline,
        title=one_line(subject.title),
        sources=words.sources,
        references=tuple(
            _reference(name, navigation, shown[name]) for name in numbers if name in cited
        ),
        ours=f"{OURS_MARK} {words.ours}" if OURS in cited else "",
        reviewed=f"{words.reviewed}: {localised(subject.reviewed, words)}",
        licence=words.licence,
        page=words.page_of,
        address=subject.address,
        scan=words.scan,
        qr=qr.drawing(subject.address),
        qr_alt=words.qr_to.format(address=subject.address),
    )


def sheet(
    page: Page, checklist: Checklist, navigation: Navigation, numbers: Mapping[str, int]
) -> ChecklistSheet:
    """Return the sheet of a checklist's page; `numbers` are those of the sources on the page."""
    locale, meta = page.locale, page.meta.value
    words, shown = Words(navigation.library, locale), marks(numbers)
    address = navigation.permanent(locale, page.path)
    subject = Subject(locale, checklist.title[locale], address, meta.reviewed)
    cited = {item.source for item in checklist.items}
    return ChecklistSheet(
        **asdict(frame(subject, cited, numbers, navigation)),
        fields=_fields(checklist, words),
        groups=tuple(_group(phase, checklist, words, shown) for phase in checklist.phases),
        notes=words.notes,
    )


def marks(numbers: Mapping[str, int]) -> dict[str, str]:
    """Return what stands after advice, by its source; `numbers` are those of the sources."""
    return {name: f"[{number}]" for name, number in numbers.items()} | {OURS: OURS_MARK}


def unmarked(around: Sheet, words: Words) -> dict[str, str]:
    """Return what the foot says instead when only the advice of sources has marks of its own."""
    said = f"{OURS_MARK} {words.paper_ours}" if around.ours and around.references else around.ours
    return {"ours": said}


def _fields(checklist: Checklist, words: Words) -> tuple[str, ...]:
    """Return what people fill in by hand; the days that times count from are among it."""
    days = [one_line(anchor.label[words.locale]) for anchor in checklist.anchors.values()]
    return (words.paper_name, words.company, words.position, *(days or [words.paper_date]))


def _group(phase: Phase, checklist: Checklist, words: Words, shown: Mapping[str, str]) -> Group:
    rows = tuple(_row(item, checklist, words, shown) for item in phase.items)
    return Group(one_line(phase.title[words.locale]), rows)


def _row(item: Item, checklist: Checklist, words: Words, shown: Mapping[str, str]) -> Row:
    when = moment(item.time, checklist, words) if item.time else ""
    return Row(one_line(item.text[words.locale]), one_line(when), shown[item.source])


def _reference(name: str, navigation: Navigation, mark: str) -> Reference:
    source = navigation.library.sources[name].value
    return Reference(mark, source.publisher, source.title, source.url, source.language)
