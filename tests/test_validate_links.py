"""Links: what they may lead to, from pages and from records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scripts import validate_links as links
from scripts.source import load
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library, Page

TREE = tree.golden("flow")["tree"]
UNFIT = "is not a web address; write it whole, as https://example.org/page"


@pytest.fixture
def small(tmp_path: Path) -> Library:
    tree.write(tmp_path, TREE)
    return load(tmp_path)[0]


def drafted(library: Library, *paths: str) -> Library:
    """Return the library with some pages as drafts."""
    pages = dict(library.pages)
    for key, page in pages.items():
        if page.path in paths:
            meta = page.meta.value.model_copy(update={"draft": True})
            pages[key] = replace(page, meta=replace(page.meta, value=meta))
    return replace(library, pages=pages)


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("https://koran.example/judul", ""),
        ("http://koran.example", ""),
        ("mailto:a@koran.example", ""),
        ("mailto:", UNFIT),
        ("https:///judul", UNFIT),
        ("ftp://koran.example/", UNFIT),
        ("javascript:alert(1)", UNFIT),
        ("//koran.example/judul", UNFIT),
        ("www.koran.example", UNFIT),
        ("https://[koran/", UNFIT),
        ("", "is empty; write the path from this file to the other .md file"),
        ("/surat/", "begins with /; write the path from this file to the other .md file"),
        ("surat.md", ""),
        ("#isi-surat", "leads to a page without that section"),
        ("surat.md#isi-surat", ""),
        ("surat.md#poster-tanda", ""),
        ("surat.md#sumber-koran", ""),
        ("surat.md#sumber", ""),
        ("surat.md#alat", ""),
        ("surat.md#pesan-terima", 'leads to a page without that section; known: "alat", "isi-surat", "poster-tanda", "sumber", "sumber-koran"'),
        ("keputusan/datang.md#waktu", ""),
        ("keputusan/datang.md#jam", ""),
        ("keputusan/datang.md#pergi", ""),
        ("keputusan/datang.md#sumber-koran", ""),
        ("keputusan/datang.md#waktunya", 'leads to a page without that section; did you mean "waktu"?'),
        ("keputusan/datang/bukti.md#jangan", ""),
        ("keputusan/datang/bukti.md#bukti-cara", ""),
        ("keputusan/../surat.md", ""),
        ("s%75rat.md#isi%2Dsurat", ""),
        ("surta.md", 'leads to no page or file; did you mean "surat.md"?'),
        ("../en/surat.md", 'leads to the language "en"; link to the page in this language'),
    ],
)  # fmt: skip
def test_links_of_a_page(small: Library, link: str, fault: str) -> None:
    assert links.broken(link, small.pages["id", ""], small) == fault


def test_links_to_files_and_to_what_could_not_be_read(small: Library) -> None:
    home = small.pages["id", ""]
    assert links.broken("../assets/a.png", home, small)
    library = replace(small, assets=frozenset({"assets/a.png"}), unread=frozenset({"docs/id/b.md"}))
    assert links.broken("../assets/a.png", home, library) == ""
    assert links.broken("b.md#c", home, library) == ""


def test_links_to_drafts(small: Library) -> None:
    library = drafted(small, "surat")
    assert links.broken("surat.md", library.pages["id", ""], library) == (
        "leads to docs/id/surat.md, which is a draft; remove the link until it is published"
    )
    library = drafted(small, "surat", "")
    assert links.broken("surat.md", library.pages["id", ""], library) == ""


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("surat", ""),
        ("surat#isi-surat", ""),
        ("keputusan", ""),
        ("keputusan/datang#jangan", ""),
        ("keputusan/datang/bukti#jangan", ""),
        ("srat", 'leads to no page; did you mean "surat"?'),
        ("surat#isi", 'leads to a page without that section; known: "isi-surat", "poster-tanda", "sumber-koran"'),
    ],
)  # fmt: skip
def test_links_of_a_record(small: Library, link: str, fault: str) -> None:
    assert links.broken_link(link, small) == fault


def test_links_of_a_record_are_followed_in_every_language(small: Library) -> None:
    pages = dict(small.pages)
    english = pages.pop(("en", "surat"))
    assert links.broken_link("surat", replace(small, pages=pages)) == (
        'leads to no page in "en"; known: "keputusan", "keputusan/datang", "keputusan/datang/bukti"'
    )
    bare = replace(english, outline=replace(english.outline, headings=()))
    library = replace(small, pages={**pages, ("en", "surat"): bare})
    assert links.broken_link("surat#isi-surat", library).startswith(
        'leads to a page without that section in "en"'
    )
    unread = replace(small, pages=pages, unread=frozenset({"docs/en/surat.md"}))
    assert links.broken_link("surat#isi-surat", unread) == ""


def test_links_of_a_record_to_drafts(small: Library) -> None:
    library = drafted(small, "surat")
    fault = "leads to docs/id/surat.md, which is a draft; remove the link until it is published"
    assert links.broken_link("surat", library) == fault
    assert links.broken_link("surat#isi-surat", library, draft=True) == ""


def test_what_is_on_drafts_only(small: Library) -> None:
    home, letter = (drafted(small, "").pages["id", path] for path in ("", "surat"))
    assert links.only_drafts([home, home])
    assert not links.only_drafts([home, letter])
    assert not links.only_drafts([])


def cited(page: Page, library: Library) -> list[str]:
    return [mark.value for mark in links.cited_sources(page, library)]


def test_sources_that_a_page_cites(small: Library) -> None:
    pages = small.pages
    assert cited(pages["id", "surat"], small) == ["koran", "koran"]
    assert cited(pages["id", "keputusan/datang"], small) == ["koran"]
    assert [mark.line for mark in links.cited_sources(pages["id", "keputusan/datang"], small)] == [
        1
    ]
    assert cited(pages["id", "keputusan/datang/bukti"], small) == []
    unread = replace(small, sources={}, unread=frozenset({"docs/_data/sources.yml"}))
    assert cited(pages["id", "keputusan/datang"], unread) == ["koran"]


def test_an_unknown_source(small: Library) -> None:
    fault = '"source" is "korann", which is not a source; did you mean "koran"?'
    assert links.unknown_source("korann", small) == fault
    assert links.unknown_source("koran", small) == links.unknown_source("redaksi", small) == ""
    unread = replace(small, unread=frozenset({"docs/_data/sources.yml"}))
    assert links.unknown_source("korann", unread) == ""
