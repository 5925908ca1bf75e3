"""QR codes: for sheets, and as pictures of their own. The same address gives the same bytes."""

from __future__ import annotations

import io

import segno

QUIET = 4
"""The modules that the standard leaves empty around a code."""

PIXELS = 600
"""The least width of a picture: sharp on a poster and in a chat."""


def drawing(address: str) -> str:
    """Return a code as SVG for a sheet, which leaves four modules empty around it."""
    return _svg(segno.make_qr(address, error="m"), border=0)


def svg(address: str, title: str) -> bytes:
    """Return a code as an SVG file, black on white with its quiet zone; `title` is read aloud."""
    code = segno.make_qr(address, error="m")
    drawn = _svg(code, border=QUIET, light="#fff", title=title, omitsize=True)
    return drawn.replace("<svg ", '<svg role="img" ', 1).encode()


def png(address: str) -> bytes:
    """Return a code as a PNG file of at least 600 pixels, black on white with its quiet zone."""
    code, picture = segno.make_qr(address, error="m"), io.BytesIO()
    scale = -(-PIXELS // code.symbol_size(border=QUIET)[0])
    code.save(picture, kind="png", border=QUIET, scale=scale)
    return picture.getvalue()


def _svg(code: segno.QRCode, **style: object) -> str:
    picture = io.BytesIO()
    code.save(picture, kind="svg", xmldecl=False, nl=False, **style)
    return picture.getvalue().decode()
