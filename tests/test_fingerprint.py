"""Fingerprints: what counts as the same eight words, and what their files look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts import fingerprint, source
from scripts.records import Fingerprint

if TYPE_CHECKING:
    from pathlib import Path

PINNED = 0xD329CFDF20CE4EE4
TEXT = "Besok pagi kami bertujuh naik kereta kedua menuju Solo Balapan."


def shared(ours: str, theirs: str) -> bool:
    return not fingerprint.runs(ours).isdisjoint(fingerprint.runs(theirs))


def test_eight_words_in_a_row_are_a_run_and_seven_are_none() -> None:
    assert len(fingerprint.runs("a b c d e f g h")) == 1
    assert fingerprint.runs("a b c d e f g") == set()
    assert fingerprint.runs("") == set()


def test_people_count_a_word_with_a_hyphen_as_one() -> None:
    text = "orang-orang baru di kota-kota yang sangat besar"
    assert fingerprint.count(text) == 7
    assert fingerprint.joined_runs(text) == set()
    assert len(fingerprint.runs(text)) == 2
    assert fingerprint.joined_runs(f"{text} itu") < fingerprint.runs(f"{text} itu")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SATU Dua tiga empat lima enam tujuh delapan", "satu dua tiga empat lima enam tujuh delapan"),
        ("satu, dua; tiga (empat) «lima» enam… tujuh — delapan", "satu dua tiga empat lima enam tujuh delapan"),
        ("satu *dua* _tiga_ **empat** lima enam\ntujuh  delapan", "satu dua tiga empat lima enam tujuh delapan"),
        ("you don’t know what it's like out there", "you don't know what it’s like out there"),
        ("a résumé for the new café and crêperie", "a resume for the new cafe\u0301 and creperie"),
        ("kirim lewat e-mail atau surat ke kantor kami", "kirim lewat email atau surat ke kantor kami"),
        ("a well-known company of the old town centre", "a well known company of the old town centre"),
        ("orang\u2011orang baru di kota yang sangat besar itu", "orang-orang baru di kota yang sangat besar itu"),
        ("bayar 1.000.000 rupiah pada pukul 09.00 di bank itu", "bayar 1000000 rupiah pada pukul 09:00 di bank itu"),
        ("ﬁrma itu ada di lantai １２ gedung ini", "firma itu ada di lantai 12 gedung ini"),
        ("se\u00adlalu ada\u200b jalan ke luar dari sini kawan", "selalu ada jalan ke luar dari sini kawan"),
    ],
)  # fmt: skip
def test_a_copy_that_looks_otherwise_is_the_same_run(ours: str, theirs: str) -> None:
    assert shared(ours, theirs)


@pytest.mark.parametrize(
    "ours",
    [
        "satu dua tiga empat lima enam delapan tujuh",
        "satu dua tiga empat lima enam tujuh sembilan",
        "dua dua tiga empat lima enam tujuh delapan",
        "satu dua tiga empat lima enam tujuhdelapan",
    ],
)
def test_other_words_or_another_order_are_another_run(ours: str) -> None:
    assert not shared(ours, "satu dua tiga empat lima enam tujuh delapan")


def test_runs_are_the_same_everywhere_and_for_ever() -> None:
    """Fingerprints in docs/ would be worth nothing if this number changed."""
    assert fingerprint.runs("Satu dua tiga empat lima enam tujuh delapan.") == {PINNED}


def test_runs_cross_paragraphs_and_not_headings() -> None:
    items = ["satu dua tiga", "empat lima enam", "tujuh delapan"]
    assert fingerprint.of(items).paragraphs == 3
    assert len(fingerprint.of(items).runs) == 1
    assert fingerprint.of([TEXT], headings=items) == fingerprint.of([TEXT])
    title = "Satu dua tiga empat lima enam tujuh delapan"
    assert fingerprint.of([TEXT], headings=[title]).runs == fingerprint.runs(TEXT) | {PINNED}


def test_stretches_are_as_long_as_they_go_and_in_order() -> None:
    known = fingerprint.runs(TEXT) | fingerprint.runs("satu dua tiga empat lima enam tujuh delapan")
    text = f"Kata dia, satu-dua tiga empat lima enam tujuh delapan. Ya! {TEXT.upper()} Begitulah."
    parts = list(fingerprint.stretches(text, known))
    assert [text[part.start : part.end] for part in parts] == [
        "satu-dua tiga empat lima enam tujuh delapan",
        TEXT.upper().removesuffix("."),
    ]
    assert [part.words for part in parts] == [8, 10]


def test_a_stretch_read_both_ways_is_said_once() -> None:
    text = "orang-orang baru di kota yang sangat besar itu sekali"
    (part,) = fingerprint.stretches(text, fingerprint.runs(text))
    assert text[part.start : part.end] == text


def test_a_file_holds_no_words_and_reads_back(tmp_path: Path) -> None:
    whole = fingerprint.of([TEXT, "Satu dua tiga."])
    text = fingerprint.text(whole)
    lines = text.splitlines()
    assert lines[1:3] == ["paragraphs: 2", "runs: |-"]
    assert lines[3:] == sorted(lines[3:])
    assert not [word for word in TEXT.casefold().split() if word in text]
    assert read(tmp_path, text) == whole


def test_a_source_of_few_words_has_no_runs(tmp_path: Path) -> None:
    short = fingerprint.of(["Tiga kata saja."])
    assert short == Fingerprint(paragraphs=1, runs=frozenset())
    assert read(tmp_path, fingerprint.text(short)) == short


def read(folder: Path, text: str) -> Fingerprint:
    (folder / "a.yml").write_text(text, encoding="utf-8")
    record, problems = source.record(folder, "a.yml", Fingerprint)
    assert not problems
    assert record is not None
    return record.value


WORDS = st.lists(st.text("abcdé-’ 12", min_size=1).filter(str.strip), max_size=30)


@given(before=st.text(), words=WORDS, after=st.text())
def test_what_is_copied_whole_is_found_in_any_text(
    before: str, words: list[str], after: str
) -> None:
    copied = " ".join(words)
    known = fingerprint.runs(copied)
    text = f"{before} | {copied} | {after}"
    assert known <= fingerprint.runs(text)
    parts = list(fingerprint.stretches(text, known))
    assert bool(parts) == bool(known)
    assert parts == sorted(parts)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)


@given(st.text("ab-’1. ", min_size=20), st.integers(2, 5))
def test_a_stretch_has_the_runs_that_it_is_known_by(text: str, some: int) -> None:
    known = {run for run in fingerprint.runs(text) if run % some}
    parts = list(fingerprint.stretches(text, known))
    found = [fingerprint.runs(text[part.start : part.end]) for part in parts]
    assert not any(known.isdisjoint(runs) for runs in found)
    assert known <= set().union(*found)
