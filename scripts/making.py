"""Making a whole site: its pieces, and then the files that speak of all of them."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from scripts import assets, works
from scripts.finish import finish
from scripts.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from scripts.plan import Plan
    from scripts.pool import Pool
    from scripts.problem import Problem
    from scripts.stamp import Stamps
    from scripts.works import Order, Piece, Result


class Track(Protocol):
    """Shows how far a long piece of work has come."""

    def __call__(self, label: str, items: Iterable[Result], total: int, /) -> Iterator[Result]:
        """Yield the items."""


class Making:
    """A site on its way: the stamps of its files so far, and what is wrong with it.

    `damaged` are entries of the store that were not as they had been left.
    """

    def __init__(
        self,
        plan: Plan,
        pool: Pool,
        track: Track,
        ahead: Callable[[Path, Stamps, Pool], object] = lambda *_: None,
    ) -> None:
        self.order: Order = plan.order
        self.stamps: Stamps = {}
        self.problems: list[Problem] = []
        self.damaged: list[str] = []
        self._plan = plan
        self._pool = pool
        self._track = track
        self._ahead = ahead
        self.results: dict[str, Result] = {}
        self._joined: set[tuple[str, ...]] = set()

    def make(self, meanwhile: Callable[[], list[Problem]]) -> None:
        """Write the site, unless there are problems: those that are found `meanwhile`, or its own."""
        before = self.order.before.made
        pages = sorted(self._plan.pages, key=lambda piece: piece.key in before)  # new ones first
        pieces = self._pool.beside(partial(self._pieces, self._done(pages)))
        self.problems = meanwhile() or pieces()
        if not self.problems:
            self._end()

    def _pieces(self, under_way: Iterable[Result]) -> list[Problem]:
        """Return what is wrong with pages that are under way, or else with what is made of them."""
        pages = self._plan.pages
        problems = self._noted(self._track("Making pages", under_way, len(pages)))
        if not problems:
            results = {result.piece.name: result for result in self.results.values()}
            wholes = self._done(self._plan.wholes(results))
            self._ahead(self.order.site, self.stamps, self._pool)  # while workers make them
            problems = self._noted(wholes) or self._noted(self._done(self._plan.moved(self.stamps)))
        return problems

    def _done(self, pieces: Iterable[Piece]) -> Iterator[Result]:
        """Return what comes of pieces; the workers begin at once with those that are to be done."""
        lying, rest = [], []
        for piece in pieces:
            if found := self.order.before.lies(piece):
                lying.append(found)
            else:
                rest.append(piece)
        return chain(self._pool.map(works.do, rest), lying)

    def _noted(self, results: Iterable[Result]) -> list[Problem]:
        problems: list[Problem] = []
        for result in results:
            self.stamps |= result.stamps
            problems += result.problems
            self._joined |= {*result.joined}
            self.damaged += [result.damaged] if result.damaged else []
            self.results[result.piece.key] = result
        return problems

    def _end(self) -> None:
        """Write the assets, and what speaks of all other files."""
        order = self.order
        dress = assets.read(order.root / "docs" / assets.FOLDER)
        self._write(dress.written(self._joined))
        finish(order.site, order.settings.url, order.root, self.stamps)

    def _write(self, files: Mapping[str, bytes]) -> None:
        for address, data in files.items():
            file = self.order.site / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            self.stamps[address] = stamp(address, data)
