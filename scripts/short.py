"""Short links: the codes in `docs/_data/short.yml`, and how new pages get theirs.

A code is given once: it is on paper and in QR codes, and follows its page when that moves.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from scripts.moves import Moves, place
from scripts.records import ProofPage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from scripts.model import Library

FIRST = "bcdfghjkmnpqrstvwxyz"
"""No vowels, which would make words, and no l, which looks like 1."""

LATER = f"{FIRST}23456789"
"""No 0 and 1 either: they look like letters."""

LENGTH = 4


def links(library: Library, codes: Mapping[str, str]) -> dict[str, str]:
    """Return every code with the path that it was given to, or will be: new pages are among them.

    `codes` are those of the published pages, by their paths.
    """
    written = {code: place(path.value).path for code, path in library.short.items()}
    return written | {code: path for path, code in codes.items() if code not in written}


def codes(library: Library) -> dict[str, str]:
    """Return the code of every published page, by its path."""
    written = {code: place(path.value) for code, path in library.short.items()}
    paths, moves = _paths(library), Moves(library)
    found = {old.path: code for code, old in written.items() if old.path in paths}
    for code, old in written.items():
        to = moves.destination(library.codes[0], old)
        if to and to.path in paths and not to.anchor:
            found.setdefault(to.path, code)
    taken = set(written)
    for path in paths:
        if path not in found:
            found[path] = new_code(path, taken)
            taken.add(found[path])
    return found


def new_code(path: str, taken: Collection[str]) -> str:
    """Return a code for a page, which is none of those that were ever given."""
    attempt = 0
    while (code := _code(f"{path}?{attempt}")) in taken:
        attempt += 1
    return code


def _code(seed: str) -> str:
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    signs = ""
    for alphabet in (FIRST, *[LATER] * (LENGTH - 1)):
        number, rest = divmod(number, len(alphabet))
        signs += alphabet[rest]
    return signs


def _paths(library: Library) -> list[str]:
    """Return the pages that have a code: all that are published, except proofs."""
    pages = library.published().pages.values()
    return sorted({page.path for page in pages if not isinstance(page.meta.value, ProofPage)})
