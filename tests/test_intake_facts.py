"""What the head of a page says of its article."""

from __future__ import annotations

import datetime as dt

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.intake_facts import beside, day, facts
from scripts.intake_line import Facts


def of(head: str, body: str = "") -> Facts:
    return facts(LexborHTMLParser(f"<html><head>{head}</head><body>{body}</body></html>"))


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_linked_data_is_read_wherever_it_is() -> None:
    found = of(
        linked(
            '[{"@graph": [{"@type": ["NewsArticle"], "headline": "Judul", "author": [{"name": "A B"}, "C D"],'
            ' "publisher": {"name": "Kabar"}, "datePublished": "2025-01-02T03:04:05Z",'
            ' "mainEntityOfPage": {"@id": "https://kabar.example/a"}}]}]'
        )
    )
    assert found == Facts(
        "Judul", "Kabar", "A B, C D", dt.date(2025, 1, 2), "https://kabar.example/a"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[1, null]",
        '"x"',
        '{"@type": 3, "author": 4}',
        "[" * 3000,
        '{"@type":"Article","author":[[]]}',
    ],
)
def test_broken_linked_data_says_nothing(text: str) -> None:
    assert of(linked(text)) == Facts()


def test_meta_elements_and_the_title_without_the_publisher() -> None:
    found = of(
        '<title>Judul - Kabar</title><meta property="og:site_name" content="Kabar">'
        '<meta name="author" content="A B"><meta property="og:title" content="Judul - Kabar">'
        '<meta property="article:published_time" content="2025-01-02"><link rel=canonical href="https://kabar.example/a">'
    )
    assert found == Facts("Judul", "Kabar", "A B", dt.date(2025, 1, 2), "https://kabar.example/a")


def test_the_only_heading_is_the_title() -> None:
    found = of("<title>Situs :: Judul Kita</title>", "<h1>Judul Kita</h1>")
    assert (found.title, found.publisher) == ("Judul Kita", "Situs")


@pytest.mark.parametrize("name", ["admin", "https://kabar.example/a-b"])
def test_accounts_and_addresses_are_no_authors(name: str) -> None:
    assert not of(f'<meta name="author" content="{name}">').author


def test_language_and_address_have_to_be_some() -> None:
    html = '<html lang="id-ID"><head><meta property="og:url" content="/relatif"></head></html>'
    found = facts(LexborHTMLParser(html))
    assert (found.language, found.url) == ("id", "")


def test_beside_the_title_stands_the_publisher() -> None:
    assert beside("Judul", "Judul | Kabar") == beside("Judul", "Kabar » Judul") == "Kabar"
    assert beside("Lain", "Judul – satu") == "satu"
    assert beside("Judul", "Judul") == ""


def test_days() -> None:
    assert day("2025-02-30") is None
    assert day(" 2025-02-28T10:00") == dt.date(2025, 2, 28)
