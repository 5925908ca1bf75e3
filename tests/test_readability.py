"""LIX, sentences, and what is left of a text when its markup is gone."""

from __future__ import annotations

import pytest

from scripts.readability import ease, lix, plain, sentences
from scripts.units import Piece


def split(text: str) -> list[str]:
    return [sentence.text for sentence in sentences(Piece(1, text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Datang saja. Lalu dengarkan!", ["Datang saja.", "Lalu dengarkan!"]),
        ("Mulai 09.00 WIB. 3 orang datang.", ["Mulai 09.00 WIB.", "3 orang datang."]),
        ("Yth. Tim Rekrutmen, dari Dr. Sari.", ["Yth. Tim Rekrutmen, dari Dr. Sari."]),
        ("Ask them, e.g. Sari. Then go.", ["Ask them, e.g. Sari.", "Then go."]),
        ("Tulis “Saya datang.” Lalu kirim.", ["Tulis “Saya datang.”", "Lalu kirim."]),
        ("Buka iasc.ojk.go.id sekarang", ["Buka iasc.ojk.go.id sekarang"]),
        ("Satu\ndua. Tiga …", ["Satu dua.", "Tiga …"]),
        ("- Sebuah butir tanpa titik", ["Sebuah butir tanpa titik"]),
        ("## Judul", []),
        ("| a | b |", []),
        ("***", []),
    ],
)
def test_a_text_is_split_into_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lihat [yang **lain**](dua.md#kapan). [@kabar]", "Lihat yang lain."),
        ("![Gambar](a.svg) Lihat *ini* dan `kode`.", " Lihat ini dan kode."),
        ("Yth. {nama}, pada {waktu-lain-1}.", "Yth. , pada ."),
        ("1. Satu {: .kelas}", "Satu "),
        ("_Miring_ dan nama_berkas", "Miring dan nama_berkas"),
    ],
)
def test_markup_citations_and_gaps_do_not_count(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_the_figure_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    assert lix(100, 10, 25) == 10 + 25
    # 10 words in a sentence, of which 2 have more than six letters.
    text = Piece(7, "Satu dua tiga empat wawancara lima enam delapan-1 tujuh A.")
    [sentence] = sentences(text)
    assert (sentence.line, sentence.words, sentence.long, sentence.lix) == (7, 10, 2, 30.0)


def test_six_letters_are_not_long() -> None:
    [sentence] = sentences(Piece(1, "Banyak uang123456 sekalii."))
    assert sentence.long == 1


def test_a_text_of_a_few_words_has_no_figure() -> None:
    assert ease([Piece(1, "Kata " * 49)]) is None
    found = ease([Piece(1, "Kata " * 50)])
    assert found is not None
    assert (found.lix, found.words, found.sentences) == (50.0, 50, 1)


def test_the_hardest_sentences_come_first() -> None:
    easy = Piece(1, "Aku mau ini dan itu. " * 10)
    hard = Piece(
        4,
        "Pertimbangkan kemungkinan ketidakcocokan ekspektasi perusahaan sebelumnya secara menyeluruh.",
    )
    short = Piece(5, "Pertimbangkan ketidakcocokan.")
    long = Piece(6, "Aku " * 30)
    found = ease([easy, short, long, hard], hardest=2)
    assert found is not None
    assert [(sentence.line, sentence.lix) for sentence in found.hardest] == [(4, 95.5), (6, 30.0)]


def test_nothing_is_not_divided_by() -> None:
    assert ease([]) is None
    assert ease([Piece(1, "… — ***")]) is None
