"""How hard a text is to read, by LIX: words a sentence, plus long words in a hundred.

LIX (Björnsson 1968) counts letters, not syllables, and so works in any language that puts spaces
between words; what figure is easy differs from language to language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from scripts.markup import CITATION
from scripts.records import GAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.units import Piece

LONG = 6
"""Words of more letters than this are long."""

ENOUGH = 50
"""A text of fewer words has no figure: one long word would decide it."""

A_SENTENCE = 8
"""Fewer words than this are no hard sentence, however long they are."""

NOT_PROSE = re.compile(r"\s*(#{1,6}\s|\||`{3}|~{3}|[-=]{3,}\s*$)")
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\[\]]*)\]\([^)]*\)")
STARTS = re.compile(r"^\s*(?:[-*+>]|\d+[.)])\s+", re.MULTILINE)
SIGNS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)|\{[:#][^}]*\}")
WORD = re.compile(r"\w+(?:[-’'.,/@:]\w+)*")
LETTER = re.compile(r"[^\W\d_]")
END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s+[“‘\"'(\[]*[A-ZÀ-Þ0-9])")
ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Yth|Jl|No|Dr|Drs|Ir|Prof|Mr|Mrs|Ms|St|hlm|tel|a\.n|u\.p|e\.g|i\.e|vs)\.$"
)
LONGEST = len(" Prof.")


class Sentence(NamedTuple):
    """A sentence without its markup, and the line of the file where its paragraph begins."""

    line: int
    text: str
    words: int
    long: int

    @property
    def lix(self) -> float:
        """How hard the sentence is by itself."""
        return lix(self.words, 1, self.long)


class Ease(NamedTuple):
    """How hard a text is, with its hardest sentences, the hardest first."""

    lix: float
    words: int
    sentences: int
    hardest: tuple[Sentence, ...]


def ease(pieces: Iterable[Piece], hardest: int = 3) -> Ease | None:
    """Return how hard a text is, or None when it is too short to tell."""
    found = [sentence for piece in pieces for sentence in sentences(piece)]
    words = sum(sentence.words for sentence in found)
    if words < ENOUGH:
        return None
    figure = lix(words, len(found), sum(sentence.long for sentence in found))
    whole = (sentence for sentence in found if sentence.words >= A_SENTENCE)
    worst = sorted(whole, key=lambda sentence: (-sentence.lix, -sentence.words, sentence.line))
    return Ease(figure, words, len(found), tuple(worst[:hardest]))


def lix(words: int, sentences: int, long: int) -> float:
    """Return the figure for so many words, sentences and long words, none of them without words."""
    return round(words / sentences + 100 * long / words, 1)


def sentences(piece: Piece) -> Iterator[Sentence]:
    """Yield the sentences of a text; entries of lists count as sentences, headings and tables not."""
    if NOT_PROSE.match(piece.text):
        return
    for text in _split(" ".join(plain(piece.text).split())):
        words = WORD.findall(text)
        if words:
            yield Sentence(piece.line, text, len(words), sum(map(_is_long, words)))


@cache  # texts share most of their words
def _is_long(word: str) -> bool:
    return len(word) > LONG and len(LETTER.findall(word)) > LONG


def plain(text: str) -> str:
    """Return a text as readers see it: without citations, markup, and gaps to fill in."""
    if "[" in text:
        text = LINK.sub(_label, PICTURE.sub("", CITATION.sub("", text)))
    if "{" in text:
        text = GAP.sub("", text)
    if "\n" in text or not text[:1].isalpha():
        text = STARTS.sub("", text)
    return SIGNS.sub("", text) if any(sign in text for sign in "*`_{") else text


def _label(link: re.Match[str]) -> str:
    return link[1]


def _split(text: str) -> Iterator[str]:
    start = 0
    for found in END.finditer(text):
        end = found.end()
        if not ABBREVIATION.search(text, max(start, end - LONGEST), end):
            yield text[start:end].strip()
            start = end
    yield text[start:].strip()
