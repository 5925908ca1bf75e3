"""Icons at the addresses that browsers try by themselves, where no page names one.

They do so for what is no page, such as a PDF or a feed, and when a page goes to the home screen.
"""

from __future__ import annotations

import struct

SHEET = "icon.typ"
SIDES = {"favicon.ico": 32, "apple-touch-icon.png": 180}
"""Every icon's address below the site's root, and its width and height in pixels."""

HEADER = struct.Struct("<HHHBBBBHHII")
IS_ICON, ONE, PLANES, BITS = 1, 1, 1, 32


def inputs(address: str) -> dict[str, str]:
    """Return what the sheet of an icon is told; iOS rounds the corners of its own."""
    return {"size": str(SIDES[address]), "maskable": str(address.endswith(".png")).lower()}


def file(address: str, png: bytes) -> bytes:
    """Return the file of an icon from its picture."""
    side = SIDES[address]
    if not address.endswith(".ico"):
        return png
    header = HEADER.pack(0, IS_ICON, ONE, side, side, 0, 0, PLANES, BITS, len(png), HEADER.size)
    return header + png
