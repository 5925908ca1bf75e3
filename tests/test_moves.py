from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.moves import Moves, Place, place
from scripts.source import load
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library

LEDGER = """\
pages:
  /: [dulu]
  artikel/lama: [kapan, tanda, hilang, '?tanya=ya']
  artikel/purba: [kapan]
  artikel/satu: [tua, usang]
files: [unduhan/lama.pdf]
"""
MOVED = """\
/#dulu: /#artikel
artikel/lama: artikel/dua
artikel/lama#tanda: artikel/satu#palsu
artikel/purba: artikel/lama
artikel/satu#tua: artikel/satu#palsu
artikel/satu#usang: artikel/lama#kapan
unduhan/lama.pdf: unduhan/baru.pdf
"""


@pytest.fixture
def moves(root: Path) -> Moves:
    tree.write(root, {f"docs/_data/addresses/{code}.yml": LEDGER for code in ("id", "en")})
    tree.write(root, {"docs/_data/moved.yml": MOVED})
    return Moves(tree.read(root))


@pytest.mark.parametrize(
    ("text", "expected", "is_file"),
    [
        ("/", Place("", ""), False),
        ("/#artikel", Place("", "artikel"), False),
        ("artikel/satu#palsu", Place("artikel/satu", "palsu"), False),
        ("unduhan/a.pdf", Place("unduhan/a.pdf", ""), True),
    ],
)
def test_a_place_is_read(text: str, expected: Place, is_file: bool) -> None:  # noqa: FBT001 - a case
    assert place(text) == expected
    assert place(text).is_file == is_file


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("artikel/satu", "artikel/satu"),
        ("artikel/satu#palsu", "artikel/satu#palsu"),
        ("artikel/satu#entah", "artikel/satu"),
        ("artikel/satu#tua", "artikel/satu#palsu"),
        ("artikel/satu#usang", "artikel/dua#kapan"),
        ("artikel/lama", "artikel/dua"),
        ("artikel/lama#kapan", "artikel/dua#kapan"),
        ("artikel/lama#tanda", "artikel/satu#palsu"),
        ("artikel/lama#hilang", "artikel/dua"),
        ("artikel/purba#kapan", "artikel/dua#kapan"),
        ("artikel/purba#tanda", "artikel/satu#palsu"),
        ("/#dulu", "/#artikel"),
    ],
)
def test_an_old_address_leads_to_where_it_is_now(moves: Moves, old: str, new: str) -> None:
    for locale in ("id", "en"):
        assert moves.destination(locale, place(old)) == place(new)


def test_an_anchor_without_an_entry_goes_to_where_its_page_has_gone(root: Path) -> None:
    ledger = "pages: {artikel/lama: [kapan, entah], artikel/purba: [entah]}"
    moved = "artikel/lama: artikel/satu#palsu\nartikel/purba: artikel/lama\n"
    tree.write(root, {"docs/_data/addresses/id.yml": ledger, "docs/_data/moved.yml": moved})
    moves = Moves(tree.read(root))
    found = {
        name: moves.destination("id", place(name)) for name in ("artikel/lama", "artikel/purba")
    }
    assert set(found.values()) == {Place("artikel/satu", "palsu")}
    assert moves.destination("id", Place("artikel/lama", "kapan")) == Place("artikel/satu", "kapan")
    for path in ("artikel/lama", "artikel/purba"):
        assert moves.destination("id", Place(path, "entah")) == Place("artikel/satu", "palsu")


def test_what_leads_to_a_section_that_is_not_there_leads_to_its_page(root: Path) -> None:
    tree.write(root, {"docs/_data/moved.yml": "artikel/lama: artikel/satu#hilang\n"})
    moves = Moves(load(root)[0])
    for anchor in ("", "entah"):
        assert moves.destination("id", Place("artikel/lama", anchor)) == Place("artikel/satu")


def test_where_nothing_has_moved_an_unknown_anchor_leads_to_its_page(library: Library) -> None:
    assert Moves(library).destination("id", Place("artikel/satu", "entah")) == Place("artikel/satu")


@pytest.mark.parametrize("moved", ["a: b\nb: a\n", "a: a\n", "a: c\n", "a#x: b#x\nb: a\n"])
def test_what_leads_nowhere_has_no_destination(root: Path, moved: str) -> None:
    tree.write(root, {"docs/_data/moved.yml": moved})
    moves = Moves(load(root)[0])
    assert moves.destination("id", Place("a")) is None
    assert moves.destination("id", Place("a", "x")) is None
    assert moves.old_anchors("id", "a") == {}
    assert list(moves.old_pages("id")) == []


def test_an_address_has_the_anchors_that_it_has_or_had(moves: Moves) -> None:
    assert moves.names("id", "artikel/lama") == {"kapan", "tanda", "hilang"}
    assert moves.names("id", "") == {"artikel", "dulu"}
    assert {"tua", "usang", "palsu", "sumber-kabar"} <= moves.names("en", "artikel/satu")
    assert moves.names("id", "artikel/tidak-ada") == set()


def test_what_one_language_ever_had_is_known_in_all(root: Path) -> None:
    ledger = "pages: {/: [dulu], artikel/lama: [tanda, hilang]}"
    moved = "artikel/lama: artikel/dua\nartikel/lama#tanda: artikel/satu#palsu\n"
    tree.write(root, {"docs/_data/addresses/id.yml": ledger, "docs/_data/moved.yml": moved})
    moves = Moves(tree.read(root))
    assert moves.names("id", "artikel/lama") == {"tanda", "hilang"}
    assert moves.names("en", "artikel/lama") == {"tanda"}, "what moves, moves in every language"
    assert (moves.names("id", ""), moves.names("en", "")) == ({"artikel", "dulu"}, {"artikel"})


def test_pages_that_are_gone_lead_on(moves: Moves) -> None:
    gone = {"artikel/lama": Place("artikel/dua"), "artikel/purba": Place("artikel/dua")}
    assert dict(moves.old_pages("id")) == dict(moves.old_pages("en")) == gone


def test_anchors_that_are_gone_from_a_page_lead_on(moves: Moves) -> None:
    assert moves.old_anchors("id", "artikel/satu") == {
        "tua": Place("artikel/satu", "palsu"),
        "usang": Place("artikel/dua", "kapan"),
    }
    assert moves.old_anchors("id", "artikel/dua") == {}


def test_an_anchor_that_is_gone_in_one_language_leads_on_in_that_one(root: Path) -> None:
    for old in ("- Go. [@majalah]", "pay. [@majalah]"):
        tree.replace(root, "docs/en/artikel/satu.md", old, old.replace("majalah", "kabar"))
    tree.write(
        root,
        {
            "docs/_data/addresses/en.yml": "pages: {artikel/satu: [sumber-majalah]}",
            "docs/_data/moved.yml": "artikel/satu#sumber-majalah: artikel/satu#sumber",
        },
    )
    moves = Moves(tree.read(root))
    assert moves.old_anchors("id", "artikel/satu") == {}
    there = Place("artikel/satu", "sumber")
    assert moves.old_anchors("en", "artikel/satu") == {"sumber-majalah": there}
