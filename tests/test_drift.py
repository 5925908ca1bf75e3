"""Which translations have not kept up: in every case of two and of three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import pairs
from scripts.drift import compare, digest, drifts, hashes
from scripts.source import load
from scripts.units import TOP, Key, Piece, Written, units
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.drift import Drift
    from scripts.model import Library

KEY = Key("artikel/satu", "kapan")
ID, EN = "docs/id/artikel/satu.md", "docs/en/artikel/satu.md"
CHECKLIST = "docs/_data/checklists/daftar.yml"


def written(**texts: str) -> dict[str, Written]:
    return {code: Written(f"{code}.md", (Piece(1, text),)) for code, text in texts.items()}


def drift(old: dict[str, str], new: dict[str, str], *locales: str) -> Drift:
    return compare(KEY, written(**new), hashes(written(**old)), locales)


def known(root: Path) -> Path:
    """Write the ledger of a project: everything in it is equal in meaning."""
    tree.write(root, pairs.grown(tree.read(root)))
    return root


def changed(root: Path) -> dict[str, dict[str, str]]:
    """Return the states of what is not fresh."""
    every = drifts(load(root)[0]).values()
    return {str(d.key): dict(d.states) for d in every if set(d.states.values()) != {"fresh"}}


@pytest.mark.parametrize(
    ("id", "en", "states", "newer"),
    [
        ("a", "a", {"id": "fresh", "en": "fresh"}, ()),
        ("b", "a", {"id": "fresh", "en": "stale"}, ("id",)),
        ("a", "b", {"id": "stale", "en": "fresh"}, ("en",)),
        ("b", "b", {"id": "confirm", "en": "confirm"}, ()),
        ("  a\n", "a", {"id": "fresh", "en": "fresh"}, ()),
    ],
    ids=["neither", "one", "the other", "both", "only spaces"],
)
def test_two_languages(id: str, en: str, states: dict[str, str], newer: tuple[str, ...]) -> None:  # noqa: A002 - a language
    found = drift({"id": "a", "en": "a"}, {"id": id, "en": en}, "id", "en")
    assert (dict(found.states), found.newer) == (states, newer)


@pytest.mark.parametrize(
    ("now", "states", "newer"),
    [
        ("baa", "fresh stale stale", ("id",)),
        ("bba", "fresh fresh stale", ("id", "en")),
        ("bbb", "confirm confirm confirm", ()),
        ("aab", "stale stale fresh", ("jv",)),
    ],
)
def test_three_languages(now: str, states: str, newer: tuple[str, ...]) -> None:
    codes = ("id", "en", "jv")
    found = drift(dict.fromkeys(codes, "a"), dict(zip(codes, now, strict=True)), *codes)
    assert (" ".join(found.states[code] for code in codes), found.newer) == (states, newer)


def test_what_is_not_written_is_missing_and_what_is_not_known_is_new() -> None:
    assert drift({}, {"id": "a"}, "id", "en").states == {"id": "new", "en": "missing"}
    later = drift({"id": "a", "en": "a"}, {"id": "a", "en": "a", "jv": "a"}, "id", "en", "jv")
    assert later.states == {"id": "fresh", "en": "fresh", "jv": "new"}


def test_a_hash_is_short_and_of_the_words_alone() -> None:
    assert digest("Satu  dua\ntiga ") == digest("Satu dua tiga")
    assert digest("Satu dua tiga") != digest("Satu dua tiga.")
    assert len(digest("")) == 12


def test_without_a_ledger_all_is_new(root: Path) -> None:
    states = {
        state for drift in drifts(tree.read(root)).values() for state in drift.states.values()
    }
    assert states == {"new"}


def test_one_sentence_makes_one_unit_stale(root: Path) -> None:
    known(root)
    assert changed(root) == {}
    tree.replace(root, ID, "Bila palsu.", "Bila undangannya palsu.")
    assert changed(root) == {"artikel/satu#pengecualian": {"id": "fresh", "en": "stale"}}
    tree.replace(root, "docs/en/artikel/dua.md", "Take notes.", "Take good notes.")
    assert changed(root) == {
        "artikel/satu#pengecualian": {"id": "fresh", "en": "stale"},
        "artikel/dua#top": {"id": "stale", "en": "fresh"},
    }


def test_lines_and_order_do_not_count(root: Path) -> None:
    known(root)
    text = (root / ID).read_text(encoding="utf-8")
    head, first, rest = text.partition("## Kapan")
    section, second, last = rest.partition("## Pengecualian")
    wrapped = section.replace("Bila Anda melamar. ", "Bila Anda\nmelamar.\n")
    assert wrapped != section
    tree.write(
        root, {ID: head + second + last.rstrip("\n") + "\n\n" + first + wrapped.rstrip("\n") + "\n"}
    )
    assert changed(root) == {}


def test_records_drift_by_the_part_that_can_be_linked_to(root: Path) -> None:
    tools.pages(root)
    known(root)
    tree.replace(root, CHECKLIST, "Supaya tahu.", "Supaya Anda tahu.")
    tree.replace(
        root,
        "docs/_data/flows/datang.yml",
        "en: Good.}, source: majalah",
        "en: Nice.}, source: majalah",
    )
    tree.replace(root, "docs/_data/posters/palsu.yml", "Haste", "A rush")
    tree.replace(root, "docs/_data/placeholders.yml", "my name", "my full name")
    assert changed(root) == {
        "checklists/daftar#baca": {"id": "fresh", "en": "stale"},
        "flows/datang#mau": {"id": "stale", "en": "fresh"},
        "posters/palsu#top": {"id": "stale", "en": "fresh"},
        "placeholders#nama": {"id": "stale", "en": "fresh"},
    }


def test_a_renamed_item_keeps_its_pair(root: Path) -> None:
    tools.pages(root)
    known(root)
    tree.replace(root, CHECKLIST, "- id: baca", "- id: bacalah\n        was: [baca]")
    assert changed(root) == {}
    tree.replace(root, CHECKLIST, "To know.", "So that you know.")
    assert changed(root) == {"checklists/daftar#bacalah": {"id": "stale", "en": "fresh"}}


def test_a_section_that_moved_keeps_its_pair(root: Path) -> None:
    known(root)
    for code, heading in (("id", "### Tanda palsu"), ("en", "### Signs of a fake")):
        tree.replace(
            root, f"docs/{code}/artikel/satu.md", f"{heading} {{#palsu}}", f"{heading} {{#tanda}}"
        )
    assert set(changed(root)) == {"artikel/satu#tanda"}
    tree.write(root, {"docs/_data/moved.yml": "artikel/satu#palsu: artikel/satu#tanda\n"})
    assert changed(root) == {}


def test_a_page_that_moved_keeps_its_pairs(root: Path) -> None:
    known(root)
    for code in ("id", "en"):
        text = (root / f"docs/{code}/tentang.md").read_text(encoding="utf-8")
        tree.write(root, {f"docs/{code}/tentang.md": None, f"docs/{code}/kami.md": text})
    tree.write(root, {"docs/_data/moved.yml": "tentang: kami\n"})
    assert changed(root) == {}


def test_a_section_that_went_into_another_page_gives_it_nothing(root: Path) -> None:
    known(root)
    for code, heading in (("id", "### Tanda palsu"), ("en", "### Signs of a fake")):
        tree.replace(root, f"docs/{code}/artikel/satu.md", f"{heading} {{#palsu}}\n", "")
    tree.write(root, {"docs/_data/moved.yml": "artikel/satu#palsu: artikel/satu\n"})
    assert changed(root) == {
        "artikel/satu#pengecualian": {"id": "confirm", "en": "confirm"},
    }


def test_every_unit_has_its_drift(library: Library) -> None:
    assert drifts(library).keys() == units(library).keys()
    assert Key("artikel/satu", TOP) in drifts(library)
