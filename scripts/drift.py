"""Drift: which translations have not kept up, by the hashes of when they were last equal.

The ledger in `docs/_data/pairs` remembers of each unit the text of every language at the time
somebody found them equal in meaning. Languages that changed since are newer than those that did not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from scripts.model import PAIRS
from scripts.moves import Moves, Place
from scripts.units import HOME, TOP, Key, units

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scripts.model import Library
    from scripts.units import Written

State = Literal["fresh", "stale", "confirm", "new", "missing"]
Pair = Mapping[str, str]
"""The hash of each language's text when they were last equal, by its tag."""

LENGTH = 12  # hexadecimal digits: one in 10^14 changes would go unseen


class Drift(NamedTuple):
    """How the languages of a unit stand to each other; `newer` are those others lag behind.

    `fresh` is equal to the others or newer, `stale` is behind; when all have changed an editor
    has to `confirm`; what is `new` is not in the ledger, and what is `missing` is not written.
    """

    key: Key
    written: Mapping[str, Written]
    states: Mapping[str, State]
    newer: tuple[str, ...] = ()


def drifts(library: Library) -> dict[Key, Drift]:
    """Return the drift of every unit."""
    found = units(library)
    pairs = recorded(library, found)
    return {
        key: compare(key, written, pairs.get(key, {}), library.codes)
        for key, written in found.items()
    }


def compare(
    key: Key, written: Mapping[str, Written], pair: Pair, locales: tuple[str, ...]
) -> Drift:
    """Return the drift of one unit in `locales`, by the pair that the ledger has of it."""
    now = hashes(written)
    changed = [code for code in locales if code in pair and code in now and now[code] != pair[code]]
    behind = [code for code in locales if code in pair and code in now and code not in changed]

    def state(code: str) -> State:
        if code not in now:
            return "missing"
        if code not in pair:
            return "new"
        if code in changed:
            return "fresh" if behind else "confirm"
        return "stale" if changed else "fresh"

    newer = tuple(changed) if behind else ()
    return Drift(key, written, {code: state(code) for code in locales}, newer)


def hashes(written: Mapping[str, Written]) -> dict[str, str]:
    """Return the hash of a unit in each language that it has."""
    return {code: digest(text.text) for code, text in written.items()}


def digest(text: str) -> str:
    """Return a text's hash, which is the same however its lines and spaces lie."""
    said = " ".join(text.split())
    return hashlib.sha256(said.encode()).hexdigest()[:LENGTH]


def recorded(library: Library, found: Collection[Key]) -> dict[Key, Pair]:
    """Return the ledger's pairs by the keys that their units have now.

    A unit that was renamed or moved keeps its pair; one that is gone keeps its old key.
    """
    pairs: dict[Key, Pair] = {
        Key(name, part): pair
        for name, file in library.pairs.items()
        for part, pair in file.value.items()
    }
    gone = [key for key in pairs if key not in found]
    heirs = _heirs(library, gone)
    moved = {heirs[key]: pairs[key] for key in gone if heirs.get(key) in found}
    return moved | pairs


def _heirs(library: Library, gone: list[Key]) -> dict[Key, Key]:
    """Return where units that are gone are now, by `was` and the entries of moved.yml."""
    if not gone:
        return {}
    moves, renamed = Moves(library), dict(_renamed(library))
    heirs = {}
    for key in gone:
        old = Place("" if key.name == HOME else key.name, "" if key.id == TOP else key.id)
        if key in renamed:
            heirs[key] = renamed[key]
        elif (to := moves.destination(library.codes[0], old)) and bool(to.anchor) == bool(
            old.anchor
        ):
            heirs[key] = Key(to.path or HOME, to.anchor or TOP)
    return heirs


def _renamed(library: Library) -> Iterator[tuple[Key, Key]]:
    for name, checklist in library.checklists.items():
        for item in checklist.value.items:
            yield from _earlier(f"checklists/{name}", item.id, item.was)
    for name, flow in library.flows.items():
        for node in flow.value.nodes:
            yield from _earlier(f"flows/{name}", node.id, node.was)


def _earlier(name: str, part: str, was: tuple[str, ...]) -> Iterator[tuple[Key, Key]]:
    yield from ((Key(name, old), Key(name, part)) for old in was)


def file_of(name: str) -> str:
    """Return the file of the ledger for a page or record."""
    return f"{PAIRS}/{name}.yml"
