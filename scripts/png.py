"""PNG files of pictures with few colours, written as they are: nothing is tried out."""

from __future__ import annotations

import struct
import zlib
from typing import Literal

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, PALETTE = 0, 3
DEFLATE = ADAPTIVE = NOT_INTERLACED = 0


def encode(
    size: tuple[int, int],
    bits: Literal[1, 4],
    rows: bytes,
    palette: bytes = b"",
    *,
    level: int = 9,
) -> bytes:
    """Return a picture as a file; `size` is its width and height in pixels.

    `rows` are the packed pixels of all rows, each after its filter type (0: none), `palette` the
    red, green and blue of each colour (without it, pixels are grey), `level` zlib's.
    """
    kind = PALETTE if palette else GREY
    header = struct.pack(">IIBBBBB", *size, bits, kind, DEFLATE, ADAPTIVE, NOT_INTERLACED)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, level)))
    written = [
        _chunk(name, data) for name, data in (*chunks, (b"IEND", b"")) if name != b"PLTE" or data
    ]
    return SIGNATURE + b"".join(written)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
