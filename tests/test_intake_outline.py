"""Twenty invented articles, and damaged ones: what each is understood as."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scripts import intake, intake_html, intake_text, source
from scripts.intake_line import Facts
from scripts.intake_outline import has_article, outline
from scripts.intake_read import UnreadableError
from tests.articles import PROSE, ROOT, articles, cues, drafted, dropped, kept, line, shown

SOURCES = os.environ.get("SOURCES", "")
ARTICLES = articles()
TEXTS = [path.read_bytes() for path in ARTICLES]
TAGS = ["<p>", "</p>", "<div class=share>", "</div>", "<h2>", "<ul><li>", "<a href=x>", "</a>"]
MORE = ["<table><tr><td>", "<br>", "<b>", "</i>", "<!--", "<script>", "&nbsp;", "\0", "“", "\ufeff"]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_an_article_has_the_expected_outline(path: Path) -> None:
    expected = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
    assert shown(intake.understood(path.read_bytes(), path.name, cues())) == expected


def test_there_are_twenty_articles_of_every_form() -> None:
    assert len(ARTICLES) == 20
    assert {path.suffix for path in ARTICLES} == {".html", ".md", ".txt"}


def test_lines_are_all_accounted_for_and_paragraphs_are_numbered_in_order() -> None:
    for path in ARTICLES:
        draft = intake.understood(path.read_bytes(), path.name, cues())
        numbers = [block.number for block in draft.blocks if block.number]
        assert numbers == list(range(1, len(numbers) + 1))
        assert sum(v.fate == "kept" for v in draft.verdicts) == len(draft.blocks)


@pytest.mark.skipif(not SOURCES, reason="SOURCES does not name the folder of the source articles")
@pytest.mark.parametrize(
    ("name", "paragraphs", "headings", "noise"),
    [("joblike", 7, 5, 10), ("liputan6", 15, 5, 3)],
)
def test_the_real_sources(name: str, paragraphs: int, headings: int, noise: int) -> None:
    path = next(Path(SOURCES).glob(f"{name}*.txt"))
    draft = intake.understood(path.read_bytes(), path.name, cues())
    assert len(draft.paragraphs) == paragraphs
    assert sum(block.kind == "heading" for block in draft.blocks) == headings
    assert sum(verdict.fate == "dropped" for verdict in draft.verdicts) == noise
    library, _ = source.load(ROOT)
    assert intake.print_of(draft) == library.fingerprints[name].value


def test_titles_alone_are_no_article() -> None:
    draft = outline([line("Cara A"), line("Cara B", 2)], Facts(), cues())
    assert not has_article(draft)
    assert has_article(drafted(PROSE))


def test_noise_behind_the_last_sentence_is_cut_off() -> None:
    draft = drafted(f"{PROSE}Beri komentar Anda tentang artikel ini")
    assert kept(draft) == [f"[1] {PROSE}"]
    assert dropped(draft) == {"Beri komentar Anda tentang artikel ini": "readers' comments"}


@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(TAGS + MORE))))
def test_damaged_pages_never_raise(data: bytes, damage: list[tuple[float, str]]) -> None:
    text = data.decode("utf-8", errors="replace")
    for place, piece in damage:
        cut = int(place * len(text))
        text = text[:cut] + piece + text[cut + 3 :]
    outline(*intake_html.read(text), cues())


@given(st.sampled_from(TEXTS), st.floats(0, 1), st.binary(max_size=40))
def test_damaged_bytes_never_raise_anything_else(data: bytes, place: float, more: bytes) -> None:
    cut = int(place * len(data))
    for damaged in (data[:cut], data[cut:], data[:cut] + more + data[cut:]):
        for name in ("a.html", "a.md", "a.txt"):
            try:
                intake.understood(damaged, name, cues())
            except UnreadableError as error:
                assert str(error)  # noqa: PT017 - most damaged articles can be read


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    for read in (intake_text.read, intake_text.read_markdown, intake_html.read):
        draft = outline(*read(text), cues())
        assert len(draft.blocks) <= len(draft.verdicts)


@given(
    st.lists(st.sampled_from([PROSE, "Judul Bagian Ini", "Baca Juga", "Sumber : x", "- satu", ""]))
)
def test_prose_is_never_lost(rows: list[str]) -> None:
    draft = outline(*intake_text.read("\n".join(rows)), cues())
    assert [text for text in draft.paragraphs if text == PROSE] == [r for r in rows if r == PROSE]


def test_deep_and_wide_damage_is_read_in_time() -> None:
    for piece in ("<div>", "<b><i>", "<table><tr><td>", "<ul><li>", "<a href=x>", "<blockquote>"):
        outline(*intake_html.read(f"<p>{PROSE}" + piece * 4000 + PROSE), cues())
