"""<checklist-tool> in every state: axe finds nothing, and nothing is wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.checklist import JOB, TALK, Tool, use

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.reader import Reader

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
RUN = """async (options) => {
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>
    [`${id}: ${help}`, node.target.join(" "), node.html, node.failureSummary].join("\\n  ")));
}"""


def look(tool: Tool) -> None:
    found = tool.page.evaluate(RUN, OPTIONS)
    assert not found, "\n\n".join(found)
    assert tool.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("address", "width"), [(JOB, 360), (f"en/{JOB}", 1280), (TALK, 1280), (f"en/{TALK}", 360)]
)
def test_axe_finds_nothing_in_any_state(
    reader: Reader,
    site_folder: Path,
    scheme: Literal["light", "dark"],
    address: str,
    width: int,
) -> None:
    tool = use(reader, site_folder, address, width=width, color_scheme=scheme)
    tool.page.evaluate(AXE_SCRIPT)
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
