"""Starting points: their ids, languages and words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scripts import scaffold
from scripts.model import ANATOMY, Locale
from scripts.source import load
from tests.articles import ROOT

if TYPE_CHECKING:
    from scripts.model import Library

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def project() -> Library:
    return load(ROOT)[0]


def test_an_article_is_there_in_every_language_with_the_same_ids(project: Library) -> None:
    files = scaffold.article(project, "contoh", DAY)
    assert files.keys() == {"docs/id/artikel/contoh.md", "docs/en/artikel/contoh.md"}
    ids = [[part for part in text.split() if part.startswith("{#")] for text in files.values()]
    assert ids[0] == ids[1]
    assert {f"{{#{name}}}" for name in ANATOMY} <= set(ids[0])
    assert all("draft: true" in text for text in files.values())


def test_a_section_says_which_paragraphs_it_covers(project: Library) -> None:
    outline = scaffold.Outline("kabar", None, (scaffold.Section("alasan-1", (2, 4, 5, 6)),))
    text = scaffold.article(project, "contoh", DAY, outline)["docs/en/artikel/contoh.md"]
    assert "paragraph 2, 4–6" in text
    assert "[@kabar]" in text


def test_a_word_that_is_missing_is_a_gap_by_its_name(project: Library) -> None:
    library = replace(project, desk={}, locales=(Locale("jv", "Jawa"),))
    text = scaffold.article(library, "contoh", DAY)["docs/jv/artikel/contoh.md"]
    assert "«article_title»" in text


def test_tools_have_a_record_and_pages(project: Library) -> None:
    assert scaffold.checklist(project, "contoh", "artikel/a", DAY).keys() == {
        "docs/_data/checklists/contoh.yml",
        "docs/id/daftar-periksa/contoh.md",
        "docs/en/daftar-periksa/contoh.md",
    }
    assert scaffold.flow(project, "contoh", "artikel/a", DAY).keys() == {
        "docs/_data/flows/contoh.yml",
        *(
            f"docs/{code}/keputusan/contoh{end}.md"
            for code in ("id", "en")
            for end in ("", "/bukti")
        ),
    }


def test_ranges_are_written_as_people_do() -> None:
    assert scaffold.ranges((6, 1, 4, 5)) == "1, 4–6"
    assert scaffold.ranges(()) == ""
