"""The picture that is shown when a page is shared."""

from __future__ import annotations

import zlib
from dataclasses import astuple, dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.cache import key

if TYPE_CHECKING:
    from scripts.pages import View

SHEET = "card.typ"
"""The sheet of a card's ground, which all pages of a language share."""

NILA, KERTAS, KUNYIT = "#1f2b50", "#fbf7ee", "#f0b429"

MADE_BY = ("font-hanken-grotesk", "pillow", "uharfbuzz")
SOURCES = ("card_picture.py", "lettering.py", "png.py")
"""The packages and the modules that a card's bytes depend on."""


@dataclass(frozen=True)
class Card:
    """What a card shows: the site's name on its ground, and above it what the page is about."""

    site: str
    kicker: str
    title: str
    summary: str
    locale: str

    @property
    def ground(self) -> dict[str, str]:
        """What the sheet of the ground is told."""
        colours = {"nila": NILA, "kertas": KERTAS, "kunyit": KUNYIT}
        return {"site": self.site, "lang": self.locale, **colours}


def of(view: View) -> Card:
    """Return the card of a page."""
    return Card(
        site=view.words.site_name,
        kicker=view.trail[-1].text if len(view.trail) > 1 else view.words.tagline,
        title=view.page.meta.value.title,
        summary=view.description,
        locale=view.page.locale,
    )


def draw(card: Card, ground: bytes) -> bytes:
    """Return a card as a PNG file; `ground` is the picture that its sheet gives.

    A text that is too long has smaller type or loses its end; signs that the font lacks are boxes.
    """
    from scripts import card_picture  # noqa: PLC0415 - Pillow and HarfBuzz load for new cards only

    return card_picture.draw(card, ground, (NILA, KERTAS, KUNYIT))


def name(card: Card, ground: bytes) -> str:
    """Return the key of all that the file of a card depends on."""
    return key(_made_of(), ground, *(text.encode() for text in astuple(card)))


@cache
def _made_of() -> bytes:
    files = [(Path(__file__).parent / source).read_bytes() for source in SOURCES]
    packages = [metadata.version(package).encode() for package in MADE_BY]
    return key(*files, *packages, zlib.ZLIB_RUNTIME_VERSION.encode()).encode()
