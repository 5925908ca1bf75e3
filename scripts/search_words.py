"""Words as search compares them: in small letters, without accents and apostrophes.

The reader's words are cut in the same way by docs/assets/javascripts/search-index.js.
"""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")
APOSTROPHE = "'"
INSIDE = re.compile(r"'(?<=[^\W_]')(?=[^\W_])")
"""An apostrophe inside a word."""
SIGNS = {"’": APOSTROPHE} | dict.fromkeys("·“”–—«»", " ")
"""What most texts have besides letters that everybody writes; the rest of them can be cut fast."""
GAPS = {n: " " for n in range(128) if not chr(n).isalnum() and chr(n) != "\n"}
COMBINING = re.compile(r"[^\0-\u02ff]")
"""No other signs are combining, and few of these are. (A range up to the last sign compiles slowly.)"""
JOIN = "+"
"""What joins two words that mean something together only: "say+no"."""
SHORTEST = 2
"""Letters that a word has at least; a figure may stand alone."""
LETTERS = frozenset(ascii_lowercase)
"""What is too short for a word, and so frequent that it is left out last."""


def words(text: str) -> list[str]:
    """Return the words of a text, in order and with repetitions."""
    return [word for word in _cut(_small(text)) if word not in LETTERS]


def words_of(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of each of some texts, with LETTERS among them, which are none."""
    lines = "\n".join(text.replace("\n", " ") for text in texts)
    return [_cut(line) for line in _small(lines).split("\n")] if texts else []


def _small(text: str) -> str:
    small = (text if text.isascii() else _plain(text)).lower()
    if APOSTROPHE in small:
        small = INSIDE.sub("", small)
    return small.translate(GAPS)


def _cut(small: str) -> list[str]:
    if small.isascii():
        return small.split()
    return [word for word in WORD.findall(small) if len(word) >= SHORTEST or word.isdigit()]


def _plain(text: str) -> str:
    """Return a text without accents, and with signs that are in GAPS for those that are not."""
    text = _signs(text)
    if not text.isascii() and not unicodedata.is_normalized("NFKD", text):
        text = _signs(unicodedata.normalize("NFKD", text))
    return text if text.isascii() else COMBINING.sub(_base, text)


def _signs(text: str) -> str:
    for sign, plain in SIGNS.items():
        text = text.replace(sign, plain)
    return text


def _base(found: re.Match[str]) -> str:
    """Return a sign, or nothing if it only changes the one before it."""
    return "" if unicodedata.combining(found[0]) else found[0]
