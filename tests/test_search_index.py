"""The files of an index, from pages made by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts import search_index
from scripts.records import Search
from scripts.search_counts import Counter
from scripts.search_index import INDEX, Found, files, found, packed, unpacked, weigh
from scripts.search_page import Section

RULES = Search(
    ignored=("dan kapan",),
    prefixes={"men": ("t",), "di": ("",)},
    synonyms=("jumpa temu", "makasih terima+kasih"),
)


def page(
    address: str, title: str, *sections: Section, rules: Search = RULES, weight: float = 1.0
) -> Found:
    return found(address, title, sections, Counter(rules).counts(sections), weight)


def places(rules: Search, *pages: Found) -> dict[str, dict[int, int]]:
    """Return the weight of each word by the numbers of sections."""
    every = weigh(pages, rules).items()
    return {word: dict(zip(each[::2], each[1::2], strict=True)) for word, each in every}


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
    shown = made()
    index = shown[INDEX]
    words = [word for family in index["families"] for word in family.split()]
    run = dict(zip(words, shown[index["folder"] + "kata/0.json"], strict=True))
    assert run["tolak"][::2] == [0, 2]
    assert run["menolak"][::2] == [1]
    assert run["tolak"][1] > run["tolak"][3]


def test_distances_are_from_the_place_before() -> None:
    sections = (Section(f"s{n}", "x", f"{'gaji' * (n in {2, 3, 7})} {n}") for n in range(8))
    shown = made((page("a/", "A", *sections, rules=Search()),), Search())
    index = shown[INDEX]
    words = [word for family in index["families"] for word in family.split()]
    run = dict(zip(words, shown[index["folder"] + "kata/0.json"], strict=True))
    assert run["gaji"][::2] == [2, 1, 4]


def test_a_page_comes_out_of_its_package_as_it_was() -> None:
    assert [unpacked(packed(each)) for each in PAGES] == [*PAGES]


def test_a_page_has_its_sections_for_the_list_of_results() -> None:
    every = made()
    shown = every[every[INDEX]["folder"] + "halaman/0.json"]
    sections = [["", "Tolak", "Ringkas."], ["b", "Kapan", "Menolak dan"]]
    assert shown == {"address": "a/", "title": "Tolak", "sections": sections}


def test_what_stands_on_two_pages_is_found_on_the_first() -> None:
    assert places(RULES, *PAGES)["menolak"].keys() == {1}


def test_ignored_words_are_found_in_titles_only() -> None:
    weights = places(RULES, *PAGES)
    assert weights["kapan"].keys() == {1}
    assert "dan" not in weights


def test_synonyms_are_there_even_when_no_page_has_them() -> None:
    assert places(RULES, *PAGES)["jumpa"] == {}


def test_phrases_are_found_where_their_words_follow_one_another() -> None:
    one = page("a/", "A", Section("", "A", "Terima kasih"), Section("b", "B", "Kasih terima"))
    assert places(RULES, one)["terima+kasih"].keys() == {0}


def test_weights_grow_with_the_title_and_shrink_with_length() -> None:
    filler = " ".join(f"kata{n}" for n in range(200))
    sections = (
        Section("t", "gaji", filler),
        Section("a", "x", filler, above="gaji"),
        Section("s", "x", "gaji"),
        Section("l", "x", f"gaji {filler}"),
    )
    weights = places(Search(), page("a/", "A", *sections, rules=Search()))["gaji"]
    assert weights[0] > weights[1] > weights[3]
    assert weights[2] > weights[3]


@pytest.mark.parametrize("name", ["", "poin-penting", "sumber"])
def test_summaries_and_sources_weigh_less(name: str) -> None:
    sections = (Section("x", "gaji", "a"), Section(name, "gaji", "b"))
    weights = places(Search(), page("a/", "A", *sections, rules=Search()))["gaji"]
    assert weights[0] > weights[1]


def test_pages_about_the_advice_weigh_less() -> None:
    pages = [
        page(n, n, Section("", "gaji", n), rules=Search(), weight=weight)
        for n, weight in (("a", 1), ("b", 0.5))
    ]
    weights = places(Search(), *pages)["gaji"]
    assert weights[0] > weights[1]


def test_many_words_are_spread_over_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "RUN", 1)
    shown = made()
    index = shown[INDEX]
    assert len(index["runs"]) > 2
    words = [len(family.split()) for family in index["families"]]
    for n, count in enumerate(index["runs"]):
        assert len(shown[f"{index['folder']}kata/{n}.json"]) == sum(words[:count])
        words = words[count:]


def test_the_folder_is_named_after_all_that_is_in_it() -> None:
    changed = (PAGES[0], page("b/", "Lain", Section("", "Lain", "Baru")))
    assert made()[INDEX]["folder"] == made()[INDEX]["folder"]
    assert made()[INDEX]["folder"] != made(changed)[INDEX]["folder"]


def test_a_language_without_pages_has_an_empty_index() -> None:
    assert made((), Search())[INDEX]["families"] == []
