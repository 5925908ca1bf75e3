"""A logo that somebody brings: a picture that can be printed, and that is nothing but a picture."""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import PurePath
from typing import TYPE_CHECKING

from PIL import Image

from scripts.svg import SvgError, inspect

if TYPE_CHECKING:
    from pathlib import Path

BYTES = 1_000_000
SIDE = 4000
"""The longest side of a picture, in pixels."""

KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".svg": "SVG"}
BEGINNINGS = ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"))
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)
"""What Pillow raises for pictures that are broken."""


class LogoError(Exception):
    """A logo cannot be printed; the error's text follows its name: what is wrong, what to do."""


def read(folder: Path, name: str) -> bytes:
    """Return the logo in the file `name` of a folder; raises LogoError."""
    if not _inside(folder, name):
        raise LogoError("is outside of the record's folder; put the file there, and write its name")
    data = _data(folder / name)
    kind, named = _kind(data), KINDS.get(PurePath(name).suffix.lower())
    if not (kind and named):
        raise LogoError("is not a PNG, JPEG or SVG picture; save it as one of these")
    if kind != named:
        raise LogoError(f"is a {kind} picture in fact; give the file a name that says so")
    if kind == "SVG":
        _draw(data)
    else:
        _decode(data, kind)
    return data


def _inside(folder: Path, name: str) -> bool:
    path = PurePath(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name:
        return False
    return (folder / path).resolve().is_relative_to(folder.resolve())


def _data(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= BYTES else b""
    except FileNotFoundError as error:
        raise LogoError("is not there; put the file beside the record, or remove it") from error
    except OSError as error:
        raise LogoError(f"cannot be read ({error.strerror}); put a picture there") from error
    if size > BYTES:
        raise LogoError(f"has {size / BYTES:.1f} MB; save it smaller, with 1 MB at most")
    return data


def _kind(data: bytes) -> str | None:
    found = next((kind for beginning, kind in BEGINNINGS if data.startswith(beginning)), None)
    return found or ("SVG" if b"<svg" in data or b":svg" in data else None)


def _decode(data: bytes, kind: str) -> None:
    """Raise LogoError when a picture of pixels is too large or broken."""
    try:
        with warnings.catch_warnings(action="ignore"):
            picture = Image.open(io.BytesIO(data), formats=[kind])
        fits = max(picture.size) <= SIDE
        if fits:
            picture.load()
    except BROKEN as error:
        raise LogoError("is broken; save it anew") from error
    if not fits:
        shown = f"{picture.width} × {picture.height}"
        raise LogoError(f"has {shown} pixels; save it smaller, with {SIDE} a side at most")


def _draw(data: bytes) -> None:
    try:
        inspect(data)
    except SvgError as error:
        raise LogoError(str(error)) from error
