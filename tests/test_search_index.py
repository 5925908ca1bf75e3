"""The files of an index, from pages made by hand."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from scripts import search_index
from scripts.records import Search
from scripts.search_counts import Counter
from scripts.search_index import INDEX, Found, files, found, packed, shown, unpacked, weigh
from scripts.search_page import Section

RULES = Search(
    ignored=("dan kapan",),
    prefixes={"men": ("t",), "di": ("",)},
    synonyms=("jumpa temu", "makasih terima+kasih"),
)


def page(
    address: str, title: str, *sections: Section, rules: Search = RULES, weight: float = 1.0
) -> Found:
    name, _ = shown(address, title, sections)
    return found(name, sections, Counter(rules).counts(sections), weight)


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


def only_run(every: dict[str, Any]) -> dict[str, list[int]]:
    """Return where the words of an index of one run stand."""
    index = every[INDEX]
    words = [word for family in index["families"] for word in family.split()]
    return dict(zip(words, every[f"kata/{index['run_files']}.json"], strict=True))


def test_the_index_lists_families_and_where_their_files_are() -> None:
    index = made()[INDEX]
    assert index["version"] == 2
    assert index["pages"] == [2, 2]
    assert index["page_files"].split() == [each.name for each in PAGES]
    assert "ditolak menolak tolak" in index["families"]
    assert sum(index["runs"]) == len(index["families"])
    assert index["synonyms"] == ["jumpa temu", "makasih terima+kasih"]
    assert index["prefixes"] == {"men": ["t"], "di": [""]}
    assert index["ignored"] == "dan kapan"


def test_places_are_distances_with_weights_word_by_word() -> None:
    run = only_run(made())
    assert run["tolak"][::2] == [0, 2]
    assert run["menolak"][::2] == [1]
    assert run["tolak"][1] > run["tolak"][3]


def test_distances_are_from_the_place_before() -> None:
    sections = (Section(f"s{n}", "x", f"{'gaji' * (n in {2, 3, 7})} {n}") for n in range(8))
    run = only_run(made((page("a/", "A", *sections, rules=Search()),), Search()))
    assert run["gaji"][::2] == [2, 1, 4]


def test_a_page_comes_out_of_its_package_as_it_was() -> None:
    assert [unpacked(packed(each)) for each in PAGES] == [*PAGES]


def test_a_page_has_its_sections_for_the_list_of_results() -> None:
    sections = (Section("", "Tolak", "Ringkas."), Section("b", "Kapan", "Menolak dan"))
    _, data = shown("a/", "Tolak", sections)
    assert json.loads(data) == {
        "address": "a/",
        "title": "Tolak",
        "sections": [["", "Tolak", "Ringkas."], ["b", "Kapan", "Menolak dan"]],
    }


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
    monkeypatch.setattr(search_index, "LAST", 1)
    every = made()
    index = every[INDEX]
    assert len(index["runs"]) > 2
    words = [len(family.split()) for family in index["families"]]
    for name, count in zip(index["run_files"].split(), index["runs"], strict=True):
        assert len(every[f"kata/{name}.json"]) == sum(words[:count])
        words = words[count:]


def test_files_are_named_after_what_is_in_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "RUN", 1)
    monkeypatch.setattr(search_index, "LAST", 1)
    changed = (PAGES[0], page("b/", "Lain", Section("", "Lain", "Baru")))
    for name, data in (*files(PAGES, RULES), *files(changed, RULES)):
        digest = hashlib.sha256(data).hexdigest()
        assert name in {INDEX, f"kata/{digest[:12]}.json"}
    assert made().keys() - made(changed).keys()
    assert made().keys() & made(changed).keys() - {INDEX}


def test_an_edit_leaves_most_files_as_they_were() -> None:
    def texts(words: str) -> tuple[Found, ...]:
        several = (f"{words} " * (number == 7) + filler(number) for number in range(300))
        return tuple(
            page(f"{number}/", "Gaji", Section("", f"Gaji {number}", text), rules=Search())
            for number, text in enumerate(several)
        )

    def filler(number: int) -> str:
        return " ".join(f"kata{number:03}{n:02}" for n in range(80))

    before, after = ({name for name, _ in files(texts(w), Search())} for w in ("", "baru kata5"))
    assert len(before) > 8
    assert len(before & after) >= len(before) - 5


def test_files_have_a_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "LAST", 2**40)
    words = " ".join(f"kata{n}" for n in range(20_000))
    index = made((page("a/", "A", Section("", "A", words), rules=Search()),), Search())[INDEX]
    assert max(index["runs"]) <= search_index.MOST


@pytest.mark.parametrize("lengths", [[], [0], [1, 1], [3, 5, 100]])
def test_the_mean_length_is_about_the_mean(lengths: list[float]) -> None:
    mean = sum(lengths) / len(lengths) if sum(lengths) else 1
    assert search_index._mean(lengths) == pytest.approx(mean, rel=0.03)


def test_one_longer_text_leaves_the_mean_length_as_it_was() -> None:
    assert search_index._mean([101.0] * 300) == search_index._mean([101.0] * 299 + [103.0])


def test_a_language_without_pages_has_an_empty_index() -> None:
    assert made((), Search())[INDEX]["families"] == []
