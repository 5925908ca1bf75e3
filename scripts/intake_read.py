"""From the bytes of a saved article to its text, whatever their encoding.

An encoding is looked for where files say it (byte order mark, HTML's own declaration), then UTF-8
is tried, which hardly any other text passes for. Only then charset-normalizer guesses, among the
few encodings that texts in Latin letters are still saved in; it comes with MkDocs Material anyway.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

from charset_normalizer import from_bytes

from scripts.limits import HIDDEN

LARGEST = 5_000_000
"""The most bytes of a source: a page saved with all that is in it has less."""

GUESSES = ["cp1252", "utf_16_le", "utf_16_be", "mac_roman", "cp1250"]
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE
)
HTML = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|article|div|p|h[1-6]|section|main)\b[^<>]*>",
    re.IGNORECASE,
)
MARKDOWN = re.compile(
    r"^#{1,6} \S|^\[[^\]]+\]: |\[[^\]\n]+\]\(https?://|^\*\*[^*\n]+\*\*\s*$", re.MULTILINE
)
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:[\w-]+:.*\n)+---[ \t]*\n")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")

Form = Literal["html", "markdown", "text"]


class UnreadableError(Exception):
    """A source that holds no text; its message ends the sentence `the source …`."""


def decoded(data: bytes) -> str:
    """Return the text of a source, with the same end to each line; UnreadableError if none."""
    if len(data) > LARGEST:
        raise UnreadableError(
            f"has {len(data) / 1e6:.1f} MB; save the article alone, in at most {LARGEST / 1e6:.0f} MB"
        )
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("is empty; save the article's text into it")
    text = _decoded(data)
    if len(CONTROL.findall(text)) > len(text) // 200:
        raise UnreadableError(
            "is not text, but a picture, a PDF or the like; save it as text or HTML"
        )
    return HIDDEN.sub("", BREAKS.sub("\n", text.removeprefix("\ufeff")))


def form(text: str, name: str) -> Form:
    """Return what a text is written in, from its file's name and else from what is in it."""
    ending = name.rpartition(".")[2].lower()
    if ending in {"html", "htm", "xhtml"} or HTML.search(text[:20_000]):
        return "html"
    marked = FRONT_MATTER.match(text) or len(MARKDOWN.findall(text)) > 1
    return "markdown" if ending in {"md", "markdown"} or marked else "text"


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in ("utf-8", _declared(data)):
        try:
            return _plausible(data.decode(encoding))
        except (ValueError, LookupError):
            continue
    best = from_bytes(data, cp_isolation=GUESSES, threshold=0.3).best()
    return str(best) if best else data.decode("latin-1")


def _plausible(text: str) -> str:
    """Return a text unless every other sign is a zero, as UTF-16 looks in other encodings."""
    if text.count("\0") > len(text) // 5:
        raise LookupError
    return text


def _declared(data: bytes) -> str:
    """Return the encoding that HTML or XML says it has; what browsers take `latin-1` for."""
    found = DECLARED.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else "unknown"
    return "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name
