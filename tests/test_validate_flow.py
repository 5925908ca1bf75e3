"""Rules over what flows say: every mistake that editors can make, and the sentences they read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = tree.golden("flow")


def test_the_small_project_has_no_mistake(tmp_path: Path) -> None:
    tree.write(tmp_path, GOLDEN["tree"])
    assert tree.problems(tmp_path) == []


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_each_mistake_is_said_once(tmp_path: Path, case: dict[str, Any]) -> None:
    tree.write(tmp_path, GOLDEN["tree"] | case["files"])
    assert tree.problems(tmp_path) == case["problems"]
