"""The site's icons: those of the app, and those that browsers try by themselves.

They try them for what is no page, such as a PDF or a feed, and when a page goes to the home screen.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

SHEET = "icon.typ"

HEADER = struct.Struct("<HHHBBBBHHII")
IS_ICON, ONE, PLANES, BITS = 1, 1, 1, 32


class Icon(NamedTuple):
    """A square picture of `size` pixels, at an address below the site's root.

    A maskable one fills its square, for systems that cut it.
    """

    address: str
    size: int
    maskable: bool = False


OF_APP = (
    Icon("ikon/192.png", 192),
    Icon("ikon/512.png", 512),
    Icon("ikon/512-penuh.png", 512, maskable=True),
)
TRIED = (
    Icon("favicon.ico", 32),
    Icon("apple-touch-icon.png", 180, maskable=True),  # iOS rounds the corners of its own
)


def inputs(icons: Iterable[Icon]) -> dict[str, str]:
    """Return what the sheet is told, which has a page for each icon."""
    return {"icons": json.dumps([icon._asdict() for icon in icons])}


def file(icon: Icon, png: bytes) -> bytes:
    """Return the file of an icon from its picture."""
    if not icon.address.endswith(".ico"):
        return png
    side = icon.size
    header = HEADER.pack(0, IS_ICON, ONE, side, side, 0, 0, PLANES, BITS, len(png), HEADER.size)
    return header + png
