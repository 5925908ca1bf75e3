"""How much words weigh in the sections of a page."""

from __future__ import annotations

import pytest

from scripts.records import Search
from scripts.search_counts import ABOVE, SHORT, TITLE, Counter
from scripts.search_page import Section

RULES = Search(ignored=("dan no",), synonyms=("makasih terima+kasih", "tolak say+no"))


def counts(*sections: Section, rules: Search = RULES) -> list[dict[str, float]]:
    return list(Counter(rules).counts(sections))


def count(text: str, title: str = "", above: str = "") -> dict[str, float]:
    return counts(Section("x", title, text, above))[0]


def test_words_of_a_text_count_as_often_as_they_are_there() -> None:
    assert count("Gaji besar, gaji 7 a.") == {"gaji": 2, "besar": 1, "7": 1}


def test_a_title_weighs_more_and_the_more_the_shorter_it_is() -> None:
    assert count("", "Gaji") == {"gaji": TITLE}
    assert count("", "Gaji besar") == dict.fromkeys(("gaji", "besar"), TITLE * 2**-SHORT)


def test_weights_of_the_same_word_are_added() -> None:
    assert count("Gaji gaji", "Gaji", "Gaji") == {"gaji": TITLE + ABOVE + 2}


def test_what_is_ignored_counts_in_a_title_only() -> None:
    assert count("tolak dan", "Dan", "Dan") == {"dan": TITLE, "tolak": 1}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Terima kasih", True),
        ("terima a kasih", True),
        ("Say no", True),
        ("Kasih terima", False),
        ("Terima gaji. Kasih", False),
        ("Say. A no", True),
    ],
)
def test_a_phrase_is_there_where_its_words_follow_one_another(text: str, *, found: bool) -> None:
    times = count(text)
    assert [times[word] for word in ("terima+kasih", "say+no") if word in times] == [1] * found


def test_sections_are_counted_each_by_itself() -> None:
    sections = (Section("a", "Gaji", "satu"), Section("b", "Dua", "dua", "Gaji"))
    alone = [counts(section)[0] for section in sections]
    assert counts(*sections) == alone
    assert counts() == []


def test_the_order_is_that_of_the_text_every_time() -> None:
    assert list(count("dua tiga satu dua", "tiga empat")) == ["dua", "tiga", "satu", "empat"]
