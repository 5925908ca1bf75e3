"""A card drawn: its ground, which Typst draws once, and text that is stamped on it glyph by glyph.

Sixteen colours do: each type's own in seven steps from the ground's, for smooth edges, and one
between both types' for the mark's.
"""

from __future__ import annotations

import io
from bisect import bisect
from functools import cache, lru_cache
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from scripts import lettering, png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.card import Card
    from scripts.lettering import Line, Weight

    Lines = list[Line]

SIZE = WIDTH, HEIGHT = 1200, 630
"""Of the picture, in pixels, as all measures here."""

LEFT, TOP, BOTTOM = 72, 150, 555
MEASURE = 1056
"""The longest line."""

FILTER = 2
"""Pixels left of the picture: as the first byte of a row they are `png.PLAIN`."""

TEXT = TOP - 24
"""Where text begins, with room for accents."""

STEPS = 7
STEP = [round(covered * STEPS / 255) for covered in range(256)]
INKS = tuple(bytes(step and first + step for step in STEP) for first in (0, STEPS))
"""The colours of a palette for how much of a pixel is covered, by the type's colour."""

SHAPE = bytes(255 * bool(step) for step in STEP)
SHIFTS = 2
"""How many places within a pixel a glyph may begin at."""

DOTS = "…"
ROW = 1 + WIDTH // 2
"""The bytes of a row: two pixels in each, after the first."""


class Type(NamedTuple):
    """A size of type, and the space below its lines in ems; colour counts from 0."""

    weight: Weight
    size: int
    leading: float
    colour: int = 0

    def height(self, lines: int) -> float:
        """Return the height of so many lines."""
        capital = lettering.capital(self.weight)
        return self.size * (lines * capital + (lines - 1) * self.leading)

    def lines(self, text: str, locale: str) -> Lines:
        """Return a text as lines of the card."""
        return lettering.lines(text, self.weight, MEASURE / self.size, locale)

    def shortened(self, text: str, locale: str, most: int) -> Lines:
        """Return a text as so many lines at most, with dots in place of what is left out."""
        found = self.lines(text, locale)
        if len(found) <= most or not most:
            return found[:most]
        count = bisect(
            range(len(text)), most, key=lambda end: len(self.lines(text[:end] + DOTS, locale))
        )
        words, _, torn = text[: count - 1].rpartition(" ")
        return self.lines((words or torn).rstrip(" ,;:.–—-") + DOTS, locale)


KICKER = Type("Bold", 28, 0.5, colour=1)
TITLES = tuple(Type("Bold", size, 0.4) for size in (76, 62, 52, 44))
SUMMARY = Type("Medium", 31, 0.7)
BELOW_KICKER, BELOW_TITLE = 28, 40
SHORT = 48
"""A title of so many signs may have the largest type."""

MOST_TITLE = 4
"""The lines that a title has at most in the smallest type, before it is shortened."""


def draw(card: Card, ground: bytes, colours: tuple[str, str, str]) -> bytes:
    """Return a card as a PNG file; `ground` is one without text, of `colours` like `#1f2b50`.

    They are the ground's, that of the title and that of the kicker.
    """
    palette, texts = _palette(colours), list(_laid_out(card))
    last, top, lines = texts[-1]
    end = int(top + last.height(len(lines)) + last.size / 2)
    canvas = Image.new("P", (FILTER + WIDTH, end - TEXT))
    for kind, top, lines in texts:
        for number, line in enumerate(lines, 1):
            _print(canvas, kind, line, top - TEXT + kind.height(number))
    above, below = _strip(ground, palette, 0, TEXT), _strip(ground, palette, end, HEIGHT)
    return png.encode(SIZE, 4, (above, png.strip(_rows(canvas)), below), palette)


def _rows(canvas: Image.Image) -> bytes:
    """Return the rows of a picture, two pixels in a byte."""
    return canvas.tobytes("raw", "P;4")


def _laid_out(card: Card) -> Iterator[tuple[Type, float, Lines]]:
    """Yield each text's type, top and lines: a title that fits, and what fits of the summary."""
    top: float = TOP
    yield KICKER, top, KICKER.shortened(card.kicker, card.locale, 1)
    top += KICKER.height(1) + BELOW_KICKER
    summary = SUMMARY.lines(card.summary, card.locale)
    for kind in TITLES[len(card.title) > SHORT :]:
        title = kind.lines(card.title, card.locale)
        below = top + kind.height(len(title)) + BELOW_TITLE
        if len(summary) <= _most(BOTTOM - below):
            break
    else:
        title = kind.shortened(card.title, card.locale, MOST_TITLE)
        below = top + kind.height(len(title)) + BELOW_TITLE
        summary = SUMMARY.shortened(card.summary, card.locale, _most(BOTTOM - below))
    yield kind, top, title
    yield SUMMARY, below, summary


def _most(room: float) -> int:
    """Return how many lines of the summary have room."""
    return max(0, floor((room - SUMMARY.height(1)) / (SUMMARY.height(2) - SUMMARY.height(1))) + 1)


def _print(canvas: Image.Image, kind: Type, line: Line, baseline: float) -> None:
    paste = canvas.im.paste  # `canvas.paste` asks so much before that it takes six times as long
    for glyph, x, y in line:
        place, shift = divmod(round((LEFT + x * kind.size) * SHIFTS), SHIFTS)
        if stamp := _stamp(kind, glyph, shift):
            ink, shape, left, top, width, height = stamp
            left += FILTER + place
            top += round(baseline - y * kind.size)
            paste(ink, (left, top, left + width, top + height), shape)


class _Stamp(NamedTuple):
    """A glyph in colours of the palette, which pixels it has, its corner and its size."""

    ink: Any
    shape: Any
    left: int
    top: int
    width: int
    height: int


@cache
def _stamp(kind: Type, glyph: int, shift: int) -> _Stamp | None:
    drawn = lettering.coverage(kind.weight, glyph, kind.size, shift / SHIFTS)
    if not drawn:
        return None
    size = drawn.width, drawn.height
    return _Stamp(
        Image.frombytes("P", size, drawn.pixels.translate(INKS[kind.colour])).im,
        Image.frombytes("L", size, drawn.pixels.translate(SHAPE)).convert("1").im,
        drawn.left,
        drawn.top,
        *size,
    )


@cache
def _palette(colours: tuple[str, str, str]) -> bytes:
    ground, title, kicker = (bytes.fromhex(colour[1:]) for colour in colours)
    shares = [step / STEPS for step in range(1, STEPS + 1)]
    steps = [_mixed(ground, kind, share) for kind in (title, kicker) for share in shares]
    return b"".join((ground, *steps, _mixed(title, kicker, 0.5)))


def _mixed(below: bytes, above: bytes, share: float) -> bytes:
    return bytes(round(a + (b - a) * share) for a, b in zip(below, above, strict=True))


@lru_cache(64)
def _strip(ground: bytes, palette: bytes, start: int, end: int) -> png.Strip:
    """Return rows of the ground, which all cards share that have as many lines."""
    return png.strip(_ground(ground, palette)[start * ROW : end * ROW])


@cache
def _ground(ground: bytes, palette: bytes) -> bytes:
    """Return the rows of the ground in colours of the palette."""
    # `Image.open` would load four other formats first.
    drawn = PngImageFile(io.BytesIO(ground)).convert("RGB")
    paint = Image.new("P", (1, 1))
    paint.putpalette(palette)
    canvas = Image.new("P", (FILTER + WIDTH, HEIGHT))
    canvas.paste(drawn.quantize(palette=paint, dither=Image.Dither.NONE), (FILTER, 0))
    return _rows(canvas)
