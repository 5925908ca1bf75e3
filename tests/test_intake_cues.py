"""Cues: phrases of all languages, days, and which language a text is in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from scripts.intake_cues import CueBook
from tests.articles import PROSE, cues

if TYPE_CHECKING:
    from scripts.records import Noise


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("related", "BACA JUGA:"),
        ("related", "Baca Juga: Lima Cara"),
        ("related", "Don’t miss: our list"),
        ("advertisement", "Advertisement"),
        ("comment", "Komentar (12)"),
        ("share", "Bagikan:"),
        ("cookie", "We use cookies to improve this site."),
    ],
)
def test_noise_is_known_by_words(kind: Noise, text: str) -> None:
    assert cues().is_noise(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("related", "Baca jugalah iklannya dua kali"),
        ("comment", "Komentar pewawancara itu membantu saya."),
        ("share", "Print this list and bring it along."),
        ("cookie", "By clicking through their pages you learn a lot."),
        ("newsletter", "Unduh aplikasi konferensi video sebelum hari wawancara."),
    ],
)
def test_advice_is_not_taken_for_noise(kind: Noise, text: str) -> None:
    assert not cues().is_noise(kind, text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Senin, 5 Februari 2024 10.15 WIB", "5 Februari 2024"),
        ("on March 3rd, 2023", "March 3rd, 2023"),
        ("8 May 2023", "8 May 2023"),
        ("20 Agu 2024", "20 Agu 2024"),
        ("(13/3/2025)", "13/3/2025"),
        ("2025-03-14T10:00", "2025-03-14"),
    ],
)
def test_days_in_every_form(text: str, named: str) -> None:
    found = cues().day(text)
    assert found is not None
    assert found[1] == named
    assert isinstance(found[0], dt.date)


@pytest.mark.parametrize("text", ["31/2/2025", "30 Februari 2024", "2025", "12 orang", "5/2024"])
def test_what_is_no_day(text: str) -> None:
    assert cues().day(text) is None


def test_the_language_is_told_by_frequent_words() -> None:
    assert cues().language(PROSE) == "id"
    assert cues().language("You can ask for the time and the place of the interview.") == "en"
    assert cues().language("Lorem ipsum dolor sit amet") == ""
    assert CueBook({}).language(PROSE) == ""
