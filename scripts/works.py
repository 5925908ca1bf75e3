"""The pieces of a site, each made once: what it is made of is its key, and under that it is kept.

A piece is all that is about one page (its HTML, frame, handout), the pictures of some pages, or all
that is about one language (search, feed, catalogue). The key of a page names its own text in every
language, and what all pages share: records, templates, assets, code, packages and settings, and what
pages say of one another (front matter, headings, citations). So what is in the store under a key is
what would be made now, and the rest is made by as many workers as there are processors.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Literal

import msgspec

from scripts import assets, cache, stamp
from scripts.finish import SITEMAP
from scripts.hosts import MISSING
from scripts.pool import Here
from scripts.problem import Problem
from scripts.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from scripts.assets import Assets
    from scripts.maker import Maker
    from scripts.model import Library
    from scripts.pool import Pool
    from scripts.render import Renderer
    from scripts.settings import Settings

PARTS = ("card_picture", "maker", "qr", "render", "search", "typeset")
MAKERS = tuple(f"scripts.{name}" for name in PARTS)
"""The modules that new pieces are made with, and which take long to load."""

HERE = Here()

Kind = Literal["page", "pictures", "posters", "once", "language", "search", "moved"]
Known = dict[str, bytes]
"""What can be found of the pages of a language by their paths, packed."""


Name = tuple[Kind, str, str]
"""What tells a piece from the others of its site: what it is, its language, its path."""


class Made(msgspec.Struct, frozen=True):
    """What came of a piece: its files by address, what of it can be found, the modules it loads."""

    files: dict[str, bytes] = {}
    stamps: dict[str, Stamp] = {}
    known: bytes = b""
    joined: tuple[tuple[str, ...], ...] = ()
    problems: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True)
class Before:
    """What the site before was made of, by key and without files, and the files that lie there now.

    `signs` are of those that are surely what their stamps say, and `shown` of those that readers see.
    """

    made: Mapping[str, Made] = field(default_factory=dict, repr=False)
    files: frozenset[str] = frozenset()
    signs: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    shown: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def lies(self, piece: Piece) -> Result | None:
        """Return what is known of a piece if all its files surely lie there already."""
        made = self.made.get(piece.key)
        sure = made and self.signs.keys() >= made.stamps.keys()
        return _result(piece, made) if made and sure else None


@dataclass(frozen=True)
class Order:
    """What is to be built, where to, and where pieces are kept.

    `live` is for readers, not editors.
    """

    library: Library
    settings: Settings
    root: Path
    site: Path
    store: Path
    live: bool = True
    before: Before = field(default_factory=Before)


@dataclass(frozen=True)
class Piece:
    """A piece of the site.

    `paths` are those of the pages whose pictures it is, `known` is for the search of a language, and
    `built` are the other files, for what has moved.
    """

    kind: Kind
    key: str
    locale: str = ""
    path: str = ""
    paths: tuple[str, ...] = ()
    known: Known = field(default_factory=dict, repr=False)
    built: Collection[str] = ()

    @property
    def name(self) -> Name:
        """Its name, which stays when its key changes."""
        return self.kind, self.locale, self.path


class Result(msgspec.Struct, frozen=True):
    """What is known of a piece once its files are written; `damaged` is an entry of the store."""

    piece: Piece
    stamps: dict[str, Stamp]
    known: bytes
    joined: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]
    damaged: str = ""


class Works:
    """Makes pieces of one order; there is one in each process."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._folders: set[str] = set()

    @cached_property
    def maker(self) -> Maker:
        """What makes files of pages."""
        from scripts.maker import Maker  # noqa: PLC0415 - what is in the store needs none of this

        order, settings = self.order, self.order.settings
        return Maker(order.library, settings.url, order.root, settings.contact, settings.edit)

    @cached_property
    def renderer(self) -> Renderer:
        """What makes HTML of pages."""
        from scripts.render import Renderer  # noqa: PLC0415 - as above

        return Renderer(self.maker, self.order.settings, self.order.root / "overrides")

    @cached_property
    def assets(self) -> Assets:
        """The assets that pages lead to."""
        return assets.read(self.order.root / "docs" / assets.FOLDER, live=self.order.live)

    def do(self, piece: Piece) -> Result:
        """Make a piece, or take it from the store, and write its files, if they do not lie there."""
        made = self.order.before.made.get(piece.key)
        if made and all(self._lies(address, found) for address, found in made.stamps.items()):
            return _result(piece, made)
        result, files = self.kept(piece)
        for address, data in files.items():
            self._write(address, data)
        return result

    def kept(self, piece: Piece) -> tuple[Result, dict[str, bytes]]:
        """Make a piece, or take it from the store; return what is known of it, and its files."""
        damaged: list[str] = []
        entry = self.order.store / piece.key
        data = cache.stored(entry, damaged.append)
        made = self._made(piece) if data is None else _MADE.decode(data)
        if data is None:
            cache.store(entry, _PACKED.encode(made))
        return _result(piece, made, "".join(damaged)), made.files

    def _lies(self, address: str, found: Stamp) -> bool:
        """Say whether a file that was there before the build is the one that the stamp is of."""
        if address not in self.order.before.files:
            return False
        data = (self.order.site / address).read_bytes()
        return hashlib.sha256(data).hexdigest() == found.digest

    def warm(self, piece: Piece) -> None:
        """Make a piece for nothing but to have loaded what others are made with."""
        self._made(piece)

    def _made(self, piece: Piece) -> Made:
        known = b""
        found: Iterable[tuple[str, bytes | Problem]]
        if piece.kind == "page":
            page = self.order.library.pages[piece.locale, piece.path]
            html, content = self.renderer.page(page)
            known, listed = self.maker.finder.known(page, content)
            address = self.maker.pages.navigation.address(page.locale, page.path)
            found = (
                (f"{address}index.html", html.encode()),
                *listed.items(),
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
        return Made(files, stamps, known, tuple(sorted(joined)), tuple(problems))

    def _dressed(self, address: str, data: bytes) -> tuple[bytes, tuple[str, ...]]:
        return self.assets.dressed(data) if address.endswith(".html") else (data, ())

    def _pictures(self, piece: Piece) -> Iterator[tuple[str, bytes]]:
        pages = (self.order.library.pages[piece.locale, path] for path in piece.paths)
        return chain.from_iterable(map(self.maker.pictures, pages))

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
        self.maker.finder.kept |= {(piece.locale, path): data for path, data in piece.known.items()}
        return self.maker.finder.files(piece.locale)

    def _moved(self, piece: Piece) -> Iterator[tuple[str, bytes | Problem]]:
        for problem in self.maker.pages.redirects.unbuilt(piece.locale, piece.built):
            yield "", problem
        for old, new in self.maker.pages.redirects.copies(piece.locale, piece.built):
            yield old, (self.order.site / new).read_bytes()
        yield from self.maker.moved(piece.locale, piece.built)

    def _write(self, address: str, data: bytes) -> None:
        file = self.order.site / address
        folder = address.rpartition("/")[0]
        if folder not in self._folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        if address in self.order.before.files:
            file.unlink()  # it may have another name, elsewhere
        file.write_bytes(data)


_PACKED = msgspec.msgpack.Encoder()
_MADE = msgspec.msgpack.Decoder(Made)


def _result(piece: Piece, made: Made, damaged: str = "") -> Result:
    problems = tuple(Problem(*each) for each in made.problems)
    return Result(piece, made.stamps, made.known, made.joined, problems, damaged)


_works: Works


def begin(order: Order) -> None:
    """Make ready for pieces of an order in this process."""
    global _works  # noqa: PLW0603 - a worker has nothing else to keep it in
    _works = Works(order)


def prepare(root: Path, settings: Settings, pool: Pool = HERE) -> None:
    """Load what new pieces are made with, once for all workers that are copies of this process.

    A pool has the templates compiled meanwhile.
    """
    from scripts import templates  # noqa: PLC0415 - what is in the store needs none of this

    compiled = templates.prepare(root, pool)
    for module in MAKERS:
        import_module(module)
    from scripts import render  # noqa: PLC0415 - loaded above

    render.reader(settings)
    compiled()


def do(piece: Piece) -> Result:
    """Make a piece of the order that this process has begun."""
    return _works.do(piece)


def keep(piece: Piece) -> Result:
    """Make a piece of the order that this process has begun, for the store alone."""
    return _works.kept(piece)[0]
