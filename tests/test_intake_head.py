"""The title and the facts above the first paragraph."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.articles import PROSE, drafted, dropped, kept


def test_the_first_line_is_the_title() -> None:
    draft = drafted(f"Cara Menjawab\n\n{PROSE}")
    assert draft.facts.title == "Cara Menjawab"
    assert kept(draft) == [f"[1] {PROSE}"]


def test_a_text_may_have_no_title() -> None:
    assert drafted(PROSE).facts.title == ""


@pytest.mark.parametrize(
    "head",
    [
        "Kabar Karier\nCara Menjawab Pertanyaan Gaji\nOleh Dewi Lestari\n12 Maret 2024",
        "Cara Menjawab Pertanyaan Gaji\nKabar Karier\nOleh Dewi Lestari\n12 Maret 2024",
        "Cara Menjawab Pertanyaan Gaji\n\nKabar Karier - 12 Maret 2024\n\nOleh: Dewi Lestari",
    ],
)
def test_title_publisher_author_and_day(head: str) -> None:
    facts = drafted(f"{head}\n\n{PROSE}").facts
    assert facts.title == "Cara Menjawab Pertanyaan Gaji"
    assert (facts.publisher, facts.author) == ("Kabar Karier", "Dewi Lestari")
    assert facts.date == dt.date(2024, 3, 12)


def test_a_short_title_above_its_author_stays_the_title() -> None:
    draft = drafted(
        f"The Quiet Answer\n\nBy Imogen Castellan\n\nWhy Silence Works so Well\n\n{PROSE}"
    )
    assert draft.facts.title == "The Quiet Answer"
    assert kept(draft)[0] == "## Why Silence Works so Well"


def test_a_label_above_the_title_gives_way_to_the_dateline() -> None:
    draft = drafted(
        f"TIPS\n\nCara Menjawab Pertanyaan Gaji\n\nOleh A B\n\nMEDAN, KABAR.COM – {PROSE}"
    )
    assert (draft.facts.title, draft.facts.publisher) == (
        "Cara Menjawab Pertanyaan Gaji",
        "KABAR.COM",
    )
    assert dropped(draft) == {"TIPS": "outside of the article"}
    assert draft.paragraphs == (PROSE,)


def test_the_title_of_a_page_is_cut_to_its_heading() -> None:
    html = f"<title>Teras: Cara Menjawab Ini</title><h3>Cara Menjawab Ini</h3><p>{PROSE}"
    facts = drafted(html).facts
    assert (facts.title, facts.publisher) == ("Cara Menjawab Ini", "Teras")


def test_an_author_may_sign_below() -> None:
    draft = drafted(f"{PROSE}\n\nPenulis : Ronal | Editor : Desi")
    assert (draft.facts.author, len(draft.paragraphs)) == ("Ronal", 1)


def test_the_title_again_is_no_heading() -> None:
    assert kept(drafted(f"Cara Ini\n\nCara Ini\n\n{PROSE}")) == [f"[1] {PROSE}"]
