"""Lines of text in the font of the sheets, set and drawn by HarfBuzz.

A glyph's number is the font's own; lengths are in ems of the type unless they are pixels.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, NamedTuple

import uharfbuzz as hb

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS = "font_hanken_grotesk"
SPACES = " \t\r\n\u200b"
BREAK = re.compile(rf"[{SPACES}]+|(?<=\w)[-–—/](?=[^\W\d])")
"""What a line may end with: space, or a dash between words."""

Weight = Literal["Bold", "Medium"]


class Glyph(NamedTuple):
    """A glyph and where it stands, from the beginning of its line."""

    id: int
    x: float
    y: float


Line = list[Glyph]


class Coverage(NamedTuple):
    """How much of each pixel a glyph covers, 0 to 255 by rows, and the box of these in pixels."""

    pixels: bytes
    left: int
    top: int
    width: int
    height: int


class _Piece(NamedTuple):
    """What a line may not break: its glyphs, from where to where it goes without end space."""

    glyphs: list[Glyph]
    start: float
    end: float


def lines(text: str, weight: Weight, width: float, language: str) -> list[Line]:
    """Return a text as lines of at most `width`; a word that is longer alone is torn."""
    found: list[list[_Piece]] = []
    for piece in _pieces(text, weight, width, language):
        if not found or piece.end - found[-1][0].start > width:
            found.append([])
        found[-1].append(piece)
    return [
        [Glyph(sign, x - line[0].start, y) for piece in line for sign, x, y in piece.glyphs]
        for line in found
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


def _pieces(text: str, weight: Weight, width: float, language: str) -> Iterator[_Piece]:
    ends = iter([*(found.end() for found in BREAK.finditer(text)), len(text)])
    end, parts = 0, list[_Piece]()
    for at, part in _clusters(text, weight, language):
        if at >= end:
            yield from _joined(parts, width)
            parts = []
            end = next(each for each in ends if each > at)
        if text[at] not in SPACES:
            parts.append(part)
    yield from _joined(parts, width)


def _joined(parts: list[_Piece], width: float) -> Iterator[_Piece]:
    """Yield clusters as one piece, unless that is wider than a line."""
    if parts and parts[-1].end - parts[0].start <= width:
        glyphs = [glyph for part in parts for glyph in part.glyphs]
        yield _Piece(glyphs, parts[0].start, parts[-1].end)
    else:
        yield from parts


def _clusters(text: str, weight: Weight, language: str) -> Iterator[tuple[int, _Piece]]:
    """Yield the glyphs that belong together, and the place of their first sign in the text."""
    buffer, font = hb.Buffer(), _font(weight)
    buffer.add_codepoints([ord(sign) for sign in text])
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", language
    hb.shape(font, buffer)
    em, pen, start, cluster, glyphs = font.face.upem, 0, 0, 0, list[Glyph]()
    for info, place in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True):
        if info.cluster != cluster:
            yield cluster, _Piece(glyphs, start / em, pen / em)
            start, cluster, glyphs = pen, info.cluster, []
        glyphs.append(Glyph(info.codepoint, (pen + place.x_offset) / em, place.y_offset / em))
        pen += place.x_advance
    if glyphs:
        yield cluster, _Piece(glyphs, start / em, pen / em)
