"""The ledger of pairs as files: what is new goes in, and what an editor confirmed is written anew."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from scripts.document import write_yaml
from scripts.drift import Drift, Pair, drifts, file_of, hashes, recorded
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.model import Library
    from scripts.units import Key

HEAD = """\
# yaml-language-server: $schema={up}schema/pairs.json
# What each language said when they were last equal in meaning. `siap confirm` writes it.
"""


def grown(library: Library) -> dict[str, str | None]:
    """Return the files of the ledger that change when all that is new goes in, by path.

    None stands for a file to delete. What is gone leaves the ledger; what has changed stays as it
    was; drafts wait until they are published.
    """
    every, public = drifts(library), drifts(library.published())
    pairs = _kept(library, every)
    for key, drift in public.items():
        states = set(drift.states.values())
        if "new" in states and not states & {"stale", "confirm"}:
            pairs[key] = {**hashes(drift.written), **pairs.get(key, {})}
    return _files(library, pairs)


def confirmed(library: Library, keys: Iterable[Key]) -> dict[str, str | None]:
    """Return the files of the ledger that change when units are equal in meaning as they are.

    No others do: what is gone elsewhere leaves with `grown`.
    """
    every = drifts(library)
    now = {key: hashes(every[key].written) for key in keys}
    files = _files(library, {**_kept(library, every), **now})
    asked = {file_of(key.name) for key in now}
    return {path: text for path, text in files.items() if path in asked}


def chosen(asked: Iterable[str], every: Iterable[Key]) -> tuple[list[Key], list[Problem]]:
    """Return the keys that an editor means by `artikel/x` or `artikel/x#alasan`, and what is wrong."""
    parts: dict[str, list[Key]] = defaultdict(list)
    for key in every:
        parts[key.name].append(key)
    keys, problems = [], []
    for text in asked:
        name, sign, part = text.partition("#")
        found = [key for key in parts.get(name, ()) if not sign or key.id == part]
        keys += found
        if name not in parts:
            hint = did_you_mean(name, parts)
            problems.append(Problem(text, 0, f'"{name}" is not a page or record{hint}'))
        elif not found:
            hint = did_you_mean(part, (key.id for key in parts[name]))
            problems.append(Problem(text, 0, f'"{part}" is not a part of "{name}"{hint}'))
    return keys, problems


def unconfirmable(asked: Iterable[Drift]) -> list[Problem]:
    """Return a problem for each language in which a unit is not written."""
    return [
        Problem(str(drift.key), 0, f'there is no "{code}" to compare; write it first')
        for drift in asked
        for code, state in drift.states.items()
        if state == "missing"
    ]


def _kept(library: Library, every: Mapping[Key, Drift]) -> dict[Key, Pair]:
    """Return what the ledger has of the units that are there, by their keys now."""
    pairs = recorded(library, {key: dict(drift.written) for key, drift in every.items()})
    return {key: pair for key, pair in pairs.items() if key in every}


def _files(library: Library, pairs: Mapping[Key, Pair]) -> dict[str, str | None]:
    """Return those files that change when the ledger is to hold `pairs`."""
    wanted: dict[str, dict[str, Pair]] = defaultdict(dict)
    for key in sorted(pairs):
        pair = pairs[key]
        wanted[key.name][key.id] = {code: pair[code] for code in library.codes if code in pair}
    written = {name: file.value for name, file in library.pairs.items()}
    files: dict[str, str | None] = {file_of(name): None for name in written.keys() - wanted.keys()}
    for name, parts in wanted.items():
        if parts != written.get(name):
            head = HEAD.format(up="../" * (name.count("/") + 1))
            files[file_of(name)] = head + write_yaml(parts, compact=True)
    return files
