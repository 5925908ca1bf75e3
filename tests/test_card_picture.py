"""Cards as they are seen: where there is ink, and that long texts stay inside."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from scripts import card
from scripts.card import Card
from scripts.card_picture import BOTTOM, LEFT, MEASURE, TOP, _laid_out, _strip, draw
from scripts.typeset import Typesetter

SHORT = Card("Siap Wawancara", "Artikel", "Dapat undangan?", "Terima undangannya hari itu.", "id")
COLOURS = (card.NILA, card.KERTAS, card.KUNYIT)
GROUND = Typesetter().render(card.SHEET, SHORT.ground, "png")
NILA, KERTAS, KUNYIT = ((31, 43, 80), (251, 247, 238), (240, 180, 41))
BELOW = 20
"""How far the last line's descenders may reach."""


def drawn(shown: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw(shown, GROUND, COLOURS))).convert("RGB")


def text(shown: Card) -> Image.Image:
    """Return where a card differs from its ground."""
    bare = drawn(shown._replace(kicker="", title="", summary=""))
    return ImageChops.difference(drawn(shown), bare)


def colours(picture: Image.Image) -> set[tuple[int, ...]]:
    found = picture.getcolors(picture.width * picture.height)
    return {colour for _, colour in found or () if isinstance(colour, tuple)}


def sizes(shown: Card) -> list[int]:
    return [kind.size for kind, _, _ in _laid_out(shown)]


def count(shown: Card) -> list[int]:
    return [len(lines) for _, _, lines in _laid_out(shown)]


def test_a_card_has_the_size_that_is_shared_and_few_bytes() -> None:
    data = draw(SHORT, GROUND, COLOURS)
    assert Image.open(io.BytesIO(data)).size == (1200, 630)
    assert len(data) < 15_000


def test_its_ground_is_what_the_sheet_draws() -> None:
    sheet = Image.open(io.BytesIO(GROUND)).convert("RGB")
    bare = drawn(SHORT._replace(kicker="", title="", summary=""))
    furthest = max(max(pixel) for pixel in colours(ImageChops.difference(sheet, bare)))
    assert 0 < furthest < 50


def test_texts_have_their_colours() -> None:
    shown = drawn(SHORT)
    kicker = colours(shown.crop((LEFT, TOP, 1200, TOP + 28)))
    rest = colours(shown.crop((LEFT, TOP + 28, 1200, BOTTOM)))
    assert (KUNYIT in kicker, KERTAS in kicker) == (True, False)
    assert (KUNYIT in rest, KERTAS in rest) == (False, True)
    assert NILA in kicker & rest


@pytest.mark.parametrize("field", ["kicker", "title", "summary"])
def test_a_card_shows_what_it_is_given(field: str) -> None:
    assert draw(SHORT._replace(**{field: "Lain"}), GROUND, COLOURS) != draw(SHORT, GROUND, COLOURS)


def test_the_same_card_is_the_same_bytes() -> None:
    assert draw(SHORT, GROUND, COLOURS) == draw(SHORT._replace(), GROUND, COLOURS)


def test_a_card_is_the_same_whichever_was_drawn_before_it() -> None:
    cards = [SHORT._replace(summary="Kalimat. " * count) for count in (1, 40, 20)]
    forth = [draw(each, GROUND, COLOURS) for each in cards]
    _strip.cache_clear()
    back = [draw(each, GROUND, COLOURS) for each in reversed(cards)]
    assert back[::-1] == forth


def test_longer_titles_have_smaller_type() -> None:
    titles = (
        "Pendek saja",
        "Wawancara " * 6,
        "Wawancara informasional " * 4,
        "Wawancara informasional " * 7,
    )
    found = [
        sizes(SHORT._replace(title=title.strip(), summary="Kalimat. " * 18))[1] for title in titles
    ]
    assert found == [76, 62, 52, 44]


def test_texts_that_are_too_long_lose_their_end() -> None:
    long = SHORT._replace(
        kicker="Artikel " * 30, title="Wawancara " * 80, summary="Kalimat. " * 300
    )
    kicker, title, summary = count(long)
    assert (kicker, title) == (1, 4)
    assert summary >= 2
    dots = [line[-1][0] for *_, lines in _laid_out(long) for line in lines[-1:]]
    assert dots == [
        line[-1][0]
        for *_, lines in _laid_out(SHORT._replace(kicker="…", title="…", summary="…"))
        for line in lines
    ]


WORDS = st.lists(st.text("aWg-. 你", max_size=90), max_size=30).map(" ".join)


@settings(max_examples=15, deadline=None)
@given(WORDS, WORDS, WORDS)
@example("W" * 300, "W" * 900, "W" * 3000)
@example("", "", "")
def test_no_text_leaves_its_place(kicker: str, title: str, summary: str) -> None:
    box = text(Card("Siap Wawancara", kicker, title, summary, "id")).getbbox()
    left, top, right, bottom = box or (LEFT, TOP, LEFT, BOTTOM)
    assert left >= LEFT - 4
    assert right <= LEFT + MEASURE + 8
    assert top >= TOP - 16
    assert bottom <= BOTTOM + BELOW
