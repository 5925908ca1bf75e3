"""Whatever is passed by becomes what it would have become."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from scripts import settings
from scripts.shortcuts import PROSE, SIGNS, pass_by
from tests import tree

PIECES = st.sampled_from(
    [
        *("kata", " ", "  \n", "\n", "\n\n", "\n\n## ", "\n- ", "\n1. ", "\n> ", "\n    ", "|", "\n---|---\n"),
        *("*", "**", "_", "__", "`", "```\n", "[", "]", "](", "(", ")", "!", "<", ">", "&", "&amp;", ";"),
        *("\\", "{#a}", "{", "}", "[a]: ", "https://a.example", "a@b.example", "\ue0000\ue001", "“", "--"),
    ]
)  # fmt: skip


@example("kata | b\n--|--")
@example("- kata\n\n    lagi\nlagi\n\n    - kata\nlagi")
@given(st.lists(PIECES, max_size=30).map("".join))
def test_texts_that_are_passed_by_become_what_they_would_have_become(text: str) -> None:
    wanted = settings.read(tree.ROOT, {})
    named = {name: dict(each) for name, each in wanted.extensions.items()}
    plain = Markdown(extensions=list(named), extension_configs=named)
    passing = Markdown(extensions=list(named), extension_configs=named)
    assert pass_by(passing)
    assert passing.convert(text) == plain.convert(text)
    assert passing.toc_tokens == plain.toc_tokens  # type: ignore[attr-defined] # toc's


def test_nothing_is_passed_by_where_other_signs_may_mean_something() -> None:
    assert not pass_by(Markdown(extensions=["footnotes"]))


@pytest.mark.parametrize(
    ("text", "inline", "blocks"),
    [
        ("Kata biasa,\nbaris kedua\ue0000\ue001", False, False),
        ("“Kata”\n(dan lagi) 2", False, False),
        ("Kata *miring*", True, False),
        ("Kata\n- butir", False, True),
        ("Kata\n---", False, True),
        ("1. butir", False, True),
        ("    kode", False, True),
        ("## Judul", False, True),
        ("", False, True),
    ],
)
def test_texts_without_signs_are_passed_by(text: str, inline: bool, blocks: bool) -> None:  # noqa: FBT001 - a table
    assert (bool(SIGNS.search(text)), not PROSE.fullmatch(text)) == (inline, blocks)
