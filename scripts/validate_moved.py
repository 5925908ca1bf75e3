"""Rules over short links and what has moved. Each yields problems; its docstring is the rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.model import LEDGERS
from scripts.moves import Moves, Place, place
from scripts.problem import Problem, did_you_mean
from scripts.validate_links import broken_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library

NO_LEDGER = "; build the site and run `make ledger` before anything moves"
CODE = re.compile(r"[a-z][a-z0-9]{2,7}")


def codes(library: Library) -> Iterator[Problem]:
    """A short link has a code that can be typed, and belongs to a page."""
    for code, path in library.short.items():
        if not CODE.fullmatch(code):
            message = f'"{code}" is not a code; leave it to `make ledger`, which gives out codes'
            yield Problem(path.path, path.line(), message)
        if place(path.value).anchor or place(path.value).is_file:
            message = f'the short link "{code}" leads to "{path.value}"; write a page, without "#"'
            yield Problem(path.path, path.line(), message)


def old(library: Library) -> Iterator[Problem]:
    """What has moved was published once, and is no longer where it was."""
    moves = Moves(library.published())
    known = _known(library)
    unread = any(path.startswith(f"{LEDGERS}/") for path in library.unread)
    for text, new in library.moved.items():
        if place(text) not in known and not unread:
            hint = did_you_mean(text, map(_text, known)) or NO_LEDGER
            message = f'"{text}" was never published, says the ledger{hint}'
            yield Problem(new.path, new.line(), message)
        elif fault := _stays(place(text), moves):
            yield Problem(new.path, new.line(), f'"{text}" {fault}')


def _stays(old: Place, moves: Moves) -> str:
    """Say what is wrong when an address has not moved away, or an empty string."""
    pages = [page for page in moves.library.pages.values() if page.path == old.path]
    if pages and not old.anchor:
        return "is still a page; remove this line, or the page"
    if pages and all(old.anchor in moves.ids(page.locale, page.path) for page in pages):
        return "is still on its page; remove this line"
    return ""


def new(library: Library) -> Iterator[Problem]:
    """What has moved leads to a page, section or file that is there, in every language."""
    moves = Moves(library.published())
    for text, new in library.moved.items():
        if fault := _astray(place(text), place(new.value), moves):
            yield Problem(new.path, new.line(), f'"{text}" leads to "{new.value}", {fault}')


def _astray(old: Place, new: Place, moves: Moves) -> str:
    """Say what is wrong with where something leads, or an empty string."""
    if old.is_file or new.is_file:
        fits = old.is_file and new.is_file and not (old.anchor or new.anchor)
        return "" if fits and old != new else "and a file can only become another file; correct it"
    if _in_circle(old, moves):
        return "and so round in a circle; let one of these lines lead to a page"
    if new in moves.entries or Place(new.path) in moves.entries:
        return ""
    if fault := broken_link(_text(new).removeprefix("/"), moves.library):
        return f"which {fault}"
    if old.path == new.path and new.anchor in _record_ids(new.path, moves.library):
        return f'and both are of one record; write `was: [{old.anchor}]` there at "{new.anchor}"'
    return ""


def _in_circle(old: Place, moves: Moves) -> bool:
    """Say whether an address leads back to itself."""
    seen: set[Place] = set()
    here: Place | None = old
    while here and here not in seen:
        seen.add(here)
        here = moves.entries.get(here) or moves.entries.get(Place(here.path))
    return here is not None


def _record_ids(path: str, library: Library) -> set[str]:
    """Return the ids of the items or nodes on a page, which know what they were called."""
    found: set[str] = set()
    for page in (page for page in library.pages.values() if page.path == path):
        checklist, flow = library.checklist(page), library.flow(page)
        found |= {item.id for item in checklist.items} if checklist else set()
        found |= {node.id for node in flow.nodes} if flow else set()
    return found


def _known(library: Library) -> set[Place]:
    """Return every address that was ever published, in any language."""
    found = set()
    for ledger in library.ledgers.values():
        for path, ends in ledger.value.pages.items():
            found |= {
                place(path),
                *(Place(place(path).path, end) for end in ends if not end.startswith("?")),
            }
        found |= {place(file) for file in ledger.value.files}
    return found


def _text(place: Place) -> str:
    """Return a place as editors write it."""
    return (place.path or "/") + (f"#{place.anchor}" if place.anchor else "")


def ledgers(library: Library) -> Iterator[Problem]:
    """There is a ledger for each language, and for nothing else."""
    for locale, ledger in library.ledgers.items():
        if library.codes and locale not in library.codes:
            hint = did_you_mean(locale, library.codes)
            message = f'this is the ledger of "{locale}", which is not a language of the site{hint}'
            yield Problem(ledger.path, 0, message)


RULES = (codes, old, new, ledgers)
