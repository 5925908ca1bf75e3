"""The rule over what the Markdown of pages becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from scripts.allowed import smuggled
from scripts.pack import Pack, key
from scripts.passages import digest
from scripts.problem import Problem
from scripts.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.model import Library, Page

_FOUND = msgspec.msgpack.Decoder(list[tuple[int, int, str]])
"""Which text of a page, and which line of it from 0, has what wrong with it."""


def becomes(library: Library, pack: Pack | None = None) -> Iterator[Problem]:
    """What is written becomes text, lists, tables, links and images of the site, nothing else."""
    pack = pack or Pack()
    for page in library.pages.values():
        if not page.front.html and not page.outline.html:  # a rule of its own says that
            yield from _smuggled(page, pack)


def _smuggled(page: Page, pack: Pack) -> Iterator[Problem]:
    """Yield what a page's body, or one of its key points, puts into the site."""
    meta = page.meta.value
    points = meta.key_points if isinstance(meta, Article) else ()
    texts = (page.body, *(f"- {point}" for point in points))
    known = pack.kept(key("becomes", digest(page)), lambda: _packed(texts))
    for text, n, message in _FOUND.decode(known):
        line = page.meta.line("key_points", text - 1) if text else page.body_line + n
        yield Problem(page.file, line, message)


def _packed(texts: Sequence[str]) -> bytes:
    found = [(n, *each) for n, text in enumerate(texts) for each in smuggled(text)]
    return msgspec.msgpack.encode(found)


RULES = (becomes,)
