"""Verdicts: a rule that found nothing wrong finds nothing in the same site.

A rule over a site is a function of what its pages say, of the names of its files, and of the files
that it asks for. So where all of these are as they were when it found nothing, it is not asked again.
That pays in a site whose digests are known without reading it; `siap check` reads all, and asks every
rule. What was found wrong is always found anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from scripts.check_folder import ALL
from scripts.pack import key
from scripts.problem import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scripts.built import Site
    from scripts.problem import Problem

    Rule = Callable[..., Iterable[Problem]]


class Question(NamedTuple):
    """A rule that is asked about a site, plain data that it is given too, and what explains it."""

    rule: Rule
    others: tuple[tuple[object, ...], ...] = ()
    section: str = "built-pages"


class Verdict(NamedTuple):
    """That nothing is wrong, as long as these files are what their digest says."""

    asked: list[str]
    digest: bytes


DECODER = msgspec.msgpack.Decoder(Verdict)


class Judge:
    """Asks rules about a site; `pack` holds what it `keeps` of that."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.pack = site.memory.pack
        self._same = _key(site)

    @property
    def keeps(self) -> bool:
        """Return whether verdicts are kept: the digests of the site are known without reading it."""
        return bool(self._same)

    def stands(self, question: Question) -> bool:
        """Return whether nothing was wrong when this was asked before, and all is as it was."""
        name = self._name(question)
        packed = self.pack.get(name) if name else None
        try:
            verdict = DECODER.decode(packed) if packed else None
        except (msgspec.DecodeError, UnicodeDecodeError):
            return False
        return bool(verdict and verdict.digest == self._digest(verdict.asked))

    def problems(self, question: Question) -> list[Problem]:
        """Return what a rule finds in the site."""
        self._site.folder.asked.clear()
        found = list(explained(question.section, question.rule(self._site, *question.others)))
        asked = sorted(self._site.folder.asked)
        name = self._name(question)
        if name and not found and ALL not in asked:
            self.pack.put(name, msgspec.msgpack.encode(Verdict(asked, self._digest(asked))))
        return found

    def _name(self, question: Question) -> bytes | None:
        """Return what a verdict is kept under, None where none is."""
        if not self._same:
            return None
        rule, told = question.rule, msgspec.msgpack.encode(question.others)
        return key("verdict", rule.__module__, rule.__qualname__, self._same, told)

    def _digest(self, paths: Iterable[str]) -> bytes:
        return key(*map(self._site.folder.digest, paths))


def _key(site: Site) -> bytes | None:
    """Return the key of what all rules take from a site, None if it is not known."""
    if not site.facts or site.unreadable:
        return None
    lasting = "\0".join(sorted(site.folder.lasting))
    return key(site.url, "\0".join(site.locales), site.facts, lasting)
