"""Every handout of a language: which sheet it is, what is on it, and where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts import handout, handout_flow, handout_poster
from scripts.model import handout_name, poster_handout
from scripts.records import ChecklistPage, FlowPage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from scripts.model import Page
    from scripts.pages import Pages


class Handout(NamedTuple):
    """A PDF to typeset.

    `address` is relative to the site's root, `template` is a file of `overrides/print`, `inputs`
    are what is on it, `day` is that of its review, and `record` is the file it is made of.
    """

    address: str
    template: str
    inputs: dict[str, str]
    day: dt.date
    record: str


def handouts(pages: Pages, locale: str) -> Iterator[Handout]:
    """Yield the handouts in a language, of its checklists and flows and then of its posters."""
    for page in pages.library.of(locale):
        yield from of_page(page, pages)
    yield from posters(pages, locale)


def posters(pages: Pages, locale: str) -> Iterator[Handout]:
    """Yield the posters in a language."""
    for name in pages.library.posters:
        yield from _of_poster(name, locale, pages)


def of_page(page: Page, pages: Pages) -> Iterator[Handout]:
    """Yield the handout of a page, if it is a tool."""
    if not page.is_tool:
        return
    library, meta = pages.library, page.meta.value
    parts = (pages.navigation, pages.body.sources(page))
    address = pages.navigation.handout(page.locale, handout_name(page))
    if isinstance(meta, ChecklistPage):
        checklist = library.checklists[meta.checklist]
        inputs = handout.sheet(page, checklist.value, *parts).inputs
        yield Handout(address, "checklist.typ", inputs, meta.reviewed, checklist.path)
    elif isinstance(meta, FlowPage):
        flow = library.flows[meta.flow]
        inputs = handout_flow.sheet(page, flow.value, *parts).inputs
        yield Handout(address, "flow.typ", inputs, meta.reviewed, flow.path)


def _of_poster(name: str, locale: str, pages: Pages) -> Iterator[Handout]:
    library, navigation = pages.library, pages.navigation
    if day := handout_poster.reviewed(name, locale, library):
        record = library.posters[name]
        inputs = handout_poster.sheet(record.value, locale, day, navigation).inputs
        address = navigation.handout(locale, poster_handout(name))
        yield Handout(address, "poster.typ", inputs, day, record.path)
