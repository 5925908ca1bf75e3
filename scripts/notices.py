"""Where a page says that another language is newer: at its top, or at the part that lags behind."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scripts.drift import compared, recorded
from scripts.units import keys_of_pages, shown, units_of_pages, units_of_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.drift import Drift, Pair
    from scripts.model import Library, Page
    from scripts.units import Key


class Notices:
    """What lags behind in a library, by the anchors that it has on pages."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._last: tuple[str | None, Mapping[Key, Drift]] = (None, {})
        self._pages: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}

    @cached_property
    def _recorded(self) -> Mapping[Key, Pair]:
        keys = {*keys_of_pages(self.library), *units_of_records(self.library)}
        return recorded(self.library, keys)

    @cached_property
    def _records(self) -> Mapping[Key, Drift]:
        """The drift of the units that any page may show."""
        found = units_of_records(self.library)
        return compared(found, self._recorded, self.library.codes)

    def _drifts(self, path: str) -> Mapping[Key, Drift]:
        """Return the drift of the units of a page in all languages, which come one after the other."""
        every = (self.library.pages.get((code, path)) for code in self.library.codes)
        own = units_of_pages(each for each in every if each)
        return compared(own, self._recorded, self.library.codes)

    def newer(self, page: Page, anchor: str) -> tuple[str, ...]:
        """Return the languages in which a part of a page is newer, none when it has kept up.

        `anchor` is one that `units.shown` gives.
        """
        return self._of(page).get(anchor, ())

    def _of(self, page: Page) -> dict[str, tuple[str, ...]]:
        key = (page.locale, page.path)
        if key not in self._pages:
            self._pages[key] = self._found(page) if self._recorded else {}
        return self._pages[key]

    def _found(self, page: Page) -> dict[str, tuple[str, ...]]:
        if self._last[0] != page.path:
            self._last = page.path, self._drifts(page.path)
        drifts = self._last[1]
        found: dict[str, tuple[str, ...]] = {}
        for anchor, key in shown(page, self.library):
            drift = drifts.get(key) or self._records.get(key)
            if drift and drift.states[page.locale] == "stale":
                both = {*found.get(anchor, ()), *drift.newer}
                found[anchor] = tuple(code for code in self.library.codes if code in both)
        return found
