"""The pieces of a site, each made once: what it is made of is its key, and under that it is kept.

A piece is all that is about one page (its HTML, picture, QR code, frame, handout), or about one
language (search, feed, catalogue). The key of a page names its own text in every language, and what
all pages share: records, templates, assets, code, packages and settings, and what pages say of one
another (front matter, headings, citations). So what is in the store under a key is what would be
made now, and the rest is made by as many workers as there are processors.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import msgspec

from scripts import assets, cache, stamp
from scripts.maker import Maker
from scripts.problem import Problem
from scripts.render import MISSING, SITEMAP, Renderer
from scripts.search_page import Section
from scripts.search_page import sections as sections_of
from scripts.stamp import Stamp  # noqa: TC001 - msgspec reads the fields of Made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scripts.model import Library
    from scripts.settings import Settings

Kind = Literal["page", "posters", "once", "language", "search"]
Sections = dict[str, tuple[Section, ...]]
"""What can be found of the pages of a language, by their paths."""


@dataclass(frozen=True)
class Order:
    """What is to be built, where to, and where pieces are kept; `live` is for readers, not editors."""

    library: Library
    settings: Settings
    root: Path
    site: Path
    store: Path
    live: bool = True


@dataclass(frozen=True)
class Piece:
    """A piece of the site; `sections` are for the search of a language alone."""

    kind: Kind
    key: str
    locale: str = ""
    path: str = ""
    sections: Sections = field(default_factory=dict)


class Made(msgspec.Struct, frozen=True):
    """What came of a piece: its files by address, what of it can be found, the modules it loads."""

    files: dict[str, bytes] = {}
    stamps: dict[str, Stamp] = {}
    sections: tuple[Section, ...] = ()
    joined: tuple[tuple[str, ...], ...] = ()
    problems: tuple[tuple[str, int, str], ...] = ()


class Result(msgspec.Struct, frozen=True):
    """What is known of a piece once its files are written; `damaged` is an entry of the store."""

    piece: Piece
    stamps: dict[str, Stamp]
    sections: tuple[Section, ...]
    joined: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]
    damaged: str = ""


class Works:
    """Makes pieces of one order; there is one in each process."""

    def __init__(self, order: Order) -> None:
        self.order = order
        settings = order.settings
        self.maker = Maker(order.library, settings.url, order.root, settings.contact, settings.edit)
        self.renderer = Renderer(self.maker, settings, order.root / "overrides")
        self.assets = assets.read(order.root / "docs" / assets.FOLDER, live=order.live)
        self._folders: set[Path] = set()

    def do(self, piece: Piece) -> Result:
        """Make a piece, or take it from the store, and write its files."""
        damaged: list[str] = []
        made = msgspec.msgpack.decode(
            cache.kept(self.order.store, piece.key, lambda: self._packed(piece), damaged.append),
            type=Made,
        )
        for address, data in made.files.items():
            self._write(address, data)
        problems = tuple(Problem(*each) for each in made.problems)
        return Result(piece, made.stamps, made.sections, made.joined, problems, "".join(damaged))

    def _packed(self, piece: Piece) -> bytes:
        return msgspec.msgpack.encode(self._made(piece))

    def _made(self, piece: Piece) -> Made:
        sections: tuple[Section, ...] = ()
        found: Iterable[tuple[str, bytes | Problem]]
        if piece.kind == "page":
            page = self.order.library.pages[piece.locale, piece.path]
            html, content = self.renderer.page(page)
            sections = tuple(sections_of(content))
            address = self.maker.pages.navigation.address(page.locale, page.path)
            found = (
                (f"{address}index.html", html.encode()),
                *self.maker.beside(page, content),
            )
        else:
            found = getattr(self, f"_{piece.kind}")(piece)
        files: dict[str, bytes] = {}
        joined, problems = set(), []
        for address, data in found:
            if isinstance(data, Problem):
                problems.append((data.path, data.line, data.message))
                continue
            files[address], names = self._dressed(address, data)
            joined.add(names)
        stamps = {address: stamp.stamp(address, data) for address, data in files.items()}
        return Made(files, stamps, sections, tuple(sorted(joined)), tuple(problems))

    def _dressed(self, address: str, data: bytes) -> tuple[bytes, tuple[str, ...]]:
        if not address.endswith(".html"):
            return data, ()
        html, names = self.assets.dressed(data.decode())
        return html.encode(), names

    def _posters(self, piece: Piece) -> Iterator[tuple[str, bytes | Problem]]:
        return self.maker.posters(piece.locale)

    def _once(self, _: Piece) -> Iterator[tuple[str, bytes]]:
        yield from self.maker.once()
        yield SITEMAP, self.renderer.sitemap().encode()

    def _language(self, piece: Piece) -> Iterator[tuple[str, bytes]]:
        navigation = self.maker.pages.navigation
        yield (
            navigation.address(piece.locale, "") + MISSING,
            self.renderer.missing(piece.locale).encode(),
        )
        site = self.order.site
        addresses = self.maker.handouts(piece.locale)
        printed = {address: (site / address).read_bytes() for address in addresses}
        yield from self.maker.of_language(piece.locale, printed)

    def _search(self, piece: Piece) -> Iterator[tuple[str, bytes]]:
        for path, sections in piece.sections.items():
            self.maker.finder.kept[piece.locale, path] = sections
        return self.maker.finder.files(piece.locale)

    def _write(self, address: str, data: bytes) -> None:
        file = self.order.site / address
        if file.parent not in self._folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(file.parent)
        file.write_bytes(data)


_works: Works


def begin(order: Order) -> None:
    """Make ready for pieces of an order in this process."""
    global _works  # noqa: PLW0603 - a worker has nothing else to keep it in
    _works = Works(order)


def do(piece: Piece) -> Result:
    """Make a piece of the order that this process has begun."""
    return _works.do(piece)
