"""The files of an index, from pages made by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts import search_index
from scripts.records import Search
from scripts.search_index import INDEX, Counter, Found, files, weigh
from scripts.search_page import Section

RULES = Search(
    ignored=("dan kapan",),
    prefixes={"men": ("t",), "di": ("",)},
    synonyms=("jumpa temu", "makasih terima+kasih"),
)


def page(
    address: str, title: str, *sections: Section, rules: Search = RULES, weight: float = 1.0
) -> Found:
    counts = tuple(Counter(rules).count(section) for section in sections)
    return Found(address, title, sections, counts, weight)


PAGES = (
    page("a/", "Tolak", Section("", "Tolak", "Ringkas."), Section("b", "Kapan", "Menolak dan")),
    page(
        *("b/", "Lain"),
        *(Section("", "Lain", "Ditolak tolak, tolak"), Section("b", "Kapan", "Menolak dan")),
    ),
)


def made(pages: tuple[Found, ...] = PAGES, rules: Search = RULES) -> dict[str, Any]:
    return {name: json.loads(data) for name, data in files(pages, rules)}


def test_the_index_lists_families_and_where_their_files_are() -> None:
    index = made()[INDEX]
    assert index["version"] == 1
    assert index["pages"] == [2, 2]
    assert "ditolak menolak tolak" in index["families"]
    assert sum(index["runs"]) == len(index["families"])
    assert index["synonyms"] == ["jumpa temu", "makasih terima+kasih"]
    assert index["prefixes"] == {"men": ["t"], "di": [""]}
    assert index["ignored"] == "dan kapan"


def test_places_are_distances_with_weights_word_by_word() -> None:
    found = made()
    index = found[INDEX]
    words = [word for family in index["families"] for word in family.split()]
    run = found[index["folder"] + "kata/0.json"]
    places = dict(zip(words, run, strict=True))
    assert places["tolak"][::2] == [0, 2]
    assert places["menolak"][::2] == [1]
    assert places["tolak"][1] > places["tolak"][3]


def test_a_page_has_its_sections_for_the_list_of_results() -> None:
    found = made()
    shown = found[found[INDEX]["folder"] + "halaman/0.json"]
    sections = [["", "Tolak", "Ringkas."], ["b", "Kapan", "Menolak dan"]]
    assert shown == {"address": "a/", "title": "Tolak", "sections": sections}


def test_what_stands_on_two_pages_is_found_on_the_first() -> None:
    assert weigh(PAGES, RULES)["menolak"].keys() == {1}


def test_ignored_words_are_found_in_titles_only() -> None:
    places = weigh(PAGES, RULES)
    assert places["kapan"].keys() == {1}
    assert "dan" not in places


def test_synonyms_are_there_even_when_no_page_has_them() -> None:
    assert weigh(PAGES, RULES)["jumpa"] == {}


def test_phrases_are_found_where_their_words_follow_one_another() -> None:
    one = page("a/", "A", Section("", "A", "Terima kasih"), Section("b", "B", "Kasih terima"))
    assert weigh((one,), RULES)["terima+kasih"].keys() == {0}


def test_weights_grow_with_the_title_and_shrink_with_length() -> None:
    filler = " ".join(f"kata{n}" for n in range(200))
    sections = (
        Section("t", "gaji", filler),
        Section("a", "x", filler, above="gaji"),
        Section("s", "x", "gaji"),
        Section("l", "x", f"gaji {filler}"),
    )
    weights = weigh((page("a/", "A", *sections, rules=Search()),), Search())["gaji"]
    assert weights[0] > weights[1] > weights[3]
    assert weights[2] > weights[3]


@pytest.mark.parametrize("name", ["", "poin-penting", "sumber"])
def test_summaries_and_sources_weigh_less(name: str) -> None:
    sections = (Section("x", "gaji", "a"), Section(name, "gaji", "b"))
    weights = weigh((page("a/", "A", *sections, rules=Search()),), Search())["gaji"]
    assert weights[0] > weights[1]


def test_pages_about_the_advice_weigh_less() -> None:
    pages = [
        page(n, n, Section("", "gaji", n), rules=Search(), weight=weight)
        for n, weight in (("a", 1), ("b", 0.5))
    ]
    weights = weigh(pages, Search())["gaji"]
    assert weights[0] > weights[1]


def test_many_words_are_spread_over_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "RUN", 1)
    found = made()
    index = found[INDEX]
    assert len(index["runs"]) > 2
    words = [len(family.split()) for family in index["families"]]
    for n, count in enumerate(index["runs"]):
        assert len(found[f"{index['folder']}kata/{n}.json"]) == sum(words[:count])
        words = words[count:]


def test_the_folder_is_named_after_all_that_is_in_it() -> None:
    changed = (PAGES[0], page("b/", "Lain", Section("", "Lain", "Baru")))
    assert made()[INDEX]["folder"] == made()[INDEX]["folder"]
    assert made()[INDEX]["folder"] != made(changed)[INDEX]["folder"]


def test_a_language_without_pages_has_an_empty_index() -> None:
    assert made((), Search())[INDEX]["families"] == []
