from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scripts import short
from scripts.source import load
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library

PATHS = {"", "artikel", "artikel/satu", "artikel/dua", "tentang"}


def with_codes(root: Path, codes: str, moved: str = "", ledger: str = "pages: {}\n") -> Library:
    tree.write(root, {"docs/_data/short.yml": codes, "docs/_data/addresses/id.yml": ledger})
    if moved:
        tree.write(root, {"docs/_data/moved.yml": moved})
    return tree.read(root)


def test_every_page_has_a_code_of_its_own(library: Library) -> None:
    found = short.codes(library)
    assert found.keys() == PATHS
    assert len(set(found.values())) == len(PATHS)


def test_drafts_have_none(root: Path) -> None:
    draft = tree.ABOUT["id"].replace("menu: 9", "draft: true")
    tree.write(root, {"docs/id/rahasia.md": draft})
    assert short.codes(tree.read(root)).keys() == PATHS


def test_proofs_have_none() -> None:
    found = short.codes(load(tree.ROOT)[0])
    assert "keputusan/terima-undangan" in found
    assert "keputusan/terima-undangan/bukti" not in found


@given(st.text(max_size=40))
def test_a_code_can_be_read_out_and_typed(path: str) -> None:
    assert re.fullmatch(r"[b-df-hjkmnp-tv-z][b-df-hjkmnp-tv-z2-9]{3}", short.new_code(path, ()))


def test_a_code_is_the_same_wherever_it_is_made() -> None:
    assert short.new_code("artikel/satu", ()) == "xzcx"
    assert short.new_code("artikel/satu", ("xzcx",)) == "yvwt"


def test_a_code_comes_from_its_page_alone(library: Library) -> None:
    found = short.codes(library)
    assert found == {path: short.new_code(path, ()) for path in PATHS}


def test_new_pages_do_not_get_the_same_code(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(short, "LENGTH", 1)
    monkeypatch.setattr(short, "FIRST", "bcdfg")  # as many codes as there are pages
    assert sorted(short.codes(library).values()) == list("bcdfg")


@given(st.integers(1, 30))
def test_a_code_is_never_given_twice(count: int) -> None:
    taken: list[str] = []
    for _ in range(count):
        taken.append(short.new_code("artikel/satu", taken))
    assert len(set(taken)) == count


def test_what_is_written_stays(root: Path) -> None:
    library = with_codes(root, "kb4d: artikel/satu\nhjkm: /\n")
    found = short.codes(library)
    assert (found["artikel/satu"], found[""]) == ("kb4d", "hjkm")
    assert short.links(library, short.codes(library)) == {
        code: path for path, code in found.items()
    }


def test_a_code_of_a_page_that_is_gone_is_not_given_to_another(root: Path) -> None:
    code = short.new_code("artikel/satu", ())
    library = with_codes(root, f"{code}: artikel/hilang\n")
    found = short.codes(library)
    assert code not in found.values()
    assert short.links(library, short.codes(library))[code] == "artikel/hilang"
    assert short.links(library, short.codes(library))[found["artikel/satu"]] == "artikel/satu"


def test_a_page_that_moves_brings_its_code_along(root: Path) -> None:
    ledger = "pages: {artikel/lama: []}"
    library = with_codes(root, "kb4d: artikel/lama\n", "artikel/lama: artikel/satu", ledger)
    assert short.codes(library)["artikel/satu"] == "kb4d"
    assert [
        code
        for code, path in short.links(library, short.codes(library)).items()
        if path == "artikel/satu"
    ] == []


def test_one_language_has_codes_as_well_as_two(root: Path) -> None:
    ledger = "pages: {artikel/lama: []}"
    two = with_codes(root, "kb4d: artikel/lama\n", "artikel/lama: artikel/satu", ledger)
    assert short.codes(replace(two, locales=two.locales[:1]))["artikel/satu"] == "kb4d"


@pytest.mark.parametrize("to", ["artikel/satu", "artikel/satu#palsu"])
def test_a_page_that_takes_in_another_keeps_its_own_code(root: Path, to: str) -> None:
    ledger = "pages: {artikel/lama: []}"
    written = "kb4d: artikel/lama\nkbcd: artikel/satu\n"
    library = with_codes(root, written, f"artikel/lama: {to}", ledger)
    assert short.codes(library)["artikel/satu"] == "kbcd"
    assert short.links(library, short.codes(library))["kb4d"] == "artikel/lama"


def test_a_page_is_not_called_by_the_code_of_what_became_its_section(root: Path) -> None:
    ledger = "pages: {artikel/lama: []}"
    library = with_codes(root, "kb4d: artikel/lama\n", "artikel/lama: artikel/satu#palsu", ledger)
    assert short.codes(library)["artikel/satu"] != "kb4d"
