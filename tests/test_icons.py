from __future__ import annotations

import math
from io import BytesIO

import pytest
from PIL import Image

from scripts import icons
from scripts.typeset import Typesetter

NILA = (31, 43, 80, 255)


def drawn(*every: icons.Icon) -> list[bytes]:
    pictures = Typesetter().pictures(icons.SHEET, icons.inputs(every))
    return [icons.file(icon, png) for icon, png in zip(every, pictures, strict=True)]


@pytest.mark.parametrize(
    ("icon", "kind", "corner"), [(icons.TRIED[0], "ICO", 0), (icons.TRIED[1], "PNG", 255)]
)
def test_an_icon_is_what_its_address_says(icon: icons.Icon, kind: str, corner: int) -> None:
    (file,) = drawn(icon)
    with Image.open(BytesIO(file)) as image:
        assert image.format == kind
        assert image.size == (icon.size, icon.size)
        pixels = image.convert("RGBA")
        assert pixels.getpixel((0, 0))[3] == corner  # type: ignore[index] # four numbers
        assert pixels.getpixel((icon.size // 2, 2)) == (0x1F, 0x2B, 0x50, 255)
    assert len(file) < 3000


def test_icons_that_are_drawn_together_are_those_that_are_drawn_alone() -> None:
    every = (*icons.OF_APP, *icons.TRIED)
    assert drawn(*every) == [file for icon in every for file in drawn(icon)]


@pytest.mark.parametrize("icon", icons.OF_APP, ids=lambda icon: icon.address)
def test_icons_are_square_and_those_that_may_be_cut_are_full(icon: icons.Icon) -> None:
    (file,) = drawn(icon)
    assert len(file) < 15_000
    picture = Image.open(BytesIO(file)).convert("RGBA")
    assert picture.size == (icon.size, icon.size)
    assert (picture.getpixel((0, 0)) == NILA) is icon.maskable


@pytest.mark.parametrize("icon", [icon for icon in icons.OF_APP if icon.maskable])
def test_what_matters_in_an_icon_is_within_the_circle_that_is_never_cut(icon: icons.Icon) -> None:
    picture, middle = Image.open(BytesIO(*drawn(icon))).convert("RGBA"), icon.size / 2
    grid = range(0, icon.size, 4)
    ink = [(x, y) for x in grid for y in grid if picture.getpixel((x, y)) != NILA]
    assert 0.2 < max(math.dist(point, (middle, middle)) for point in ink) / icon.size < 0.4
