"""PNG files of pictures with few colours, written as they are: nothing is tried out.

Pictures consist of strips of rows, each compressed on its own: a strip that many have is compressed
once.

zlib-ng compresses such rows smaller than zlib's fastest level does, in two fifths of its time. ISA-L
would take half as long again less, but not every process gets the same bytes from it.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Literal, NamedTuple

from zlib_ng import zlib_ng

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, PALETTE = 0, 3
PLAIN, AS_ABOVE = b"\0", b"\2"
"""What a row begins with: its pixels follow, or else what to add to those of the row above."""

DEFLATE = ADAPTIVE = NOT_INTERLACED = 0
LEVEL = 2
"""zlib-ng's: the first one's files are half as large again, and the next saves little."""

BEGIN, END = b"\x78\1", b"\3\0"
"""What zlib's format begins with, and a last block of nothing, before the checksum."""


class Strip(NamedTuple):
    """Rows of a picture, and what they are compressed to, whatever is above and below."""

    rows: bytes
    packed: bytes


def strip(rows: bytes) -> Strip:
    """Compress rows, which are packed, each after `PLAIN` or `AS_ABOVE`."""
    compressor = zlib_ng.compressobj(LEVEL, wbits=-zlib.MAX_WBITS)
    return Strip(rows, compressor.compress(rows) + compressor.flush(zlib.Z_SYNC_FLUSH))


def encode(
    size: tuple[int, int], bits: Literal[1, 4], strips: Iterable[Strip], palette: bytes = b""
) -> bytes:
    """Return a picture as a file; `size` is its width and height in pixels.

    `strips` are from the top; `palette` is the red, green and blue of each colour (without it,
    pixels are grey).
    """
    kind = PALETTE if palette else GREY
    header = struct.pack(">IIBBBBB", *size, bits, kind, DEFLATE, ADAPTIVE, NOT_INTERLACED)
    colours = _chunk(b"PLTE", palette) if palette else b""
    pixels = _chunk(b"IDAT", _joined(strips))
    return SIGNATURE + _chunk(b"IHDR", header) + colours + pixels + _chunk(b"IEND", b"")


def _joined(strips: Iterable[Strip]) -> bytes:
    """Return strips as one stream of zlib's."""
    parts, checksum = [BEGIN], zlib_ng.adler32(b"")
    for rows, packed in strips:
        parts.append(packed)
        checksum = zlib_ng.adler32(rows, checksum)
    return b"".join((*parts, END, struct.pack(">I", checksum)))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
