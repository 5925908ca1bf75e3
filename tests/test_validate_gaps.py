"""Gaps of starting points: named in what is published, and left alone in drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", tree.cases("gaps"))
def test_each_gap_is_named_once(tmp_path: Path, case: dict[str, Any]) -> None:
    tree.write(tmp_path, tree.imported())
    tree.change(tmp_path, case)
    assert tree.problems(tmp_path) == case["problems"]
