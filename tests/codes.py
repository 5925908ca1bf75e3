"""QR codes as a telephone sees them: pictures drawn by one library and read by another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pypdfium2 as pdfium
import typst
import zxingcpp

from scripts.apart import apart

SHOWN = "#set page(width: 100pt, height: 100pt, margin: 0pt)\n#image(bytes({}), width: 100%)"


@dataclass(frozen=True)
class Shown:
    """A picture as it is seen, 400 pixels wide: the codes in it, and how many rows above are white."""

    codes: tuple[str, ...]
    margin: int


def show(picture: bytes) -> Shown:
    """Return a picture, an SVG or a PNG, as it is seen."""
    # Typst's threads would be missing in the copies of this process that sheets are set in later.
    sheet = apart(partial(typst.compile, SHOWN.format(tuple(picture)).encode(), format="pdf"))
    bitmap = pdfium.PdfDocument(sheet)[0].render(scale=4, grayscale=True)
    pixels = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
    codes = zxingcpp.read_barcodes(pixels)
    rows = (bytes(bitmap.buffer)[n * bitmap.stride :][: bitmap.width] for n in range(bitmap.height))
    margin = next(number for number, row in enumerate(rows) if min(row) < 128)
    return Shown(tuple(code.text for code in codes), margin)
