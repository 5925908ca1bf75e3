"""One built page: what the rules about the site need to know of it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from scripts.check_address import is_missing
from scripts.check_text import line_of
from scripts.problem import Problem

TOOLS = frozenset({"checklist-tool", "flow-tool"})
MARKS = TOOLS | {"keep-offline"}
PROOF = "proof__paths"


class Page(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the rules about the site need to know of a page; `path` is relative to its `folder`.

    `links` are the addresses in the site that the page leads to, and `loaded` those that it fetches
    without being asked, relative to the site's root. `stray` says that it has others which lead
    out of the site unasked, or nowhere. `parts` are the ids and titles of what can be linked to.
    """

    path: str
    address: str
    locale: str
    folder: Any = None
    title: str
    heading: str
    kind: str
    noindex: bool
    image: str
    ids: dict[str, int]
    parts: tuple[tuple[str, str], ...]
    answers: frozenset[str]
    canonicals: tuple[str, ...]
    alternates: tuple[tuple[str, str], ...]
    feeds: tuple[str, ...]
    oembeds: tuple[str, ...]
    manifests: tuple[str, ...]
    languages: frozenset[str]
    links: frozenset[str]
    loaded: frozenset[str]
    stray: bool
    marks: frozenset[str]

    @property
    def source(self) -> bytes:
        """The page's bytes, read when they are asked for. Raises ChangedError."""
        return self.folder.read(self.path)  # type: ignore[no-any-return] # msgspec knows no folders

    @property
    def is_404(self) -> bool:
        """Return whether the page is served in place of missing ones."""
        return is_missing(self.path)

    @property
    def indexable(self) -> bool:
        """Return whether search engines may list the page."""
        return not (self.noindex or self.is_404)

    @property
    def canonical(self) -> str:
        """Return the page's own address, or that of the page that it is a variant of."""
        return self.address if self.indexable else next(iter(self.canonicals), self.address)

    def problem(self, message: str, *values: str) -> Problem:
        """Return a problem at the line of the first of `values` that the page contains."""
        lines = (line_of(self.source, value) for value in values)
        return Problem(f"site/{self.path}", next(filter(None, lines), 0), " ".join(message.split()))
