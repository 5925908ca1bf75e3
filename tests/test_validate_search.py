"""Rules over how search reads a language, and the sentences that editors read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests import tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", tree.cases("search"))
def test_each_mistake_is_said_once(root: Path, case: dict[str, Any]) -> None:
    tree.write(root, case["files"])
    assert tree.problems(root) == case["problems"]


def test_a_project_without_rules_is_well(root: Path) -> None:
    assert tree.problems(root) == []
