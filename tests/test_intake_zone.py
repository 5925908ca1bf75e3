"""What parts of a page are by their markup."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.intake_zone import named, zone


def element(html: str) -> str | None:
    body = LexborHTMLParser(html).body
    assert body is not None
    assert body.first_child is not None
    return zone(body.first_child)


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<nav>", "menu"),
        ("<aside>", "related"),
        ("<div role=navigation>", "menu"),
        ("<div hidden>", "outside"),
        ('<div style="color:red;display: none">', "outside"),
        ("<figcaption>", "caption"),
        ("<div id=cookieBanner>", "cookie"),
        ("<aside class=callout>", None),
        ("<div class=x>", None),
        ("<article class=comments>", None),
        ("<div class>", None),
    ],
)
def test_elements(html: str, kind: str | None) -> None:
    assert element(html) == kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("post-share__buttons", "share"),
        ("entry-comments", "comment"),
        ("ads", "advertisement"),
        ("inlineRelated", "related"),
        ("baca-juga", "related"),
        ("header shadow download", None),
        ("lead-paragraph", None),
        ("elementor-widget", None),
        ("authors", None),
    ],
)
def test_names_count_by_whole_parts(names: str, kind: str | None) -> None:
    assert named(names) == kind
