from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from scripts import card, card_picture
from scripts.card import Card
from scripts.typeset import Typesetter

if TYPE_CHECKING:
    from scripts.pages import View

CARD = Card("Siap Wawancara", "Artikel", "Dapat undangan?", "Terima undangannya.", "id")


def view(*trail: str) -> View:
    page = SimpleNamespace(
        locale="id", meta=SimpleNamespace(value=SimpleNamespace(title="Dapat undangan?"))
    )
    shown = SimpleNamespace(
        words=SimpleNamespace(site_name="Siap Wawancara", tagline="Panduan"),
        trail=[SimpleNamespace(text=text) for text in trail],
        page=page,
        description="Terima undangannya.",
    )
    return cast("View", shown)


def test_a_card_shows_the_page_below_what_it_belongs_to() -> None:
    assert card.of(view("Beranda", "Artikel")) == CARD


@pytest.mark.parametrize("trail", [(), ("Beranda",)])
def test_at_the_top_it_shows_what_the_site_is(trail: tuple[str, ...]) -> None:
    assert card.of(view(*trail)) == replace(CARD, kicker="Panduan")


def test_pages_of_a_language_share_their_ground() -> None:
    assert replace(CARD, kicker="a", title="b", summary="c").ground == CARD.ground
    assert replace(CARD, site="a").ground != CARD.ground


def test_a_card_is_drawn_in_the_colours_of_its_ground() -> None:
    ground = Typesetter().render(card.SHEET, CARD.ground, "png")
    colours = (card.NILA, card.KERTAS, card.KUNYIT)
    assert card.draw(CARD, ground) == card_picture.draw(CARD, ground, colours)
