"""What the glossary finds in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.glossary import MENTION, Glossary
from scripts.records import Term, Text

TERM = Text({"id": "karier"})


def found(text: str, *phrases: str) -> list[str]:
    terms = [("karier", Term(term=TERM, avoid={"id": phrases}))]
    return [match[0] for _, match in Glossary(terms, "id").found(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("karir", "Karir, karirnya, KARIR!", ["Karir", "KARIR"]),
        ("karir*", "karirnya berkarir", ["karirnya"]),
        ("*karir", "karirnya berkarir", ["berkarir"]),
        ("*karir*", "karirnya, dan berkarirlah", ["karirnya", "berkarirlah"]),
        ("e-mail*", "e mail, e-mail, e-mailnya, email", ["e-mail", "e-mailnya"]),
        ("nara sumber*", "nara  sumber dan Nara\nsumbernya", ["nara  sumber", "Nara\nsumbernya"]),
        ("“tips”", "kata “tips” dan tips", ["“tips”"]),
        ("résumé", "a résumé, not resume", ["résumé"]),
        ("c++", "C++ dan c", ["C++"]),
    ],
)
def test_phrases_are_found_as_they_are_written(phrase: str, text: str, words: list[str]) -> None:
    assert found(text, phrase) == words


def test_names_of_hosts_and_files_are_no_words() -> None:
    assert found("karir.example a@karir.id /karir x.karir karir. karir", "karir") == ["karir"] * 2


def test_a_language_without_phrases_finds_nothing() -> None:
    term = Term(term=TERM, avoid={"id": ("karir",)})
    assert not list(Glossary([("karier", term)], "en").found("karir"))
    assert not list(Glossary([], "id").found("karir"))


def test_a_word_looked_up_twice_is_found_twice() -> None:
    glossary = Glossary([("karier", Term(term=TERM, once={"id": ("karir",)}))], "id")
    for _ in range(2):
        ((rule, match),) = glossary.found("satu karir")
        assert (rule.term, rule.once, match.start()) == ("karier", True, 5)


def test_words_that_are_known_to_be_harmless_hide_no_others() -> None:
    glossary = Glossary([("karier", Term(term=TERM, avoid={"id": ("nara sumber", "karir")}))], "id")
    for text, words in (
        ("nara satu", []),
        ("satu karir", ["karir"]),
        ("nara\nsumber satu", ["nara\nsumber"]),
    ):
        assert [found[0] for _, found in glossary.found(text)] == words


@given(
    st.lists(st.sampled_from(["ab", "ab*", "*ba", "a-b", "ab ba", "b* a", "a b-a b", "é", "++"])),
    st.lists(st.lists(st.sampled_from([*"abAé -.@/+\n", "ab", "ba"])).map("".join)),
)
def test_no_place_of_a_phrase_is_missed(phrases: list[str], texts: list[str]) -> None:
    glossary = Glossary([("x", Term(term=TERM, avoid={"id": tuple(phrases)}))], "id")
    for text in texts:
        whole = [place.span() for rule in glossary.rules for place in rule.pattern.finditer(text)]
        assert [place.span() for _, place in glossary.found(text)] == whole


def test_italics_and_brackets_name_a_word() -> None:
    text = "a *b c* **d** (e *f*) 2 * 3 * 4 *g"
    assert [part[0] for part in MENTION.finditer(text)][:2] == ["*b c*", "(e *f*)"]
