"""The feeds of a built site (Atom, RFC 4287): each tells of its language's pages and handouts."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from scripts.check_text import line_of
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.built import Site

FILE = "atom.xml"
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
FEED_PARTS = ("id", "title", "updated", "author")
ENTRY_PARTS = ("id", "title", "updated", "summary")

Fault = tuple[str, str]
"""What is wrong, and a value near it in the feed."""


@dataclass(frozen=True)
class Feed:
    """A feed, the language it should be in, and where it is."""

    root: ET.Element
    locale: str
    address: str

    @property
    def entries(self) -> list[ET.Element]:
        """What the feed tells of."""
        return self.root.findall(f"{ATOM}entry")


def feeds_tell_of_all(site: Site) -> Iterator[Problem]:
    """Give each language a feed of its articles, tools and handouts, and name it in its pages."""
    for locale in site.locales:
        path = site.prefix(locale) + FILE
        source = site.read(path)
        try:
            feed = Feed(ET.fromstring(source), locale, site.address(path))  # noqa: S314 - our own
        except ET.ParseError as error:
            line = error.position[0] if source else 0
            message = f"the feed is missing or broken ({error}); build it again"
            yield Problem(f"site/{path}", line, message)
        else:
            for rule in (_form, _dates, _addresses, _pages, _handouts):
                for message, value in rule(site, feed):
                    yield Problem(f"site/{path}", line_of(source, value), message)
    yield from _named(site)


def _form(_site: Site, feed: Feed) -> Iterator[Fault]:
    """Have what Atom demands, in the right language."""
    if feed.root.tag != f"{ATOM}feed":
        yield f'this is "{feed.root.tag}"; write an Atom feed', "<"
    if (found := feed.root.get(LANGUAGE)) != feed.locale:
        yield f'the language of the feed is "{found}"; write xml:lang="{feed.locale}"', "<feed"
    if (own := [link.get("href", "") for link in _links(feed.root, "self")]) != [feed.address]:
        message = f"the link to the feed itself is {_quoted(own)}"
        yield f'{message}; write rel="self" href="{feed.address}" once', 'rel="self"'
    for element, parts in ((feed.root, FEED_PARTS), *((e, ENTRY_PARTS) for e in feed.entries)):
        name = _text(element, "id")
        for part in parts:
            if not _text(element, part):
                yield f'"{name}" has no {part}; give it one', name
    for name, count in Counter(_text(entry, "id") for entry in feed.entries).items():
        if count > 1:
            yield f'the id "{name}" is that of {count} entries; give each its own', name


def _dates(_site: Site, feed: Feed) -> Iterator[Fault]:
    """Date everything, and tell of the newest first."""
    dates = [*feed.root.iter(f"{ATOM}updated"), *feed.root.iter(f"{ATOM}published")]
    for element in dates:
        if not MOMENT.fullmatch(moment := element.text or ""):
            yield f'"{moment}" is not a date; write one like "2026-01-31T00:00:00Z"', moment
    days = [_text(entry, "updated") for entry in feed.entries]
    for (entry, day), (_, following) in pairwise(zip(feed.entries, days, strict=True)):
        if day < following:
            name = _text(entry, "id")
            yield f'the entry "{name}" is older than the next one; put the newer one first', name
    if days and (found := _text(feed.root, "updated")) != max(days):
        yield (
            f'the feed is of "{found}" and its newest entry of "{max(days)}"; write the latter',
            found,
        )


def _addresses(site: Site, feed: Feed) -> Iterator[Fault]:
    """Lead to what exists, in the site itself."""
    for link in feed.root.iter(f"{ATOM}link"):
        address = link.get("href", "")
        if not address.startswith(site.url):
            yield f'the address "{address}" is not in the site; write "{site.url}…"', address
        elif site.dead({address.removeprefix(site.url)}):
            yield f'the address "{address}" {site.fault(site.url, address)}', address


def _pages(site: Site, feed: Feed) -> Iterator[Fault]:
    """Tell of every article, checklist and flow of the language, and of no other page."""
    plain = [entry for entry in feed.entries if not _links(entry, "enclosure")]
    told = Counter(link.get("href", "") for entry in plain for link in _links(entry, "alternate"))
    pages = {page.address for page in site.offered if page.locale == feed.locale}
    for address in pages - told.keys():
        yield f'the page "{address}" has no entry; add one', address
    for address, count in told.items():
        if address not in pages:
            message = (
                f'the entry leads to "{address}", which is no article or tool in this language'
            )
            yield f"{message}; remove it", f'href="{address}"'
        elif count > 1:
            yield f'the page "{address}" has {count} entries; keep one', f'href="{address}"'


def _handouts(site: Site, feed: Feed) -> Iterator[Fault]:
    """Tell of every handout of the language, by what is in it now."""
    told = set()
    for entry in feed.entries:
        for link in _links(entry, "enclosure"):
            address, name = link.get("href", ""), _text(entry, "id")
            told.add(site.file_at(address))
            pdf = site.read(site.file_at(address))
            if link.get("length") != str(len(pdf)):
                yield f'the length of "{address}" is {len(pdf)}; write it', f'href="{address}"'
            version = name.removeprefix(f"{address}#")
            if not version or not hashlib.sha256(pdf).hexdigest().startswith(version):
                yield f'the id "{name}" is of another version of the handout; build again', name
    for path in site.handouts(feed.locale):
        if path not in told:
            yield f'the handout "{path}" has no entry; add one', path


def _named(site: Site) -> Iterator[Problem]:
    """Name the feed of its language in the head of every page that can be found."""
    for page in filter(lambda page: page.indexable, site.pages.values()):
        path = site.prefix(page.locale) + FILE
        found = [site.file_at(feed) for feed in page.feeds]
        if found != [path]:
            message = f'the feed that the page names is {_quoted(found)}; name "{path}" once'
            yield page.problem(message, "application/atom+xml", "<head")


def _quoted(values: list[str]) -> str:
    return " and ".join(f'"{value}"' for value in values) or "missing"


def _links(element: ET.Element, rel: str) -> list[ET.Element]:
    return [link for link in element.findall(f"{ATOM}link") if link.get("rel") == rel]


def _text(element: ET.Element, part: str) -> str:
    """Return the text of a part of an element, empty if it has none."""
    found = element.find(ATOM + part)
    return "" if found is None else "".join(found.itertext()).strip()
