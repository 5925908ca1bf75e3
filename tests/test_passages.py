"""Passages hold everything that is read, each piece with its line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts import source
from scripts.model import Library, Located, Outline, Page
from scripts.passages import PAGES, Passage, Piece, passages, plain
from scripts.records import GAP, Plain, texts_of
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def real() -> Library:
    return source.load(tree.ROOT)[0]


def flat(text: str) -> str:
    return " ".join(text.split())


def of(root: Path, path: str) -> list[Passage]:
    return [passage for passage in passages(source.load(root)[0]) if passage.path == path]


def test_every_text_of_every_record_is_in_a_passage(real: Library) -> None:
    found = {(p.path, p.locale): "" for p in passages(real)}
    for passage in passages(real):
        found[passage.path, passage.locale] += passage.text
    for group in (real.words, *real.groups.values()):
        for record in group.values():
            for _, text in texts_of(record.value):
                for locale, words in text.root.items():
                    whole = GAP.sub(lambda gap: " " * len(gap[0]), words)
                    assert flat(whole) in flat(found[record.path, locale])


def test_every_piece_of_a_page_is_on_its_line(real: Library) -> None:
    for passage in passages(real):
        lines = (tree.ROOT / passage.path).read_text(encoding="utf-8").split("\n")
        for piece in passage.pieces if passage.kind == PAGES else ():
            words = piece.text.split()
            assert not words or words[0].lstrip("*“[(") in lines[piece.line - 1]


def test_a_page_has_a_head_and_a_body(root: Path) -> None:
    head, body = of(root, "docs/id/artikel/satu.md")
    assert [piece.text.strip() for piece in head.pieces] == [
        *("Dapat undangan?", "Undangan", "Terima undangannya.", "Datanglah.", "Bertanyalah."),
        "Pastikan dulu.",
    ]
    assert [piece.line for piece in head.pieces] == [3, 4, 5, 10, 11, 12]
    assert [piece.cited for piece in head.pieces][2:4] == [{"kabar"}, {"majalah"}]
    assert "Baca juga [yang lain" in body.text
    assert not [sign for sign in ("dua.md", "@", "#kapan", "::", "- ") if sign in body.text]


def test_the_home_page_has_doors(root: Path) -> None:
    head, _ = of(root, "docs/id/index.md")
    assert [piece.text for piece in head.pieces][-2:] == [
        "Saya diundang",
        "Pesan yang tinggal disalin.",
    ]


def test_items_paragraphs_and_headings_are_pieces(root: Path) -> None:
    text = "## Judul {#judul}\nIsi satu\nlagi.\n\n> Kutipan\n> terus. [@kabar]\n\n1. Satu\n   lagi\n2. Dua\n::contact\n"
    tree.replace(root, "docs/id/tentang.md", "::contact\n", text)
    _, body = of(root, "docs/id/tentang.md")
    pieces = {" ".join(piece.text.split()): piece for piece in body.pieces}
    assert list(pieces)[2:] == [
        "## Judul",
        "Isi satu lagi.",
        "> Kutipan > terus.",
        "Satu lagi",
        "Dua",
        "",
    ]
    assert pieces["> Kutipan > terus."] == Piece(
        19, pieces["> Kutipan > terus."].text, frozenset({"kabar"})
    )
    assert pieces["Dua"].line == 24


def test_what_introduces_a_message_says_so(root: Path) -> None:
    _, body = of(root, "docs/id/artikel/satu.md")
    assert [piece.text.split(".")[0] for piece in body.pieces if piece.introduces] == ["Salin ini"]


def test_places_lead_to_lines_and_pieces() -> None:
    passage = Passage("a.md", "id", PAGES, (Piece(3, "satu\ndua"), Piece(9, ""), Piece(12, "tiga")))
    places = {word: passage.text.index(word) for word in ("satu", "dua", "tiga")}
    assert {word: passage.line(at) for word, at in places.items()} == {
        "satu": 3,
        "dua": 4,
        "tiga": 12,
    }
    assert passage.piece(places["dua"]).line == 3
    assert passage.piece(len(passage.text) - 1).line == 12


def test_a_record_cites_where_its_parts_do(real: Library) -> None:
    pieces = [
        piece for p in passages(real) if p.kind in {"checklists", "flows"} for piece in p.pieces
    ]
    assert {"joblike"} in [piece.cited for piece in pieces]
    assert frozenset() in [piece.cited for piece in pieces]
    notes = [piece for p in passages(real) if p.kind == "sources" for piece in p.pieces]
    assert {piece.cited for piece in notes} == {frozenset({"liputan6"})}


@given(st.text(alphabet="ab “”>-1.#:[@](){}&;`* \n"), st.integers(1, 40))
def test_any_body_becomes_pieces_on_their_lines(body: str, first: int) -> None:
    meta = Located(Plain(kind="page", title="a", summary="b", reviewed=DAY), "a.md", {})
    page = Page("id", "a", meta, body, Outline(), body_line=first)
    head, passage = passages(Library(pages={("id", "a"): page}))
    text, words = plain(page)
    assert words == text.split() == [*head.text.split(), *passage.text.split()]
    lines = body.split("\n")
    rows = {
        piece.line + i: row
        for piece in passage.pieces
        for i, row in enumerate(piece.text.split("\n"))
    }
    assert {number - first for number in rows} == {
        i for i, line in enumerate(lines) if line.strip()
    }
    assert all(len(row) == len(lines[number - first]) for number, row in rows.items())
    assert [passage.line(at) for at, sign in enumerate(passage.text) if sign == "a"] == [
        number for number, row in sorted(rows.items()) for sign in row if sign == "a"
    ]
