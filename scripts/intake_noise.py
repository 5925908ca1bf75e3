"""Which lines of a page do not belong to its article, and what they are instead.

Words decide together with the lines around them: “Baca Juga” alone announces links, a fragment in
small letters above a picture's credit is the picture's caption, and prompts for comments end a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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

HEADING = 6
"""The words of a heading: titles of other articles have more."""

BY_WORDS: tuple[Noise, ...] = (
    *("related", "advertisement", "share", "comment", "cookie", "newsletter", "caption"),
    *("author", "legal", "contents"),
)
LENGTHY: frozenset[Noise] = frozenset({"cookie", "comment", "legal"})
GLUED: tuple[Noise, ...] = ("related", "comment", "share", "advertisement", "newsletter")
"""Kinds that may follow a paragraph's last sentence on its line."""

SECTIONS: frozenset[Noise] = frozenset({"comment", "author"})
"""Kinds whose title, at the end of a page, means all that is below it."""

LABEL = re.compile(r"^[(\[]?\s*([^:：/|]{2,30}?)\s*[:：/|]\s*\S")
CREDIT_END = re.compile(r"[(\[]([^()\[\]]{3,80})[)\]]\.?$")
TRAIL = re.compile(r"\s[>›»]\s")
HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
INITIALS = re.compile(r"[(\[][a-z]{2,4}(?:\s?/\s?[a-z]{2,4})*[)\]]", re.IGNORECASE)
FIGURES = re.compile(r"[\d.,]+\s*(?:k|rb|jt)?\+?")
CREDITED = re.compile(r"^\S+ (?:by|oleh) [A-Z].* (?:on|dari|from|via|/) [A-Z]\w+$")


