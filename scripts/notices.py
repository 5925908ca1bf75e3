"""Where a page says that another language is newer: at its top, or at the part that lags behind."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scripts.drift import compare, recorded
from scripts.units import keys_of_pages, name_of, shown, units_of_pages, units_of_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.drift import Drift, Pair
    from scripts.model import Library, Page
    from scripts.units import Key, Units


class Notices:
    """What lags behind in a library, by the anchors that it has on pages."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._last: tuple[str | None, dict[Key, Drift]] = (None, {})
        self._pages: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}

    @cached_property
    def _recorded(self) -> Mapping[Key, Pair]:
        return recorded(self.library, {*keys_of_pages(self.library), *self._records})

    @cached_property
    def _records(self) -> Units:
        """The units that any page may show."""
        return units_of_records(self.library)

    def _own(self, path: str) -> Mapping[Key, Drift]:
        """Return the drift of the units of a page, whose languages come one after the other."""
        if self._last[0] != path:
            every = (self.library.pages.get((code, path)) for code in self.library.codes)
            units = units_of_pages(each for each in every if each)
            drifts = {key: drift for key in units if (drift := self._compared(key, units))}
            self._last = path, drifts
        return self._last[1]

    def _drift(self, key: Key, page: Page) -> Drift | None:
        """Return the drift of a unit that a page shows, None if the ledger has nothing of it."""
        if key.name == name_of(page):
            return self._own(page.path).get(key)
        return self._compared(key, self._records)

    def _compared(self, key: Key, units: Units) -> Drift | None:
        """Return the drift of one of some units, None if it is none or the ledger has nothing of it."""
        pair, written = self._recorded.get(key), units.get(key)
        return compare(key, written, pair, self.library.codes) if pair and written else None

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
        found: dict[str, tuple[str, ...]] = {}
        for anchor, key in shown(page, self.library):
            drift = self._drift(key, page)
            if drift and drift.states[page.locale] == "stale":
                both = {*found.get(anchor, ()), *drift.newer}
                found[anchor] = tuple(code for code in self.library.codes if code in both)
        return found
