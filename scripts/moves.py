"""Where addresses that have moved lead now, by the entries of `docs/_data/moved.yml`.

An address has no language in it here: what moves, moves in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.validate_links import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library


class Place(NamedTuple):
    """A page or file, and one of its anchors or an empty string. The home page's path is empty."""

    path: str
    anchor: str = ""

    @property
    def is_file(self) -> bool:
        """Whether this is a file instead of a page: only files have a dot in their names."""
        return "." in self.path


def place(text: str) -> Place:
    """Return the place that editors write as `path`, `path#anchor`, `/` or `/#anchor`."""
    path, _, anchor = text.partition("#")
    return Place("" if path == "/" else path, anchor)


class Moves:
    """The addresses of a library that have moved, followed to where they lead."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.entries = {place(old): place(new.value) for old, new in library.moved.items()}
        self._ids: dict[tuple[str, str], set[str]] = {}

    def ids(self, locale: str, path: str) -> set[str]:
        """Return the anchors of a page, none when there is no such page."""
        key = (locale, path)
        if key not in self._ids:
            page = self.library.pages.get(key)
            self._ids[key] = anchors(page, self.library) if page else set()
        return self._ids[key]

    def names(self, locale: str, path: str) -> set[str]:
        """Return every anchor that an address has or ever had."""
        ledger = self.library.ledgers.get(locale)
        recorded = ledger.value.pages.get(path or "/", ()) if ledger else ()
        once = {name for name in recorded if not name.startswith("?")}
        once |= {old.anchor for old in self.entries if old.path == path and old.anchor}
        return self.ids(locale, path) | once

    def destination(self, locale: str, start: Place) -> Place | None:
        """Return where an address leads in a language, or None when it leads nowhere.

        An anchor without an entry goes along with its page, if the new page has it too.
        """
        here, otherwise = start, ""
        for _ in range(2 * len(self.entries) + 2):  # more steps are a circle
            there = (locale, here.path) in self.library.pages
            if there and (not here.anchor or here.anchor in self.ids(locale, here.path)):
                return here
            if here.anchor and here in self.entries:
                here, otherwise = self.entries[here], ""
            elif there:
                here, otherwise = Place(here.path, otherwise), ""
            elif page := self.entries.get(Place(here.path)):
                here = Place(page.path, here.anchor or page.anchor)
                otherwise = page.anchor or otherwise
            else:
                break
        return None

    def old_pages(self, locale: str) -> Iterator[tuple[str, Place]]:
        """Yield the path of each page that is no longer there, and where it leads now."""
        for old in self.entries:
            if not old.anchor and not old.is_file and (locale, old.path) not in self.library.pages:
                to = self.destination(locale, old)
                if to:
                    yield old.path, to

    def old_anchors(self, locale: str, path: str) -> dict[str, Place]:
        """Return the anchors that a page has no more, and where each leads now."""
        gone = {old for old in self.entries if old.path == path and old.anchor}
        gone = {old for old in gone if old.anchor not in self.ids(locale, path)}
        found = ((old.anchor, self.destination(locale, old)) for old in sorted(gone))
        return {name: to for name, to in found if to}
