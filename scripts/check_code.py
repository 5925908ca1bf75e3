"""What could run code or frame others in a built site, besides what each page's own rules find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.problem import Problem
from scripts.svg import SvgError, inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.built import Site
    from scripts.check_folder import Source
    from scripts.check_reading import Reading

TAGS = re.compile(
    rb"<(?:applet|base|embed|form|frame|frameset|iframe|object|portal)(?=[\s/>])", re.IGNORECASE
)
ATTRIBUTES = re.compile(rb"\s(?:ping|srcdoc)\s*=|http-equiv\s*=\s*[\"']?\s*refresh", re.IGNORECASE)
"""What no page of the site has a use for; in texts a < is written &lt;."""
SIGNS = tuple(map(re.compile, (rb"ping\s*=", rb"srcdoc", rb"refresh")))
"""One of these is in every such attribute in small letters, and is looked for much faster."""


def elements_are_harmless(page: Reading) -> Iterator[Problem]:
    """Frame, embed and send nothing: a page leads on by links alone."""
    strange = [*TAGS.finditer(page.source)]
    small = page.source.lower()
    if any(sign.search(small) for sign in SIGNS):
        strange += ATTRIBUTES.finditer(page.source)
    for found in strange:
        line = page.source.count(b"\n", 0, found.start()) + 1
        sign = " ".join(found[0].decode().split())
        message = f'"{sign}" frames, sends or leads on by itself; use a link'
        yield Problem(f"site/{page.path}", line, message)


def drawings_are_inert(site: Site) -> Iterator[Problem]:
    """Publish only drawings that run and fetch nothing: each can be opened as a page of its own."""
    drawings = (path for path in site.files if path.lower().endswith(".svg"))
    paths = sorted(set(drawings) - site.unread)
    sources = [site.folder.source(path) for path in paths]
    faults = site.memory.known("drawings", _fault, str, sources)
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


CODE_RULES = (drawings_are_inert,)
