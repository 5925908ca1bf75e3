"""Lines of text in the font of the sheets, set and drawn by HarfBuzz.

A glyph's number is the font's own; lengths are in ems of the type unless they are pixels.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple

import uharfbuzz as hb

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS = "font_hanken_grotesk"
SPACES = " \t\r\n\u200b"
BREAK = re.compile(rf"[{SPACES}]+|(?<=\w)[-–—/](?=[^\W\d])")
"""What a line may end with: space, or a dash between words."""

Weight = Literal["Bold", "Medium"]


Line = list[tuple[int, float, float]]
"""Each glyph and where it stands, to the right of where its line begins and above."""


class Coverage(NamedTuple):
    """How much of each pixel a glyph covers, 0 to 255 by rows, and the box of these in pixels."""

    pixels: bytes
    left: int
    top: int
    width: int
    height: int


class _Shaped(NamedTuple):
    """The glyphs of a text in its order, and its width.

    Of each: its number, the sign of the text that it begins with, and the place of the pen; then
    how far from there it stands.
    """

    ids: list[int]
    signs: list[int]
    pens: list[float]
    shifts: list[tuple[float, float]]


def lines(text: str, weight: Weight, width: float, language: str) -> list[Line]:
    """Return a text as lines of at most `width`; a word that is longer alone is torn."""
    shaped = _shaped(text, weight, language)
    pens, found = shaped.pens, list[list[range]]()
    for piece in _pieces(text, shaped, width):
        if not found or pens[piece.stop] - pens[found[-1][0].start] > width:
            found.append([])
        found[-1].append(piece)
    return [_line(shaped, line) for line in found]


def _line(shaped: _Shaped, pieces: list[range]) -> Line:
    ids, _, pens, shifts = shaped
    start = pens[pieces[0].start]
    return [
        (ids[n], pens[n] - start + shifts[n][0], shifts[n][1]) for piece in pieces for n in piece
    ]


@cache
def capital(weight: Weight) -> float:
    """Return the height of a capital letter."""
    face = _font(weight)
    return float(face.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT) / face.face.upem)


def coverage(weight: Weight, glyph: int, size: float, shift: float) -> Coverage | None:
    """Return a glyph drawn at `size` pixels an em with its origin at `shift` pixels, if it is ink."""
    raster, font = hb.RasterDraw(), _font(weight)
    scale = size / font.face.upem
    raster.transform = (scale, 0, 0, -scale, shift, 0)
    raster.draw_glyph(font, glyph)
    drawn = raster.render()
    box = drawn.extents
    if not (box.width and box.height):
        return None
    rows = (drawn.buffer[box.stride * row :][: box.width] for row in range(box.height))
    return Coverage(b"".join(rows), box.x_origin, box.y_origin, box.width, box.height)


@cache
def _font(weight: Weight) -> hb.Font:
    file = resources.files(FONTS).joinpath("files", f"HankenGrotesk-{weight}.otf")
    return hb.Font(hb.Face(file.read_bytes()))


def _pieces(text: str, shaped: _Shaped, width: float) -> Iterator[range]:
    """Yield the glyphs that a line may not break, without the space at their end."""
    start = 0
    for end, stop in _ends(text):
        piece = range(bisect_left(shaped.signs, start), bisect_left(shaped.signs, end))
        start = stop
        if shaped.pens[piece.stop] - shaped.pens[piece.start] > width:
            yield from _torn(shaped.signs, piece)
        elif piece:
            yield piece


def _ends(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a text end, without the space after them and with it."""
    for found in BREAK.finditer(text):
        yield found.start() if found[0][0] in SPACES else found.end(), found.end()
    yield len(text), len(text)


def _torn(signs: list[int], piece: range) -> Iterator[range]:
    """Yield the glyphs of a piece that is wider than a line, those together that make up a sign."""
    start = piece.start
    for n in piece[1:]:
        if signs[n] != signs[start]:
            yield range(start, n)
            start = n
    yield range(start, piece.stop)


def _shaped(text: str, weight: Weight, language: str) -> _Shaped:
    buffer, font = hb.Buffer(), _font(weight)
    buffer.add_codepoints([ord(sign) for sign in text])
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", language
    hb.shape(font, buffer)
    glyphs, places = buffer.glyph_infos or (), buffer.glyph_positions or ()
    em = font.face.upem
    pens = accumulate((place.x_advance for place in places), initial=0)
    return _Shaped(
        [glyph.codepoint for glyph in glyphs],
        [glyph.cluster for glyph in glyphs],
        [pen / em for pen in pens],
        [(place.x_offset / em, place.y_offset / em) for place in places],
    )
