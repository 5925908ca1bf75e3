"""Rules over checklists: every mistake that editors can make, and the sentences they read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scripts import source, validate

if TYPE_CHECKING:
    from collections.abc import Mapping

GOLDEN = yaml.safe_load((Path(__file__).parent / "golden" / "checklist.yml").read_text("utf-8"))


def problems(root: Path, files: Mapping[str, str | None]) -> list[str]:
    """Return what is said about the small project with some files changed."""
    for path, text in (GOLDEN["tree"] | files).items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
    library, found = source.load(root)
    return [str(problem) for problem in sorted([*found, *validate.validate(library)])]


def test_the_small_project_has_no_mistake(tmp_path: Path) -> None:
    assert problems(tmp_path, {}) == []


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_each_mistake_is_said_once(tmp_path: Path, case: dict[str, Any]) -> None:
    assert problems(tmp_path, case["files"]) == case["problems"]
