"""Words as search compares them: in small letters, without accents and apostrophes.

The reader's words are cut in the same way by docs/assets/javascripts/search-index.js.
"""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
APOSTROPHE = re.compile("['’]")
FIRST = "\u0300"
"""No sign before this one is combining."""
JOIN = "+"
"""What joins two words that mean something together only: "say+no"."""
SHORTEST = 2
"""Letters that a word has at least; a figure may stand alone."""


def words(text: str) -> list[str]:
    """Return the words of a text, in order and with repetitions."""
    found = WORD.findall((text if text.isascii() else _plain(text)).lower())
    whole = (word if word.isalnum() else APOSTROPHE.sub("", word) for word in found)
    return [word for word in whole if len(word) >= SHORTEST or word.isdigit()]


def _plain(text: str) -> str:
    """Return a text without accents."""
    if not unicodedata.is_normalized("NFKD", text):
        text = unicodedata.normalize("NFKD", text)
    return "".join(char for char in text if char < FIRST or not unicodedata.combining(char))
