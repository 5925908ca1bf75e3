"""The career-centre kit: the files of a site that are no pages, made from its pages and handouts."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from scripts import catalogue, qr
from scripts.bundle import bundle
from scripts.feed import feed
from scripts.listing import is_listed, list_all
from scripts.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.model import Page
    from scripts.pages import Pages


def files(pages: Pages, locale: str, handouts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a language, each with its address, and with the default one the catalogue.

    `handouts` are the language's PDFs by their addresses; all are relative to the site's root.
    """
    navigation, site = pages.navigation, pages.site_url
    first = locale == pages.library.codes[0]
    everything = list_all(pages.body, "" if first else locale)
    language = next(each for each in everything.languages if each.code == locale)
    if first:
        yield catalogue.FILE, everything.text.encode()
        yield catalogue.SCHEMA_FILE, catalogue.schema(site + catalogue.SCHEMA_FILE).encode()
    whole = {site + address: pdf for address, pdf in handouts.items()}
    yield navigation.feed(locale), feed(everything, language, Words(pages.library, locale), whole)
    packed = {f"{locale}/{posixpath.basename(address)}": pdf for address, pdf in handouts.items()}
    yield navigation.bundle(locale), bundle(packed)


def codes(pages: Pages, page: Page) -> Iterator[tuple[str, bytes]]:
    """Yield the QR code of a page as pictures, if it is one to share; it leads to the short link."""
    if page.path and not is_listed(page):
        return
    navigation, place = pages.navigation, (page.locale, page.path)
    address = navigation.permanent(*place)
    title = Words(pages.library, page.locale).qr_to.format(address=address)
    for kind, picture in qr.pictures(address, title).items():
        yield navigation.qr(*place, kind), picture
