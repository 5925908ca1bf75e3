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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scripts.built import Site
    from scripts.problem import Problem

    Rule = Callable[..., Iterable[Problem]]


class Verdict(NamedTuple):
    """That nothing is wrong, as long as these files are what their digest says."""

    asked: list[str]
    digest: bytes


DECODER = msgspec.msgpack.Decoder(Verdict)


class Judge:
    """Asks rules about a site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._pack = site.memory.pack
        self._same = _key(site)

    def problems(self, rule: Rule, *others: tuple[object, ...]) -> list[Problem]:
        """Return what a rule finds in the site; `others` are plain data that it is given too."""
        if not self._same:
            return list(rule(self._site, *others))
        told = msgspec.msgpack.encode(others)
        name = key("verdict", rule.__module__, rule.__qualname__, self._same, told)
        if self._holds(name):
            return []
        self._site.folder.asked.clear()
        found = list(rule(self._site, *others))
        asked = sorted(self._site.folder.asked)
        if not found and ALL not in asked:
            self._pack.put(name, msgspec.msgpack.encode(Verdict(asked, self._digest(asked))))
        return found

    def _holds(self, name: bytes) -> bool:
        """Return whether nothing was wrong when this was asked before, and all is as it was."""
        packed = self._pack.get(name)
        try:
            verdict = DECODER.decode(packed) if packed else None
        except (msgspec.DecodeError, UnicodeDecodeError):
            return False
        return bool(verdict and verdict.digest == self._digest(verdict.asked))

    def _digest(self, paths: Iterable[str]) -> bytes:
        return key(*map(self._site.folder.digest, paths))


def _key(site: Site) -> bytes | None:
    """Return the key of what all rules take from a site, None if it is not known."""
    if not site.facts or site.unreadable:
        return None
    lasting = "\0".join(sorted(site.folder.lasting))
    return key(site.url, "\0".join(site.locales), site.facts, lasting)
