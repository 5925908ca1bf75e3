from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from scripts import markup
from scripts.model import Mark, Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

EXTENSIONS = ["attr_list", "fenced_code", "sane_lists", "tables", "toc"]
# Lines in which our outline and Python-Markdown could see different things.
LINES = [
    "",
    "Teks.",
    "## Satu {#satu}",
    "##Dua",
    "# Tiga ##",
    "#### `empat` {#empat .besar}",
    "====",
    "---",
    "***",
    "```",
    "``` yaml",
    "````",
    "~~~",
    "```dengan spasi lain",
    "[enam](enam.md)",
    "Kode `[tujuh](tujuh.md)`.",
    "| a | b |",
]
BLOCKS = [
    *(line for line in LINES if "```" not in line),
    "```\n[delapan](delapan.md)\n```",
    "~~~ yaml\n[sembilan](sembilan.md)\n~~~",
    '- [sepuluh](sepuluh.md "Judul") [sebelas](<sebelas.md>)',
]
BODIES = st.lists(st.sampled_from(LINES), max_size=12).map("\n".join)
WILD = st.text(alphabet=" \n\r\t#=-`~{}[]()<>!@:|*_.\\&ab1\u2028\x0c", max_size=80)


def heading(line: str) -> tuple[int, str, str] | None:
    found = markup.outline(line).headings
    return (found[0].level, found[0].title, found[0].value) if found else None


def values(marks: Sequence[Mark]) -> list[str]:
    return [mark.value for mark in marks]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Kapan {#kapan}", (2, "Kapan", "kapan")),
        ("### Kapan ### { #kapan }  ", (3, "Kapan", "kapan")),
        ("### Kapan {#kapan .penting}", (3, "Kapan {#kapan .penting}", "")),
        ("##Kapan", (2, "Kapan", "")),
        ("## Kapan{#kapan}", (2, "Kapan{#kapan}", "")),
        ("## Pakai `{#id}` {#pakai}", (2, "Pakai `{#id}`", "pakai")),
        ("# Judul", (1, "Judul", "")),
        ("######", (6, "", "")),
        ("Judul {#judul}\n=====", (1, "Judul", "judul")),
        ("Judul\n--", (2, "Judul", "")),
        (" ## Kapan", None),
        ("\\## Kapan", None),
        ("Satu\ndua\n---", None),
        ("Satu\n\n---", None),
        ("::template a\n---", None),
        ("```\n## Kapan\n```", None),
        ("```\nSatu\n```\n---", None),
    ],
)
def test_headings(line: str, expected: tuple[int, str, str] | None) -> None:
    assert heading(line) == expected


def test_everything_has_its_line() -> None:
    body = "Satu [@a].\n\n## Dua {#dua}\n::template x  y \n\n- <b> [t](u.md) `[@c]`\n\nLagi\n----"
    assert markup.outline(body, first_line=10) == Outline(
        headings=(Mark(12, "dua", "Dua", 2), Mark(17, "", "Lagi", 2)),
        links=(Mark(15, "u.md"),),
        citations=(Mark(10, "a"),),
        directives=(Mark(13, "template", "x  y"),),
        html=(Mark(15, "<b>"),),
        prose=(10, 15, 17, 18),
    )


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Satu [@a][@b] dan [@c-1].", ["a", "b", "c-1"]),
        ("Salah [@] [@a, hlm. 3] [@ a]", ["", "a, hlm. 3", " a"]),
        ("Bukan: [a] @a a@b.example \\[@ [@", []),
        ("`[@a]` ``[@b] ` [@c]`` [@d]", ["d"]),
        ("\\`[@a]\\`", ["a"]),
    ],
)
def test_citations(text: str, cited: list[str]) -> None:
    assert values(markup.outline(text).citations) == cited


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[a](b.md) dan ![c](d.png)", ["b.md", "d.png"]),
        (
            "[a]( b.md ) [c](<d e.md>) [f](g.md 'h') [i](j.md \"k (l\")",
            ["b.md", "d e.md", "g.md", "j.md"],
        ),
        ("[a [b] c](d.md#e)", ["d.md#e"]),
        ("[]() [a]()", ["", ""]),
        ("[a](b c.md)", ["b c.md"]),
        ("[a] (b.md) `[c](d.md)`", []),
    ],
)
def test_links(text: str, links: list[str]) -> None:
    assert values(markup.outline(text).links) == links


