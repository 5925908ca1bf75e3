"""The feed of a small site, as a reader of feeds sees it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from scripts.feed import feed
from scripts.listing import list_all
from scripts.words import Words
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.catalogue import Catalogue
    from scripts.pages import Pages

ATOM = "{http://www.w3.org/2005/Atom}"
LIST = f"{tree.URL}en/unduhan/daftar.pdf"
POSTER = f"{tree.URL}en/unduhan/poster-palsu.pdf"
PDFS = {LIST: b"%PDF list", POSTER: b"%PDF poster"}


@pytest.fixture
def pages(root: Path) -> Pages:
    return tools.pages(root)


def written(pages: Pages, handouts: dict[str, bytes], found: Catalogue | None = None) -> bytes:
    catalogue = found or list_all(pages)
    return feed(catalogue, catalogue.languages[1], Words(pages.library, "en"), handouts)


def entries(root: ET.Element) -> dict[str, ET.Element]:
    return {str(entry.findtext(f"{ATOM}id")): entry for entry in root.iter(f"{ATOM}entry")}


def links(element: ET.Element) -> dict[str, dict[str, str]]:
    return {link.attrib["rel"]: link.attrib for link in element.findall(f"{ATOM}link")}


def text(element: ET.Element, *names: str) -> tuple[str | None, ...]:
    return tuple(element.findtext(ATOM + name) for name in names)


def test_the_feed_says_what_it_is(pages: Pages) -> None:
    root, words = ET.fromstring(written(pages, PDFS)), Words(pages.library, "en")
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert text(root, "id", "updated") == (f"{tree.URL}en/atom.xml", "2026-11-22T00:00:00Z")
    assert text(root, "title", "subtitle") == (words.site_name, words.tagline)
    assert text(root, "rights", f"author/{ATOM}name") == (words.licence, words.site_name)
    assert links(root)["self"]["href"] == f"{tree.URL}en/atom.xml"
    assert links(root)["self"]["type"] == "application/atom+xml"
    assert links(root)["alternate"]["href"] == f"{tree.URL}en/"


def test_it_tells_of_pages_and_handouts_the_newest_first(pages: Pages) -> None:
    found = entries(ET.fromstring(written(pages, PDFS)))
    assert [name.removeprefix(f"{tree.URL}en/").partition("#")[0] for name in found] == [
        "alat/datang/",
        "alat/daftar/",
        "unduhan/daftar.pdf",
        "artikel/satu/",
        "artikel/dua/",
        "unduhan/poster-palsu.pdf",
    ]
    dates = [entry.findtext(f"{ATOM}updated") or "" for entry in found.values()]
    assert dates == sorted(dates, reverse=True)


def test_the_entry_of_a_page(pages: Pages) -> None:
    address = f"{tree.URL}en/artikel/satu/"
    entry = entries(ET.fromstring(written(pages, PDFS)))[address]
    assert text(entry, "title", "summary") == ("Got an invitation?", "Accept it.")
    assert text(entry, "published", "updated") == ("2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z")
    assert links(entry).keys() == {"alternate"}
    assert (links(entry)["alternate"]["href"], links(entry)["alternate"]["hreflang"]) == (
        address,
        "en",
    )
    category = entry.find(f"{ATOM}category")
    assert category is not None
    assert category.attrib == {"term": "article", "label": "Article"}


def test_the_entry_of_a_handout(pages: Pages) -> None:
    version = hashlib.sha256(PDFS[POSTER]).hexdigest()[:12]
    entry = entries(ET.fromstring(written(pages, PDFS)))[f"{POSTER}#{version}"]
    assert text(entry, "title") == ("Signs of a fake (PDF)",)
    assert version in str(entry.findtext(f"{ATOM}summary"))
    assert links(entry)["alternate"]["href"] == f"{tree.URL}en/artikel/satu/#poster-palsu"
    assert links(entry)["enclosure"] == {
        "rel": "enclosure",
        "type": "application/pdf",
        "length": "11",
        "href": POSTER,
    }


def test_a_changed_sheet_is_a_new_entry_and_the_others_stay(pages: Pages) -> None:
    before = entries(ET.fromstring(written(pages, PDFS))).keys()
    after = entries(ET.fromstring(written(pages, PDFS | {LIST: b"%PDF new list"}))).keys()
    assert {name.partition("#")[0] for name in before ^ after} == {LIST}
    assert len(before) == len(after)


def test_what_is_written_in_titles_does_not_break_the_feed(pages: Pages) -> None:
    evil = '</title> & "x" <b>'
    found = list_all(pages)
    rows = [page.model_copy(update={"title": evil, "summary": None}) for page in found.pages]
    root = ET.fromstring(written(pages, PDFS, found.model_copy(update={"pages": rows})))
    assert entries(root)[f"{tree.URL}en/artikel/satu/"].findtext(f"{ATOM}title") == evil


def test_a_feed_without_entries_has_a_date_still(pages: Pages) -> None:
    empty = list_all(pages).model_copy(update={"pages": [], "parts": []})
    root = ET.fromstring(written(pages, {}, empty))
    assert (text(root, "updated"), entries(root)) == (("2026-11-22T00:00:00Z",), {})
