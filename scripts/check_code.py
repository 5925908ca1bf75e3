"""What could run code or frame others in a built site, besides what each page's own rules find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.check_known import Kind
from scripts.problem import Problem
from scripts.svg import SvgError, inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.built import Site
    from scripts.check_folder import Source
    from scripts.check_reading import Reading

TAGS = re.compile(rb"<(?:applet|base|embed|form|frame|frameset|iframe|object|portal)(?=[\s/>])")
ATTRIBUTES = re.compile(rb"\s(?:ping|srcdoc)\s*=|http-equiv\s*=\s*[\"']?\s*refresh")
"""What no page of the site has a use for, in small letters; in texts a < is written &lt;."""
PING = re.compile(rb"ping\s*=")
"""What tells an attribute from the many words that end so."""


def elements_are_harmless(page: Reading) -> Iterator[Problem]:
    """Frame, embed and send nothing: a page leads on by links alone."""
    small = page.source.lower()
    strange = [*TAGS.finditer(small)]
    if _may_lead_on(small):  # far faster than looking for the attributes
        strange += ATTRIBUTES.finditer(small)
    for found in strange:
        line = page.source.count(b"\n", 0, found.start()) + 1
        sign = " ".join(page.source[slice(*found.span())].decode().split())
        message = f'"{sign}" frames, sends or leads on by itself; use a link'
        yield Problem(f"site/{page.path}", line, message)


def _may_lead_on(small: bytes) -> bool:
    """Return whether one of the attributes may be in a page."""
    if b"srcdoc" in small or b"refresh" in small:
        return True
    return b"ping" in small and bool(PING.search(small))


def drawings_are_inert(site: Site) -> Iterator[Problem]:
    """Publish only drawings that run and fetch nothing: each can be opened as a page of its own."""
    paths = sorted(set(filter(is_drawing, site.files)) - site.unread)
    sources = [site.folder.source(path) for path in paths]
    faults = site.memory.known(DRAWINGS, sources)
    for path, fault in zip(paths, faults, strict=True):
        if fault:
            yield Problem(f"site/{path}", 0, f"the drawing {fault}")


def _fault(drawing: Source) -> str:
    """Return what is wrong with a drawing, or an empty string."""
    try:
        inspect(drawing.read())
    except SvgError as error:
        return str(error)
    return ""


def is_drawing(path: str) -> bool:
    """Return whether a file is a drawing."""
    return path.lower().endswith(".svg")


DRAWINGS = Kind("drawings", _fault, str)
CODE_RULES = (drawings_are_inert,)
