"""Rules over how flows fit the rest: every mistake that editors can make, and the sentences they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

TREE = tree.golden("flow")["tree"]


@pytest.mark.parametrize("case", tree.cases("flow_links"))
def test_each_mistake_is_said_once(tmp_path: Path, case: dict[str, Any]) -> None:
    tree.write(tmp_path, TREE)
    tree.change(tmp_path, case)
    assert tree.problems(tmp_path) == case["problems"]
