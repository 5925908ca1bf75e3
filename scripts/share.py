"""What career centres copy of the site: links, codes for their own pages, texts for chats."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.catalogue import Catalogue, Page, Part, Thing
    from scripts.words import Words

AREAS = {"article": "kit_articles", "flow": "kit_guides", "checklist": "kit_checklists"}
"""The kinds of pages that are offered, each with the word for all of them, in order."""

LEFT_OUT = "item"
"""The kind of parts that is too small to be handed on: a line of a checklist."""

GAP = re.compile(r"\{(title|summary|link|embed)\}")
BLANK = re.compile(r"\n{3,}")

SCRIPT = """\
<a class="siap-wawancara" href="{link}">{title}</a>
<script src="{script}" integrity="{integrity}" crossorigin="anonymous" async></script>"""
FRAME = """\
<iframe src="{embed}" title="{title}" width="100%" height="800" loading="lazy"></iframe>"""


class Offer(NamedTuple):
    """A page that is offered, with its parts."""

    page: Page
    parts: tuple[Part, ...]


class Patterns(NamedTuple):
    """The texts and codes with `{title}`, `{summary}`, `{link}` and `{embed}` left to fill in."""

    script: str
    frame: str
    broadcast: str
    attribution: str


def offers(catalogue: Catalogue, locale: str) -> dict[str, list[Offer]]:
    """Return what is offered in a language, by the word for each area; no area is empty."""
    parts: dict[str, list[Part]] = {}
    for part in catalogue.parts:
        if part.language == locale and part.kind != LEFT_OUT:
            parts.setdefault(part.page, []).append(part)
    pages = [page for page in catalogue.pages if page.language == locale]
    found = {
        word: [Offer(page, tuple(parts.get(page.id, ()))) for page in pages if page.kind == kind]
        for kind, word in AREAS.items()
    }
    return {word: area for word, area in found.items() if area}


def patterns(words: Words, script: str, source: bytes) -> Patterns:
    """Return the patterns in a language; `script` is the address of the script `source`."""
    digest = base64.b64encode(hashlib.sha384(source).digest()).decode()
    code = SCRIPT.replace("{script}", script).replace("{integrity}", f"sha384-{digest}")
    return Patterns(code, FRAME, words.kit_broadcast, words.kit_attribution)


def filled(pattern: str, thing: Thing, *, code: bool = False) -> str:
    """Return a pattern filled in for a page or part; in `code`, values are escaped for HTML."""
    values: Mapping[str, str] = {
        "title": thing.title,
        "summary": thing.summary or "",
        "link": thing.address if code else thing.short or thing.address,
        "embed": thing.embed or "",
    }

    def value(gap: re.Match[str]) -> str:
        return html.escape(values[gap[1]]) if code else values[gap[1]]

    return BLANK.sub("\n\n", GAP.sub(value, pattern))
