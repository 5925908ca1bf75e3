"""From bytes to text: encodings, forms, and what is no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.intake_read import LARGEST, UnreadableError, decoded, form

if TYPE_CHECKING:
    from scripts import intake_read

TEXT = "“Kata” – Anda di café. Ini wawancara kerja, jadi bersiaplah sejak hari pertama.\n" * 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("name", ["windows-1252", "iso-8859-1", "latin1"])
def test_html_says_its_encoding(name: str) -> None:
    html = f'<html><meta charset="{name}"><p>Caf\u00e9 \u2013 \u201cya\u201d'
    assert decoded(html.encode("cp1252")) == html


@pytest.mark.parametrize("name", ["utf-99", "rot13", "undefined", "base64", "idna"])
def test_a_wrong_declaration_does_no_harm(name: str) -> None:
    html = f'<meta charset="{name}"><p>Café itu ramai, dan wawancara berjalan baik.'
    assert "wawancara" in decoded(html.encode("cp1252"))


def test_ends_of_lines_are_the_same() -> None:
    assert decoded("a\r\nb\rc\x85d\u2028e".encode()) == "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\0", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "is not text"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 4, "is not text"),
        (b"a" * (LARGEST + 1), "has 5.0 MB"),
    ],
)
def test_what_is_no_text_is_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        decoded(data)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("x", "a.HTML", "html"),
        ("<!doctype html><p>x", "-", "html"),
        ("Halo <p class=a>x</p>", "a.txt", "html"),
        ("# Judul\n\n## Bagian\n", "-", "markdown"),
        ("---\ntitle: x\n---\n", "a.txt", "markdown"),
        ("x", "a.md", "markdown"),
        ("2 < 3 dan # satu", "a.txt", "text"),
    ],
)
def test_the_form_is_told_from_name_and_text(
    text: str, name: str, expected: intake_read.Form
) -> None:
    assert form(text, name) == expected
