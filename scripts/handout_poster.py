"""A poster for a wall: signs to know and what to do, as plain data for the typesetter.

How it looks is in `overrides/print/poster.typ`. A poster has no page of its own; it is as old as
the newest of those that show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from scripts.handout import OURS_MARK, Sheet, Subject, frame, marks, unmarked
from scripts.navigation import one_line
from scripts.records import OURS
from scripts.words import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from scripts.model import Library
    from scripts.navigation import Navigation
    from scripts.records import Poster, Sign, Step


class Entry(Struct, frozen=True):
    """A sign or a step: its text, more about it, and the mark of its source."""

    text: str
    more: str
    mark: str


class PosterSheet(Sheet, frozen=True):
    """All that is printed of a poster; its own mark is for whatever on it has none.

    `fields` are lines for whoever hangs it up.
    """

    introduction: str
    mark: str
    signs: tuple[Entry, ...]
    steps_title: str
    steps: tuple[Entry, ...]
    fields: tuple[str, ...]


def reviewed(poster: str, locale: str, library: Library) -> dt.date | None:
    """Return the newest day of review of the pages that show a poster; None when none does."""
    days = [
        page.meta.value.reviewed
        for page in library.of(locale)
        if any((mark.value, mark.title) == ("poster", poster) for mark in page.outline.directives)
    ]
    return max(days, default=None)


def sheet(poster: Poster, locale: str, day: dt.date, navigation: Navigation) -> PosterSheet:
    """Return the sheet of a poster in a language; `day` is that of its review."""
    words = Words(navigation.library, locale)
    parts: tuple[Sign | Step, ...] = (*poster.signs, *poster.steps)
    cited = [part.source for part in parts]
    names = dict.fromkeys(name for name in cited if name != OURS)
    numbers = {name: number for number, name in enumerate(names, 1)}
    address = navigation.permanent(locale, poster.link)
    subject = Subject(locale, poster.title[locale], address, day)
    title = navigation.library.pages[locale, poster.link.partition("#")[0]].meta.value.title
    around = frame(subject, cited, numbers, navigation)
    return PosterSheet(
        **asdict(around)
        | unmarked(around, words)
        | {"scan": words.paper_scan.format(title=one_line(title))},
        introduction=one_line(poster.introduction[locale]),
        mark=OURS_MARK if around.ours else "",
        signs=tuple(_entry(sign, locale, marks(numbers)) for sign in poster.signs),
        steps_title=words.paper_steps,
        steps=tuple(_entry(step, locale, marks(numbers)) for step in poster.steps),
        fields=(words.paper_centre, words.channel_whatsapp, words.paper_hours),
    )


def _entry(part: Sign | Step, locale: str, shown: Mapping[str, str]) -> Entry:
    more = getattr(part, "more", None)
    mark = "" if part.source == OURS else shown[part.source]
    return Entry(one_line(part.text[locale]), one_line(more[locale]) if more else "", mark)
