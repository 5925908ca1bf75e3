"""Rules over copying from sources: every mistake that editors can make, and the sentences they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scripts.validate_originality import SHOWN, shown
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path


def test_without_mistakes_nothing_is_said(tmp_path: Path) -> None:
    tree.write(tmp_path, tree.imported())
    assert tree.problems(tmp_path) == []
    assert tree.warnings(tmp_path) == []


@pytest.mark.parametrize("case", tree.cases("originality"))
def test_each_mistake_is_said_once(tmp_path: Path, case: dict[str, Any]) -> None:
    tree.write(tmp_path, tree.imported())
    tree.change(tmp_path, case)
    assert tree.problems(tmp_path) == case["problems"]
    assert tree.warnings(tmp_path) == case["warnings"]


def test_what_is_copied_from_a_source_without_an_entry_is_found(tmp_path: Path) -> None:
    copied = "Di ujung dermaga itu kami menunggu perahu yang terakhir."
    tree.write(tmp_path, tree.imported() | tree.fingerprints({"lama": [copied]}))
    tree.replace(tmp_path, "docs/id/tentang.md", "::contact", f"{copied}\n\n::contact")
    stranger, found = tree.problems(tmp_path)
    assert '"lama" is not a source' in stranger
    assert found.startswith(
        'docs/id/tentang.md:15: 9 words in a row as in the source "lama": «Di ujung dermaga'
    )


def test_fingerprints_are_no_strangers_where_sources_cannot_be_read(tmp_path: Path) -> None:
    tree.write(tmp_path, tree.imported() | {"docs/_data/sources.yml": "a: ["})
    assert not any("is not a source" in problem for problem in tree.problems(tmp_path))


def test_a_message_shows_whole_words_up_to_its_limit() -> None:
    words = ["besok"] * 40
    assert shown(" ".join(words)) == f"{' '.join(words[:26])} …"
    assert shown("a" * SHOWN) == "a" * SHOWN
