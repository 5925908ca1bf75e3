"""Pages that only lead on: short links, and the addresses of pages that have moved."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from scripts import short
from scripts.moves import Moves, Place, place
from scripts.navigation import relative
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scripts.model import Library, Page
    from scripts.navigation import Navigation


class Anchor(NamedTuple):
    """An id that a redirect knows: where it leads, as seen from there, and what is there."""

    id: str
    page: Page
    section: str
    link: str


class Redirect(NamedTuple):
    """A page at `address`, relative to the site's root, that leads on to `page`.

    `link` is what it leads to as seen from its address; `moved` tells a page's old address from a
    short link.
    """

    address: str
    page: Page
    link: str
    anchors: tuple[Anchor, ...]
    moved: bool


class Redirects:
    """The redirects of a library."""

    def __init__(self, library: Library, navigation: Navigation) -> None:
        self.library = library
        self.navigation = navigation
        self.moves = Moves(library)

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        """The codes of short links by the paths that they lead to."""
        codes: dict[str, list[str]] = {}
        for code, path in short.links(self.library, self.navigation.codes).items():
            codes.setdefault(path, []).append(code)
        return codes

    def of_page(self, page: Page) -> Iterator[Redirect]:
        """Yield the short links to a page."""
        return self._short(page.locale, page.path)

    def _short(self, locale: str, path: str) -> Iterator[Redirect]:
        if to := self.moves.destination(locale, Place(path)):
            for code in self._codes.get(path, ()):
                yield self._redirect(locale, self.navigation.short(locale, code), path, to)

    def others(self, locale: str, built: Collection[str]) -> Iterator[Redirect]:
        """Yield the other redirects of a language: to and from pages that have moved.

        `built` are the files that the site has without them.
        """
        for path in self._codes:
            if (locale, path) not in self.library.pages:
                yield from self._short(locale, path)
        for path, to in self.moves.old_pages(locale):
            address = self.navigation.address(locale, path)
            yield self._redirect(locale, address, path, to, moved=True)
            yield from self._embed(locale, path, to, built)

    def copies(self, locale: str, built: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the address that each moved file had, and the one that it has now."""
        entries = self.moves.entries.items()
        root = self.navigation.address(locale, "")
        moved = [(root + old.path, root + new.path) for old, new in entries if old.is_file]
        for path, to in self.moves.old_pages(locale):
            moved += zip(self._copied(locale, path), self._copied(locale, to.path), strict=True)
        for old, new in moved:
            if new in built and old not in built:
                yield old, new

    def _copied(self, locale: str, path: str) -> tuple[str, ...]:
        """Return what is named after a page, and stays under the old name when that moves."""
        codes = (self.navigation.qr(locale, path, "svg"), self.navigation.qr(locale, path, "png"))
        return (*codes, self.navigation.oembed(locale, path))

    def unbuilt(self, locale: str, built: Collection[str]) -> Iterator[Problem]:
        """Yield a problem for each file that has moved to one which the default language lacks."""
        moved = self.library.moved.items() if locale == self.library.codes[0] else ()
        for old, new in moved:
            if place(old).is_file and new.value not in built:
                message = (
                    f'"{old}" leads to "{new.value}", which is no file of the site; correct it'
                )
                yield Problem(new.path, new.line(), message)

    def _redirect(
        self, locale: str, address: str, path: str, to: Place, *, moved: bool = False
    ) -> Redirect:
        """Return the redirect at an address that has, or had, the anchors of the page at `path`."""
        names = set().union(*(self.moves.names(locale, each) for each in {path, to.path}))
        anchors = (self._anchor(locale, address, Place(path, name)) for name in sorted(names))
        return Redirect(
            address,
            self.library.pages[locale, to.path],
            self._link(locale, address, to),
            tuple(anchor for anchor in anchors if anchor),
            moved,
        )

    def _anchor(self, locale: str, address: str, old: Place) -> Anchor | None:
        to = self.moves.destination(locale, old)
        if not to:
            return None
        page = self.library.pages[locale, to.path]
        return Anchor(old.anchor, page, to.anchor, self._link(locale, address, to))

    def _embed(
        self, locale: str, path: str, to: Place, built: Collection[str]
    ) -> Iterator[Redirect]:
        """Yield the redirect at the old address of a moved page's embed."""
        old, new = (self.navigation.embed(locale, p) for p in (path, to.path))
        if f"{new}index.html" in built:
            page = self.library.pages[locale, to.path]
            yield Redirect(old, page, relative(old, new), anchors=(), moved=True)

    def _link(self, locale: str, address: str, to: Place) -> str:
        there = relative(address, self.navigation.address(locale, to.path))
        return f"{there}#{to.anchor}" if to.anchor else there
