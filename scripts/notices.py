"""Where a page says that another language is newer: at its top, or at the part that lags behind."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scripts.drift import drifts
from scripts.units import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.drift import Drift
    from scripts.model import Library, Page
    from scripts.units import Key


class Notices:
    """What lags behind in a library, by the anchors that it has on pages."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._pages: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}

    @cached_property
    def _stale(self) -> Mapping[Key, Drift]:
        every = drifts(self.library).items()
        return {key: drift for key, drift in every if "stale" in drift.states.values()}

    def newer(self, page: Page, anchor: str) -> tuple[str, ...]:
        """Return the languages in which a part of a page is newer, none when it has kept up.

        `anchor` is one that `units.shown` gives.
        """
        return self._of(page).get(anchor, ())

    def _of(self, page: Page) -> dict[str, tuple[str, ...]]:
        key = (page.locale, page.path)
        if key not in self._pages:
            self._pages[key] = self._found(page) if self._stale else {}
        return self._pages[key]

    def _found(self, page: Page) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for anchor, key in shown(page, self.library):
            drift = self._stale.get(key)
            if drift and drift.states[page.locale] == "stale":
                both = {*found.get(anchor, ()), *drift.newer}
                found[anchor] = tuple(code for code in self.library.codes if code in both)
        return found
