"""The page of a flow's proof, in the small project of golden/flow.yml."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from scripts import proof_page
from scripts.pages import Pages
from scripts.proof import LIMIT
from scripts.source import load
from tests import flows, tree

if TYPE_CHECKING:
    from pathlib import Path

    from selectolax.lexbor import LexborNode

    from scripts.model import Page

RECORD = "docs/_data/flows/datang.yml"
Show = Callable[..., LexborHTMLParser]


def filled(pages: Pages, page: Page) -> str:
    """Return a page's rendered Markdown with its components."""
    rendered = markdown(pages.body.markdown(page), extensions=["attr_list"])
    return pages.body.filled(rendered, page)


@pytest.fixture
def show(tmp_path: Path) -> Show:
    def shown(locale: str = "id", files: dict[str, str] | None = None) -> LexborHTMLParser:
        files = {**tree.golden("flow")["tree"], tree.WORDS: tree.words(), **(files or {})}
        tree.write(tmp_path, files)
        pages = Pages(load(tmp_path)[0], tree.URL, tree.ROOT / "overrides")
        page = pages.library.pages[locale, "keputusan/datang/bukti"]
        return LexborHTMLParser(pages.body.html(filled(pages, page), page))

    return shown


def text(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def test_the_verdict_comes_first(show: Show) -> None:
    html = show()
    assert (
        text(html.css_first("body > *"))
        == "Lulus 3 jalur jawaban, dan semuanya berakhir pada saran."
    )
    [count] = html.css("data.proof__paths")
    assert (count.attributes["value"], text(count)) == ("3", "3")


def test_figures_are_counted(show: Show) -> None:
    rows = [[text(cell) for cell in row.css("dt, dd")] for row in show("en").css("dl div")]
    assert rows == [
        ["Paths in all", "3"],
        ["Answers on the shortest path", "1"],
        ["Answers on the longest path", "2"],
        ["Questions and advice that can be reached", "4 of 4"],
        ["Texts in Bahasa Indonesia", "19 of 19"],
        ["Texts in English", "19 of 19"],
    ]


def test_nodes_are_the_legend_of_the_paths(show: Show) -> None:
    nodes = show().css(".proof__nodes > li")
    assert text(nodes[1]) == ("Bisa waktunya? Bisa Tidak bisa Jalur: 2 · Kata: 11 (ID), 20 (EN)")
    assert text(nodes[3]) == "Jangan datang. Jalur: 2 · Kata: 5 (ID), 8 (EN)"
    assert [node.attributes.get("class") for node in nodes] == [None, None, *["proof__outcome"] * 2]


def test_paths_lead_to_their_outcomes_in_the_guide(show: Show) -> None:
    links = [(link.attributes["href"], text(link)) for link in show().css(".proof__more a")]
    assert links == [
        ("../?uang=tidak&waktu=ya#datang", "1b 2a"),
        ("../?uang=ya#jangan", "1a"),
        ("../?uang=tidak&waktu=tidak#jangan", "1b 2b"),
    ]


def test_outcomes_name_their_sources(show: Show) -> None:
    html = show()
    assert [text(node) for node in html.css("body > .proof__about")] == [
        "Sumber: Koran. Saran redaksi: 2 dari 4 butir.",
        "Saran redaksi: 2 dari 2 butir.",
    ]
    assert [text(node) for node in html.css("summary")] == [
        "Jalur ke saran ini: 1",
        "Jalur ke saran ini: 2",
    ]


def test_sections_have_the_same_ids_in_both_languages(show: Show) -> None:
    ids = ["bukti-angka", "bukti-simpul", "bukti-jalur", "datang", "jangan", "bukti-cara"]
    for locale, other in (("id", "How we checked"), ("en", "Cara kami memeriksa")):
        html = show(locale)
        assert [node.attributes["id"] for node in html.css("h2, h3")] == ids
        link = html.css(".section-tools a[hreflang]")[-1]
        assert other in f"{text(link)} {link.attributes}"


def test_paths_that_are_not_all_written_are_said_to_be_cut(show: Show) -> None:
    html = show("en", {RECORD: flows.written(flows.layers(90))})
    assert text(html.css_first("data.proof__paths")) == f"{2**90:,}"
    assert f"Below are the first 1,000 of {2**90:,}" in text(html.body)
    assert len(html.css("a.path")) == LIMIT
    assert (
        text(html.css_first("summary")) == f"Paths to this advice: {2**89:,}, written out here 500"
    )


def test_an_outcome_beyond_the_written_paths_says_so(show: Show) -> None:
    record = flows.layers(30)
    first = record["questions"][0]
    first["options"].append({"id": "c", "label": {"id": "C", "en": "C"}, "next_node": "jauh"})
    record["outcomes"].append(flows.outcome("jauh"))
    html = show("en", {RECORD: flows.written(record)})
    assert "Paths to this advice: 1, written out here 0" in text(html.body)
    assert len(html.css("summary")) == 2


def test_every_option_has_a_letter() -> None:
    assert len(proof_page.LETTERS) == 7


def test_only_a_proof_shows_one(show: Show, tmp_path: Path) -> None:
    show()
    pages = Pages(load(tmp_path)[0], tree.URL, tree.ROOT / "overrides")
    shown = {page.path for page in pages.library.of("id") if "proof__" in filled(pages, page)}
    assert shown == {"keputusan/datang/bukti"}
