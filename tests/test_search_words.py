"""How a text is cut into words."""

from __future__ import annotations

import pytest

from scripts.search_words import LETTERS, words, words_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wawancara kerja, besok!", ["wawancara", "kerja", "besok"]),
        ("teman-teman", ["teman", "teman"]),
        ("I don’t know; don't ask", ["dont", "know", "dont", "ask"]),
        ("Café RÉSUMÉ", ["cafe", "resume"]),
        ("H-3, 09.00 WIB", ["3", "09", "00", "wib"]),
        ("CV_baru", ["cv", "baru"]),
        ("a b 7", ["7"]),
        ("日本 語", ["日本"]),
        ("…", []),
        ("“Rock ’n’ roll’s” – it''s «o'clock»", ["rock", "rolls", "it", "oclock"]),
        ("don’\u0301t naïve’s", ["dont", "naives"]),
        ("ﬁle’s “½”", ["files", "1", "2"]),
        ("日本’語 it’s 5’", ["日本語", "its", "5"]),
    ],
)
def test_words_are_small_letters_without_marks(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [""],
        ["", "Wawancara kerja", "", "besok"],
        ["I don’t know", "日本 語 it’s", "a b 7 Café"],
        ["a title\nof two lines", "", "\n", "\none\n\nmore\n"],
        ["ends with ’", "s begins", "e", "\u0301 begins with an accent"],
    ],
)
def test_texts_are_cut_together_as_they_are_alone(lines: list[str]) -> None:
    found = words_of(lines)
    assert [[word for word in line if word not in LETTERS] for line in found] == [
        words(line) for line in lines
    ]
