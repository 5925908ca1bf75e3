"""axe on every page: in both schemes, on a telephone and on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "passes"],
}
RUN = """async (options) => {
  const { violations, passes } = await axe.run(document, options);
  const lines = violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>
    [`${id}: ${help}`, node.target.join(" "), node.html, node.failureSummary].join("\\n  ")));
  return { lines, rules: passes.map((rule) => rule.id) };
}"""
OPEN = "() => document.querySelectorAll('details').forEach((details) => { details.open = true; })"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    reader: Reader, typical_page: BuiltPage, scheme: Literal["light", "dark"]
) -> None:
    page = reader.open(typical_page, color_scheme=scheme)
    page.evaluate(OPEN)
    page.evaluate(AXE_SCRIPT)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate(RUN, OPTIONS)
        assert {"color-contrast", "target-size", "region", "html-has-lang"} <= set(found["rules"])
        assert not found["lines"], "\n\n".join([f"At {width} px:", *found["lines"]])
