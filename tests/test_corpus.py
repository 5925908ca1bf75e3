"""The corpus is valid, always the same, and written in words that are used as in real prose."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from scripts.source import load
from scripts.validate import validate
from tests import corpus, project
from tests.corpus.__main__ import main
from tests.corpus.forms import FORMS, form
from tests.corpus.language import LOCALES, Speaker, stock
from tests.corpus.plain import plain

if TYPE_CHECKING:
    from pathlib import Path

MARKS = re.compile(r"\[@[^\]]*\]|\{#[^}]*\}|\]\([^)]*\)|^::.*$", re.MULTILINE)
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|\d[\d.]*")
RUN = 8


def words(locale: str, articles: int, seed: int = 1) -> list[list[str]]:
    """Return the words of each article's body."""
    texts = (texts[locale] for _, texts in corpus.written(project.ROOT, articles, seed))
    bodies = (MARKS.sub("", text.split("---\n", 2)[2]) for text in texts)
    return [WORD.findall(body.lower()) for body in bodies]


@pytest.mark.parametrize("locale", LOCALES)
def test_vocabulary_grows_as_in_real_prose(locale: str) -> None:
    articles = words(locale, 100)
    sizes = [len({word for article in articles[:n] for word in article}) for n in (10, 100)]
    tokens = [sum(map(len, articles[:n])) for n in (10, 100)]
    assert sizes[1] > 2500
    growth = math.log(sizes[1] / sizes[0]) / math.log(tokens[1] / tokens[0])
    assert 0.3 < growth < 0.7  # Heaps' law
    assert 500 < tokens[1] / 100 < 900


@pytest.mark.parametrize("locale", LOCALES)
def test_few_words_are_frequent_and_most_are_rare(locale: str) -> None:
    counts = Counter(word for article in words(locale, 50) for word in article)
    ranked = [count for _, count in counts.most_common(1000)]
    slope = math.log(ranked[999] / ranked[9]) / math.log(1000 / 10)
    assert -1.4 < slope < -0.7  # Zipf's law
    assert sum(count <= 2 for count in counts.values()) > 0.15 * len(counts)


@pytest.mark.parametrize("locale", LOCALES)
def test_hardly_any_run_of_words_comes_twice(locale: str) -> None:
    runs = Counter(
        run
        for article in words(locale, 100)
        for run in set(zip(*(article[i:] for i in range(RUN)), strict=False))
    )
    assert sum(count > 1 for count in runs.values()) < 0.001 * len(runs)


def test_the_first_articles_stay_the_same_when_more_follow() -> None:
    few, many = (list(corpus.written(project.ROOT, number, 1)) for number in (3, 6))
    assert few == many[:3]
    assert list(corpus.written(project.ROOT, 3, 2)) != few


def test_a_copy_with_the_corpus_is_valid(tmp_path: Path) -> None:
    project.copy_to(tmp_path)
    pages = len(load(tmp_path)[0].pages)
    corpus.write(tmp_path, 12)
    library, problems = load(tmp_path)
    assert len(library.pages) == pages + 12 * len(LOCALES)
    assert [*problems, *validate(library)] == []


def test_the_plain_project_can_be_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.stock(tmp_path, 3)
    monkeypatch.chdir(tmp_path)
    build(load_config(str(tmp_path / "mkdocs.yml")))
    for page in ("artikel/2", "en/artikel/2"):
        html = (tmp_path / "site" / page / "index.html").read_text(encoding="utf-8")
        assert '<h2 id="kapan">' in html
        assert '<a href="#sumber">[1]</a>' in html
    index = (tmp_path / "site/search/search_index.json").read_text(encoding="utf-8")
    assert '"location":"artikel/2/#kapan"' in index


def test_plain_text_is_without_our_additions() -> None:
    for _, texts in corpus.written(project.ROOT, 8, 1):
        for locale, text in texts.items():
            found = plain(text, locale)
            assert not re.search(r"\[@|^::|\{link\}", found, re.MULTILINE)
            assert found.startswith("# ")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_symbol_of_the_grammar_means_something(locale: str) -> None:
    speaker, rules = Speaker(locale, "any"), stock(locale).rules
    for symbol in {part for texts in rules.values() for text in texts for part in text[1::2]}:
        name, _, shape = symbol.partition(".")
        assert name in rules or name in stock(locale).words or name in speaker._invented
        assert not shape or shape in FORMS[locale]


@pytest.mark.parametrize(
    ("locale", "name", "word", "expected"),
    [
        ("id", "meN", "tulis", "menulis"),
        ("id", "meN", "kirim", "mengirim"),
        ("id", "meN", "susun", "menyusun"),
        ("id", "meN", "rawat", "merawat"),
        ("id", "meN", "proses", "memproses"),
        ("id", "peN-an", "undang", "pengundangan"),
        ("id", "ter", "rasa", "terasa"),
        ("id", "plural", "tanda tangan", "tanda-tanda tangan"),
        ("en", "ing", "write", "writing"),
        ("en", "ed", "plan", "planned"),
        ("en", "ed", "carry", "carried"),
        ("en", "ing", "carry", "carrying"),
        ("en", "s", "branch", "branches"),
        ("en", "s", "story", "stories"),
        ("en", "a", "office", "an office"),
        ("en", "more", "easy", "easier"),
        ("en", "more", "careful", "more careful"),
        ("en", "ly", "gentle", "gently"),
    ],
)
def test_words_take_their_forms(locale: str, name: str, word: str, expected: str) -> None:
    assert form(locale, name, word) == expected


def test_the_command_writes_either_project(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(main, [str(tmp_path / "ours"), "2"]).exit_code == 0
    assert len(list((tmp_path / "ours/docs/id/artikel").glob("*-1.md"))) == 1
    assert runner.invoke(main, [str(tmp_path / "plain"), "2", "--stock"]).exit_code == 0
    assert (tmp_path / "plain/docs/en/artikel/1.md").is_file()


def test_the_command_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = CliRunner().invoke(main, [str(tmp_path), "2"])
    assert result.exit_code == 1
    assert "is not empty; choose another folder" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
