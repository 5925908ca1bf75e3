"""What the catalogue lists of a small site with every kind of page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scripts.listing import list_all, listed
from scripts.pages import Pages
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.catalogue import Catalogue, Page, Part

DAY = dt.date(2026, 11, 20)


@pytest.fixture
def pages(root: Path) -> Pages:
    return tools.pages(root)


@pytest.fixture
def catalogue(pages: Pages) -> Catalogue:
    return list_all(pages.body)


def row(catalogue: Catalogue, name: str, locale: str = "id") -> Page:
    return next(page for page in catalogue.pages if (page.id, page.language) == (name, locale))


def part(catalogue: Catalogue, name: str, locale: str = "id") -> Part:
    return next(part for part in catalogue.parts if (part.id, part.language) == (name, locale))


def test_articles_and_tools_are_listed_and_nothing_else(catalogue: Catalogue) -> None:
    assert [(page.language, page.kind, page.id) for page in catalogue.pages] == [
        (locale, kind, name)
        for locale in ("id", "en")
        for kind, name in (
            ("article", "artikel/satu"),
            ("article", "artikel/dua"),
            ("checklist", "alat/daftar"),
            ("flow", "alat/datang"),
        )
    ]


def test_the_row_of_an_article(catalogue: Catalogue) -> None:
    article = row(catalogue, "artikel/satu", "en")
    assert article.model_dump(exclude_none=True) == {
        "id": "artikel/satu",
        "kind": "article",
        "language": "en",
        "languages": ["id", "en"],
        "title": "Got an invitation?",
        "summary": "Accept it.",
        "address": f"{tree.URL}en/artikel/satu/",
        "short": f"{tree.URL}en/l/xzcx/",
        "published": dt.date(2026, 11, 1),
        "reviewed": DAY,
        "sources": ["kabar", "majalah"],
        "qr_svg": f"{tree.URL}en/qr/artikel/satu.svg",
        "qr_png": f"{tree.URL}en/qr/artikel/satu.png",
    }


def test_a_tool_names_its_handout_and_the_article_it_serves(catalogue: Catalogue) -> None:
    checklist, flow = row(catalogue, "alat/daftar"), row(catalogue, "alat/datang", "en")
    assert (checklist.handout, flow.handout) == (
        f"{tree.URL}unduhan/daftar.pdf",
        f"{tree.URL}en/unduhan/panduan-datang.pdf",
    )
    assert checklist.article == flow.article == "artikel/satu"
    assert (checklist.title, checklist.summary) == ("Daftar", "Isi.")
    assert flow.reviewed == dt.date(2026, 11, 22)


def test_parts_follow_their_pages(catalogue: Catalogue) -> None:
    order = [(part.language, part.page) for part in catalogue.parts]
    assert list(dict.fromkeys(order)) == [(page.language, page.id) for page in catalogue.pages]
    item = part(catalogue, "alat/daftar#baca", "en")
    assert item.model_dump(exclude_none=True) == {
        "id": "alat/daftar#baca",
        "kind": "item",
        "language": "en",
        "languages": ["id", "en"],
        "title": "Read.",
        "summary": "To know.",
        "address": f"{tree.URL}en/alat/daftar/#baca",
        "short": f"{tree.URL}en/l/dcdg/#baca",
        "embed": f"{tree.URL}en/embed/alat/daftar/#baca",
        "page": "alat/daftar",
        "reviewed": dt.date(2026, 11, 21),
        "sources": ["kabar"],
    }
    poster = part(catalogue, "artikel/satu#poster-palsu")
    assert poster.handout == f"{tree.URL}unduhan/poster-palsu.pdf"
    assert part(catalogue, "alat/daftar#awal").summary is None


def test_what_there_is_once(catalogue: Catalogue) -> None:
    assert (catalogue.site, catalogue.version) == (tree.URL, 1)
    assert catalogue.schema_address == f"{tree.URL}katalog.schema.json"
    assert catalogue.updated == dt.date(2026, 11, 22)
    assert [source.id for source in catalogue.sources] == ["kabar", "majalah"]
    indonesian, english = catalogue.languages
    assert (indonesian.home, indonesian.feed) == (tree.URL, f"{tree.URL}atom.xml")
    assert english.model_dump() == {
        "code": "en",
        "name": "English",
        "home": f"{tree.URL}en/",
        "qr_svg": f"{tree.URL}en/qr/beranda.svg",
        "qr_png": f"{tree.URL}en/qr/beranda.png",
        "feed": f"{tree.URL}en/atom.xml",
        "handouts": f"{tree.URL}en/unduhan/semua.zip",
    }


def test_a_source_that_nobody_cites_is_not_listed(pages: Pages) -> None:
    sources = {**pages.library.sources, "lain": pages.library.sources["kabar"]}
    library = replace(pages.library, sources=sources)
    found = list_all(Pages(library, tree.URL, tree.ROOT / "overrides").body)
    assert [source.id for source in found.sources] == ["kabar", "majalah"]


def test_short_links_are_listed(pages: Pages) -> None:
    library = replace(pages.library, short=tree.short(k7tq="alat/daftar"))
    found = list_all(Pages(library, tree.URL, tree.ROOT / "overrides").body)
    assert row(found, "alat/daftar", "en").short == f"{tree.URL}en/l/k7tq/"
    assert part(found, "alat/daftar#baca").short == f"{tree.URL}l/k7tq/#baca"


def test_tools_can_be_embedded_and_say_where(pages: Pages) -> None:
    found = list_all(pages.body)
    checklist = row(found, "alat/daftar", "en")
    assert checklist.embed == f"{tree.URL}en/embed/alat/daftar/"
    assert checklist.oembed == f"{tree.URL}en/oembed/alat/daftar.json"
    assert part(found, "alat/daftar#baca").embed == f"{tree.URL}embed/alat/daftar/#baca"
    assert part(found, "alat/daftar#sumber").embed is None
    assert row(found, "alat/datang").embed == f"{tree.URL}embed/alat/datang/"
    assert row(found, "artikel/satu").embed is row(found, "artikel/satu").oembed is None


def test_drafts_are_not_listed(pages: Pages) -> None:
    page = pages.library.pages["id", "artikel/dua"]
    meta = replace(page.meta, value=page.meta.value.model_copy(update={"draft": True}))
    drafted = {**pages.library.pages, ("id", "artikel/dua"): replace(page, meta=meta)}
    library = replace(pages.library, pages=drafted)
    assert "artikel/dua" not in [page.path for page in listed(library, "id")]
    assert "artikel/dua" in [page.path for page in listed(library, "en")]


def test_a_site_in_a_folder_has_its_folder_in_every_address(pages: Pages) -> None:
    site = "https://contoh.example/siap/"
    found = list_all(Pages(pages.library, site, tree.ROOT / "overrides").body)
    assert {thing.address.startswith(site) for thing in found.things} == {True}
    assert found.text.count(site) == found.text.count("https://contoh.example/")
