from __future__ import annotations

import json
import os
import shutil
import struct
from typing import TYPE_CHECKING, Any

import pytest
import typst
from typst import TypstError

from scripts import typeset
from scripts.typeset import Typesetter

if TYPE_CHECKING:
    from pathlib import Path

GROUND = {
    "site": "Siap Wawancara",
    "lang": "id",
    "nila": "#1f2b50",
    "kertas": "#fbf7ee",
    "kunyit": "#f0b429",
}

NOTHING = {
    "data": json.dumps(
        dict.fromkeys(("site", "tagline", "qr", "qr_alt", "scan", "notes"), "") | {"references": []}
    )
}
"""The data of a sheet with nothing on it."""


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_picture_has_the_size_of_its_sheet(typesetter: Typesetter) -> None:
    assert size(typesetter.render("card.typ", GROUND, "png")) == (1200, 630)


def test_the_same_picture_is_the_same_bytes(typesetter: Typesetter) -> None:
    first = typesetter.render("card.typ", GROUND, "png")
    assert typesetter.render("card.typ", GROUND, "png") == first
    assert Typesetter().render("card.typ", GROUND, "png") == first


def test_a_picture_shows_what_it_is_given(typesetter: Typesetter) -> None:
    pictures = {typesetter.render("card.typ", GROUND, "png")}
    pictures.add(typesetter.render("card.typ", GROUND | {"site": "Lain"}, "png"))
    for name in ("nila", "kertas", "kunyit"):
        pictures.add(typesetter.render("card.typ", GROUND | {name: "#123456"}, "png"))
    assert len(pictures) == 5


def test_values_are_not_read_as_typst(typesetter: Typesetter) -> None:
    shown = {"site": "<b> #let \\ $x$ “kutip” é 你"}
    assert typesetter.render("card.typ", GROUND | shown, "png")


def test_a_picture_may_be_sharper(typesetter: Typesetter) -> None:
    assert size(typesetter.render("card.typ", GROUND, "png", ppi=144)) == (2400, 1260)


def test_a_sheet_can_be_a_document(tmp_path: Path) -> None:
    values = {"data": "{}"}
    (tmp_path / "sheet.typ").write_text('#set document(title: "a")\na', encoding="utf-8")
    document = Typesetter(tmp_path).render("sheet.typ", values, "pdf")
    assert document.startswith(b"%PDF-")


def test_sheets_are_compiled_apart_for_typst_keeps_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typst, "compile", lambda *_, **__: str(os.getpid()).encode())
    pids = {Typesetter(tmp_path).render("sheet.typ", {}, "pdf") for _ in range(2)}
    assert len(pids | {str(os.getpid()).encode()}) == 3


def test_a_value_that_a_sheet_misses_is_an_error(typesetter: Typesetter) -> None:
    with pytest.raises(TypstError, match="site"):
        typesetter.render("card.typ", {n: GROUND[n] for n in GROUND if n != "site"}, "png")


def test_a_picture_has_one_page(tmp_path: Path) -> None:
    (tmp_path / "two.typ").write_text("#set page(width: 9pt, height: 9pt)\na #pagebreak() b")
    with pytest.raises(TypeError, match=r"two\.typ has several pages; a picture has one"):
        Typesetter(tmp_path).render("two.typ", {}, "png")


def test_pages_are_pictures_each_also_when_they_were_kept(tmp_path: Path) -> None:
    (tmp_path / "two.typ").write_text("#set page(width: 9pt, height: 9pt)\na #pagebreak() b")
    first = Typesetter(tmp_path).pictures("two.typ", {})
    assert [size(page) for page in first] == [(9, 9)] * 2
    for _ in range(2):
        kept = Typesetter(tmp_path, tmp_path.parent / "cache")
        assert kept.pictures("two.typ", {}) == first


