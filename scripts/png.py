"""PNG files of pictures with few colours, written as they are: nothing is tried out."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, PALETTE = 0, 3
PLAIN, AS_ABOVE = b"\0", b"\2"
"""What a row begins with: its pixels follow, or else what to add to those of the row above."""

DEFLATE = ADAPTIVE = NOT_INTERLACED = 0
ADLER = 65521
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


class Part(NamedTuple):
    """Rows compressed so that they stand alone, their Adler-32, and how many bytes they were."""

    packed: bytes
    adler: int
    size: int


def part(rows: bytes, level: int) -> Part:
    """Return a part of a stream; `level` is zlib's."""
    packer = zlib.compressobj(level, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(rows) + packer.flush(zlib.Z_FULL_FLUSH)
    return Part(packed, zlib.adler32(rows), len(rows))


def joined(parts: Sequence[Part]) -> bytes:
    """Return the stream of parts, one after the other."""
    packed = b"".join(each.packed for each in parts)
    return STREAM + packed + LAST + struct.pack(">I", _adler(parts))


def _adler(parts: Iterable[Part]) -> int:
    """Return the Adler-32 of all bytes: their sum from 1, and the sum of those sums, as RFC 1950."""
    low, high = 1, 0
    for each in parts:
        high = (high + (each.adler >> 16) + each.size * (low - 1)) % ADLER
        low = (low + (each.adler & 0xFFFF) - 1) % ADLER
    return high << 16 | low


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
