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
        words = map(_pattern, self.phrase.split())
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
    def core(self) -> str:
        """The longest part of its words, without case."""
        return max(_WORD.findall(self.phrase.casefold()), key=len, default="")

    @cached_property
    def sign(self) -> re.Pattern[str]:
        """What finds the word of the phrase that has its core, where nothing else stands around it."""
        words = self.phrase.split()
        place = next(i for i, word in enumerate(words) if self.core in word.casefold())
        before, after = r"\A" if place else _BEFORE, r"\Z" if words[place + 1 :] else _AFTER
        return re.compile(before + _pattern(words[place]) + after, re.IGNORECASE)


def _pattern(word: str) -> str:
    """Return what finds a word of a phrase; a star stands for more letters."""
    return re.escape(word).replace(r"\*", r"\w*")


class Glossary:
    """The phrases not to be used in one language."""

    def __init__(self, terms: Iterable[tuple[str, Term]], locale: str) -> None:
        self.rules = [
            Rule(phrase, name, once)
            for name, term in terms
            for once, phrases in ((False, term.avoid), (True, term.once))
            for phrase in phrases.get(locale, ())
        ]
        # Pages share most of their words: which of them are harmless, and what rules others are signs of.
        self._harmless = set[str]()
        self._signs: dict[str, list[Rule]] = {}

    def found(self, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield each rule with each place of its phrase in a text."""
        yield from self.places(text, self.suspects(text.split()))

    def places(self, text: str, rules: Iterable[Rule]) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Yield some rules with each place of their phrases in a text."""
        folded = text.casefold()
        for rule in rules:
            yield from ((rule, found) for found in rule.places(text, folded))

    def suspects(self, words: Iterable[str]) -> list[Rule]:
        """Return the rules whose phrases may stand in a text, given what is between its spaces."""
        some = set(words) - self._harmless
        if new := some - self._signs.keys():
            self._learn(new)
        signs = {id(rule) for word in some for rule in self._signs.get(word, ())}
        return [rule for rule in self.rules if id(rule) in signs] if signs else []

    def _learn(self, words: set[str]) -> None:
        """Find out which words are signs of rules."""
        all_of_them = "\n".join(words).casefold()
        rules = [rule for rule in self.rules if rule.core in all_of_them]
        for word in words:
            folded = word.casefold()
            if found := [rule for rule in rules if rule.core in folded and rule.sign.search(word)]:
                self._signs[word] = found
            else:
                self._harmless.add(word)
