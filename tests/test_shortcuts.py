"""The short way gives what Markdown would, and most pages take it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from scripts import settings, shortcuts
from scripts.shortcuts import Converted
from tests import tree

SIGNS = (
    *("*", "**", "_", "__", "`", "```\n", "[", "]", "](", "(", ")", "!", "<", ">", "&", "&amp;", "&#33;", ";"),
    *("\\", "{#a}", "{", "}", "[a]: ", "https://a.example", "a@b.example", "\ue0000\ue001", "“", "--", "|", "#"),
    *("\n", "  \n", "\n    ", "\n---|---\n", "~~~\n", "\t", "\u00a0", "\u2028", "\x0c", "\x1f", "\x02", "\r"),
)  # fmt: skip
USUAL = (
    *("kata", "Kata lain", " ", "!", "?", ".", ",", ":", "-", "2018", "“", "(", ")", "'", '"', "\ue0000\ue001"),
    *("*kata*", "**kata lain**", "[kata](b.md#c)", "[Kata!](https://a.example/?x=1)", "\u00a0"),
)  # fmt: skip
USUALLY = st.sampled_from(USUAL)
LINES = st.lists(USUALLY, min_size=1, max_size=6).map("".join)
ODD = st.lists(USUALLY | st.sampled_from(SIGNS), max_size=6).map("".join)
BLOCKS = st.one_of(
    st.builds("{} {} {{#{}}}".format, st.sampled_from(("#", "##", "###", "####")), LINES, st.just("a-2")),
    st.lists(LINES.map("- {}".format), min_size=1, max_size=4).map("\n".join),
    st.lists(LINES.map("1. {}".format), min_size=1, max_size=4).map("\n".join),
    st.lists(LINES, min_size=1, max_size=3).map("\n".join),
    st.builds("{}{}".format, st.sampled_from(("", "- ", "2. ", "## ")), ODD),
)  # fmt: skip
BREAKS = st.sampled_from(("\n\n", "\n\n", "\n\n\n", "\n", "\n  \n", "\n   \n\n"))
PAGES = st.lists(st.builds("{}{}".format, BLOCKS, BREAKS), max_size=5).map("".join)


def extensions() -> dict[str, dict[str, Any]]:
    """Return the project's extensions of Markdown."""
    wanted = settings.read(tree.ROOT, {})
    return {name: dict(options) for name, options in wanted.extensions.items()}


MARKDOWN = Markdown(extensions=list(extensions()), extension_configs=extensions())


def converted(text: str) -> Converted:
    """Return what Markdown makes of a page."""
    html = MARKDOWN.reset().convert(text)
    tokens: list[dict[str, Any]] = MARKDOWN.toc_tokens if html else []  # type: ignore[attr-defined] # toc's
    return Converted(html, [(token["name"], token["id"]) for token in tokens])


@example("kata | b\n--|--")
@example("- kata\n\n- lagi")
@example("- kata\n\n1. lagi\n\n## C# {#a}")
@example("### Kata {#a}\n\n## Kata {#b}")
@example("*a**b*\n\n*a*b*c*")
@given(PAGES)
def test_the_short_way_gives_what_markdown_would(text: str) -> None:
    short = shortcuts.convert(text, str)
    assert short is None or short == converted(text)


TAKEN = [
    "",
    "Kata biasa,\nbaris kedua\ue0000\ue001",
    "\n## Apa   itu?! {#apa}\n\n### Lagi &#33; {#lagi}\n\nKata\n\n\n## Dan {#dan}\n",
    "- Satu [kata](b.md#c)\n- **Dua** (lagi)\n\n1. *Satu*\n2. Dua!\n\nKata",
    "2018 dan “kata”, ya: [di sini](#a); “[itu](https://a.example/?b=1)”.",
]
NOT_TAKEN = [
    *("Kata_", "`kode`", "<b>kata</b>", "AT&T", "Kata [@kutip]", "![gambar](a.png)", "\\*", "{#a}", "Kata\t2"),
    *("Kata  \nlagi", "Kata\n- butir", "Kata\n---", "> kutip", "    kode", "2. butir", "- a\n\n- b", "- a\n  b"),
    *("## Judul", "### Judul {#a}", "## C# {#a}", "## Judul {#a .b}", "## [a](b) {#a}", "~~~\nkode\n~~~", "***"),
    *("a | b\n--|--", "[a]: b", "[a][b]", "[a](b 'c')", "[a](b(c))", "* a *", "**a*", "*a**b*", "- 1. a", "\x02"),
]  # fmt: skip


@pytest.mark.parametrize("text", TAKEN)
def test_usual_pages_take_it(text: str) -> None:
    assert shortcuts.convert(text, str) == converted(text)


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_whatever_else_a_page_holds_is_left_to_markdown(text: str) -> None:
    assert shortcuts.convert(f"Kata\n\n{text}", str) is None


def test_links_lead_where_they_are_said_to() -> None:
    found = shortcuts.convert("[a](b.md) dan [c](d)", {"b.md": "../b/", "d": "d"}.__getitem__)
    assert found
    assert found.html == '<p><a href="../b/">a</a> dan <a href="d">c</a></p>'


def test_the_way_is_known_for_the_extensions_of_the_project_alone() -> None:
    assert shortcuts.known(extensions())
    assert not shortcuts.known({**extensions(), "footnotes": {}})
    assert not shortcuts.known({**extensions(), "toc": {"toc_depth": "2-4", "marker": ""}})
