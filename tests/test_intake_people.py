"""Whom an article quotes, and what is quoted."""

from __future__ import annotations

from scripts.intake_line import Block, Quotation, Speaker
from scripts.intake_people import people
from tests.articles import cues


def found(*texts: str) -> tuple[tuple[Speaker, ...], tuple[Quotation, ...]]:
    return people([Block("paragraph", text, n) for n, text in enumerate(texts, 1)], cues())


def test_a_later_surname_means_the_same_person() -> None:
    speakers, quotations = found(
        "“Itu perlu sekali,” kata Sari Dewi, manajer SDM.",
        "Itu wajar, kata Dewi.",
        "“Ya, tentu,” ujar Dewi.",
    )
    assert speakers == (Speaker("Sari Dewi", "manajer SDM", (1, 2, 3)),)
    assert quotations == (
        Quotation(1, "Itu perlu sekali", "Sari Dewi"),
        Quotation(3, "Ya, tentu", "Sari Dewi"),
    )


def test_a_full_name_that_comes_later_takes_the_place() -> None:
    speakers, _ = found("“Itu perlu,” kata Dewi.", "“Itu wajar,” kata Sari Dewi, manajer SDM.")
    assert speakers == (Speaker("Sari Dewi", "manajer SDM", (1, 2)),)


def test_a_quotation_is_of_who_is_named_nearest() -> None:
    _, quotations = found("“Satu dua,” kata Sari Dewi. Lalu, “tiga empat,” kata Budi Anto.")
    assert [quotation.name for quotation in quotations] == ["Sari Dewi", "Budi Anto"]


def test_a_quotation_may_be_of_nobody_and_a_word_in_marks_is_none() -> None:
    assert found("Jawaban “saya terlalu rajin” itu “basi”.") == (
        (),
        (Quotation(1, "saya terlalu rajin"),),
    )


def test_a_block_of_quotation_is_one_whole() -> None:
    block = Block("quote", "Kami ingin orang yang tepat. — Yudha Putra, manajer", 4)
    speakers, quotations = people([block], cues())
    assert speakers == (Speaker("Yudha Putra", "manajer", (4,)),)
    assert quotations == (Quotation(4, "Kami ingin orang yang tepat.", "Yudha Putra"),)


def test_headings_quote_nobody() -> None:
    assert people([Block("heading", "“Satu dua,” kata Sari Dewi", 0, 2)], cues()) == ((), ())
