"""What lags behind on which page, and in what words the page says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts import pairs
from scripts.notices import Notices
from scripts.source import load
from scripts.units import shown
from tests import tools, tree
from tests.test_body import shown as rendered

if TYPE_CHECKING:
    from pathlib import Path

ID, EN = "docs/id/artikel/satu.md", "docs/en/artikel/satu.md"
Found = dict[tuple[str, str], dict[str, tuple[str, ...]]]


@pytest.fixture
def known(root: Path) -> Path:
    """A project with tools, whose ledger says that all is equal in meaning."""
    tools.pages(root)
    tree.write(root, pairs.grown(tree.read(root)))
    return root


def notices(root: Path) -> Found:
    """Return the notices of every page that has any, by language and path."""
    library = load(root)[0]
    every = Notices(library)
    found = {
        place: {
            name: newer for name, _ in shown(page, library) if (newer := every.newer(page, name))
        }
        for place, page in library.pages.items()
    }
    return {place: marks for place, marks in found.items() if marks}


def test_without_drift_no_page_says_anything(known: Path) -> None:
    assert notices(known) == {}


def test_without_a_ledger_no_page_says_anything(root: Path) -> None:
    assert notices(root) == {}


def test_only_the_section_that_lags_behind_says_so(known: Path) -> None:
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    assert notices(known) == {("en", "artikel/satu"): {"palsu": ("id",)}}
    tree.replace(known, EN, "Copy this.", "Copy it.")
    assert notices(known) == {
        ("en", "artikel/satu"): {"palsu": ("id",)},
        ("id", "artikel/satu"): {"contoh-pesan": ("en",)},
    }


def test_when_both_have_changed_readers_are_told_nothing(known: Path) -> None:
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    tree.replace(known, EN, "asked to pay.", "asked for money.")
    assert notices(known) == {}


def test_records_are_marked_wherever_they_are_shown(known: Path) -> None:
    outcome = "steps: [{text: {id: Siap., en: Get ready.}, source: majalah}]"
    tree.replace(
        known, "docs/_data/flows/datang.yml", outcome, f"{outcome}\n    messages: [undangan]"
    )
    tree.replace(known, "docs/_data/templates/undangan.yml", "Send it soon.", "Send it at once.")
    tree.replace(known, "docs/_data/posters/palsu.yml", "id: Uang", "id: Dimintai uang")
    tree.replace(known, "docs/_data/checklists/daftar.yml", "en: To know.", "en: So that you know.")
    assert notices(known) == {
        ("id", "artikel/satu"): {"pesan-undangan": ("en",)},
        ("en", "artikel/satu"): {"poster-palsu": ("id",)},
        ("id", "alat/datang"): {"pesan-undangan": ("en",)},
        ("id", "alat/daftar"): {"baca": ("en",)},
    }


def test_the_top_is_that_of_the_page_and_of_its_record(known: Path) -> None:
    tree.replace(known, ID, "title: Dapat undangan?", "title: Ada undangan?")
    tree.replace(known, "docs/_data/flows/datang.yml", 'en: "Go?"', 'en: "Should I go?"')
    assert notices(known) == {
        ("en", "artikel/satu"): {"top": ("id",)},
        ("id", "alat/datang"): {"top": ("en",)},
    }


def test_of_three_languages_all_that_are_newer_are_named(known: Path) -> None:
    config = tree.CONFIG.replace(
        "        - {locale: id,",
        "        - {locale: jv, name: Basa Jawa, build: true}\n        - {locale: id,",
    )
    tree.write(known, {"mkdocs.yml": config})
    for file in (known / "docs/en").rglob("*.md"):
        name = file.relative_to(known / "docs/en").as_posix()
        tree.write(known, {f"docs/jv/{name}": file.read_text(encoding="utf-8")})
    tree.write(known, pairs.grown(load(known)[0]))
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    tree.replace(known, EN, "asked to pay.", "asked for money.")
    assert notices(known) == {("jv", "artikel/satu"): {"palsu": ("id", "en")}}


# On the page


def links(html: LexborHTMLParser) -> list[tuple[str | None, str | None, str]]:
    """Return where notices lead, in which language, and in what words."""
    found = html.css(".newer a")
    for link in found:
        assert link.attributes["lang"] == link.attributes["hreflang"]
    return [
        (link.attributes["href"], link.attributes["lang"], " ".join(link.text().split()))
        for link in found
    ]


def test_a_section_leads_to_itself_in_the_newer_language(known: Path) -> None:
    tree.replace(known, ID, "Diminta membayar.", "Diminta uang.")
    html = rendered(tree.pages(known), "artikel/satu", "en")
    there = "../../../artikel/satu/#palsu"
    assert links(html) == [(there, "id", "Bahasa Indonesia – Tanda palsu")]
    [notice] = html.css(".section-head:has(#palsu) > .newer")
    assert notice.text().startswith("This part is newer in Bahasa Indonesia")
    assert links(rendered(tree.pages(known), "artikel/satu", "id")) == []


def test_an_item_and_a_message_of_a_guide_say_so_where_they_are(known: Path) -> None:
    outcome = "steps: [{text: {id: Siap., en: Get ready.}, source: majalah}]"
    tree.replace(
        known, "docs/_data/flows/datang.yml", outcome, f"{outcome}\n    messages: [undangan]"
    )
    tree.replace(known, "docs/_data/templates/undangan.yml", "Send it soon.", "Send it at once.")
    tree.replace(known, "docs/_data/checklists/daftar.yml", "en: To know.", "en: So that you know.")
    pages = tree.pages(known)
    checklist, guide = rendered(pages, "alat/daftar"), rendered(pages, "alat/datang")
    assert links(checklist) == [("../../en/alat/daftar/#baca", "en", "English – Read.")]
    assert len(checklist.css("#baca .newer")) == 1
    assert links(guide) == [("../../en/alat/datang/#datang", "en", "English – Go")]
    assert len(guide.css("[data-node=datang] fill-message > .newer")) == 1


def test_the_top_leads_to_the_top(known: Path) -> None:
    tree.replace(known, ID, "title: Dapat undangan?", "title: Ada undangan?")
    pages = tree.pages(known)
    html = LexborHTMLParser(str(pages.view(pages.library.pages["en", "artikel/satu"]).newer))
    assert links(html) == [("../../../artikel/satu/", "id", "Bahasa Indonesia – Undangan")]
    assert pages.view(pages.library.pages["id", "artikel/satu"]).newer == ""