@dataclass(frozen=True)
class Judge:
    """Judges the lines of one page."""

    cues: CueBook

    def judge(self, lines: Sequence[Line]) -> list[Noise | None]:
        """Return what each line is when it is not of the article, else None."""
        found = [line.zone or self._alone(line) for line in lines]
        found = self._captions(lines, found)
        found = self._menus(lines, found)
        found = self._followers(lines, found)
        return self._endings(lines, found)

    def divided(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Yield the lines, those that noise is glued to as two."""
        for line in lines:
            end = self._glued(line)
            if end:
                yield replace(line, text=line.text[:end].rstrip())
                yield replace(line, text=line.text[end:].lstrip(), gap=False)
            else:
                yield line

    def _glued(self, line: Line) -> int:
        """Return where noise begins behind a finished sentence, or 0."""
        for found in re.finditer(r"(?<=[\w”\"’)])[.!?][”\"’)]*\s*(?=[^\W\d_])", line.text):
            rest = line.text[found.end() :]
            if len(rest.split()) <= BRIEF and any(self._is(kind, rest) for kind in GLUED):
                return found.end()
        return 0

    def _is(self, kind: Noise, text: str) -> bool:
        return self.cues.is_noise(kind, text)

    def _alone(self, line: Line) -> Noise | None:
        """Return what a line is by its own words and markup."""
        return next(self._kinds(line), None)

    def _kinds(self, line: Line) -> Iterator[Noise]:
        """Yield what a line may be, the surest first."""
        text = line.text
        for kind in BY_WORDS:
            if self._is(kind, text) and (len(line.words) <= SHORT or kind in LENGTHY):
                yield kind
        if not line.words or FIGURES.fullmatch(text) or self._is_figure(line):
            yield "figures"
        if self.is_credit(line):
            yield "credit"
        if self._is_caption(line):
            yield "caption"
        if INITIALS.fullmatch(text):
            yield "author"
        if TRAIL.search(text) and len(line.words) <= BRIEF + 6 and line.is_open:
            yield "menu"
        if HASHTAGS.fullmatch(text) or self._labelled(line, "tags"):
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

    def _captions(self, lines: Sequence[Line], found: list[Noise | None]) -> list[Noise | None]:
        """Add the fragments that stand right above a credit."""
        for i, line in enumerate(lines[:-1]):
            below = lines[i + 1]
            free = found[i] is None and line.kind in {"text", "item"} and found[i + 1] == "credit"
            small = line.text[:1].islower()
            near = not below.gap and line.gap and not is_title_case(line.text)
            if free and line.is_open and len(line.words) <= BRIEF and (small or near):
                found[i] = "caption"
        return found

    def _menus(self, lines: Sequence[Line], found: list[Noise | None]) -> list[Noise | None]:
        """Add runs of short lines that have words of menus among them."""
        for begin, end in _runs(lines, found):
            known = [i for i in range(begin, end) if found[i] or self._is("menu", lines[i].text)]
            menus = [i for i in known if self._is("menu", lines[i].text)]
            if menus and end - begin >= 2 and len(known) >= 2:
                for i in range(menus[0], known[-1] + 1):
                    found[i] = found[i] or "menu"
        for i, line in enumerate(lines):
            parts = [part.strip() for part in re.split(r"[|·•]|\s/\s", line.text)]
            if len(parts) > 1 and sum(self._is("menu", part) for part in parts) * 2 >= len(parts):
                found[i] = found[i] or "menu"
        return found

    def _followers(self, lines: Sequence[Line], found: list[Noise | None]) -> list[Noise | None]:
        """Add the titles below a line that only announces links or a table of contents."""
        for i, line in enumerate(lines):
            if found[i] in {"related", "contents"} and len(line.words) <= 4 and not line.zone:
                for below in self._announced(lines, i + 1):
                    found[below] = found[below] or found[i]
        return found

    def _announced(self, lines: Sequence[Line], begin: int) -> Iterator[int]:
        """Yield the lines that an announcement is of: items or titles, not the next heading."""
        end = begin
        while end < len(lines) and lines[end].kind == "item" and lines[end].is_open:
            end += 1
        if end > begin:
            yield from range(begin, end)
            return
        while end < len(lines) and _is_title(lines[end]) and not (end > begin and lines[end].gap):
            end += 1
        # The last of several titles is the heading of what follows, where no gap sets it apart.
        follows = end < len(lines) and not lines[end].gap
        if end > begin and (lines[begin].gap or (follows and len(lines[end - 1].words) <= HEADING)):
            end -= 1
        yield from range(begin, end)

    def _endings(self, lines: Sequence[Line], found: list[Noise | None]) -> list[Noise | None]:
        """Add what is below the title of comments or an author's portrait at a page's end."""
        sizes = [len(line.text) if not kind else 0 for line, kind in zip(lines, found, strict=True)]
        for i, line in enumerate(lines):
            kind = found[i]
            if kind in SECTIONS and not line.zone and len(line.words) <= 8:
                below, above = sum(sizes[i:]), sum(sizes[:i])
                if below < above * 0.45 and not any(_is_section(other) for other in lines[i + 1 :]):
                    return [*found[:i], *(one or kind for one in found[i:])]
        return found


def is_title_case(text: str) -> bool:
    """Say whether most of the longer words of a text begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 0 and capitals >= 0.7 * len(words)


def _is_title(line: Line) -> bool:
    return line.kind == "text" and not re.search(r"[.:;,]$", line.text) and len(line.words) <= 16


def _is_section(line: Line) -> bool:
    """Say whether a line is a heading inside the article by its markup."""
    return line.kind == "heading" and line.zone is None and line.level == 2


def _runs(lines: Sequence[Line], found: Sequence[Noise | None]) -> Iterator[tuple[int, int]]:
    """Yield the runs of lines of at most three words that are no markup's headings."""
    begin = 0
    for i in range(len(lines) + 1):
        short = i < len(lines) and len(lines[i].words) <= 3 and not lines[i].is_sentence
        if short and (lines[i].kind != "heading" or found[i]):
            continue
        if i > begin:
            yield begin, i
        begin = i + 1
