"""The glossary as something to look words up in: which of them a text had better not use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.records import Term

# A name of a host or file is no word: karir.example, karir@example.org.
_BEFORE, _AFTER = r"(?<![\w@/.])", r"(?![\w@/]|\.\w)"
_WORD = re.compile(r"[^\W_]+")
_FIRST = re.compile(r"\*?[^\W_*]+\*?")

MENTION = re.compile(r"(?<![*\w])\*(?!\*)[^*\n]+\*(?!\*)|\([^()\n]*\)")
"""Italics and brackets: what stands there is named, not used."""


@dataclass(frozen=True)
class Rule:
    """A phrase that is not to be used in a language, the id of its term, and whether it may be named."""

    phrase: str
    term: str
    once: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the phrase in a text, in any case."""
        words = r"\s+".join(map(_starred, self.phrase.split()))
        return re.compile(f"{_BEFORE}{words}{_AFTER}", re.IGNORECASE)


class Glossary:
    """The phrases not to be used in one language."""

    def __init__(self, terms: Iterable[tuple[str, Term]], locale: str) -> None:
        self.rules = [
            Rule(phrase, name, once)
            for name, term in terms
            for once, phrases in ((False, term.avoid), (True, term.once))
            for phrase in phrases.get(locale, ())
        ]
        self._known: dict[str, bool] = {}

    def found(self, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield each rule with each place of its phrase in a text."""
        if any(map(self._is_suspect, _WORD.findall(text))):
            for rule in self.rules:
                yield from ((rule, found) for found in rule.pattern.finditer(text))

    def _is_suspect(self, word: str) -> bool:
        """Say whether a word may begin a phrase; each is looked up once, so that long texts are quick."""
        if word not in self._known:
            self._known[word] = bool(self._first.fullmatch(word))
        return self._known[word]

    @cached_property
    def _first(self) -> re.Pattern[str]:
        found = (_FIRST.search(rule.phrase) for rule in self.rules)
        begins = "|".join(sorted({_starred(first[0]) for first in found if first}))
        return re.compile(begins or "(?!)", re.IGNORECASE)


def _starred(word: str) -> str:
    """Return the pattern of a word with stars."""
    return re.escape(word).replace(r"\*", r"\w*")
