"""The bytes of a built text: whether they are UTF-8, and on which line something stands."""

from __future__ import annotations

import html

from scripts.problem import Problem


def line_of(source: bytes, value: str) -> int:
    """Return the line of a value, as an attribute if it is one, or 0 if it is nowhere."""
    escaped = html.escape(value)
    for needle in (f'="{value}"', f'="{escaped}"', value, escaped, html.escape(value, quote=False)):
        position = source.find(needle.encode(errors="replace"))
        if value and position >= 0:
            return source.count(b"\n", 0, position) + 1
    return 0


def utf8_fault(path: str, source: bytes) -> Problem | None:
    """Return the problem of a text that is not UTF-8."""
    try:
        source.decode()
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        message = f"the byte 0x{source[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return Problem(f"site/{path}", line, message)
    return None
