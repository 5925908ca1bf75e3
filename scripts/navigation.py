"""Where pages are and how they hang together: addresses, menus, neighbours, languages.

Addresses are relative to the site's root, with a trailing slash; the home page's is an empty
string, the English home page's is `en/`.
"""

from __future__ import annotations

import posixpath
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from scripts import markup
from scripts.model import SEARCH_PATH, page_path, parents
from scripts.records import Article, Home
from scripts.short import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.model import Library, Page

CACHED = 10_000
"""How many texts are remembered: those of the menu and lists come again and again."""

NEIGHBOURS = 6
"""How many pages of its folder a page shows at most: the neighbourhood, not the whole site."""


class Link(NamedTuple):
    """A link: its text, its address, the language it leads to, and whether it is this page."""

    text: str
    address: str
    locale: str
    here: bool = False
    summary: str = ""


class Navigation:
    """The links between the pages of a library, for a site at `site_url` (with a slash at its end)."""

    def __init__(self, library: Library, site_url: str) -> None:
        self.library = library
        self.site_url = site_url

    def address(self, locale: str, path: str) -> str:
        """Return the address of a page: `en/artikel/undangan/`."""
        prefix = "" if locale == self.library.codes[0] else f"{locale}/"
        path = path.rstrip("/")
        return f"{prefix}{path}/" if path else prefix

    def handout(self, locale: str, name: str) -> str:
        """Return the address of a PDF: a checklist's slug, `flow_handout` or `poster_handout`."""
        return f"{self.address(locale, '')}unduhan/{name}.pdf"

    def file(self, locale: str, name: str) -> str:
        """Return the address of a tool as one file; it is named as its PDF."""
        return f"{self.address(locale, '')}berkas/{name}.html"

    def bundle(self, locale: str) -> str:
        """Return the address of all PDFs of a language as one ZIP."""
        return f"{self.address(locale, '')}unduhan/semua.zip"

    def short(self, locale: str, code: str) -> str:
        """Return the address of a short link: `en/l/k7tq/`."""
        return self.address(locale, f"l/{code}")

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The codes of short links, by the paths of their pages."""
        return codes(self.library)

    def embed(self, locale: str, path: str) -> str:
        """Return the address of a tool that stands alone, for frames."""
        return self.address(locale, f"embed/{path}")

    def oembed(self, locale: str, path: str) -> str:
        """Return the address of what hosts read to embed a tool."""
        return f"{self.address(locale, '')}oembed/{path}.json"

    def qr(self, locale: str, path: str, kind: Literal["svg", "png"]) -> str:
        """Return the address of a page's QR code as a picture."""
        return f"{self.address(locale, '')}qr/{path or 'beranda'}.{kind}"

    def search_index(self, locale: str) -> str:
        """Return the address of a language's search index, which its other files are beside."""
        return f"{SEARCH_PATH}/{locale}/indeks.json"

    def feed(self, locale: str) -> str:
        """Return the address of a language's feed."""
        return f"{self.address(locale, '')}atom.xml"

    def manifest(self, locale: str) -> str:
        """Return the address of a language's web app manifest."""
        return f"{self.address(locale, '')}aplikasi.webmanifest"

    def absolute(self, page: Page) -> str:
        """Return the whole address of a page."""
        return self.site_url + self.address(page.locale, page.path)

    def target(self, locale: str, link: str) -> str:
        """Return the whole address that a record's link leads to: `artikel/undangan#latihan`."""
        path, sign, section = link.partition("#")
        return f"{self.site_url}{self.address(locale, path)}{sign}{section}"

    def permanent(self, locale: str, link: str) -> str:
        """Return the whole address that print and QR codes name: the short link, if there is one.

        The home page needs none.
        """
        path, sign, section = link.partition("#")
        code = self.codes.get(path) if path else None
        address = self.short(locale, code) if code else self.address(locale, path)
        return f"{self.site_url}{address}{sign}{section}"

    def link(self, page: Page, current: Page) -> Link:
        """Return a link to a page, named as in menus."""
        meta = page.meta.value
        address = self.address(page.locale, page.path)
        return Link(meta.name, address, page.locale, page is current, plain(meta.summary))

    def card(self, page: Page, current: Page) -> Link:
        """Return a link to a page, named with its whole title."""
        return self.link(page, current)._replace(text=page.meta.value.title)

    def translations(self, page: Page) -> list[Page]:
        """Return the page in every language it has, the default language first."""
        found = (self.library.pages.get((code, page.path)) for code in self.library.codes)
        return [other for other in found if other]

    def alternates(self, page: Page) -> tuple[tuple[str, str], ...]:
        """Return the `hreflang` values of a page and the whole addresses they lead to."""
        links = [(other.locale, self.absolute(other)) for other in self.translations(page)]
        return (*links, ("x-default", links[0][1]))

    def languages(self, page: Page) -> tuple[Link, ...]:
        """Return links to the page in every language, named in that language's own words."""
        names = {locale.code: locale.name for locale in self.library.locales}
        pages = self.translations(page)
        return tuple(self.link(p, page)._replace(text=names[p.locale]) for p in pages)

    def menu(self, page: Page) -> tuple[Link, ...]:
        """Return the main menu; `here` marks the page and the folder it is in."""
        listed = self._menus.get(page.locale, [])
        here = {page.path, *parents(page.path)[1:]}
        return tuple(self.link(p, page)._replace(here=p.path in here) for p in listed)

    @cached_property
    def _menus(self) -> dict[str, list[Page]]:
        """The pages in the menu of each language."""
        menus: dict[str, list[Page]] = {}
        for page in self.library.pages.values():
            if page.meta.value.menu:
                menus.setdefault(page.locale, []).append(page)
        for pages in menus.values():
            pages.sort(key=lambda p: (p.meta.value.menu or 0, p.meta.value.order, p.path))
        return menus

    def trail(self, page: Page) -> tuple[Link, ...]:
        """Return the pages above this one, the home page first."""
        above = (self.library.pages[page.locale, path] for path in parents(page.path))
        return tuple(self.link(p, page) for p in above)

    def folder(self, page: Page, folder: str) -> list[Page]:
        """Return the pages of a folder in a page's language."""
        return self._folders.get((page.locale, folder), [])

    @cached_property
    def _folders(self) -> dict[tuple[str, str], list[Page]]:
        """The pages of each folder in each language, in order."""
        folders: dict[tuple[str, str], list[Page]] = {}
        for code in self.library.codes:
            for page in self.library.of(code):
                folder = posixpath.dirname(page.path)
                if page.path != folder:
                    folders.setdefault((code, folder), []).append(page)
        return folders

    @cached_property
    def _articles(self) -> dict[tuple[str, str], tuple[list[Page], int]]:
        """The articles of each article's folder, and its place among them."""
        found: dict[tuple[str, str], tuple[list[Page], int]] = {}
        for (code, _), pages in self._folders.items():
            articles = [page for page in pages if isinstance(page.meta.value, Article)]
            found |= {(code, page.path): (articles, n) for n, page in enumerate(articles)}
        return found

    def neighbours(self, page: Page) -> tuple[Link, ...]:
        """Return the articles that follow this one in its folder, from the first after the last."""
        if not isinstance(page.meta.value, Article):
            return ()
        pages, place = self._articles[page.locale, page.path]
        wanted = range(place + 1, place + min(NEIGHBOURS + 1, len(pages)))
        return tuple(self.card(pages[n % len(pages)], page) for n in wanted)

    def listed(self, page: Page, folder: str) -> list[Link]:
        """Return links to the pages of a folder, with addresses as seen from `page`."""
        return self._cards(self.folder(page, folder), page)

    def _cards(self, pages: list[Page], page: Page) -> list[Link]:
        here = self.address(page.locale, page.path)
        cards = (self.card(p, page) for p in pages)
        return [card._replace(address=relative(here, card.address)) for card in cards]

    def tools(self, page: Page) -> list[Link]:
        """Return links to the checklists that serve a page, with addresses as seen from it."""
        return self._cards(self.library.tools(page), page)

    def doors(self, page: Page) -> tuple[Link, ...]:
        """Return the large links of the home page."""
        meta = page.meta.value
        doors = meta.doors if isinstance(meta, Home) else ()
        return tuple(
            Link(door.label, self._door(page, door.link), page.locale, summary=door.text)
            for door in doors
        )

    def _door(self, page: Page, link: str) -> str:
        file, _, fragment = link.partition("#")
        path = page_path(posixpath.normpath(file)) if file else page.path
        return self.address(page.locale, path) + (f"#{fragment}" if fragment else "")


@lru_cache(maxsize=CACHED)
def plain(text: str) -> str:
    """Return a sentence without its citations."""
    return one_line(markup.CITATION.sub("", text))


def one_line(text: str) -> str:
    """Return a text with its lines joined, as a browser shows it."""
    return " ".join(text.split())


def relative(here: str, there: str) -> str:
    """Return an address as seen from a page; both are relative to the site's root."""
    up = 0
    while not there.startswith(here):
        here = here[: here.rfind("/", 0, -1) + 1]
        up += 1
    return f"{'../' * up}{there[len(here) :]}" or "./"
