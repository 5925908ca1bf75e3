"""A language's feed (Atom, RFC 4287): its pages and handouts, the newest first.

Dates are days of review, never the clock. A page keeps its entry for ever, and `updated` tells of
a review. A handout's entry is named after what the PDF holds, so that every change of a sheet is a
new entry to readers, also when its page was not reviewed again.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from scripts.catalogue import Page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from scripts.catalogue import Catalogue, Language, Thing
    from scripts.words import Words

NAMESPACES = {"xmlns": "http://www.w3.org/2005/Atom"}
DIGITS = 12
"""How many digits of a PDF's SHA-256 tell it from its earlier versions."""


def feed(
    catalogue: Catalogue, language: Language, words: Words, handouts: Mapping[str, bytes]
) -> bytes:
    """Return the feed of a language; `handouts` are its PDFs by their whole addresses."""
    things = [thing for thing in catalogue.things if thing.language == language.code]
    entries = [_page(thing, words) for thing in things if isinstance(thing, Page)]
    printed = [(thing, handouts.get(thing.handout or "")) for thing in things]
    entries += [_handout(thing, words, pdf) for thing, pdf in printed if pdf]
    root = ET.Element("feed", NAMESPACES | {"xml:lang": language.code})
    _add(root, "id", language.feed)
    _add(root, "title", words.site_name)
    _add(root, "subtitle", words.tagline)
    _add(root, "updated", _moment(max((t.reviewed for t in things), default=catalogue.updated)))
    author = ET.SubElement(root, "author")
    _add(author, "name", words.site_name)
    _add(author, "uri", language.home)
    _add(root, "rights", words.licence)
    _add(root, "link", rel="self", type="application/atom+xml", href=language.feed)
    _add(root, "link", rel="alternate", type="text/html", href=language.home)
    root.extend(sorted(entries, key=lambda entry: entry.findtext("updated", ""), reverse=True))
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _page(page: Page, words: Words) -> ET.Element:
    labels = {
        "article": words.kind_article,
        "checklist": words.kind_checklist,
        "flow": words.kind_flow,
    }
    entry = _entry(page, page.address, page.title, page.summary or "")
    if page.published:
        _add(entry, "published", _moment(page.published))
    _add(entry, "category", term=page.kind, label=labels[page.kind])
    return entry


def _handout(thing: Thing, words: Words, pdf: bytes) -> ET.Element:
    version = hashlib.sha256(pdf).hexdigest()[:DIGITS]
    address = str(thing.handout)
    summary = words.feed_handout.format(version=version)
    entry = _entry(thing, f"{address}#{version}", f"{thing.title} (PDF)", summary)
    kind, length = "application/pdf", str(len(pdf))
    _add(entry, "link", rel="enclosure", type=kind, length=length, href=address)
    _add(entry, "category", term="handout", label=words.kind_handout)
    return entry


def _entry(thing: Thing, name: str, title: str, summary: str) -> ET.Element:
    entry = ET.Element("entry")
    _add(entry, "id", name)
    _add(entry, "title", title)
    _add(entry, "summary", summary)
    _add(entry, "updated", _moment(thing.reviewed))
    _add(
        entry,
        "link",
        rel="alternate",
        type="text/html",
        hreflang=thing.language,
        href=thing.address,
    )
    return entry


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _moment(day: dt.date) -> str:
    """Return a day as Atom wants it: with a time and a zone."""
    return f"{day.isoformat()}T00:00:00Z"
