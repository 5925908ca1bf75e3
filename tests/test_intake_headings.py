"""Which lines are headings."""

from __future__ import annotations

import pytest

from tests.articles import PROSE, drafted, kept

OTHER = "Datanglah lebih awal, dan sapa orang yang menerima Anda dengan ramah di pintu masuk."


def headings(text: str, name: str = "artikel.txt") -> list[str]:
    return [block for block in kept(drafted(text, name)) if block.startswith("#")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_plain_lines_in_capitals_are_headings(gap: str) -> None:
    text = gap.join([PROSE, "Datang Lebih Awal", OTHER])
    assert headings(text) == ["## Datang Lebih Awal"]


def test_plain_lines_without_capitals_are_headings_where_all_are_so() -> None:
    long = "ini cara yang dapat membantu anda lebih maju dalam karier"
    assert headings(f"{PROSE}\n\nDatang lebih awal\n\n{OTHER}") == ["## Datang lebih awal"]
    assert headings(
        f"{PROSE}\n\nDatang Lebih Awal\n\n{OTHER}\n\n{long.capitalize()}\n\n{OTHER}"
    ) == ["## Datang Lebih Awal"]


@pytest.mark.parametrize(
    "line",
    [
        "Datang lebih awal.",
        "Berikut alasannya:",
        "datang lebih awal",
        "- Datang",
    ],
)
def test_lines_that_are_none(line: str) -> None:
    assert headings(f"{PROSE}\n\n{line}\n\n- lain\n\n{OTHER}") == []


def test_a_last_line_heads_nothing() -> None:
    assert headings(f"{PROSE}\n\nSemoga membantu!") == []


def test_a_numbered_line_above_prose_keeps_its_number() -> None:
    text = f"{PROSE}\n\n1. Datang awal\n\n{OTHER}\n\n2. Sapa semua\n\n{OTHER}"
    assert headings(text) == ["## 1. Datang awal", "## 2. Sapa semua"]


def test_a_number_after_a_list_of_bullets_heads_what_is_below() -> None:
    text = f"{PROSE}\n\n1. Datang awal\n{OTHER}\n- satu\n- dua\n\n2. Sapa semua\n{OTHER}"
    assert headings(text) == ["## 1. Datang awal", "## 2. Sapa semua"]


def test_levels_of_markup_begin_at_two() -> None:
    html = f"<h1>Judul</h1><p>{PROSE}<h3>Satu<p>{OTHER}<h5>Dua<p>{OTHER}<p><b>Tiga</b><p>{OTHER}"
    assert headings(html) == ["## Satu", "### Dua", "### Tiga"]


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    assert headings(f"<p>{PROSE}<p><b>Satu</b><p>{OTHER}") == ["## Satu"]


def test_a_heading_with_nothing_below_is_dropped() -> None:
    assert headings(f"<p>{PROSE}<h2>Penutup</h2>") == []


def test_a_sentence_below_the_title_is_a_lead() -> None:
    html = f"<h1>Judul</h1><h2>Lima orang jarang melihat lebih dari dua.</h2><p>{PROSE}"
    assert kept(drafted(html))[0] == "[1] Lima orang jarang melihat lebih dari dua."
