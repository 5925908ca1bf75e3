from __future__ import annotations

import io
import subprocess
import sys

from PIL import Image

from scripts.png import encode, strip

COLOURS = b"\x1f\x2b\x50\xfb\xf7\xee\xf0\xb4\x29"


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=["PNG"])
    picture.load()
    return picture


def test_pixels_of_a_palette_have_its_colours() -> None:
    picture = opened(encode((3, 2), 4, [strip(b"\0\x01\x20\0\x22\x10")], COLOURS)).convert("RGB")
    assert picture.size == (3, 2)
    nila, kertas, kunyit = (31, 43, 80), (251, 247, 238), (240, 180, 41)
    expected = [nila, kertas, kunyit, kunyit, kunyit, kertas]
    assert [picture.getpixel((x, y)) for y in range(2) for x in range(3)] == expected


def test_without_a_palette_pixels_are_grey() -> None:
    picture = opened(encode((9, 1), 1, [strip(b"\0\x80\x80")]))
    assert picture.convert("L").tobytes() == b"\xff" + b"\0" * 7 + b"\xff"


def test_a_row_may_be_like_the_one_above() -> None:
    rows = b"\0\x01\x20" + b"\2\0\0"
    picture = opened(encode((3, 2), 4, [strip(rows)], COLOURS))
    assert picture.tobytes()[:3] == picture.tobytes()[3:] == b"\0\1\2"


ROWS = b"".join(b"\0" + bytes([row % 7, row % 5]) * 300 for row in range(630))


def test_long_rows_are_compressed_and_found_again() -> None:
    data = encode((1200, 630), 4, [strip(ROWS)], COLOURS * 5)
    assert len(data) < len(ROWS) // 20
    packed = opened(data).tobytes("raw", "P;4")
    assert packed == b"".join(ROWS[601 * row + 1 :][:600] for row in range(630))


def test_strips_are_one_picture() -> None:
    parts = (ROWS[: 601 * 100], ROWS[601 * 100 : 601 * 101], b"", ROWS[601 * 101 :])
    whole, joined = (encode((1200, 630), 4, map(strip, each)) for each in ((ROWS,), parts))
    assert opened(joined).tobytes() == opened(whole).tobytes()


def test_a_strip_is_compressed_alike_in_every_process() -> None:
    code = (
        "import sys; from scripts.png import strip; rows = sys.stdin.buffer.read();"
        "strip(bytes(range(256)) * 99); sys.stdout.buffer.write(strip(rows).packed)"
    )
    told = subprocess.run([sys.executable, "-c", code], input=ROWS, capture_output=True, check=True)
    assert told.stdout == strip(ROWS).packed
