"""Lines: their words and how they end."""

from __future__ import annotations

import pytest

from scripts.intake_line import REASONS, Block, Draft, Facts
from tests.articles import cues, line


@pytest.mark.parametrize(
    ("text", "is_open", "is_sentence"),
    [
        ("Judul Tanpa Titik", True, False),
        ("Sebuah kalimat.", False, True),
        ("“Sebuah kutipan.”", False, True),
        ("Berikut alasannya:", False, False),
        ("Sungguh?", False, True),
        ("tunggu …", False, True),
        ("", True, False),
    ],
)
def test_how_lines_end(text: str, *, is_open: bool, is_sentence: bool) -> None:
    assert (line(text).is_open, line(text).is_sentence) == (is_open, is_sentence)


def test_words_have_no_punctuation() -> None:
    assert line("“Baik-baik,” kata S.Psi – 3 kali!").words == [
        "Baik-baik",
        "kata",
        "S.Psi",
        "3",
        "kali",
    ]


def test_paragraphs_are_the_numbered_blocks() -> None:
    blocks = (Block("heading", "a", 0, 2), Block("paragraph", "b", 1), Block("item", "c", 2))
    assert Draft(Facts(), blocks).paragraphs == ("b", "c")


def test_every_kind_of_noise_has_a_reason() -> None:
    assert REASONS.keys() == cues().noise.keys()
