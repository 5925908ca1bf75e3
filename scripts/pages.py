"""What stands around a page's body, and the parts of the site that belong to no page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts import card, former, improve, linked_data
from scripts.body import Body, localised
from scripts.model import SEARCH_PATH
from scripts.navigation import Link, Navigation, plain, relative
from scripts.redirects import Redirects
from scripts.units import TOP

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from markupsafe import Markup

    from scripts.model import Library, Page
    from scripts.moves import Place
    from scripts.redirects import Redirect
    from scripts.words import Words


@dataclass(frozen=True)
class View:
    """What the frame of a page shows; addresses are relative to the site's root."""

    page: Page
    words: Words
    summary: Markup
    description: str
    address: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    feed: str
    languages: tuple[Link, ...]
    menu: tuple[Link, ...]
    trail: tuple[Link, ...]
    neighbours: tuple[Link, ...]
    doors: tuple[Link, ...]
    home: Link
    about: Link | None
    search: Link | None
    index: str
    offline: Link | None
    licences: Link | None
    manifest: str
    card_address: str
    oembed: str
    json_ld: Markup
    reviewed: str
    departed: tuple[tuple[str, Link], ...]
    improve: tuple[tuple[str, str], ...]
    newer: Markup


class Pages:
    """Everything that pages are made of, for one library and one site address.

    `site_url` is absolute and ends with a slash; `overrides` is the folder of the templates;
    `contact` is where readers reach the editors, as an address of the web or `mailto:`; `edit` is
    what the addresses begin with at which files can be changed in a browser; `kept` is the folder in
    which it is kept what templates are compiled to, if it is.
    """

    def __init__(  # noqa: PLR0913 - what all pages share
        self,
        library: Library,
        site_url: str,
        overrides: Path,
        contact: str = "",
        edit: str = "",
        *,
        kept: Path | None = None,
    ) -> None:
        self.library = library
        self.edit = edit
        self.site_url = site_url
        self.navigation = Navigation(library, site_url)
        self.body = Body(self.navigation, overrides / "components", contact, kept)
        self.redirects = Redirects(library, self.navigation)
        self._views: dict[tuple[str, str], View] = {}

    def view(self, page: Page) -> View:
        """Return what the frame around a page shows."""
        key = (page.locale, page.path)
        if key not in self._views:
            self._views[key] = self._view(page)
        return self._views[key]

    def _view(self, page: Page) -> View:
        meta, navigation = page.meta.value, self.navigation
        picture = self.site_url + card.address(page)
        about = self.library.pages.get((page.locale, "tentang"))
        search = self.library.pages.get((page.locale, SEARCH_PATH))
        offline = self.library.pages.get((page.locale, "luring"))
        licences = self.library.pages.get((page.locale, "lisensi"))
        words = self.body.words[page.locale]
        return View(
            page=page,
            words=words,
            summary=self.body.summary(page),
            description=plain(meta.summary),
            address=navigation.address(page.locale, page.path),
            canonical=navigation.absolute(page),
            alternates=navigation.alternates(page),
            feed=navigation.feed(page.locale),
            languages=navigation.languages(page),
            menu=navigation.menu(page),
            trail=navigation.trail(page),
            neighbours=navigation.neighbours(page),
            doors=navigation.doors(page),
            home=navigation.link(self.library.pages[page.locale, ""], page),
            about=navigation.link(about, page) if about else None,
            search=navigation.link(search, page) if search else None,
            index=navigation.search_index(page.locale),
            offline=navigation.link(offline, page) if offline else None,
            licences=navigation.link(licences, page) if licences else None,
            manifest=navigation.manifest(page.locale),
            card_address=picture,
            oembed=self._oembed(page),
            json_ld=linked_data.script(self._linked_data(page, picture)),
            reviewed=localised(meta.reviewed, words),
            departed=former.departed(page, self.redirects.moves, lambda to: self._link(to, page)),
            improve=improve.links(page, self.library, words, self.edit),
            newer=self.body.notice(page, TOP),
        )

    def html(self, content: str, page: Page) -> str:
        """Return a page's rendered Markdown with all that belongs to it."""
        return former.placed(self.body.html(content, page), page, self.redirects.moves)

    def redirect(self, redirect: Redirect) -> str:
        """Return the HTML of a page that only leads on."""
        page, here = redirect.page, redirect.address
        return self.body.templates.get_template("redirect.html").render(
            words=self.body.words[page.locale],
            locale=page.locale,
            redirect=redirect,
            target=self.view(page),
            up=relative(here, ""),
            anchors=[
                (anchor.id, anchor.link, self._title(anchor.page, anchor.section))
                for anchor in redirect.anchors
            ],
            languages=[
                link._replace(address=relative(here, link.address))
                for link in self.navigation.languages(page)
                if not link.here
            ],
        )

    def _link(self, to: Place, page: Page) -> Link:
        """Return a link to a place in a page's language."""
        target = self.library.pages[page.locale, to.path]
        link = self.navigation.link(target, page)
        address = f"{link.address}#{to.anchor}" if to.anchor else link.address
        return link._replace(text=self._title(target, to.anchor), address=address)

    def _title(self, page: Page, section: str) -> str:
        return self.body.titles(page).get(section, page.meta.value.title)

    def bare(self, locale: str) -> dict[str, Any]:
        """Return what a page without a source (404) shows; at the root, in every language."""
        home = self.library.pages[locale, ""]
        codes = self.library.codes if locale == self.library.codes[0] else (locale,)
        homes = [(self.body.words[c], self.navigation.address(c, "")) for c in codes]
        return {"view": self.view(home), "homes": homes}

    def sitemap(self) -> list[tuple[str, dt.date, tuple[tuple[str, str], ...]]]:
        """Return each page's whole address, day of last review, and alternates."""
        return [
            (
                self.navigation.absolute(page),
                page.meta.value.reviewed,
                self.navigation.alternates(page),
            )
            for code in self.library.codes
            for page in self.library.of(code)
        ]

    def _oembed(self, page: Page) -> str:
        address = self.navigation.oembed(page.locale, page.path)
        return self.site_url + address if page.is_tool else ""

    def _linked_data(self, page: Page, picture: str) -> dict[str, Any]:
        alternates = self.navigation.alternates(page)[:-1]
        return linked_data.describe(
            page,
            url=self.navigation.absolute(page),
            description=plain(page.meta.value.summary),
            image=picture,
            publisher=(self.body.words[page.locale].site_name, self.site_url),
            sources=[self.library.sources[name].value for name in self.body.sources(page)],
            translations=[url for code, url in alternates if code != page.locale],
            original=page.locale == self.library.codes[0],
        )
