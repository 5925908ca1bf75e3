from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import card, card_picture
from scripts.card import Card
from scripts.typeset import Typesetter
from scripts.words import Words

if TYPE_CHECKING:
    from scripts.pages import Pages

CARD = Card("Siap Wawancara", "Artikel", "Dapat undangan?", "Terima undangannya.", "id")


@pytest.mark.parametrize(
    ("path", "kicker"), [("artikel/satu", "Artikel"), ("artikel", "Panduan"), ("", "Panduan")]
)
def test_a_card_shows_the_page_below_what_it_belongs_to(
    pages: Pages, path: str, kicker: str
) -> None:
    page, words = pages.library.pages["id", path], Words(pages.library, "id")
    found = card.of(page, pages.navigation, words)
    meta = page.meta.value
    wanted = words.tagline if kicker == "Panduan" else kicker
    assert (found.site, found.kicker, found.locale) == (words.site_name, wanted, "id")
    assert found.title == meta.title
    assert found.summary == pages.view(page).description
    assert card.address(page) == f"assets/kartu/id/{path or 'index'}.png"


def test_pages_of_a_language_share_their_ground() -> None:
    assert CARD._replace(kicker="a", title="b", summary="c").ground == CARD.ground
    assert CARD._replace(site="a").ground != CARD.ground


def test_a_card_is_drawn_in_the_colours_of_its_ground() -> None:
    ground = Typesetter().render(card.SHEET, CARD.ground, "png")
    colours = (card.NILA, card.KERTAS, card.KUNYIT)
    assert card.draw(CARD, ground) == card_picture.draw(CARD, ground, colours)
