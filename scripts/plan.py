"""The plan of a build: which pieces a site has, and the key of each.

Whatever a piece is made of is in its key; see scripts/works.py.
"""

from __future__ import annotations

import json
import sys
import sysconfig
import zlib
from functools import cache, cached_property
from itertools import chain
from math import ceil
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from scripts.cache import key
from scripts.model import SEARCH_PATH
from scripts.records import OURS
from scripts.same import by_identity
from scripts.works import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scripts.model import Mark, Page
    from scripts.stamp import Stamp
    from scripts.works import Name, Order, Result


LISTS = frozenset({"kit", "search"})
"""What can be put into a page that tells what is cited where, on all others."""


GROUP = 64
"""Of how many pages the pictures are one piece, about: what all of a language share is made for each worker."""


class Plan:
    """The pieces of an order; `sources` are the digests of the project's files by path."""

    def __init__(self, order: Order, sources: Mapping[str, str]) -> None:
        self.order = order
        self.library = order.library
        self._files = self._common(sources)
        self._shared = _shared(order, self._files)

    @cached_property
    def pages(self) -> list[Piece]:
        """The pieces that need no other, those that may take longest first."""
        return list(self._pages())

    def _pages(self) -> Iterator[Piece]:
        yield Piece("once", self._key("once"))
        for code in self.library.codes:
            yield Piece("posters", self._key("posters", code), code)
        # By turns: what all pictures of a language share, one worker draws and the others find.
        pictures = chain.from_iterable(map(self._pictures, self.library.codes))
        yield from sorted(pictures, key=lambda piece: int(piece.path))
        texts = {page.path: self._text(page.path) for page in self.library.pages.values()}
        for page in sorted(self.library.pages.values(), key=_ease):
            cited = (self._cited,) if _lists(page) else ()
            name = self._key("page", page.locale, page.path, texts[page.path], *cited)
            yield Piece("page", name, page.locale, page.path)

    def _text(self, path: str) -> str:
        """Return the key of a page's own text in every language; all share what stands above it."""
        group = (self.library.pages.get((code, path)) for code in self.library.codes)
        return key(*(page.body.encode() if page else b"" for page in group))

    def _pictures(self, code: str) -> Iterator[Piece]:
        """Yield the pieces that are the pictures of some pages, which text alone leaves as they are."""
        paths = [page.path for page in self.library.of(code)]
        count = ceil(len(paths) / GROUP)
        for number in range(count):
            group = tuple(paths[number::count])
            name = self._key("pictures", code, *group)
            yield Piece("pictures", name, code, str(number), paths=group)

    def wholes(self, results: Mapping[Name, Result]) -> Iterator[Piece]:
        """Yield the pieces that are made of others; `results` are those of pages and posters."""
        for code in self.library.codes:
            pages = self.library.of(code)
            found = {page.path: results["page", code, page.path].known for page in pages}
            yield Piece("search", self._key("search", code, *found.values()), code, known=found)
        for code in self.library.codes:
            printed = (
                f"{address} {stamp.digest}"
                for (_, locale, _), result in results.items()
                for address, stamp in result.stamps.items()
                if locale == code and address.endswith(".pdf")
            )
            name = self._key("language", code, self._cited, *sorted(printed))
            yield Piece("language", name, code)

    @cached_property
    def _cited(self) -> str:
        """The key of what is cited where, on all pages."""
        return key(*map(_citations, self.library.pages.values()))

    def moved(self, built: Mapping[str, Stamp]) -> Iterator[Piece]:
        """Yield the pieces that lead from where pages and files were; `built` is all there is."""
        if self.library.moved or self.library.short:
            named = {to.value for to in self.library.moved.values()}
            text = "\n".join(
                f"{path} {found.digest if path in named or _is_copied(path) else ''}"
                for path, found in sorted(built.items())
                if path in named or not path.startswith(f"{SEARCH_PATH}/")
            )
            for code in self.library.codes:
                yield Piece("moved", self._key("moved", code, text), code, built=frozenset(built))

    def holds(self, sources: Mapping[str, str]) -> bool:
        """Say whether what is read from files while pieces are made is still as it was planned."""
        return self._common(sources) == self._files

    def _common(self, sources: Mapping[str, str]) -> dict[str, str]:
        """Return the files that all pieces share: all but pages, which are in the library."""
        folders = tuple(f"docs/{code}/" for code in self.library.codes)
        return {
            path: value
            for path, value in sources.items()
            if not (path.startswith(folders) and path.endswith(".md"))
        }

    def _key(self, *parts: str | bytes) -> str:
        texts = (part if isinstance(part, bytes) else part.encode() for part in parts)
        return key(self._shared.encode(), *texts)


def _is_copied(path: str) -> bool:
    """Return whether a file may be served at the address that a moved page had."""
    return not path.endswith("index.html")


def _ease(page: Page) -> tuple[bool, bool, str]:
    """Return how soon a page is done; the languages of a page come one after the other."""
    return not (page.is_tool or _lists(page)), bool(page.outline.headings), page.path


def _lists(page: Page) -> bool:
    """Return whether a page tells what is on all others."""
    return any(mark.value in LISTS for mark in page.outline.directives)


def _shared(order: Order, common: Mapping[str, str]) -> str:
    """Return the key of what all pieces share."""
    library, settings = order.library, order.settings
    files = sorted(f"{path} {value}" for path, value in common.items())
    faces = map(_face, library.pages.values())
    values = [order.live, settings.url, settings.contact, settings.edit, settings.extensions]
    told = json.dumps(values, default=str)  # options of Markdown may be dates
    return key(*(part.encode() for part in (told, *_packages(), *files)), *faces)


@cache
def _packages() -> tuple[str, ...]:
    """Return the Python, zlib and packages that a build may depend on, with their versions."""
    folders = sorted({sysconfig.get_path(name) for name in ("purelib", "platlib")})
    found = (sorted(path.name for path in Path(each).glob("*.dist-info")) for each in folders)
    return (sys.version, zlib.ZLIB_RUNTIME_VERSION, *chain.from_iterable(found))


@by_identity
def _face(page: Page) -> bytes:
    """Return what other pages may say of a page: all but its text and the lines it stands on."""
    outline = page.outline
    cited = list(dict.fromkeys(mark.value for mark in outline.citations if mark.value != OURS))
    marks = _marks(outline.headings, outline.directives)
    return _PACKED.encode((page.file, page.meta.value.model_dump_json(), marks, cited))


@by_identity
def _citations(page: Page) -> bytes:
    """Return what is cited in each part of a page, other than ourselves: no list tells that."""
    outline = page.outline
    cited = (mark for mark in outline.citations if mark.value != OURS)
    marks = _marks(outline.headings, outline.directives, cited)
    return _PACKED.encode((page.file, marks))


def _marks(*groups: Iterable[Mark]) -> list[tuple[int, str, str, int]]:
    """Return marks in the order in which they stand on the page, by their groups."""
    marks = [(mark.line, kind, mark) for kind, group in enumerate(groups) for mark in group]
    marks.sort(key=itemgetter(0))
    return [(kind, mark.value, mark.title, mark.level) for _, kind, mark in marks]


_PACKED = msgspec.msgpack.Encoder()
