"""The contents of a whole site in one language: every page, below the one that it belongs to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from scripts.navigation import relative

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from scripts.model import Page
    from scripts.navigation import Navigation
    from scripts.parts import Part

LEFT_OUT = frozenset({"item"})
"""Parts that stand below another one that is listed."""


class Entry(NamedTuple):
    """A page with its parts and the pages below it; `address` is as seen from the list."""

    title: str
    address: str
    parts: tuple[Part, ...]
    below: tuple[Entry, ...]


def contents(
    page: Page, navigation: Navigation, parts: Callable[[Page], Iterable[Part]]
) -> tuple[Entry, ...]:
    """Return every page of a page's language but itself; `parts` tells those of a page."""
    library = navigation.library
    here = navigation.address(page.locale, page.path)
    pages = {other.path: other for other in library.of(page.locale) if other is not page}

    below: dict[str | None, list[str]] = {}
    for path in pages:
        below.setdefault(_above(path, pages), []).append(path)

    def entry(path: str) -> Entry:
        other = pages[path]
        address = relative(here, navigation.address(other.locale, path))
        shown = (p for p in parts(other) if p.kind not in LEFT_OUT)
        under = tuple(entry(each) for each in below.get(path, ()))
        return Entry(other.meta.value.title, address, tuple(shown), under)

    return tuple(entry(path) for path in below.get(None, ()))


def _above(path: str, paths: Collection[str]) -> str | None:
    """Return the nearest page above another one, or None for those that only the home page is above."""
    while path := posixpath.dirname(path):
        if path in paths:
            return path
    return None
