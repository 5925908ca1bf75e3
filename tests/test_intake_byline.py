"""Author, day, publisher and dateline."""

from __future__ import annotations

import datetime as dt

import pytest

from scripts.intake_byline import author, dateline, facts_of, guessed
from scripts.intake_line import Facts
from tests.articles import cues, line

DAY = dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oleh Dewi Lestari", Facts(author="Dewi Lestari")),
        ("Oleh: Dewi Lestari | 12 Maret 2024", Facts(author="Dewi Lestari", date=DAY)),
        ("By Jane O’Hara, Senior Editor", Facts(author="Jane O’Hara")),
        (
            "Posted by Harriet Vance on March 12, 2024 | 12 Comments",
            Facts(author="Harriet Vance", date=DAY),
        ),
        ("Selasa, 12 Maret 2024 10:30 WIB", Facts(date=DAY)),
        ("Kabar Karier - Selasa, 12 Mar 2024", Facts(publisher="Kabar Karier", date=DAY)),
        ("Penulis: Dewi Lestari Editor: Bayu", Facts(author="Dewi Lestari")),
    ],
)
def test_lines_that_give_facts(text: str, expected: Facts) -> None:
    assert facts_of(line(text), cues(), Facts()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Oleh karena itu, bersiaplah sejak awal",
        "By the way",
        "Pada 12 Maret 2024 perusahaan itu membuka sepuluh lowongan baru bagi lulusan",
        "Dewi Lestari",
    ],
)
def test_lines_that_give_none(text: str) -> None:
    assert facts_of(line(text), cues(), Facts()) is None


def test_a_name_beside_a_day_is_guessed() -> None:
    found = guessed(line("Dewi Lestari · 12 Maret 2024 · 3 menit baca"), cues(), Facts())
    assert found.author == "Dewi Lestari"
    assert guessed(line("Dewi Lestari"), cues(), Facts()) == Facts()


def test_what_is_known_stays() -> None:
    known = Facts(author="A B", publisher="Kabar", date=dt.date(2020, 1, 1))
    assert facts_of(line("Oleh C D | 12 Maret 2024"), cues(), known) == known


def test_an_author_below_the_article() -> None:
    assert author("Diposkan oleh Puspa Larasati | di 07.00", cues()) == "Puspa Larasati"
    assert author("Oleh sebab itu", cues()) == ""


@pytest.mark.parametrize(
    ("text", "head", "publisher"),
    [
        ("Liputan6.com, Jakarta - Ada saran.", "Liputan6.com, Jakarta", "Liputan6.com"),
        ("JAKARTA, KABAR.COM – Ada saran.", "JAKARTA, KABAR.COM", "KABAR.COM"),
        ("Jakarta (ANTARA) - Ada saran.", "Jakarta (ANTARA)", "ANTARA"),
        ("Bandung — Ada saran.", "Bandung", ""),
        ("LEEDS, 12 March 2025 – There is advice.", "LEEDS, 12 March 2025", ""),
        ("Kabar Kota, Medan - Ada saran.", "Kabar Kota, Medan", "Kabar Kota"),
        ("Wawancara kerja – latihan yang baik – perlu.", "", ""),
        ("Soft Skill yang Baik - Itu perlu.", "", ""),
        ("Ada saran-saran baik.", "", ""),
    ],
)
def test_datelines(text: str, head: str, publisher: str) -> None:
    found = dateline(text, cues())
    assert found[:2] == (head, publisher)
    assert text.endswith(found[2])
    assert (found[2] == text) == (head == "")
