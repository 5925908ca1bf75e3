"""Words as search compares them: in small letters, without accents and apostrophes.

The reader's words are cut in the same way by docs/assets/javascripts/search-index.js.
"""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
JOIN = "+"
"""What joins two words that mean something together only: "say+no"."""
SHORTEST = 2
"""Letters that a word has at least; a figure may stand alone."""


def words(text: str) -> list[str]:
    """Return the words of a text, in order and with repetitions."""
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )
    found = (re.sub("['’]", "", word) for word in WORD.findall(plain.lower()))
    return [word for word in found if len(word) >= SHORTEST or word.isdigit()]
