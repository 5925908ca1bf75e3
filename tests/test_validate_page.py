from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scripts import markup, validate_links, validate_page
from scripts.source import load
from scripts.validate import each
from tests import tree

if TYPE_CHECKING:
    from scripts.model import Library, Page

BODIES = st.lists(
    st.sampled_from(
        [
            *(
                "# a",
                "## a {#a}",
                "### {#b}",
                "##",
                "a\n==",
                "[@kabar]",
                "[@]",
                "[@x y]",
                "<b",
                "::",
            ),
            *(
                "::template undangan",
                "::pages artikel",
                "::contact x",
                "```",
                "`",
                "a",
                "",
                "| a |",
            ),
            *("[a](http://[)", "[a]()", "[a](%00#%)", "[a](../../../..)", "[a](?#)", "[a](\\)"),
        ]
    )
    | st.text(max_size=20),
    max_size=10,
).map("\n".join)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return tree.read(tree.plant(tmp_path_factory.mktemp("shared")))


def body(page: Page, text: str) -> Page:
    return replace(page, body=text, outline=markup.outline(text))


def said(library: Library, path: str, text: str) -> list[str]:
    page = body(library.pages["id", path], text)
    changed = replace(library, pages={**library.pages, ("id", path): page})
    own = (problem for _, rule in each(validate_page.OWN) for problem in rule(page))
    found = (problem for _, rule in each(validate_page.RULES) for problem in rule(page, changed))
    return [problem.message for problem in (*own, *found)]


def test_a_page_has_the_anchors_that_it_shows(library: Library) -> None:
    anchors = {
        path: validate_links.anchors(page, library) for (_, path), page in library.pages.items()
    }
    assert anchors["artikel/satu"] == {
        *("kapan", "pengecualian", "palsu", "contoh-pesan", "pesan-undangan"),
        *("poin-penting", "sumber", "sumber-kabar", "sumber-majalah"),
    }
    assert anchors["tentang"] == {"lapor"}
    assert anchors["artikel"] == set()


def test_a_source_that_only_the_front_matter_cites_is_on_the_page(library: Library) -> None:
    page = body(library.pages["id", "artikel/satu"], "")
    assert {"sumber", "sumber-kabar"} <= validate_links.anchors(page, library)
    assert [mark.line for mark in validate_links.cited_sources(page, library)] == [5, 10, 11]


@pytest.mark.parametrize(
    "text",
    [
        "## A {#a}\n\n### B {#b}\n\n#### C {#c}\n\n## D {#d}",
        "Teks [@kabar], [@redaksi].\n\n::pages artikel\n\n::template undangan",
        "```\n# A\n<b>\n[@x]\n::x\n[a](b)\n```",
        "`<b> [@x] [a](b)`",
    ],
)
def test_what_a_plain_page_may_hold(library: Library, text: str) -> None:
    assert said(library, "tentang", text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Teks.", 1),
        ("Teks. [@kabar]", 0),
        ("## A {#a}\n\n## B {#b}\n\n[@kabar]", 0),
        ("## A {#a}\n\nTeks.\n\n## B {#b}\n\nTeks.\n\n[@kabar]", 1),
        ("## A {#a}\n\n- Teks.\n\n### B {#b}\n\n| a |\n", 2),
        ("## A {#a}\n\n```\nkode\n```\n\n::contact", 0),
        ("## A [@kabar] {#a}\n\nTeks.", 0),
    ],
)
def test_sections_with_text_cite(library: Library, text: str, count: int) -> None:
    found = [
        message for message in said(library, "artikel/dua", text) if "cites nothing" in message
    ]
    assert len(found) == count


@settings(max_examples=150)
@given(st.sampled_from(["", "artikel", "artikel/satu", "tentang"]), BODIES)
def test_any_body_breaks_rules_or_none(shared: Library, path: str, text: str) -> None:
    found = said(shared, path, text)
    assert all(message.strip() == message != "" for message in found)


@given(st.text(alphabet="[]:/?#@%.\\ah\u2100\uff3b", max_size=12))
def test_any_link_is_right_or_wrong(shared: Library, link: str) -> None:
    assert len(said(shared, "tentang", f"[a](x.md{link.replace(']', '')})")) in {0, 1, 2}
    said(shared, "tentang", f"[a](http://{link})")


def test_links_to_what_could_not_be_read_are_not_judged(library: Library) -> None:
    unread = replace(library, pages={("id", "tentang"): library.pages["id", "tentang"]})
    text = "[a](artikel/satu.md#ada)"
    assert len(said(unread, "tentang", text)) == 1
    unread = replace(unread, unread=frozenset({"docs/id/artikel/satu.md"}))
    assert said(unread, "tentang", text) == []


def test_templates_and_folders_that_could_not_be_read_are_not_missed(library: Library) -> None:
    text = "::template lain\n\n::pages lama\n\n[a](#pesan-lain)"
    assert len(said(library, "tentang", text)) == 2
    files = frozenset({"docs/_data/templates/lain.yml", "docs/id/lama/a.md"})
    assert said(replace(library, unread=files), "tentang", text) == []


def test_real_pages_are_all_read() -> None:
    library, problems = load(tree.ROOT)
    assert problems == []
    assert {page.locale for page in library.pages.values()} == set(library.codes)