def test_fonts_of_the_machine_are_not_used(tmp_path: Path) -> None:
    pages = []
    for font in ("DejaVu Sans", "Liberation Sans", "Tidak Ada"):
        sheet = f'#set page(width: 99pt, height: 40pt)\n#set text(font: "{font}")\nTeks'
        (tmp_path / "font.typ").write_text(sheet)
        pages.append(Typesetter(tmp_path).render("font.typ", {}, "png"))
    assert len(set(pages)) == 1


def test_what_was_compiled_is_kept_for_the_same_values_and_sheets(tmp_path: Path) -> None:
    sheets, cache = tmp_path / "sheets", tmp_path / "cache"
    sheets.mkdir()
    (sheets / "one.typ").write_text("#set page(width: 9pt, height: 9pt)\n#sys.inputs.a")

    def drawn(value: str, ppi: float = 72) -> bytes:
        return Typesetter(sheets, cache).render("one.typ", {"a": value}, "png", ppi)

    assert drawn("x") == drawn("x") == Typesetter(sheets).render("one.typ", {"a": "x"}, "png")
    assert len(list(cache.iterdir())) == 1
    assert len({drawn("x"), drawn("y"), drawn("x", 144)}) == 3
    assert len(list(cache.iterdir())) == 3
    (sheets / "part.typ").touch()
    drawn("x")
    assert len(list(cache.iterdir())) == 4


def test_sheets_that_were_used_longest_ago_are_not_kept_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset, "MOST", 2)
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    (sheets / "one.typ").write_text("#set page(width: 9pt, height: 9pt)\n#sys.inputs.a")
    typesetter = Typesetter(sheets, tmp_path / "cache")
    for value in "xyxz":
        typesetter.render("one.typ", {"a": value}, "png")
    assert len(list((tmp_path / "cache").iterdir())) == 2
    monkeypatch.setattr(Typesetter, "_compiled", lambda *_: [b"anew"])
    found = {value: typesetter.render("one.typ", {"a": value}, "png") for value in "xzy"}
    assert [value for value in found if found[value] == b"anew"] == ["y"]


def test_what_is_compiled_while_its_sheet_changes_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets, cache = tmp_path / "sheets", tmp_path / "cache"
    sheets.mkdir()
    (sheets / "one.typ").write_text("#set page(width: 9pt, height: 9pt)\n")
    compiled = Typesetter._compiled

    def changed(self: Typesetter, *values: Any) -> list[bytes]:
        (sheets / "one.typ").write_text("#set page(width: 8pt, height: 8pt)\n")
        return compiled(self, *values)

    with monkeypatch.context() as patch:
        patch.setattr(Typesetter, "_compiled", changed)
        assert size(Typesetter(sheets, cache).render("one.typ", {}, "png")) == (8, 8)
    assert not cache.exists()
    (sheets / "one.typ").write_text("#set page(width: 9pt, height: 9pt)\n")
    assert size(Typesetter(sheets, cache).render("one.typ", {}, "png")) == (9, 9)


@pytest.mark.parametrize("likely", range(5))
def test_the_first_look_that_fits_is_found_wherever_the_search_begins(
    tmp_path: Path, likely: int
) -> None:
    shutil.copy(typeset.SHEETS / "sheet.typ", tmp_path)
    (tmp_path / "looks.typ").write_text(f"""
        #import "sheet.typ": first-of
        #for first in range(6) {{
            let found = first-of(range(5), look => look >= first, likely: {likely})
            assert.eq(found, if first < 5 {{ first }})
        }}
    """)
    assert Typesetter(tmp_path).render("looks.typ", NOTHING, "png")


def test_what_is_found_by_measuring_is_found_once_however_often_a_sheet_is_set(
    tmp_path: Path,
) -> None:
    shutil.copy(typeset.SHEETS / "sheet.typ", tmp_path)
    (tmp_path / "turns.typ").write_text("""
        #import "sheet.typ": settled
        = Title
        #let headings() = query(heading).len() // none in the first turn
        #settled(headings, found => assert.eq(found, 0))
    """)
    assert Typesetter(tmp_path).render("turns.typ", NOTHING, "png")
