"""The picture that is shown when a page is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.navigation import plain

if TYPE_CHECKING:
    from scripts.model import Page
    from scripts.navigation import Navigation
    from scripts.words import Words

SHEET = "card.typ"
"""The sheet of a card's ground, which all pages of a language share."""

NILA, KERTAS, KUNYIT = "#1f2b50", "#fbf7ee", "#f0b429"


class Card(NamedTuple):
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


def of(page: Page, navigation: Navigation, words: Words) -> Card:
    """Return the card of a page, which tells of its front matter alone."""
    meta, trail = page.meta.value, navigation.trail(page)
    return Card(
        site=words.site_name,
        kicker=trail[-1].text if len(trail) > 1 else words.tagline,
        title=meta.title,
        summary=plain(meta.summary),
        locale=page.locale,
    )


def address(page: Page) -> str:
    """Return the address of a page's card, relative to the site's root."""
    return f"assets/kartu/{page.locale}/{page.path or 'index'}.png"


def draw(card: Card, ground: bytes) -> bytes:
    """Return a card as a PNG file; `ground` is the picture that its sheet gives.

    A text that is too long has smaller type or loses its end; signs that the font lacks are boxes.
    """
    from scripts import card_picture  # noqa: PLC0415 - Pillow and HarfBuzz load for new cards only

    return card_picture.draw(card, ground, (NILA, KERTAS, KUNYIT))
