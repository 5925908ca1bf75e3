"""What the search finds: families, slips, and what people ask, among 100 more articles."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from scripts.search_families import Roots
from scripts.search_words import words
from scripts.source import load
from tests import corpus, project, searching
from tests.browser.built import served
from tests.searching import ask, probes, score
from tests.shared import build_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ARTICLES = 100
AMONG, FIRST = 0.93, 0.8
"""Parts of all queries that find what they should among the first five, and first of all."""

WORDS = """async (texts) => {
  const { words } = await import("./search-words.js");
  return texts.map(words);
}"""
ROOTS = """async ([all, prefixes, suffixes]) => {
  const { roots } = await import("./search-words.js");
  const affixes = { prefixes: Object.entries(prefixes), suffixes: Object.entries(suffixes) };
  return all.map((word) => [...roots(word, affixes)]);
}"""
NEAR = """async (pairs) => {
  const { isNear } = await import("./search-words.js");
  return pairs.map(([word, typed]) => isNear(word, typed));
}"""
TEXTS = [
    "Wawancara kerja, besok!",
    "I don’t KNOW; ça va, H-3 09.00",
    "CV_baru 日本 語 a 7",
    "…",
    "",
]

# What a reader types, and a section of the real pages that it has to find among the first five.
FOUND = {
    "id": {
        **dict.fromkeys(
            ("menolak", "tolak", "ditolak", "penolakan", "penolkan", "tertolak", "nolak"),
            "artikel/undangan-wawancara#rugi-menolak",
        ),
        "wawncara informasional": "artikel/wawancara-informasional#apa-itu",
        "diundang diundangnya asli": "artikel/undangan-wawancara#pastikan-asli",
        "interviu informasional itu apa": "artikel/wawancara-informasional#apa-itu",
        "loker luar neg": "artikel/undangan-wawancara#poster-perekrut-palsu",
        "seraga": "artikel/undangan-wawancara#poster-perekrut-palsu",
    },
    "en": {
        **dict.fromkeys(
            ("decline", "declining", "declines", "declinning", "declne politely"),
            "artikel/undangan-wawancara#pesan-undangan-tolak",
        ),
        "infromational interview": "artikel/wawancara-informasional#apa-itu",
        "tourist vis": "artikel/undangan-wawancara#poster-perekrut-palsu",
    },
}


def made(folder: Path, _url: str) -> list[str]:
    """Write an index of the real pages and the invented ones."""
    with TemporaryDirectory() as name:
        root = Path(name) / "project"
        project.copy_to(root)
        corpus.write(root, ARTICLES)
        searching.write(root, folder)
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, shared_folder: Path) -> Iterator[Page]:
    """A page beside the index, which the workers of a run share."""
    with served(build_once(shared_folder / "index", make=made)) as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


@pytest.mark.parametrize("locale", ["id", "en"])
def test_what_people_ask_is_found(page: Page, locale: str) -> None:
    asked = probes(locale)
    assert len(asked) >= 60
    found = score(asked, ask(page, locale, [probe.query for probe in asked]))
    assert found.among >= AMONG * found.asked, found
    assert found.first >= FIRST * found.asked, found


@pytest.mark.parametrize("locale", ["id", "en"])
def test_probes_expect_sections_that_are_there(locale: str) -> None:
    _, listed = searching.finder(searching.ROOT)
    shown = (json.loads(data) for path, data in listed.items() if f"/{locale}/" in path)
    sections = {
        f"{page['address'].removeprefix('en/').strip('/')}#{name}".removesuffix("#")
        for page in shown
        for name, _, _ in page["sections"]
    }
    assert {name for probe in probes(locale) for name in probe.expects} <= sections


@pytest.mark.parametrize(
    ("locale", "query", "section"),
    [(code, *each) for code, queries in FOUND.items() for each in queries.items()],
)
def test_families_slips_and_beginnings_are_found(
    page: Page, locale: str, query: str, section: str
) -> None:
    [found] = ask(page, locale, [query])
    assert section in found[:5]


def test_both_sides_cut_texts_alike(page: Page) -> None:
    assert page.evaluate(WORDS, TEXTS) == [words(text) for text in TEXTS]


@pytest.mark.parametrize("locale", ["id", "en"])
def test_both_sides_know_the_same_roots(page: Page, locale: str) -> None:
    rules = load(searching.ROOT)[0].search[locale].value
    every = sorted({word for probe in probes(locale) for word in words(probe.query)})
    found = page.evaluate(ROOTS, [every, dict(rules.prefixes), dict(rules.suffixes)])
    assert [set(each) for each in found] == [Roots(rules).of(word) for word in every]


@pytest.mark.parametrize(
    ("word", "typed", "near"),
    [
        ("penolakan", "penolkan", True),
        ("penolakan", "penolaakan", True),
        ("penolakan", "pemolakan", True),
        ("penolakan", "peonlakan", True),
        ("penolakan", "enolakan", True),
        ("penolakan", "penolaka", True),
        ("penolakan", "pnolkan", False),
        ("penolakan", "tolakan", False),
    ],
)
def test_one_slip_is_forgiven(page: Page, word: str, typed: str, near: bool) -> None:  # noqa: FBT001 - a case
    assert page.evaluate(NEAR, [[word, typed]]) == [near]
