from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from typst import TypstError

from scripts.typeset import Typesetter

if TYPE_CHECKING:
    from pathlib import Path

CARD = {
    "site": "Siap Wawancara",
    "kicker": "Artikel",
    "title": "Dapat undangan wawancara?",
    "summary": "Terima undangannya. <b> #let \\ $x$ “kutip” é 你",
    "lang": "id",
}
LONG = CARD | {"title": "Wawancara informasional: " * 6, "summary": "Satu kalimat lagi. " * 15}


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("values", [CARD, LONG], ids=["card", "long"])
def test_a_card_is_a_small_png_of_the_size_that_is_shared(
    typesetter: Typesetter, values: dict[str, str]
) -> None:
    png = typesetter.render("card.typ", values, "png")
    assert size(png) == (1200, 630)
    assert len(png) < 300_000


def test_the_same_card_is_the_same_bytes(typesetter: Typesetter) -> None:
    first = typesetter.render("card.typ", CARD, "png")
    assert typesetter.render("card.typ", CARD, "png") == first
    assert Typesetter().render("card.typ", CARD, "png") == first


def test_a_card_shows_what_it_is_given(typesetter: Typesetter) -> None:
    cards = {typesetter.render("card.typ", CARD, "png")}
    for name in ("site", "kicker", "title", "summary"):
        cards.add(typesetter.render("card.typ", CARD | {name: "Lain"}, "png"))
    assert len(cards) == 5


def test_a_picture_may_be_sharper(typesetter: Typesetter) -> None:
    assert size(typesetter.render("card.typ", CARD, "png", ppi=144)) == (2400, 1260)


def test_a_sheet_can_be_a_document(tmp_path: Path) -> None:
    values = {"data": "{}"}
    (tmp_path / "sheet.typ").write_text('#set document(title: "a")\na', encoding="utf-8")
    document = Typesetter(tmp_path).render("sheet.typ", values, "pdf")
    assert document.startswith(b"%PDF-")


def test_a_value_that_a_sheet_misses_is_an_error(typesetter: Typesetter) -> None:
    with pytest.raises(TypstError, match="title"):
        typesetter.render("card.typ", {name: CARD[name] for name in CARD if name != "title"}, "png")


def test_a_picture_has_one_page(tmp_path: Path) -> None:
    (tmp_path / "two.typ").write_text("#set page(width: 9pt, height: 9pt)\na #pagebreak() b")
    with pytest.raises(TypeError, match=r"two\.typ has several pages; a picture has one"):
        Typesetter(tmp_path).render("two.typ", {}, "png")


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
