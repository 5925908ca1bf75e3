"""PNG files of pictures with few colours, written as they are: nothing is tried out."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, PALETTE = 0, 3
PLAIN, AS_ABOVE = b"\0", b"\2"
"""What a row begins with: its pixels follow, or else what to add to those of the row above."""

DEFLATE = ADAPTIVE = NOT_INTERLACED = 0
STREAM, LAST = b"\x78\x9c", b"\x03\0"
"""How a stream begins, and the empty block that is its last."""


def encode(
    size: tuple[int, int], bits: Literal[1, 4], stream: bytes, palette: bytes = b""
) -> bytes:
    """Return a picture as a file; `size` is its width and height in pixels.

    `stream` are all rows, packed, each after `PLAIN` or `AS_ABOVE`, and compressed; `palette` is
    the red, green and blue of each colour (without it, pixels are grey).
    """
    kind = PALETTE if palette else GREY
    header = struct.pack(">IIBBBBB", *size, bits, kind, DEFLATE, ADAPTIVE, NOT_INTERLACED)
    colours = _chunk(b"PLTE", palette) if palette else b""
    data = _chunk(b"IHDR", header), colours, _chunk(b"IDAT", stream), _chunk(b"IEND", b"")
    return SIGNATURE + b"".join(data)


def joined(parts: Iterable[bytes], rows: bytes) -> bytes:
    """Return the stream of `rows` whose parts are compressed already, by `part`."""
    return STREAM + b"".join(parts) + LAST + struct.pack(">I", zlib.adler32(rows))


def part(rows: bytes, level: int) -> bytes:
    """Return a part of a stream: rows compressed so that they stand alone; `level` is zlib's."""
    packer = zlib.compressobj(level, wbits=-zlib.MAX_WBITS)
    return packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
