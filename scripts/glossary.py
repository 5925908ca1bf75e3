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
        words = (re.escape(word).replace(r"\*", r"\w*") for word in self.phrase.split())
        return re.compile(_BEFORE + r"\s+".join(words) + _AFTER, re.IGNORECASE)

    def places(self, text: str, folded: str) -> Iterator[re.Match[str]]:
        """Yield the places of the phrase in a text, which is given without case too."""
        if not self._head or len(folded) != len(text):
            yield from self.pattern.finditer(text)
            return
        at = folded.find(self._head)
        while at >= 0:
            if found := self.pattern.match(text, at):
                yield found
            at = folded.find(self._head, found.end() if found else at + 1)

    @cached_property
    def _head(self) -> str:
        """How the phrase begins, without case: nothing when it may begin in any way."""
        return self.phrase.split()[0].partition("*")[0].casefold()

    @cached_property
    def parts(self) -> list[str]:
        """The letters of its words, without case: what a text must have to have the phrase."""
        return _WORD.findall(self.phrase.casefold())

    @cached_property
    def core(self) -> str:
        """The longest of its parts."""
        return max(self.parts, key=len, default="")


class Glossary:
    """The phrases not to be used in one language."""

    def __init__(self, terms: Iterable[tuple[str, Term]], locale: str) -> None:
        self.rules = [
            Rule(phrase, name, once)
            for name, term in terms
            for once, phrases in ((False, term.avoid), (True, term.once))
            for phrase in phrases.get(locale, ())
        ]
        self._harmless = set[str]()  # pages share most of their words

    def found(self, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield each rule with each place of its phrase in a text."""
        folded = text.casefold()
        for rule in self.suspects(folded):
            yield from ((rule, found) for found in rule.places(text, folded))

    def suspects(self, folded: str) -> list[Rule]:
        """Return the rules whose phrases may stand in a text, given without case."""
        pieces = set(folded.split()) - self._harmless
        asked = " ".join(pieces)
        found = [rule for rule in self.rules if rule.core in asked]
        cores = {rule.core for rule in found}
        self._harmless.update(piece for piece in pieces if not any(core in piece for core in cores))
        return [rule for rule in found if all(part in folded for part in rule.parts)]
