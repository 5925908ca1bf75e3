"""The files of a working folder."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import yaml

from scripts import desk, fingerprint, intake
from scripts.intake_line import Block, Draft, Facts, Speaker
from scripts.source import load
from tests import tree
from tests.articles import FOLDER, PROSE, ROOT, cues, drafted

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library

DAY = dt.date(2026, 11, 22)
OTHER = "Datanglah lebih awal, dan sapa orang yang menerima Anda dengan ramah."


@pytest.fixture(scope="module")
def project() -> Library:
    return load(ROOT)[0]


def paragraphs(*texts: str) -> Draft:
    """Return an article; a text that begins with # is a heading."""
    blocks: list[Block] = []
    for text in texts:
        number = 1 + sum(block.number > 0 for block in blocks)
        heading = Block("heading", text.lstrip("# "), 0, 2)
        blocks.append(heading if text.startswith("#") else Block("paragraph", text, number))
    return Draft(
        Facts("Judul", "Kabar", url="https://kabar.example/a", language="id"), tuple(blocks)
    )


def test_the_text_has_numbered_paragraphs_and_headings() -> None:
    draft = drafted(f"Judul Ini\n\n{PROSE}\n\nBagian Satu\n\n{OTHER}\n\n- satu\n- dua\n\n> tiga")
    assert desk.source_text(draft).split("\n\n") == [
        "# Judul Ini",
        f"[1] {PROSE}",
        "## Bagian Satu",
        f"[2] {OTHER}",
        "[3] - satu",
        "[4] - dua",
        "[5] > tiga\n",
    ]


def test_each_heading_with_paragraphs_is_a_section_to_write() -> None:
    outline = desk.sections(paragraphs("a", "# b", "# c", "d", "e", "# f", "g"), "kabar")
    assert outline.opening is not None
    assert (outline.opening.id, outline.opening.paragraphs) == ("pembuka", (1,))
    assert [(s.id, s.paragraphs) for s in outline.reasons] == [
        ("alasan-1", (2, 3)),
        ("alasan-2", (4,)),
    ]


def test_an_article_without_headings_is_one_section() -> None:
    outline = desk.sections(paragraphs("a", "b"), "kabar")
    assert outline.opening is None
    assert [section.paragraphs for section in outline.reasons] == [(1, 2)]
    assert desk.sections(paragraphs("# a", "b"), "kabar").opening is None


def test_the_entry_has_what_was_found_and_gaps_for_the_rest(project: Library) -> None:
    speakers = (Speaker("Sari Dewi", "pelatih", (1,)), Speaker("Anto Dewi", "", (2,)))
    draft = Draft(Facts("Judul", language="id"), (Block("paragraph", "a", 1),), speakers)
    entry = yaml.safe_load(desk.source_entry(draft, project, "kabar", DAY))["kabar"]
    assert entry["publisher"].startswith("«")
    assert entry["title"] == "Judul"
    assert entry["seen"] == DAY
    assert entry["people"]["dewi"] == {
        "name": "Sari Dewi",
        "role": {"id": "pelatih", "en": "«their role»"},
    }
    assert list(entry["people"]) == ["dewi", "anto-dewi"]


def test_coverage_has_a_point_for_each_section(project: Library) -> None:
    outline = desk.sections(paragraphs("a", "# b", "c"), "kabar")
    data = yaml.safe_load(desk.coverage(outline, project, "kabar", "contoh"))["kabar"]
    assert data["points"]["alasan-1"]["paragraphs"] == [2]
    assert data["points"]["pembuka"]["sections"] == ["pembuka"]
    assert (data["noise"], data["left_out"]) == ([], [])


def test_the_report_accounts_for_every_line() -> None:
    draft = drafted(f"Judul Ini\n\nSumber : x\n\n{PROSE}\n\n“Ya, tentu,” kata Sari Dewi, pelatih.")
    report = desk.report(draft)
    assert report.startswith("2 lines kept, 1 line used, 1 line dropped.\n")
    for part in ("=    1  the title", "-    3  credit of a picture", "+    5  paragraph 1"):
        assert part in report
    assert "Sari Dewi, pelatih: paragraph 2" in report
    assert "[2] Sari Dewi: “Ya, tentu”" in report


def test_pages_are_in_every_language_and_hold_no_word_of_the_source(project: Library) -> None:
    draft = drafted(f"Judul Ini\n\n{PROSE}\n\nBagian Satu\n\n{OTHER}")
    files = desk.files(draft, project, "kabar", "contoh", DAY)
    assert files.keys() == {
        "id.md",
        "en.md",
        "source.txt",
        "source.yml",
        "coverage.yml",
        "report.txt",
    }
    for name in ("id.md", "en.md", "coverage.yml"):
        assert not {"Judul Ini", "Bagian Satu"} & set(files[name].split("\n"))
        assert PROSE[:20] not in files[name]
    assert "{#alasan-1}" in files["en.md"]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.html")), ids=lambda path: path.stem)
def test_what_is_moved_to_docs_is_valid(root: Path, path: Path) -> None:
    real = ROOT / "docs/_data/desk.yml"
    tree.write(root, {"docs/_data/desk.yml": real.read_bytes()})
    draft = intake.understood(path.read_bytes(), path.name, cues())
    library, _ = load(root)
    files = desk.files(draft, library, "baru", "baru", DAY)
    tree.write(
        root, {f"docs/{code}/artikel/baru.md": files[f"{code}.md"] for code in library.codes}
    )
    entry = yaml.safe_load(files["source.yml"])
    entry["baru"] |= {"publisher": "Kabar", "title": "Judul", "url": "https://kabar.example/a"}
    for person in entry["baru"].get("people", {}).values():
        person["role"] = {"id": "pelatih", "en": "coach"}
    sources = (root / "docs/_data/sources.yml").read_text(encoding="utf-8")
    tree.write(
        root,
        {
            "docs/_data/sources.yml": sources + yaml.safe_dump(entry, allow_unicode=True),
            "docs/_data/coverage/baru.yml": files["coverage.yml"],
            "docs/_data/fingerprints/baru.yml": fingerprint.text(intake.print_of(draft)),
        },
    )
    assert tree.problems(root) == []
