from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from scripts import icons
from scripts.typeset import Typesetter


@pytest.mark.parametrize(
    ("address", "kind", "corner"),
    [("favicon.ico", "ICO", 0), ("apple-touch-icon.png", "PNG", 255)],
)
def test_an_icon_is_what_its_address_says(address: str, kind: str, corner: int) -> None:
    picture = Typesetter().render(icons.SHEET, icons.inputs(address), "png")
    file = icons.file(address, picture)
    side = icons.SIDES[address]
    with Image.open(BytesIO(file)) as image:
        assert image.format == kind
        assert image.size == (side, side)
        pixels = image.convert("RGBA")
        assert pixels.getpixel((0, 0))[3] == corner  # type: ignore[index] # four numbers
        assert pixels.getpixel((side // 2, 2)) == (0x1F, 0x2B, 0x50, 255)
    assert len(file) < 3000
