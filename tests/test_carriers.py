"""Which part of a page cites which source, on the real pages and a small one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import carriers, source
from tests import tree

if TYPE_CHECKING:
    from scripts.model import Library


@pytest.fixture(scope="module")
def real() -> Library:
    return source.load(tree.ROOT)[0]


def test_a_section_cites_what_is_directly_below_it(library: Library) -> None:
    page = library.pages["id", "artikel/satu"]
    found = {
        heading.value: [mark.value for mark in marks] for heading, marks in carriers.sections(page)
    }
    assert found == {
        "kapan": ["kabar"],
        "pengecualian": ["redaksi"],
        "palsu": ["majalah"],
        "contoh-pesan": ["redaksi"],
    }


@pytest.mark.parametrize(
    ("anchor", "cited"),
    [
        ("kapan", {"kabar"}),
        ("pengecualian", {"redaksi", "majalah"}),
        ("palsu", {"majalah"}),
        ("poin-penting", {"kabar", "majalah", "redaksi"}),
        ("pesan-undangan", set()),
        ("tidak-ada", set()),
    ],
)
def test_parts_of_an_article(library: Library, anchor: str, cited: set[str]) -> None:
    assert carriers.cited_at(library.pages["id", "artikel/satu"], anchor, library) == cited


@pytest.mark.parametrize(
    ("path", "anchor", "cited"),
    [
        ("daftar-periksa/wawancara-kerja", "teliti-perusahaan", {"liputan6"}),
        ("daftar-periksa/wawancara-kerja", "sehari-sebelumnya", {"redaksi"}),
        ("keputusan/terima-undangan", "tanda-penipuan", {"redaksi"}),
        ("artikel/undangan-wawancara", "poster-perekrut-palsu", {"redaksi"}),
        ("artikel/undangan-wawancara", "alasan", {"joblike"}),
    ],
)
def test_parts_of_tools(real: Library, path: str, anchor: str, cited: set[str]) -> None:
    assert carriers.cited_at(real.pages["id", path], anchor, real) == cited


def test_a_section_is_part_of_those_above_it(library: Library) -> None:
    page = library.pages["id", "artikel/satu"]
    assert carriers.around(page, "palsu") == ["palsu", "pengecualian"]
    assert carriers.around(page, "contoh-pesan") == ["contoh-pesan"]
    assert carriers.around(page, "tidak-ada") == []
