"""<checklist-tool> in every state: axe finds nothing, and nothing is wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import find_in_both_schemes
from tests.browser.checklist import JOB, TALK, Tool, use

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.reader import Reader


def look(tool: Tool) -> None:
    assert find_in_both_schemes(tool.page) == ""
    assert tool.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("address", "width"), [(JOB, 360), (f"en/{JOB}", 1280), (TALK, 1280), (f"en/{TALK}", 360)]
)
def test_axe_finds_nothing_in_any_state(
    reader: Reader, site_folder: Path, address: str, width: int
) -> None:
    tool = use(reader, site_folder, address, width=width)
    look(tool)
    boxes = tool.page.locator(".item input").all()
    for box in boxes[::2]:
        box.check()
    tool.page.locator(".item__na").nth(1).click()
    tool.fill(company="PT Maju", interview="2026-11-25T09:00")
    tool.page.evaluate(
        "(id) => { location.hash = id; }", boxes[0].evaluate("b => b.closest('li').id")
    )
    tool.button("empty").focus()
    look(tool)
    tool.part("sort").check()
    tool.button("empty").click()
    tool.button("undo").click()
    tool.button("empty").click()
    look(tool)
    for box in boxes:
        box.check()
    tool.button("ask").click()
    look(tool)
