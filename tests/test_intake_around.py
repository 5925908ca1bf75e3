"""What a line is by the lines around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.intake_around import noise
from scripts.intake_noise import Judge
from scripts.intake_text import read
from tests.articles import PROSE, cues, line

if TYPE_CHECKING:
    from scripts.intake_line import Line


def judged(text: str) -> dict[str, str | None]:
    lines = read(text)[0]
    return {li.text: kind for li, kind in zip(lines, noise(lines, Judge(cues())), strict=True)}


def dropped(text: str) -> list[str]:
    return [name for name, kind in judged(text).items() if kind]


def test_a_fragment_above_a_credit_is_its_caption() -> None:
    assert dropped(f"disukai saat wawancara\nSumber : monster\n\n{PROSE}") == [
        "disukai saat wawancara",
        "Sumber : monster",
    ]
    assert dropped(f"Dua orang di meja\nSumber : monster\n\n{PROSE}")[0] == "Dua orang di meja"


def test_a_heading_above_a_credit_stays() -> None:
    assert dropped(f"Latihan Itu Perlu\n\nSumber : monster\n\n{PROSE}") == ["Sumber : monster"]
    assert dropped(f"{PROSE}\nLatihan Itu Perlu\nSumber : monster\n{PROSE} Lagi.") == [
        "Sumber : monster"
    ]


def test_runs_of_short_lines_with_words_of_menus() -> None:
    assert dropped(f"Beranda\nTips\nMasuk\n\nKarier\n\n{PROSE}") == [
        "Beranda",
        "Tips",
        "Masuk",
        "Karier",
    ]
    assert dropped(f"Karier\n\n{PROSE}") == []
    assert dropped(f"Home | Jobs | Advice\n\n{PROSE}") == ["Home | Jobs | Advice"]


def test_tags_below_their_word() -> None:
    assert dropped(f"{PROSE}\n\nTag\nwawancara kerja\ntips\n\nAkhir") == [
        "Tag",
        "wawancara kerja",
        "tips",
    ]


@pytest.mark.parametrize(
    ("below", "found"),
    [
        (["- Lima Cara", "- Enam Cara"], ["Lima Cara", "Enam Cara"]),
        (
            ["Lima Cara Menjawab Pertanyaan Sulit di Kantor"],
            ["Lima Cara Menjawab Pertanyaan Sulit di Kantor"],
        ),
        (["Lima Cara", "Enam Cara"], ["Lima Cara", "Enam Cara"]),
        (["Judul Bagian"], []),
        ([], []),
    ],
)
def test_links_below_an_announcement(below: list[str], found: list[str]) -> None:
    text = "\n".join([PROSE, "Baca Juga", *below, f"{PROSE} Lagi."])
    assert dropped(text) == ["Baca Juga", *found]


def test_a_colon_announces_even_one_short_title() -> None:
    assert dropped(f"{PROSE}\nBaca juga:\nLima Cara\n{PROSE} Lagi.") == ["Baca juga:", "Lima Cara"]


def test_a_heading_apart_from_the_announcement_stays() -> None:
    assert dropped(f"{PROSE}\n\nBaca Juga\n\nJudul Bagian\n\n{PROSE} Lagi.") == ["Baca Juga"]


def test_comments_end_a_page_only_at_its_end() -> None:
    text = f"{PROSE}\n\nKomentar (2)\n\nBudi: terima kasih!\n\nAni: bagus."
    assert dropped(text) == ["Komentar (2)", "Budi: terima kasih!", "Ani: bagus."]
    assert dropped(f"{PROSE}\n\nBeri komentar Anda\n\n{PROSE} Lagi.") == ["Beri komentar Anda"]


def test_a_section_below_keeps_the_page_open() -> None:
    lines: list[Line] = [
        line(PROSE),
        line("About the author", 2),
        line("Ia menulis.", 3),
        line("Bagian", 4, kind="heading", level=2),
        line("Isi.", 5),
    ]
    assert noise(lines, Judge(cues())) == [None, "author", None, None, None]
