"""A checklist's handout: what is printed on the sheet, as plain data for the typesetter.

The words are those of the checklist's page; how the sheet looks is in
`overrides/print/checklist.typ`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from scripts import qr
from scripts.body import localised, moment
from scripts.records import OURS
from scripts.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.model import Page
    from scripts.navigation import Navigation
    from scripts.records import Checklist, Item, Phase

OURS_MARK = "◊"
"""What marks our own advice on paper; the font of the sheets has it."""


@dataclass(frozen=True)
class Row:
    """A thing to do: its text, when it is due, and the mark of where it comes from."""

    text: str
    when: str
    mark: str


@dataclass(frozen=True)
class Group:
    """A phase: its title and what to do in it."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Reference:
    """A source in the foot of the sheet; `locale` is the language of its title."""

    mark: str
    publisher: str
    title: str
    address: str
    locale: str


@dataclass(frozen=True)
class Sheet:
    """All that is printed. `page` is a pattern with the page's number and how many there are."""

    locale: str
    site: str
    tagline: str
    title: str
    fields: tuple[str, ...]
    groups: tuple[Group, ...]
    notes: str
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
        return {"data": json.dumps(asdict(self), ensure_ascii=False)}


def sheet(
    page: Page, checklist: Checklist, navigation: Navigation, numbers: Mapping[str, int]
) -> Sheet:
    """Return the sheet of a checklist's page; `numbers` are those of the sources on the page."""
    words, address = Words(navigation.library, page.locale), navigation.absolute(page)
    marks = {name: f"[{number}]" for name, number in numbers.items()} | {OURS: OURS_MARK}
    cited = {item.source for item in checklist.items}
    return Sheet(
        locale=page.locale,
        site=words.site_name,
        tagline=words.tagline,
        title=_line(checklist.title[page.locale]),
        fields=_fields(checklist, words),
        groups=tuple(_group(phase, checklist, words, marks) for phase in checklist.phases),
        notes=words.notes,
        sources=words.sources,
        references=tuple(
            _reference(name, navigation, marks[name]) for name in numbers if name in cited
        ),
        ours=f"{OURS_MARK} {words.ours}" if OURS in cited else "",
        reviewed=f"{words.reviewed}: {localised(page.meta.value.reviewed, page.locale)}",
        licence=words.licence,
        page=words.page_of,
        address=address,
        scan=words.scan,
        qr=qr.drawing(address),
        qr_alt=words.qr_to.format(address=address),
    )


def _fields(checklist: Checklist, words: Words) -> tuple[str, ...]:
    """Return what people fill in by hand; the days that times count from are among it."""
    days = [_line(anchor.label[words.locale]) for anchor in checklist.anchors.values()]
    return (words.paper_name, words.company, words.position, *(days or [words.paper_date]))


def _group(phase: Phase, checklist: Checklist, words: Words, marks: Mapping[str, str]) -> Group:
    rows = tuple(_row(item, checklist, words, marks) for item in phase.items)
    return Group(_line(phase.title[words.locale]), rows)


def _row(item: Item, checklist: Checklist, words: Words, marks: Mapping[str, str]) -> Row:
    when = moment(item.time, checklist, words) if item.time else ""
    return Row(_line(item.text[words.locale]), _line(when), marks[item.source])


def _reference(name: str, navigation: Navigation, mark: str) -> Reference:
    source = navigation.library.sources[name].value
    return Reference(mark, source.publisher, source.title, source.url, source.language)


def _line(text: str) -> str:
    """Return a text with its lines joined, as a browser shows it."""
    return " ".join(text.split())
