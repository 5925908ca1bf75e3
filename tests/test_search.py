"""Which pages of a site can be found, and where the files are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts.search import Finder
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.pages import Pages

CARI = "---\nkind: page\ntitle: Cari\nsummary: Semua.\nreviewed: 2026-11-20\n---\n\n::search\n"


@pytest.fixture
def pages(root: Path) -> Pages:
    tree.write(root, {"docs/id/cari.md": CARI, "docs/en/cari.md": CARI})
    return tools.pages(root)


def made(pages: Pages, locale: str) -> dict[str, Any]:
    finder, files = Finder(pages), dict[str, bytes]()
    for page in pages.library.of(locale):
        files |= finder.keep(page, f'<h2 id="{page.locale}">Bagian</h2>')
    files |= finder.files(locale)
    return {name: json.loads(data) for name, data in files.items()}


def test_the_files_of_a_language_are_in_a_folder_of_its_own(pages: Pages) -> None:
    for locale in ("id", "en"):
        found = made(pages, locale)
        assert f"cari/{locale}/indeks.json" in found
        assert all(name.startswith(f"cari/{locale}/") for name in found)


def test_every_page_of_the_language_but_the_search_itself_is_found(pages: Pages) -> None:
    listed = [value for name, value in made(pages, "en").items() if "/halaman/" in name]
    wanted = {pages.navigation.address("en", p.path) for p in pages.library.of("en")}
    assert {page["address"] for page in listed} == wanted - {"en/cari/"}
    assert len(listed) == len(wanted) - 1
    assert {section[0] for page in listed for section in page["sections"]} == {"", "en"}


def test_a_page_begins_with_its_summary_without_citations(pages: Pages) -> None:
    listed = [value for name, value in made(pages, "id").items() if "/halaman/" in name]
    head = next(page["sections"][0] for page in listed if page["address"] == "artikel/satu/")
    assert head == ["", "Dapat undangan?", "Terima undangannya."]


def test_a_language_is_read_by_its_own_rules(root: Path) -> None:
    tree.write(root, {"docs/_data/search/en.yml": "suffixes: {s: ['']}\n"})
    pages = tools.pages(root)
    assert made(pages, "en")["cari/en/indeks.json"]["suffixes"] == {"s": [""]}
    assert made(pages, "id")["cari/id/indeks.json"]["suffixes"] == {}
