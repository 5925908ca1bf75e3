"""What a build makes: of each page all that is about it alone, of each language what is about all.

It knows nothing of how Markdown is rendered, nor of folders: it takes pages and gives files, each
as its address below the site's root and what it holds.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scripts import card, icons, kit, licences, webapp
from scripts.embed import Embeds
from scripts.handouts import handouts, of_page, posters
from scripts.onefile import OneFiles
from scripts.pages import Pages
from scripts.problem import Problem
from scripts.search import Finder
from scripts.templates import COMPILED
from scripts.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from scripts.handouts import Handout
    from scripts.model import Library, Page
    from scripts.typeset import Typesetter

CACHE = ".cache/sheets"
"""Where sheets are kept between builds, below the project's root."""


class Maker:
    """Makes the files of a site at `url` from a library; `root` is the project's folder.

    `contact` is where readers reach the editors, and `edit` what the addresses begin with at which
    files can be changed in a browser; both may be empty.
    """

    def __init__(
        self, library: Library, url: str, root: Path, contact: str = "", edit: str = ""
    ) -> None:
        overrides = root / "overrides"
        self.library = library
        self.root = root
        self.pages = Pages(library, url, overrides, contact, edit, kept=root / COMPILED)
        self.finder = Finder(self.pages)
        self._grounds: dict[str, bytes] = {}
        self._embeds = Embeds(self.pages, overrides)
        self._files = OneFiles(self.pages, overrides / "berkas", root / "docs" / "assets")

    @cached_property
    def typesetter(self) -> Typesetter:
        """What pictures and handouts are set with."""
        from scripts.typeset import Typesetter  # noqa: PLC0415 - a build of nothing new needs none

        return Typesetter(cache=self.root / CACHE)

    def pictures(self, page: Page) -> Iterator[tuple[str, bytes]]:
        """Yield the pictures of a page: what it says has no part in them but its front matter."""
        yield card.address(page), self._card(page)
        yield from kit.codes(self.pages, page)

    def beside(self, page: Page, content: str) -> Iterator[tuple[str, bytes | Problem]]:
        """Yield the files that are about a page alone but its pictures, or what is wrong with one.

        `content` is the page's rendered Markdown with components.
        """
        if page.is_tool:
            yield from self._embeds.files(page, content)
            yield self._files.file(page, content)
            yield from self._printed(of_page(page, self.pages))
        for redirect in self.pages.redirects.of_page(page):
            yield f"{redirect.address}index.html", self.pages.redirect(redirect).encode()

    def _card(self, page: Page) -> bytes:
        locale = page.locale
        shown = card.of(page, self.pages.navigation, Words(self.library, locale))
        if locale not in self._grounds:
            self._grounds[locale] = self.typesetter.render(card.SHEET, shown.ground, "png")
        return card.draw(shown, self._grounds[locale])

    def posters(self, locale: str) -> Iterator[tuple[str, bytes | Problem]]:
        """Yield the handouts of a language that are no page's own, or what is wrong with them."""
        return self._printed(posters(self.pages, locale))

    def handouts(self, locale: str) -> Iterator[str]:
        """Yield the addresses of all handouts in a language."""
        return (handout.address for handout in handouts(self.pages, locale))

    def _printed(self, every: Iterable[Handout]) -> Iterator[tuple[str, bytes | Problem]]:
        """Yield handouts as PDF, or what is wrong with their texts."""
        from scripts.typeset import UnprintableError  # noqa: PLC0415 - as above

        for one in every:
            try:
                pdf = self.typesetter.render(one.template, one.inputs, "pdf", day=one.day)
                yield one.address, pdf
            except UnprintableError as sign:
                message = f'the handout cannot show "{sign}"; use words'
                yield one.address, Problem(one.record, 0, message)

    def of_language(self, locale: str, printed: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        """Yield the files that are about all pages of a language.

        `printed` are its handouts by their addresses.
        """
        navigation, words = self.pages.navigation, Words(self.library, locale)
        yield navigation.manifest(locale), webapp.manifest(navigation, words).encode()
        yield from kit.files(self.pages, locale, printed)

    def once(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files that are the same in every language."""
        yield from self._embeds.scripts()
        yield from licences.files().items()
        every = (*icons.TRIED, *icons.OF_APP)
        pictures = self.typesetter.pictures(icons.SHEET, icons.inputs(every))
        for icon, picture in zip(every, pictures, strict=True):
            yield icon.address, icons.file(icon, picture)

    def moved(self, locale: str, built: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the pages of a language that only lead on; `built` are the files of the site."""
        for redirect in self.pages.redirects.others(locale, built):
            yield f"{redirect.address}index.html", self.pages.redirect(redirect).encode()
