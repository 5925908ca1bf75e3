"""Names and roles in sentences: after a verb of speaking, before one, or after a dash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.intake_cues import CueBook

PARTICLES = frozenset({"bin", "binti", "van", "von", "de", "da", "der", "al", "el", "la"})
TITLES = re.compile(r"(?:(?:Dr|Ir|Drs|Dra|Prof|H|Hj|Mr|Mrs|Ms|Mx|Pak|Bu|Bapak|Ibu)\b\.? ?)+")
DEGREES = re.compile(
    r"(?:,? (?:[A-Z][A-Za-z]{0,3}\.(?:[A-Za-z]{1,5}\.?)*|MBA|MSc|PhD|MPsi|SPsi|CHRP|M\.?M)(?=[,.\s]|$),?)+"
)
BETWEEN = re.compile(r"(?:, ?[A-Z][A-Za-z]{0,4}\.[A-Za-z.]*)+(?=\s*,)")
"""Degrees between commas."""

WORD = re.compile(r"[^\W_][\w’'-]*\.?")
STOP = re.compile(r"[,;:!?“”\"()]|\.(?=\s|$)|\s[—–-]\s")
ARTICLE = re.compile(
    r"^(?:a|an|the|seorang|selaku|sebagai|salah satu|salah seorang|one of the) ", re.IGNORECASE
)
DASHED = re.compile(r"(?:^|[.!?”\"]\s*)(?:[—–]\s*|-\s+)(?=[^\W\d_a-z])")
BEGIN = re.compile(
    r"(?<!\bDr)(?<!\bIr)(?<!\bHj)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDrs)(?<!\bDra)(?<!\bProf)[.!?”\"](?=\s)|“"
)
LONGEST = 14
"""The most words of a role."""


@dataclass(frozen=True)
class Named:
    """Somebody who speaks: the name, the role or an empty text, and where it is said."""

    name: str
    role: str
    at: int


class Namer:
    """Finds who speaks in a text. `known` are parts of names that may stand alone."""

    def __init__(self, cues: CueBook, known: frozenset[str] = frozenset()) -> None:
        self._cues = cues
        self._known = known

    def named(self, text: str) -> list[Named]:
        """Return who speaks in a text, in the order they are named, each place once."""
        found = {n.at: n for n in (*self._after(text), *self._dashed(text), *self._before(text))}
        return [found[at] for at in sorted(found)]

    def _after(self, text: str) -> Iterator[Named]:
        """Yield those whose names follow a verb behind a quotation, or a word like `menurut`."""
        for pattern, closed in ((self._verbs, False), (self._views, True)):
            for found in pattern.finditer(text):
                yield from self._forward(text, found.end(), closed=closed)

    def _dashed(self, text: str) -> Iterator[Named]:
        """Yield who is named after a dash at the end of a quotation."""
        for found in DASHED.finditer(text):
            if len(text) - found.end() < 120:
                yield from self._forward(text, found.end(), closed=False)

    def _forward(self, text: str, at: int, *, closed: bool) -> Iterator[Named]:
        head = TITLES.match(text, at)
        stop = STOP.search(text, head.end() if head else at)
        end = stop.start() if stop else len(text)
        words, being = self._divided(text[at:end].split())
        words = self._cut(words)
        name, before = _run(words)
        degrees = DEGREES.match(text, end)
        role, own = self._role(text, degrees.end() if degrees else end, closed=closed)
        role = role or being
        if before and role and len(before) == 1 and before[0].islower():
            name, before = [*before, *name], []
        if (not name and own) or (name and name[0].lower() in self._roles):
            name, before, role = _swapped(words, role if own else "")
        if name and not self._begins(name[0]):
            yield Named(_capitals(name), role or " ".join(before), at)

    def _before(self, text: str) -> Iterator[Named]:
        """Yield those whose names stand before a verb, perhaps with a role between commas."""
        for verb in self._said.finditer(text):
            ends = [found.end() for found in BEGIN.finditer(text[: verb.start()])]
            start = max(ends, default=0)
            spoken = BETWEEN.sub("", text[start : verb.start()])
            parts = [part.strip() for part in spoken.split(",")]
            role = parts[-2] if len(parts) > 2 and not parts[-1] else ""
            words = (parts[-3] if role else parts[-1]).split()
            whole = _plain(" ".join(words))
            words = words[1:] if words and self._begins(words[0]) else words
            name, before = _run(words)
            first = name[0].lower() if name else ""
            if _is_name(role) and (not first or self._begins(first) or first in self._roles):
                name, before, role = role.split(), [], whole
            elif first in self._roles and len(name) > 2:
                name, before, _ = _swapped(name, "")
            place = text.rfind(" ".join(name), start, verb.start()) if name else -1
            if place >= 0 and self._is_person(name, before, role):
                yield Named(_capitals(name), _plain(role) or " ".join(before), place)

    def _is_person(self, name: list[str], before: list[str], role: str) -> bool:
        """Say whether capitals before a verb are a name: not a company's, nor a sentence's first."""
        if any(word.lower() in self._around for word in before) or self._begins(name[0]):
            return False
        sure = len(name) > 1 or bool(role) or bool(TITLES.match(name[0]))
        return (
            sure or name[-1] in self._known or (bool(before) and before[0].lower() in self._roles)
        )

    def _role(self, text: str, at: int, *, closed: bool) -> tuple[str, bool]:
        """Return the role that follows a name, and whether it looks like a name itself."""
        found = re.match(
            r",? ?\(([^()]+)\)|(?:^|,)? ([^,.;:!?“”\"()]+(?:\.\w[^,.;:!?“”\"()]*)*)([,.;]?)",
            text[at:].removeprefix(","),
        )
        if not found or (text[at : at + 1] not in {",", " "} and at and text[at - 1] != ","):
            return "", False
        role = _plain(found[1] or found[2] or "")
        words = role.split()
        after = found[3] if found[2] else ","
        own = bool(words) and all(word[0].isupper() for word in words) and len(words) < 5
        unfit = not words or len(words) > LONGEST or words[0].lower() in self._around
        unfit = unfit or self._begins(words[0]) or bool(re.search(r"\d{2}", role))
        if unfit or (closed and (after != "," or {"yang", "that"} & set(words))):
            return "", False
        return role, own

    def _divided(self, words: list[str]) -> tuple[list[str], str]:
        """Return the words of a name and the role that follows `selaku`, if any."""
        for i, word in enumerate(words):
            if i and word.lower() in self._being:
                return words[:i], " ".join(words[i + 1 :])
        return words, ""

    def _cut(self, words: list[str]) -> list[str]:
        """Return the words up to the circumstances: `Budi` of `Budi kepada kami`."""
        for i, word in enumerate(words):
            if i and word.lower() in self._around - {"of"}:
                return words[:i]
        return words

    def _begins(self, word: str) -> bool:
        return word.lower() in self._beginnings

    @cached_property
    def _verbs(self) -> re.Pattern[str]:
        verbs = self._either(self._cues.phrases(lambda cues: cues.says))
        return re.compile(rf"(?:[”\"’']\s*,?|,)\s*(?:{verbs})\s+(?=[^\W\d_a-z]|[^\W\d_]+ )")

    @cached_property
    def _views(self) -> re.Pattern[str]:
        words = self._either(self._cues.phrases(lambda cues: cues.according))
        return re.compile(rf"(?<![\w-])(?i:{words})\s+(?=[\w])")

    @cached_property
    def _said(self) -> re.Pattern[str]:
        verbs = self._either(self._cues.phrases(lambda cues: cues.said))
        return re.compile(rf"(?<=[\w,)] )(?:{verbs})(?![\w-])")

    @cached_property
    def _around(self) -> frozenset[str]:
        return self._cues.phrases(lambda cues: cues.circumstance)

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return self._cues.phrases(lambda cues: cues.beginning)

    @cached_property
    def _being(self) -> frozenset[str]:
        return self._cues.phrases(lambda cues: cues.being)

    @cached_property
    def _roles(self) -> frozenset[str]:
        return self._cues.phrases(lambda cues: cues.roles)

    @staticmethod
    def _either(phrases: frozenset[str]) -> str:
        return "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))


def _is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) < 5 and all(map(_is_capital, words))


def _run(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the capitalised words at the end, or else at the beginning, and those before them."""
    begin = len(words)
    while begin and (
        _is_capital(words[begin - 1]) or (words[begin - 1] in PARTICLES and begin > 1)
    ):
        begin -= 1
    if begin < len(words):
        return words[begin:], words[:begin]
    end = 0
    while end < len(words) and _is_capital(words[end]):
        end += 1
    return words[:end], []


def _swapped(words: list[str], following: str) -> tuple[list[str], list[str], str]:
    """Return name, words before and role where the role comes first: `Manajer SDM Dewi Lestari`."""
    if following:
        return following.split(), [], _plain(" ".join(words))
    size = 2 if len(words) > 2 else 1
    return (words[-size:], words[:-size], "") if len(words) > size else ([], [], "")


def _is_capital(word: str) -> bool:
    return word[:1].isupper() and bool(WORD.match(word))


def _capitals(words: list[str]) -> str:
    """Return a name with capitals, which hasty writers forget."""
    return " ".join(w if w in PARTICLES else w[:1].upper() + w[1:] for w in words).rstrip(".,")


def _plain(role: str) -> str:
    return ARTICLE.sub("", role.strip(" ,"))
