"""From pasted text and Markdown to lines."""

from __future__ import annotations

import datetime as dt

from scripts.intake_text import read, read_markdown


def texts(text: str) -> list[str]:
    return [line.text for line in read(text)[0]]


def test_each_line_is_one_with_or_without_gaps() -> None:
    assert texts("satu\n\ndua\n") == texts("satu\ndua") == ["satu", "dua"]
    assert [line.gap for line in read("satu\ndua\n\ntiga")[0]] == [True, False, True]
    assert [line.number for line in read("\n\nsatu\n\ndua")[0]] == [3, 5]


def test_lines_that_a_window_broke_are_joined() -> None:
    row = "kata demi kata sampai baris ini penuh dan terpotong di sini"
    paragraph = f"{row}\n{row}\n{row} akhir."
    assert texts(f"Judul\n\n{paragraph}\n\n{paragraph}") == [
        "Judul",
        *[paragraph.replace("\n", " ")] * 2,
    ]


def test_items_in_broken_lines_stay_apart() -> None:
    row = "kata demi kata sampai baris ini penuh dan terpotong di sini"
    assert texts(f"{row}\n{row}\n{row}\n{row} lalu:\n- satu\n- dua") == [
        f"{row} {row} {row} {row} lalu:",
        "satu",
        "dua",
    ]


def test_signs_of_items_and_quotations() -> None:
    lines, _ = read("- satu\n  • dua\n2) tiga\n> empat\n-lima\n2024. enam")
    assert [(li.kind, li.text, li.sign) for li in lines] == [
        ("item", "satu", "-"),
        ("item", "dua", "•"),
        ("item", "tiga", "2)"),
        ("quote", "empat", ">"),
        ("text", "-lima", ""),
        ("text", "2024. enam", ""),
    ]
    assert [line.level for line in lines[:2]] == [1, 2]


def test_an_address_alone_is_a_fact() -> None:
    lines, facts = read("https://kabar.example/a\n\nJudul")
    assert (facts.url, [line.text for line in lines]) == ("https://kabar.example/a", ["Judul"])


def test_markdown_takes_the_way_of_html() -> None:
    lines, facts = read_markdown("# Satu\n\nDua **tiga**\n\n- empat\n\n#lima")
    assert [(line.kind, line.text) for line in lines] == [
        ("heading", "Satu"),
        ("text", "Dua tiga"),
        ("item", "empat"),
        ("text", "#lima"),
    ]
    assert facts.title == "Satu"


def test_front_matter_gives_facts() -> None:
    _, facts = read_markdown(
        "---\ntitle: Judul\nauthor: [A B, C D]\ndate: 2025-01-02T10:00\nsource: https://a.example/b\n---\nIsi.\n"
    )
    assert (facts.title, facts.author, facts.url) == ("Judul", "A B, C D", "https://a.example/b")
    assert facts.date == dt.date(2025, 1, 2)


def test_front_matter_that_is_no_yaml_is_left_aside() -> None:
    lines, facts = read_markdown("---\ntitle: [a\n---\nIsi.\n")
    assert ([line.text for line in lines], facts.title) == (["Isi."], "")
