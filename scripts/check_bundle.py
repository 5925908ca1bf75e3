"""The ZIPs of a built site: each holds the handouts of its language."""

from __future__ import annotations

import io
import posixpath
import zlib
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.built import Site

FILE = "unduhan/semua.zip"


def bundles_hold_handouts(site: Site) -> Iterator[Problem]:
    """Put exactly the handouts of a language, as they are, into its ZIP."""
    for locale in site.locales:
        path = f"site/{site.prefix(locale)}{FILE}"
        handouts = {posixpath.basename(p): site.read(p) for p in site.handouts(locale)}
        try:
            packed = _unpacked(site.read(f"{site.prefix(locale)}{FILE}"))
        except (BadZipFile, EOFError, RuntimeError, zlib.error) as error:
            yield Problem(path, 0, f"the ZIP is missing or broken ({error}); build it again")
            continue
        for name in sorted(handouts.keys() ^ packed.keys()):
            fault = "is not in it; add it" if name in handouts else "is in it alone; remove it"
            yield Problem(path, 0, f'the handout "{name}" {fault}')
        for name in sorted(handouts.keys() & packed.keys()):
            if handouts[name] != packed[name]:
                yield Problem(path, 0, f'the handout "{name}" is another one in it; pack it again')


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by their names, whatever their folder."""
    with ZipFile(io.BytesIO(data)) as packed:
        return {posixpath.basename(name): packed.read(name) for name in packed.namelist()}
