from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scripts import improve
from scripts.words import Words
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library

BASE = "https://git.example/o/n/edit/main/"


@pytest.fixture
def real() -> Library:
    return tree.read(tree.ROOT)


def links(library: Library, path: str, locale: str = "en", base: str = BASE) -> list[str]:
    page = library.pages[locale, path]
    found = improve.links(page, library, Words(library, locale), base)
    return [f"{text}: {address}" for text, address in found]


def test_a_page_leads_to_its_own_file_in_its_language(real: Library) -> None:
    assert links(real, "artikel/undangan-wawancara") == [
        f"Improve this page: {BASE}docs/en/artikel/undangan-wawancara.md"
    ]
    assert links(real, "", "id") == [f"Perbaiki halaman ini: {BASE}docs/id/index.md"]


@pytest.mark.parametrize(
    ("path", "record"),
    [
        ("daftar-periksa/wawancara-kerja", "checklists/wawancara-kerja.yml"),
        ("keputusan/terima-undangan", "flows/terima-undangan.yml"),
        ("keputusan/terima-undangan/bukti", "flows/terima-undangan.yml"),
    ],
)
def test_a_tool_and_its_proof_lead_to_the_record_too(real: Library, path: str, record: str) -> None:
    assert links(real, path) == [
        f"Improve this page: {BASE}docs/en/{path}.md",
        f"Improve what this tool says: {BASE}docs/_data/{record}",
    ]


@pytest.mark.parametrize(
    "base",
    [
        "https://gitlab.example/o/n/-/edit/main/",
        "https://codeberg.example/o/n/_edit/main/",
        "https://git.example/o/n/edit/main",
    ],
)
def test_the_file_follows_the_address_of_any_host(real: Library, base: str) -> None:
    (link,) = links(real, "tentang", base=base)
    assert link.endswith(f"{base.rstrip('/')}/docs/en/tentang.md")


def test_without_an_address_there_is_no_link(real: Library) -> None:
    assert links(real, "tentang", base="") == []


def test_a_name_is_written_as_an_address(root: Path) -> None:
    tree.write(root, {tree.WORDS: tree.words()})
    library = tree.read(root)
    page = library.pages["id", "tentang"]
    odd = replace(page, meta=replace(page.meta, path="docs/id/a b.md"))
    ((_, address),) = improve.links(odd, library, Words(library, "id"), BASE)
    assert address == f"{BASE}docs/id/a%20b.md"
