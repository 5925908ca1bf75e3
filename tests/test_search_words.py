"""How a text is cut into words."""

from __future__ import annotations

import pytest

from scripts.search_words import words


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
        ("日本’語 it’s 5’", ["日本語", "its", "5"]),
    ],
)
def test_words_are_small_letters_without_marks(text: str, found: list[str]) -> None:
    assert words(text) == found
