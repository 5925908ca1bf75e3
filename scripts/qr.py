"""QR codes: for sheets, and as pictures of their own. The same address gives the same bytes."""

from __future__ import annotations

import io
from typing import Literal

import segno

Kind = Literal["svg", "png"]

QUIET = 4
"""The modules that the standard leaves empty around a code."""

PIXELS = 600
"""The least width of a PNG: sharp on a poster and in a chat."""


def drawing(address: str) -> str:
    """Return a code as SVG for a sheet, which leaves four modules empty around it."""
    return _svg(segno.make_qr(address, error="m"), border=0)


def pictures(address: str, title: str) -> dict[Kind, bytes]:
    """Return a code as files, black on white with its quiet zone; an SVG is read aloud as `title`."""
    code, png = segno.make_qr(address, error="m"), io.BytesIO()
    svg = _svg(code, border=QUIET, light="#fff", title=title, omitsize=True)
    scale = -(-PIXELS // code.symbol_size(border=QUIET)[0])
    code.save(png, kind="png", border=QUIET, scale=scale)
    return {"svg": svg.replace("<svg ", '<svg role="img" ', 1).encode(), "png": png.getvalue()}


def _svg(code: segno.QRCode, **style: object) -> str:
    picture = io.BytesIO()
    code.save(picture, kind="svg", xmldecl=False, nl=False, **style)
    return picture.getvalue().decode()
