"""A language that writes by itself: a stock of words, a grammar, and somebody who speaks.

Words are taken the way prose takes them: a few all the time, most of them seldom (Zipf), some more
often in a text about them, and in every text names that stand in no other.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import yaml

from tests.corpus.forms import form

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FOLDER = Path(__file__).parent
LOCALES = tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))
SYMBOL = re.compile(r"\{([^}]+)\}")
OFFSET = 9.0  # of Zipf's law, so that the first words are not everywhere
TOPIC, EMPHASIS = 0.06, 12.0  # the share of words that a text is about, and how much more of them


@dataclass(frozen=True)
class Stock:
    """What a language has: its words by class, their odd forms, and rules.

    A rule's texts are split at their symbols, which stand at the odd places.
    """

    words: Mapping[str, tuple[str, ...]]
    exceptions: Mapping[str, Mapping[str, str]]
    rules: Mapping[str, tuple[tuple[str, ...], ...]]


@cache
def stock(locale: str) -> Stock:
    """Return the stock of a language."""
    data = yaml.safe_load((FOLDER / f"{locale}.yml").read_text(encoding="utf-8"))
    split = {
        name: tuple(tuple(SYMBOL.split(text)) for text in texts)
        for name, texts in data["rules"].items()
    }
    words = {name: tuple(map(_spaced, text.split())) for name, text in data["words"].items()}
    return Stock(words, data["exceptions"], split)


def _spaced(word: str) -> str:
    """Return a word of the stock: a hyphen is a space, except between equal halves."""
    first, _, second = word.partition("-")
    return word if first == second else word.replace("-", " ")


class Speaker:
    """Somebody who writes one text in one language, the same at every run."""

    def __init__(self, locale: str, seed: str) -> None:
        self.locale = locale
        self.random = Random(f"{seed}/{locale}")  # noqa: S311 # texts, no secrets
        self._stock = stock(locale)
        self._weights = {name: self._liking(len(of)) for name, of in self._stock.words.items()}
        self._invented = self._invent()

    def say(self, symbol: str) -> str:
        """Return what a symbol of the grammar may stand for."""
        texts = self._stock.rules.get(symbol)
        if texts is None:
            return self._word(symbol)
        text = texts[int(self.random.random() * len(texts))]
        return "".join(self.say(part) if i % 2 else part for i, part in enumerate(text))

    def line(self, symbol: str) -> str:
        """Return the same, beginning with a capital."""
        text = self.say(symbol)
        return text[:1].upper() + text[1:]

    def sentences(self, number: int) -> str:
        """Return so many sentences."""
        return " ".join(self.line("sentence") for _ in range(number))

    def _word(self, symbol: str) -> str:
        if symbol in self._invented:
            return self._invented[symbol]()
        name, _, shape = symbol.partition(".")
        weights = self._weights[name]
        word = self._stock.words[name][bisect(weights, self.random.random() * weights[-1])]
        if not shape:
            return word
        return self._stock.exceptions.get(word, {}).get(shape) or form(self.locale, shape, word)

    def _liking(self, number: int) -> list[float]:
        """Return the weights of so many words, added up; a few are what the text is about."""
        base = [1 / (rank + OFFSET) for rank in range(number)]
        for i in self.random.sample(range(number), round(number * TOPIC)):
            base[i] *= EMPHASIS
        return list(accumulate(base))

    def _invent(self) -> dict[str, Callable[[], str]]:
        """Return what makes names, numbers and times; a text has its own two of each name."""
        dice, names = self.random, [self._name() for _ in range(8)]
        given = self._stock.words["given"]
        return {
            "firm": lambda: f"PT {dice.choice(names[0:2])} {names[2]}",
            "town": lambda: dice.choice(names[3:5]),
            "given": lambda: f"{dice.choice(given)} {dice.choice(names[5:])}",
            "number": lambda: str(dice.randint(2, 90)),
            "year": lambda: str(dice.randint(1987, 2026)),
            "hour": lambda: f"{dice.randint(6, 20):02}.{dice.choice(('00', '15', '30', '45'))}",
            "link": lambda: "{link}",
        }

    def _name(self) -> str:
        syllables = self._stock.words["syllable"]
        return "".join(self.random.choices(syllables, k=self.random.randint(2, 4))).capitalize()
