"""QR codes: for sheets, and as pictures of their own. The same address gives the same bytes."""

from __future__ import annotations

import re
import zlib
from html import escape
from typing import Literal

from scripts import png

Kind = Literal["svg", "png"]

QUIET = 4
"""The modules that the standard leaves empty around a code."""

PIXELS = 600
"""The least width of a PNG: sharp on a poster and in a chat."""

MASK = 2
"""The pattern laid over the data; readers find its number in the code, so that any will do.

To try out all eight, as the standard has it, takes five times as long; at the edge of what a
reader can make out, as many codes are read with this one.
"""

LEVEL = 4
"""zlib's: its usual one takes twice the time for two hundred bytes less."""

INVERTED = b"\1\0" + bytes(254)
DARK = re.compile(rb"\x01+")


def drawing(address: str) -> str:
    """Return a code as SVG for a sheet, which leaves four modules empty around it."""
    rows = _modules(address)
    size = f'width="{len(rows)}" height="{len(rows)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{_path(rows, 0)}</svg>'


def pictures(address: str, title: str) -> dict[Kind, bytes]:
    """Return a code as files, black on white with its quiet zone; an SVG is read aloud as `title`."""
    rows = _modules(address)
    return {"svg": _svg(rows, title).encode(), "png": _png(rows)}


def _modules(address: str) -> list[bytes]:
    """Return the rows of a code: a byte for each module, 1 where it is dark."""
    import segno  # noqa: PLC0415 - what draws no code starts without it

    return [bytes(row) for row in segno.make_qr(address, error="m", mask=MASK).matrix]


def _svg(rows: list[bytes], title: str) -> str:
    width = len(rows) + 2 * QUIET
    return (
        f'<svg role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}">'
        f"<title>{escape(title, quote=False)}</title>"
        f'<path fill="#fff" d="M0 0h{width}v{width}h-{width}z"/>{_path(rows, QUIET)}</svg>'
    )


def _path(rows: list[bytes], border: int) -> str:
    """Return the dark modules as lines from left to right; the first is a corner's."""
    steps, x, y = [], 0, 0
    for number, row in enumerate(rows):
        for run in DARK.finditer(row):
            start, end = run.span()
            steps.append(f"m{start - x} {number - y}h{end - start}")
            x, y = end, number
    lines = f"M{border} {border}.5" + "".join(steps).removeprefix("m0 0")
    return f'<path stroke="#000" d="{lines}"/>'


def _png(rows: list[bytes]) -> bytes:
    width = len(rows) + 2 * QUIET
    scale = -(-PIXELS // width)
    side, margin = width * scale, b"\1" * QUIET
    edge = [_pixels(b"\1" * width, scale)] * QUIET
    code = [_pixels(margin + row.translate(INVERTED) + margin, scale) for row in rows]
    return png.encode((side, side), 1, zlib.compress(b"".join((*edge, *code, *edge)), LEVEL))


def _pixels(lights: bytes, scale: int) -> bytes:
    """Return a row of modules, light where 1, as so many rows of pixels, a bit for each."""
    bits = lights.replace(b"\1", b"1" * scale).replace(b"\0", b"0" * scale)
    count = -(-len(bits) // 8)
    first = int(bits.ljust(8 * count, b"0"), 2).to_bytes(count, "big")
    return png.PLAIN + first + (png.AS_ABOVE + bytes(count)) * (scale - 1)
