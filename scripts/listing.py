"""What is listed in the catalogue: the pages and records of the site as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.catalogue import SCHEMA_FILE, Catalogue, Language, Source
from scripts.linked_data import LICENCE
from scripts.model import handout_name
from scripts.navigation import plain
from scripts.records import Article, ChecklistPage, FlowPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.body import Body
    from scripts.model import Library, Locale
    from scripts.model import Page as SitePage

Row = dict[str, Any]

FRAMED = frozenset({"phase", "item", "question", "outcome"})
"""The kinds of parts that are in the frame too."""


def list_all(body: Body, only: str = "") -> Catalogue:
    """Return the catalogue of a site, or its rows in one language `only`."""
    return Lister(body).catalogue(only)


def listed(library: Library, locale: str) -> Iterator[SitePage]:
    """Return the pages of a language that are in the catalogue: articles and tools, not drafts."""
    return filter(is_listed, library.of(locale))


def is_listed(page: SitePage) -> bool:
    """Return whether a page is in the catalogue."""
    meta = page.meta.value
    return isinstance(meta, Article | ChecklistPage | FlowPage) and not meta.draft


class Lister:
    """Makes rows of the pages and records of a site, as data that becomes a catalogue at once."""

    def __init__(self, body: Body) -> None:
        self.library = body.library
        self.navigation = body.navigation
        self.body = body

    def catalogue(self, only: str) -> Catalogue:
        """Return all rows, or those in one language."""
        library = self.library
        codes = (only,) if only else library.codes
        pages = [page for code in codes for page in listed(library, code)]
        cited = {name for page in pages for name in self.body.sources(page)}
        values = {
            "$schema": self._whole(SCHEMA_FILE),
            "version": 1,
            "site": self._whole(""),
            "licence": LICENCE,
            "updated": max(page.meta.value.reviewed for page in library.pages.values()),
            "languages": [self._language(locale) for locale in library.locales],
            "sources": [self._source(name) for name in library.sources if name in cited],
            "pages": [self._page(page) for page in pages],
            "parts": [part for page in pages for part in self._parts(page)],
        }
        return Catalogue.model_validate(values)

    def _language(self, locale: Locale) -> Language:
        code, navigation = locale.code, self.navigation
        return Language(
            code=code,
            name=locale.name,
            home=self._whole(navigation.address(code, "")),
            qr_svg=self._whole(navigation.qr(code, "", "svg")),
            qr_png=self._whole(navigation.qr(code, "", "png")),
            feed=self._whole(navigation.feed(code)),
            handouts=self._whole(navigation.bundle(code)),
        )

    def _source(self, name: str) -> Source:
        source = self.library.sources[name].value
        return Source(
            id=name,
            publisher=source.publisher,
            title=source.title,
            address=source.url,
            language=source.language,
        )

    def _page(self, page: SitePage) -> Row:
        meta, place, navigation = page.meta.value, (page.locale, page.path), self.navigation
        tool = self.library.checklist(page) or self.library.flow(page)
        file, name = None, handout_name(page)
        if page.is_tool:
            file = self._whole(navigation.file(page.locale, name))
        return {
            **self._thing(page),
            "handout": self._handout(page.locale, name),
            "kind": meta.kind,
            "title": meta.title,
            "summary": plain(meta.summary),
            "published": meta.published if isinstance(meta, Article) else None,
            "article": tool.article if tool else None,
            "file": file,
            "oembed": self._whole(navigation.oembed(*place)) if page.is_tool else None,
            "qr_svg": self._whole(navigation.qr(*place, "svg")),
            "qr_png": self._whole(navigation.qr(*place, "png")),
            "sources": list(self.body.sources(page)),
        }

    def _parts(self, page: SitePage) -> Iterator[Row]:
        whole = self._thing(page)
        for part in self.body.parts(page):
            anchor = f"#{part.id}"
            framed = whole["embed"] and part.kind in FRAMED
            yield whole | {
                "id": whole["id"] + anchor,
                "address": whole["address"] + anchor,
                "short": whole["short"] + anchor if whole["short"] else None,
                "embed": whole["embed"] + anchor if framed else None,
                "handout": self._handout(page.locale, part.handout),
                "kind": part.kind,
                "page": page.path,
                "title": part.title,
                "summary": part.summary or None,
                "sources": part.sources,
            }

    def _thing(self, page: SitePage) -> Row:
        """Return what the rows of a page and of its parts have in common."""
        place, navigation = (page.locale, page.path), self.navigation
        code = navigation.codes.get(page.path)
        return {
            "id": page.path,
            "language": page.locale,
            "languages": [other.locale for other in navigation.translations(page)],
            "address": self._whole(navigation.address(*place)),
            "short": self._whole(navigation.short(page.locale, code)) if code else None,
            "embed": self._whole(navigation.embed(*place)) if page.is_tool else None,
            "reviewed": page.meta.value.reviewed,
        }

    def _handout(self, locale: str, name: str) -> str | None:
        return self._whole(self.navigation.handout(locale, name)) if name else None

    def _whole(self, address: str) -> str:
        return self.navigation.site_url + address
