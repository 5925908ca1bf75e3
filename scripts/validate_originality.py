"""Rules against copying from sources, by their fingerprints."""

from __future__ import annotations

import re
from array import array
from functools import partial
from typing import TYPE_CHECKING

from scripts import fingerprint, prints
from scripts.model import DATA, FINGERPRINTS
from scripts.pack import Pack, key
from scripts.passages import QUOTATION, digest, of_page, of_records
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.fingerprint import Stretch
    from scripts.model import Library, Page
    from scripts.passages import Passage

LONGEST = 25
"""How many words a quotation may have."""

SHOWN = 160
"""How many characters of a copied run a message shows."""

SIGNS = re.compile(r"[*\[\]]")


def copied(library: Library, pack: Pack | None = None) -> Iterator[Problem]:
    """No page or record shares eight words in a row with a source, outside a short quotation."""
    for passage in _suspects(library, pack or Pack()) if library.runs else ():
        for source in shared_with(fingerprint.runs(passage.text), library):
            yield from _copied(passage, source, library)


def _suspects(library: Library, pack: Pack) -> Iterator[Passage]:
    """Yield the passages of pages that may share words with a source, and those of records that do."""
    runs = {run & prints.LOW for run in library.runs}
    name = key("copied", array("I", sorted(runs)).tobytes())

    def verdict(page: Page) -> bytes:
        found = prints.of(page, pack)
        return b"" if runs.isdisjoint(found.said) and runs.isdisjoint(found.more) else b"!"

    for page in library.pages.values():
        if pack.kept(key(name, digest(page)), partial(verdict, page)):
            yield from of_page(page)
    for passage in of_records(library):
        if pack.kept(key(name, passage.text), partial(_shares, passage.text, library)):
            yield passage


def _shares(text: str, library: Library) -> bytes:
    """Return a sign when a text shares words with a source, and else nothing."""
    return b"" if library.runs.isdisjoint(fingerprint.runs(text)) else b"!"


def shared_with(runs: set[int], library: Library) -> list[str]:
    """Return the sources that have one of these runs."""
    if library.runs.isdisjoint(runs):
        return []
    prints = library.fingerprints.items()
    return [name for name, record in prints if not record.value.runs.isdisjoint(runs)]


def _copied(passage: Passage, source: str, library: Library) -> Iterator[Problem]:
    """Yield what a passage shares with one source; the words of names do not count."""
    quotations = list(_quotations(passage, source))
    short = [part for part in quotations if fingerprint.count(passage.text[part]) <= LONGEST]
    text = _without(passage.text, short)
    nameless = _without(text, _names(text, source, library))
    for stretch in fingerprint.stretches(text, library.runs_of(source)):
        place = slice(stretch.start, stretch.end)
        names = fingerprint.count(text[place]) - fingerprint.count(nameless[place])
        if stretch.words - names >= fingerprint.RUN:
            around = (part for part in quotations if part.start <= stretch.start < part.stop)
            quoted = next((passage.text[part] for part in around), "")
            message = _too_long(quoted, source) if quoted else _copy(text, stretch, source)
            yield Problem(passage.path, passage.line(stretch.start), message)


def _quotations(passage: Passage, source: str) -> Iterator[slice]:
    """Yield the places of quotations from a source: it is cited in the same paragraph or part."""
    for found in QUOTATION.finditer(passage.text):
        if source in passage.piece(found.end() - 1).cited:
            yield slice(found.start(), found.end())


def _names(text: str, source: str, library: Library) -> Iterator[slice]:
    """Yield the places of what cannot be put otherwise: people with their roles, and a long title."""
    record = library.sources.get(source)
    people = record.value.people.values() if record else ()
    names = {part for p in people for part in (p.name, *p.role.root.values())}
    if record and fingerprint.count(record.value.title) >= fingerprint.RUN:
        names.add(record.value.title)
    for name in names:
        pattern = r"\s+".join(map(re.escape, name.split()))
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield slice(found.start(), found.end())


def _without(text: str, parts: Iterable[slice]) -> str:
    for part in parts:
        text = text[: part.start] + " " * (part.stop - part.start) + text[part.stop :]
    return text


def taken(text: str, stretch: Stretch, source: str) -> str:
    """Return what is wrong with a stretch of a text that is also in a source."""
    run = shown(text[stretch.start : stretch.end])
    return f'{stretch.words} words in a row as in the source "{source}": «{run}»'


def _copy(text: str, stretch: Stretch, source: str) -> str:
    return (
        f"{taken(text, stretch, source)}; write them anew, "
        f"or quote at most {LONGEST} words as “…” and cite the source beside them"
    )


def _too_long(quotation: str, source: str) -> str:
    return (
        f'{fingerprint.count(quotation)} words are quoted from the source "{source}": '
        f"«{shown(quotation)}»; quote at most {LONGEST}, or report what it says"
    )


def shown(text: str) -> str:
    """Return a text on one line without signs of Markdown, as much as a message can hold."""
    line = " ".join(SIGNS.sub("", text).split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]} …"


def strangers(library: Library) -> Iterator[Problem]:
    """Every fingerprint is that of a source."""
    if f"{DATA}/sources.yml" in library.unread:
        return
    for name, record in library.fingerprints.items():
        if name not in library.sources:
            hint = did_you_mean(name, library.sources)
            message = f'"{name}" is not a source in docs/_data/sources.yml{hint}'
            yield Problem(record.path, 0, message)


def unprinted(library: Library) -> Iterator[Problem]:
    """Every source has a fingerprint, without which nothing can be compared with it."""
    for name, record in library.sources.items():
        file = f"{FINGERPRINTS}/{name}.yml"
        if name not in library.fingerprints and file not in library.unread:
            message = f'nothing can be compared with "{name}": import it with `siap import`, which writes {file}'
            yield Problem(record.path, record.line(), message)


RULES = (copied, strangers)
WARNINGS = (unprinted,)
