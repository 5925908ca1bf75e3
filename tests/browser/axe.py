"""axe: what it finds on a page or in a frame, in the light and in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of what passes, the names of the rules are enough; to name every element takes long.
FAULTS_ALONE = {"resultTypes": ["violations"]}
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    **FAULTS_ALONE,
}
CONTRAST = {"runOnly": ["color-contrast"], **FAULTS_ALONE}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], **FAULTS_ALONE}
SEEN = {"color-contrast", "target-size", "region", "html-has-lang"}
"""Rules that are known to have something to look at in any page."""

WIDTHS = (360, 1280)
RUN = """async (options) => {
  const { violations, passes } = await axe.run(document, options);
  const lines = violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>
    [`${id}: ${help}`, node.target.join(" "), node.html, node.failureSummary].join("\\n  ")));
  return { lines, rules: passes.map((rule) => rule.id) };
}"""
# Where everything stands, with what of it is shown.
PLACES = """() => [...document.querySelectorAll("*")].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  const visible = one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return [x, y, width, height, visible].join();
}).join("\\n")"""


def find(place: Page | Frame, options: Mapping[str, object] = EVERYTHING) -> str:
    """Return what is wrong on a page or in a frame, in paragraphs; look at contrasts in any case."""
    if not place.evaluate("'axe' in globalThis"):
        place.evaluate(AXE_SCRIPT)
    found = place.evaluate(RUN, options)
    # Behind a dialog there is nothing to look at.
    whole = options is EVERYTHING and not place.evaluate("document.querySelector('dialog:modal')")
    assert (SEEN if whole else {"color-contrast"}) <= set(found["rules"]), found["rules"]
    return "\n\n".join(found["lines"])


def find_in_both_schemes(place: Page | Frame) -> str:
    """Return what is wrong in the light, and what else is in the dark, where colours alone differ."""
    page = place.page if isinstance(place, Frame) else place
    page.emulate_media(color_scheme="light")
    found, places = find(place), place.evaluate(PLACES)
    page.emulate_media(color_scheme="dark")
    assert place.evaluate(PLACES) == places, "the schemes differ in more than colours"
    return found or find(place, COLOURS)
