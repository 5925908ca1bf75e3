"""The cues of docs/_data/cues, ready to be asked: those of all languages together.

Pages mix languages: an Indonesian article has English buttons. Only the language itself is told
apart, by its most frequent words.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, get_args

from babel import Locale, UnknownLocaleError

from scripts.intake_line import WORD
from scripts.records import Noise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scripts.records import Cues

ENOUGH = 0.05
"""The share of a language's frequent words in a text that is in it, at least."""

NUMERIC = re.compile(
    r"\b(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|19\d\d)\b|\b(20\d\d)-(\d\d)-(\d\d)(?!\d)"
)
APOSTROPHES = str.maketrans("’‘`", "'''")


class CueBook:
    """What tells the parts of an article, by language."""

    def __init__(self, cues: Mapping[str, Cues]) -> None:
        self._cues = cues

    def language(self, text: str) -> str:
        """Return the language of a text, or an empty string when it is none that has cues."""
        words = [word.casefold() for word in WORD.findall(text)]
        shares = {
            code: sum(word in frozenset(cues.common) for word in words) / max(1, len(words))
            for code, cues in self._cues.items()
        }
        best = max(shares, key=lambda code: shares[code], default="")
        return best if best and shares[best] >= ENOUGH else ""

    def phrases(self, field: Callable[[Cues], Iterable[str]]) -> frozenset[str]:
        """Return the phrases of a field in all languages."""
        return frozenset(chain.from_iterable(field(cues) for cues in self._cues.values()))

    @cached_property
    def noise(self) -> dict[Noise, tuple[frozenset[str], tuple[str, ...]]]:
        """The whole lines and the beginnings of lines that are noise, by what they are."""
        found: dict[Noise, tuple[frozenset[str], tuple[str, ...]]] = {}
        for kind in get_args(Noise):
            phrases = self.phrases(lambda cues, kind=kind: cues.noise.get(kind, ()))  # type: ignore[misc]
            every = {plain(phrase) for phrase in phrases}
            begins = sorted(phrase[:-1].strip() for phrase in every if phrase.endswith("…"))
            found[kind] = frozenset(p for p in every if not p.endswith("…")), tuple(begins)
        return found

    def is_noise(self, kind: Noise, text: str) -> bool:
        """Say whether a line is noise of that kind by its words alone."""
        whole, begins = self.noise[kind]
        line = plain(text)
        return (
            line.strip(" .!:…") in whole
            or line in whole
            or any(
                line.startswith(begin) and not line[len(begin) :][:1].isalpha() for begin in begins
            )
        )

    def day(self, text: str) -> tuple[dt.date, str] | None:
        """Return the first day named in a text and the words that name it, or None."""
        for pattern, months in self._dates:
            if found := pattern.search(text):
                month = str(months[found["month"].casefold()])
                if day := _date(found["year"], month, found["day"]):
                    return day, found[0]
        if found := NUMERIC.search(text):
            parts = found.groups()
            if day := _date(parts[2] or parts[3], parts[1] or parts[4], parts[0] or parts[5]):
                return day, found[0]
        return None

    @cached_property
    def _dates(self) -> list[tuple[re.Pattern[str], dict[str, int]]]:
        return list(chain.from_iterable(map(_patterns, self._cues)))


def plain(text: str) -> str:
    """Return a text as cues are compared: small letters, single spaces, straight apostrophes."""
    return " ".join(text.casefold().translate(APOSTROPHES).split())


def _patterns(code: str) -> Iterator[tuple[re.Pattern[str], dict[str, int]]]:
    """Yield how days are written in a language, with its months by their names."""
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return
    names = {
        name.casefold().rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, name in locale.months["format"][width].items()
    }
    month = f"(?P<month>{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})"
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d\d)"
    for form in (rf"\b{day} {month}\.?,? {year}\b", rf"\b{month}\.? {day},? {year}\b"):
        yield re.compile(form, re.IGNORECASE), names


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
