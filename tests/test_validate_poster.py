"""Rules over posters: every mistake that editors can make, and the sentences they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

TREE = tree.golden("flow")["tree"]


@pytest.mark.parametrize("case", tree.cases("poster"))
def test_each_mistake_is_said_once(tmp_path: Path, case: dict[str, Any]) -> None:
    tree.write(tmp_path, TREE | case["files"])
    assert tree.problems(tmp_path) == case["problems"]
