from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from scripts.png import encode, joined, part

COLOURS = b"\x1f\x2b\x50\xfb\xf7\xee\xf0\xb4\x29"


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=["PNG"])
    picture.load()
    return picture


def test_pixels_of_a_palette_have_its_colours() -> None:
    picture = opened(encode((3, 2), 4, zlib.compress(b"\0\x01\x20\0\x22\x10"), COLOURS)).convert(
        "RGB"
    )
    assert picture.size == (3, 2)
    nila, kertas, kunyit = (31, 43, 80), (251, 247, 238), (240, 180, 41)
    expected = [nila, kertas, kunyit, kunyit, kunyit, kertas]
    assert [picture.getpixel((x, y)) for y in range(2) for x in range(3)] == expected


def test_without_a_palette_pixels_are_grey() -> None:
    picture = opened(encode((9, 1), 1, zlib.compress(b"\0\x80\x80")))
    assert picture.convert("L").tobytes() == b"\xff" + b"\0" * 7 + b"\xff"


def test_a_row_may_be_like_the_one_above() -> None:
    rows = b"\0\x01\x20" + b"\2\0\0"
    picture = opened(encode((3, 2), 4, zlib.compress(rows), COLOURS))
    assert picture.tobytes()[:3] == picture.tobytes()[3:] == b"\0\1\2"


@pytest.mark.parametrize("level", [1, 9])
def test_rows_can_be_compressed_in_parts(level: int) -> None:
    rows = (b"\0" + bytes(range(50))) * 60
    parts = [part(rows[:51], level), part(rows[51:510], 9), part(rows[510:], level), part(b"", 9)]
    stream = joined(parts)
    assert zlib.decompress(stream) == rows
    whole = encode((100, 60), 4, zlib.compress(rows), COLOURS)
    assert opened(encode((100, 60), 4, stream, COLOURS)).tobytes() == opened(whole).tobytes()


def test_the_sum_of_parts_is_that_of_all_rows_however_large() -> None:
    rows = [bytes([255]) * 100_000, b"", bytes(range(256)) * 999, b"\1"]
    assert zlib.decompress(joined([part(each, 1) for each in rows])) == b"".join(rows)
