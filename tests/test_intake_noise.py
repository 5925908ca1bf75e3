"""What a line is by its own words and markup."""

from __future__ import annotations

import pytest

from scripts.intake_noise import Judge, is_title_case
from tests.articles import PROSE, cues, line


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sumber : thenest", "credit"),
        ("sumber: arsip", "credit"),
        ("Photo by Ansel Whitlock on Freeshots", "credit"),
        ("Foto oleh Sekar Ayu", "credit"),
        ("Getty Images / A. Name", "credit"),
        ("(Foto: Dok. Pribadi)", "credit"),
        ("Suasana di aula. (Foto: Antara)", "caption"),
        ("Ilustrasi wawancara kerja", "caption"),
        ("3 min read", "figures"),
        ("1.204", "figures"),
        ("***", "figures"),
        ("Dibaca 1.200 kali", None),
        ("Home > Karier > Tips", "menu"),
        ("Skip to main content", "menu"),
        ("#satu #dua", "tags"),
        ("Tag: wawancara, gaji", "tags"),
        ("(abc/def)", "author"),
        ("© 2024 Kabar", "legal"),
        ("Want more? Sign up for our newsletter.", "newsletter"),
        ("Sumber kecemasan yang paling umum adalah ketidaktahuan.", None),
        ("Foto yang rapi membuat profil Anda lebih dipercaya.", None),
        ("Karier", None),
        (PROSE, None),
    ],
)
def test_a_line_by_itself(text: str, kind: str | None) -> None:
    assert Judge(cues()).alone(line(text)) == kind


def test_a_link_by_itself_leads_elsewhere_but_headings_may_be_links() -> None:
    judge = Judge(cues())
    assert judge.alone(line("Judul lain", linked=True)) == "related"
    assert judge.alone(line("Judul", kind="heading", linked=True)) is None


def test_noise_behind_a_finished_sentence_is_a_line_of_its_own() -> None:
    parts = list(Judge(cues()).divided([line(f"{PROSE} Baca juga: Lima Cara"), line("Lain.", 2)]))
    assert [(part.number, part.text) for part in parts] == [
        (1, PROSE),
        (1, "Baca juga: Lima Cara"),
        (2, "Lain."),
    ]


def test_initials_at_the_end_are_cut_off() -> None:
    parts = list(Judge(cues()).divided([line(f"{PROSE} (rin/abd)")]))
    assert [part.text for part in parts] == [PROSE, "(rin/abd)"]


def test_title_case_counts_the_longer_words() -> None:
    assert is_title_case("Cara Menjawab Pertanyaan tentang Gaji")
    assert not is_title_case("Cara menjawab pertanyaan tentang gaji")
    assert not is_title_case("di ke")
