"""Words as search compares them: in small letters, without accents and apostrophes.

The reader's words are cut in the same way by docs/assets/javascripts/search-index.js.
"""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
APOSTROPHE = "'"
INSIDE = re.compile(r"'(?<=[^\W_]')(?=[^\W_])")
"""An apostrophe inside a word."""
SIGNS = {"’": APOSTROPHE} | dict.fromkeys("·“”–—«»", " ")
"""What most texts have besides letters that everybody writes; the rest of them can be cut fast."""
GAPS = {n: " " for n in range(128) if not chr(n).isalnum()}
COMBINING = re.compile(r"[\u0300-\U0010ffff]")
"""No sign before these is combining, and few of these are."""
JOIN = "+"
"""What joins two words that mean something together only: "say+no"."""
SHORTEST = 2
"""Letters that a word has at least; a figure may stand alone."""


def words(text: str) -> list[str]:
    """Return the words of a text, in order and with repetitions."""
    small = (text if text.isascii() else _plain(text)).lower()
    if APOSTROPHE in small:
        small = INSIDE.sub("", small)
    found = small.translate(GAPS).split() if small.isascii() else WORD.findall(small)
    return [word for word in found if len(word) >= SHORTEST or word.isdigit()]


def _plain(text: str) -> str:
    """Return a text without accents, and with signs that are in GAPS for those that are not."""
    if not unicodedata.is_normalized("NFKD", text):
        text = unicodedata.normalize("NFKD", text)
    for sign, plain in SIGNS.items():
        text = text.replace(sign, plain)
    return text if text.isascii() else COMBINING.sub(_base, text)


def _base(found: re.Match[str]) -> str:
    """Return a sign, or nothing if it only changes the one before it."""
    return "" if unicodedata.combining(found[0]) else found[0]
