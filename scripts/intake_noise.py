"""What a line of a page is by its own words and markup, when it is not of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from scripts.intake_cues import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.intake_cues import CueBook
    from scripts.intake_line import Line
    from scripts.records import Noise

SHORT = 22
"""The words of a line that may be noise by how it begins."""

BRIEF = 12
"""The words of a title, a caption or a credit."""

OPENING = 8
"""The words of a sentence that only leads to the noise behind it: “Want more tips? Sign up …”."""

BY_WORDS: tuple[Noise, ...] = (
    *("related", "advertisement", "share", "comment", "cookie", "newsletter", "caption"),
    *("author", "legal", "contents"),
)
LENGTHY: frozenset[Noise] = frozenset({"cookie", "comment", "legal", "share", "newsletter"})
GLUED: tuple[Noise, ...] = ("related", "comment", "share", "advertisement", "newsletter")
"""Kinds that may follow a paragraph's last sentence on its line."""

LABEL = re.compile(r"^[(\[]?\s*([^:：/|]{2,30}?)\s*[:：/|]\s*\S")
CREDIT_END = re.compile(r"[(\[]([^()\[\]]{3,80})[)\]]\.?$")
TRAIL = re.compile(r"\s[>›»]\s")
HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
INITIALS = re.compile(r"[(\[][a-z]{2,4}(?:\s?/\s?[a-z]{2,4})*[)\]]", re.IGNORECASE)
SIGNED = re.compile(r"(?<=[.!?”\"]) ?\([a-z]{2,4}/[a-z]{2,4}\)$")
FIGURES = re.compile(r"[\d.,]+\s*(?:k|rb|jt)?\+?")
CREDITED = re.compile(r"^\S+ (?:by|oleh) [A-Z].* (?:on|dari|from|via|/) [A-Z]\w+$")


@dataclass(frozen=True)
class Judge:
    """Judges lines, each by itself."""

    cues: CueBook

    def divided(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield the lines, those that noise is glued to as two."""
        for line in lines:
            end, _ = self._glued(line)
            if end and len(line.text[:end].split()) > OPENING:
                yield replace(line, text=line.text[:end].rstrip())
                yield replace(line, text=line.text[end:].lstrip(), gap=False)
            else:
                yield line

    def _glued(self, line: Line) -> tuple[int, Noise | None]:
        """Return where noise begins behind a finished sentence, and what it is; or 0 and None."""
        if found := SIGNED.search(line.text):
            return found.start(), "author"
        for found in re.finditer(r"(?<=[\w”\"’)])[.!?][”\"’)]*\s*(?=[^\W\d_])", line.text):
            rest = line.text[found.end() :]
            if len(rest.split()) <= BRIEF:
                kind = next((kind for kind in GLUED if self.matches(kind, rest)), None)
                if kind:
                    return found.end(), kind
        return 0, None

    def matches(self, kind: Noise, text: str) -> bool:
        """Say whether a text is noise of that kind by its words."""
        return self.cues.is_noise(kind, text)

    def alone(self, line: Line) -> Noise | None:
        """Return what a line is by its own words and markup."""
        return next(chain(self._by_words(line), self._by_form(line)), None)

    def _by_words(self, line: Line) -> Iterator[Noise]:
        """Yield what a line may be by what it says."""
        for kind in BY_WORDS:
            if self.matches(kind, line.text) and (len(line.words) <= SHORT or kind in LENGTHY):
                yield kind
        if tail := self._glued(line)[1]:
            yield tail
        if self.matches("menu", line.text) and len(line.words) > 1:
            yield "menu"
        if self.is_credit(line):
            yield "credit"
        if self._is_caption(line):
            yield "caption"

    def _by_form(self, line: Line) -> Iterator[Noise]:
        """Yield what a line may be by how it looks."""
        if not line.words or FIGURES.fullmatch(line.text) or self._is_figure(line):
            yield "figures"
        if INITIALS.fullmatch(line.text):
            yield "author"
        if TRAIL.search(line.text) and len(line.words) <= BRIEF + 6 and line.is_open:
            yield "menu"
        if HASHTAGS.fullmatch(line.text) or self._labelled(line, "tags"):
            yield "tags"
        if line.linked and line.kind != "heading":
            yield "related"

    def _is_figure(self, line: Line) -> bool:
        """Say whether a line only counts readers or minutes: `3 min read`."""
        bare = re.sub(r"[\d.,|·•+]+\s*(?:k|rb|jt)?\b", " ", plain(line.text))
        parts = [" ".join(part.split()) for part in re.split(r"\s{2,}|[:()]", bare)]
        phrases = self.cues.noise["figures"][0]
        return bool(re.search(r"\d", line.text)) and all(
            part in phrases for part in filter(None, [part.strip(" -~±") for part in parts])
        )

    def is_credit(self, line: Line) -> bool:
        """Say whether a line names where a picture comes from."""
        if len(line.words) > BRIEF:
            return False
        words = plain(line.text).strip("([ ")
        begins = any(
            words.startswith(f"{cue} ") for cue in self.cues.noise["credit"][0] if " " in cue
        )
        return self._labelled(line, "credit") or begins or bool(CREDITED.match(line.text))

    def _labelled(self, line: Line, kind: Noise) -> bool:
        found = LABEL.match(line.text)
        return bool(found) and plain(found[1] if found else "") in self.cues.noise[kind][0]

    def _is_caption(self, line: Line) -> bool:
        """Say whether a line ends in a credit in brackets."""
        found = CREDIT_END.search(line.text)
        label = re.split(r"[:/]| oleh | by ", plain(found[1]))[0].strip() if found else ""
        return label in self.cues.noise["credit"][0] and len(line.words) <= 2 * BRIEF + 6


def is_title_case(text: str) -> bool:
    """Say whether most of the longer words of a text begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 0 and capitals >= 0.7 * len(words)
