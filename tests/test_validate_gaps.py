"""Gaps of starting points stop what is published, and no draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.model import COVERAGE
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

GAP = '"«tulis ini»" is still to be written; fill the gap, or set `draft: true`'


def test_a_gap_in_a_published_page_is_named(root: Path) -> None:
    tree.replace(root, "docs/id/tentang.md", "Siapa kami.", "«tulis ini»")
    tree.replace(root, "docs/en/tentang.md", "## Report", "## «tulis ini»")
    assert tree.problems(root) == [f"docs/en/tentang.md:11: {GAP}", f"docs/id/tentang.md:5: {GAP}"]


def test_a_draft_may_have_gaps(root: Path) -> None:
    for code in ("id", "en"):
        tree.replace(root, f"docs/{code}/tentang.md", "order: 90", "order: 90\ndraft: true")
    tree.replace(root, "docs/id/tentang.md", "Siapa kami.", "«tulis ini»")
    assert tree.problems(root) == []


def test_gaps_in_records_are_named(root: Path) -> None:
    tree.replace(root, "docs/_data/templates/undangan.yml", "Kirim segera.", "«tulis ini»")
    tree.replace(root, "docs/_data/sources.yml", "Kabar Kerja", "«tulis ini»")
    tree.replace(root, "docs/_data/sources.yml", "Laporan ulang.", "«tulis ini»")
    assert tree.problems(root) == [
        f"docs/_data/sources.yml:2: {GAP}",
        f"docs/_data/sources.yml:14: {GAP}",
        f"docs/_data/templates/undangan.yml:3: {GAP}",
    ]


def test_a_gap_in_what_an_article_passes_on_is_named(root: Path) -> None:
    record = "kabar:\n  points:\n    a:\n      says: «tulis ini»\n      paragraphs: [1]\n      sections: [kapan]\n"
    tree.write(root, {f"{COVERAGE}/satu.yml": record})
    assert f"{COVERAGE}/satu.yml:3: {GAP}" in tree.problems(root)