@pytest.mark.parametrize(
    ("line", "name", "title"),
    [
        ("::template undangan", "template", "undangan"),
        ("  ::  pages   artikel lama ", "pages", "artikel lama"),
        ("::", "", ""),
    ],
)
def test_directives(line: str, name: str, title: str) -> None:
    assert markup.outline(line).directives == (Mark(1, name, title),)


@pytest.mark.parametrize("line", ["Lihat ::template", ": :a", "    ::a", "`::a`"])
def test_what_is_no_directive(line: str) -> None:
    assert markup.outline(line).directives == ()


@pytest.mark.parametrize("text", ["<b>", "</b>", "<!-- -->", "<?php", "a<b", "<a@b.example>"])
def test_html(text: str) -> None:
    assert len(markup.outline(text).html) == 1


@pytest.mark.parametrize("text", ["1 < 2", "<3", "`<b>`", "<https://a.example>", "<mailto:a@b.c>"])
def test_what_is_no_html(text: str) -> None:
    assert markup.outline(text).html == ()


def test_outlines_join_in_their_order() -> None:
    both = markup.joined([markup.outline("[@a] <b>", 3), markup.outline("[@b]\n[c](d)", 7)])
    assert both.citations == (Mark(3, "a"), Mark(7, "b"))
    assert both.links == (Mark(8, "d"),)
    assert both.html == (Mark(3, "<b>"),)
    assert markup.joined([]) == Outline()


@pytest.mark.parametrize("begin", ["## a", "[a](", "[", "::", "```", "`a", "<", "- ", "[@", ""])
@pytest.mark.parametrize("sign", [" ", "[", "(", "#", "-", "* ", "<", "{", "a b ", "[a]("])
def test_long_lines_are_read_at_once(begin: str, sign: str) -> None:
    started = time.process_time()
    markup.outline(f"{begin}{sign * 2000}b")
    assert time.process_time() - started < 2


@given(BODIES)
def test_headings_are_those_that_python_markdown_makes(body: str) -> None:
    rendered = markdown(body, extensions=EXTENSIONS)
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", rendered)]
    assert [mark.level for mark in markup.outline(body).headings] == levels


@given(st.lists(st.sampled_from(BLOCKS), max_size=12).map("\n".join))
def test_links_are_those_that_python_markdown_makes(body: str) -> None:
    rendered = markdown(body, extensions=EXTENSIONS)
    assert values(markup.outline(body).links) == re.findall(r'<a href="([^"]*)"', rendered)


@given(WILD, st.integers(1, 50))
def test_marks_are_on_lines_that_exist(body: str, first: int) -> None:
    found = markup.outline(body, first)
    lines = range(first, first + body.count("\n") + 1)
    marks = (*found.headings, *found.links, *found.citations, *found.directives, *found.html)
    assert all(mark.line in lines for mark in marks)
    assert set(found.prose) <= set(lines)


@settings(max_examples=200)
@given(BODIES | WILD)
def test_a_change_of_nothing_changes_nothing(body: str) -> None:
    assert markup.map_marks(body, lambda line: line) == body


@given(st.lists(st.sampled_from([*LINES, "[@a]"]), max_size=6), WILD)
def test_lines_in_fenced_code_stay_as_they_are(inside: list[str], around: str) -> None:
    code = "\n".join(line for line in inside if not line.startswith("```"))
    fenced = f"```\n{code}\n```"
    changed = markup.map_marks(f"[@a]\n::kit\n{fenced}\n{around}", lambda _: "ubah")
    assert changed.startswith(f"ubah\nubah\n{fenced}\n")


def test_every_line_with_marks_outside_code_is_changed() -> None:
    body = "a [@x]\n\n~~~\nb [@x]\n~~~\n```\n  :: c\nd"
    changed = "a [@x]!\n\n~~~\nb [@x]\n~~~\n```\n  :: c!\nd"
    assert markup.map_marks(body, lambda line: f"{line}!") == changed
