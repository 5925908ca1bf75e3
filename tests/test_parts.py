"""What of a page can be linked to, from small records and from the real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import source
from scripts.model import PROOF_IDS
from scripts.pages import Pages
from scripts.parts import Part, parts
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path


def of(pages: Pages, path: str, locale: str = "id") -> list[Part]:
    page = pages.library.pages[locale, path]
    return parts(page, pages.library, pages.body.sources(page))


def test_an_article_has_its_sections_messages_and_posters(root: Path) -> None:
    found = of(tools.pages(root), "artikel/satu", "en")
    assert [(part.kind, part.id) for part in found] == [
        ("section", "poin-penting"),
        ("section", "kapan"),
        ("section", "pengecualian"),
        ("poster", "poster-palsu"),
        ("section", "palsu"),
        ("section", "contoh-pesan"),
        ("message", "pesan-undangan"),
        ("section", "alat"),
        ("section", "sumber"),
    ]
    assert found[1] == Part("section", "kapan", "When", sources=("kabar",))
    assert found[2].sources == ()
    sources = ("majalah", "kabar")
    poster = Part(
        "poster", "poster-palsu", "Signs of a fake", "Know them.", sources, "poster-palsu"
    )
    assert found[3] == poster
    assert found[4].sources == ("majalah",)
    assert found[6] == Part("message", "pesan-undangan", "Accept", "Send it soon.")


def test_texts_are_on_one_line(root: Path) -> None:
    poster = of(tools.pages(root), "artikel/satu")[3]
    assert (poster.title, poster.summary) == ("Tanda palsu", "Kenali. Lalu lapor.")


def test_a_checklist_has_its_phases_and_items(root: Path) -> None:
    assert of(tools.pages(root), "alat/daftar") == [
        Part("phase", "awal", "Awal"),
        Part("item", "baca", "Baca.", "Supaya tahu.", ("kabar",)),
        Part("item", "tulis", "Tulis."),
        Part("section", "sumber", "Sumber"),
    ]


def test_a_flow_has_its_nodes_and_its_overview(root: Path) -> None:
    assert of(tools.pages(root), "alat/datang") == [
        Part("question", "mau", "Mau?", "Jujurlah.", ("majalah",)),
        Part("outcome", "datang", "Datanglah", "Lalu ceritakan.", ("kabar", "majalah")),
        Part("outcome", "tolak", "Tolaklah"),
        Part("section", "seluruh-panduan", "Seluruh panduan"),
        Part("section", "sumber", "Sumber"),
    ]


def test_the_proof_of_a_flow_has_its_sections_and_outcomes(root: Path) -> None:
    found = of(tools.pages(root), "alat/datang/bukti")
    assert [part.id for part in found if part.kind == "section"] == list(PROOF_IDS)
    assert {part.kind for part in found[len(PROOF_IDS) :]} == {"outcome"}


def test_a_page_without_sections_has_no_parts(root: Path) -> None:
    assert of(tools.pages(root), "artikel") == []


@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_real_pages_have_each_part_once(locale: str) -> None:
    library = source.load(tree.ROOT)[0]
    pages = Pages(library, tree.URL, tree.ROOT / "overrides")
    for page in library.of(locale):
        ids = [part.id for part in of(pages, page.path, locale)]
        assert len(ids) == len(set(ids))
