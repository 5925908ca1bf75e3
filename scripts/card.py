"""The picture that is shown when a page is shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.pages import View

SHEET = "card.typ"
"""The sheet of a card's ground, which all pages of a language share."""

NILA, KERTAS, KUNYIT = "#1f2b50", "#fbf7ee", "#f0b429"


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
