"""Anchors that a page had once: where they are now on the same page, or notices of where they went."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.model import Page
    from scripts.moves import Moves, Place
    from scripts.navigation import Link

ELEMENT = re.compile(r'<([a-z][a-z0-9]*)\b[^<>]*\bid="([^"]+)"[^<>]*>')


def placed(content: str, page: Page, moves: Moves) -> str:
    """Return a page's HTML with empty elements for the ids that parts of it had once.

    Each stands right before its part; inside of it when that is an entry of a list.
    """
    old: dict[str, str] = {}
    for name, to in moves.old_anchors(page.locale, page.path).items():
        if to.path == page.path and to.anchor:
            old[to.anchor] = f'{old.get(to.anchor, "")}<span class="was" id="{name}"></span>'

    def put(found: re.Match[str]) -> str:
        marks = old.pop(found[2], "")
        return f"{found[0]}{marks}" if found[1] == "li" else f"{marks}{found[0]}"

    return ELEMENT.sub(put, content) if old else content


def departed(
    page: Page, moves: Moves, link: Callable[[Place], Link]
) -> tuple[tuple[str, Link], ...]:
    """Return the ids that a page had once and that lead elsewhere, with links to where they lead.

    Those that lead to the page's top are among them: their links are marked as `here`.
    """
    old = moves.old_anchors(page.locale, page.path).items()
    away = ((name, to) for name, to in old if to.path != page.path or not to.anchor)
    return tuple((name, link(to)) for name, to in away)
