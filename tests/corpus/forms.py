"""The forms of words: Indonesian affixes and English endings, regular ones only."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

VOWELS = "aeiou"
# First sound of a root -> what the nasal before it becomes, and whether the sound stays.
NASALS = {
    **dict.fromkeys("aiueogh", ("ng", True)),
    **dict.fromkeys("bfv", ("m", True)),
    **dict.fromkeys("cdjz", ("n", True)),
    "k": ("ng", False),
    "p": ("m", False),
    "s": ("ny", False),
    "t": ("n", False),
}


def nasal(prefix: str, root: str) -> str:
    """Put `me` or `pe` before a root, with the nasal that the root asks for."""
    link, stays = NASALS.get(root[0], ("", True))
    if not stays and root[1] not in VOWELS:  # as in mentransfer, memproses
        link, stays = {"s": "n"}.get(root[0], link), True
    return prefix + link + (root if stays else root[1:])


def ending(word: str, suffix: str) -> str:
    """Put an English ending that begins with a vowel after a word."""
    if word.endswith("e") and not word.endswith("ee"):
        return word[:-1] + suffix
    if suffix != "ing" and re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}i{suffix}"
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", word):
        return word + word[-1] + suffix
    return word + suffix


def plural(word: str) -> str:
    """Return the plural of an English word, which is also its third person."""
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(s|x|z|ch|sh)$", word) else f"{word}s"


def comparative(word: str) -> str:
    """Return the comparative of an English adjective."""
    long = len(re.findall(r"[aeiouy]+", word)) > 1 and not word.endswith("y")
    return f"more {word}" if long else ending(word, "er")


def manner(word: str) -> str:
    """Return the adverb of an English adjective."""
    if word.endswith("le"):
        return f"{word[:-1]}y"
    return f"{word[:-1]}ily" if re.search(r"[^aeiou]y$", word) else f"{word}ly"


FORMS: Mapping[str, Mapping[str, Callable[[str], str]]] = {
    "id": {
        "meN": lambda root: nasal("me", root),
        "meN-kan": lambda root: f"{nasal('me', root)}kan",
        "meN-nya": lambda root: f"{nasal('me', root)}nya",
        "peN": lambda root: nasal("pe", root),
        "peN-an": lambda root: f"{nasal('pe', root)}an",
        "di": lambda root: f"di{root}",
        "ter": lambda root: f"te{root}" if root[0] == "r" else f"ter{root}",
        "an": lambda root: f"{root}an",
        "imperative": lambda root: f"{root}lah",
        "ke-an": lambda word: f"ke{word}an",
        "nya": lambda word: f"{word}nya",
        "plural": lambda word: word if "-" in word else f"{word.split()[0]}-{word}",
    },
    "en": {
        "a": lambda word: f"{'an' if word[0] in VOWELS else 'a'} {word}",
        "s": plural,
        "ed": lambda word: ending(word, "ed"),
        "en": lambda word: ending(word, "ed"),
        "ing": lambda word: ending(word, "ing"),
        "agent": lambda word: f"{ending(word, 'er')}s",
        "more": comparative,
        "ly": manner,
        "ness": lambda word: f"{manner(word).removesuffix('ly')}ness",
    },
}


@cache
def form(locale: str, name: str, word: str) -> str:
    """Return a form of a word or of a pair of words."""
    return FORMS[locale][name](word)
