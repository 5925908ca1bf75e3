"""QR codes: for sheets, and as pictures of their own. The same address gives the same bytes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from typing import Literal

import segno

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

END = b"pppp/"
"""The end of a short link from which those of others differ in few bits."""

DIGITS = bytes.maketrans(b"\0\1", b"01")
RUN = re.compile("[0\n]*1+")
"""Dark modules side by side, and what is between them and those before."""


def drawing(address: str) -> str:
    """Return a code as SVG for a sheet, which leaves four modules empty around it."""
    code = _modules(address)
    width = code.index("\n")
    size = f'width="{width}" height="{width}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{_path(code, 0)}</svg>'


def pictures(address: str, title: str) -> dict[Kind, bytes]:
    """Return a code as files, black on white with its quiet zone; an SVG is read aloud as `title`."""
    code = _modules(address)
    return {"svg": _svg(code, title).encode(), "png": _png(code)}


def _modules(address: str) -> str:
    """Return the rows of the code of a whole address, one to a line: 1 is a dark module, 0 a light.

    Each bit of a text turns the same modules whatever the others are, so codes of one length differ
    by what their bits turn. It takes a twentieth of the time that it takes to draw each code.
    """
    text = address.encode()
    code = _drawn(text[: -len(END)] + END)
    others = int.from_bytes(text[-len(END) :], "big") ^ int.from_bytes(END, "big")
    for bit in range(others.bit_length()):
        if others >> bit & 1:
            code ^= _turned(bit, len(text))
    return code.to_bytes(-(-code.bit_length() // 8), "big").decode()


@lru_cache(256)
def _turned(bit: int, length: int) -> int:
    """Return what a bit turns, counted from the end of a text of so many bytes."""
    return _drawn((1 << bit).to_bytes(length, "big")) ^ _drawn(bytes(length))


@lru_cache(8)
def _drawn(text: bytes) -> int:
    """Return a code as `_modules` does; as a number, for what is turned is a number, too."""
    matrix = segno.make_qr(text, error="m", mask=MASK, mode="byte").matrix
    return int.from_bytes(b"\n".join(bytes(row).translate(DIGITS) for row in matrix), "big")


def _svg(code: str, title: str) -> str:
    width = code.index("\n") + 2 * QUIET
    return (
        f'<svg role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}">'
        f"<title>{escape(title, quote=False)}</title>"
        f'<path fill="#fff" d="M0 0h{width}v{width}h-{width}z"/>{_path(code, QUIET)}</svg>'
    )


def _path(code: str, border: int) -> str:
    """Return the dark modules as lines from left to right; the first is a corner's."""
    width = code.index("\n")
    steps = "".join(_step(run, width) for run in RUN.findall(code))
    return f'<path stroke="#000" d="M{border} {border}.5{steps.removeprefix("m0 0")}"/>'


@lru_cache(1024)
def _step(run: str, width: int) -> str:
    """Return the line of a `RUN` of a code, from where the line before ends."""
    down = run.count("\n")
    return f"m{run.count('0') - down * width} {down}h{run.count('1')}"


def _png(code: str) -> bytes:
    rows = code.split("\n")
    width = len(rows) + 2 * QUIET
    scale = -(-PIXELS // width)
    side, wide = width * scale, _wide(scale)
    parts, count = -(-width // 8), -(-side // 8)
    same = (png.AS_ABOVE + bytes(count)) * (scale - 1)

    def pixels(modules: int) -> bytes:
        eights = (modules << 8 * parts - width + QUIET).to_bytes(parts, "big")
        return png.PLAIN + b"".join(wide[eight] for eight in eights)[:count] + same

    edge = pixels(0) * QUIET
    picture = edge + b"".join(pixels(int(row, 2)) for row in rows) + edge
    return png.encode((side, side), 1, (png.strip(picture),))


@cache
def _wide(scale: int) -> tuple[bytes, ...]:
    """Return the pixels of every eight modules, a bit for each: light is 1, as a dark module is."""
    lights = (f"{255 - darks:08b}" for darks in range(256))
    bits = ("".join(light * scale for light in eight) for eight in lights)
    return tuple(int(each, 2).to_bytes(scale, "big") for each in bits)
