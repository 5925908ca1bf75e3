from __future__ import annotations

import io

import pytest
from PIL import Image

from scripts.png import encode

COLOURS = b"\x1f\x2b\x50\xfb\xf7\xee\xf0\xb4\x29"


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=["PNG"])
    picture.load()
    return picture


def test_pixels_of_a_palette_have_its_colours() -> None:
    picture = opened(encode((3, 2), 4, b"\0\x01\x20\0\x22\x10", COLOURS)).convert("RGB")
    assert picture.size == (3, 2)
    nila, kertas, kunyit = (31, 43, 80), (251, 247, 238), (240, 180, 41)
    expected = [nila, kertas, kunyit, kunyit, kunyit, kertas]
    assert [picture.getpixel((x, y)) for y in range(2) for x in range(3)] == expected


def test_without_a_palette_pixels_are_grey() -> None:
    picture = opened(encode((9, 1), 1, b"\0\x80\x80"))
    assert picture.convert("L").tobytes() == b"\xff" + b"\0" * 7 + b"\xff"


@pytest.mark.parametrize("level", [0, 9])
def test_a_level_changes_the_file_and_not_the_picture(level: int) -> None:
    rows = (b"\0" + b"\x12" * 50) * 50
    quick, other = (
        encode((100, 50), 4, rows, COLOURS, level=1),
        encode((100, 50), 4, rows, COLOURS, level=level),
    )
    assert quick != other
    assert opened(quick).tobytes() == opened(other).tobytes()
