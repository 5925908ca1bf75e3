"""Making a whole site: its pieces, and then the files that speak of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scripts import assets, works
from scripts.finish import finish
from scripts.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scripts.plan import Plan
    from scripts.pool import Pool
    from scripts.problem import Problem
    from scripts.stamp import Stamps
    from scripts.works import Order, Result


class Track(Protocol):
    """Shows how far a long piece of work has come."""

    def __call__(self, label: str, items: Iterable[Result], total: int, /) -> Iterator[Result]:
        """Yield the items."""


class Making:
    """A site on its way: the stamps of its files so far, and what is wrong with it.

    `damaged` are entries of the store that were not as they had been left.
    """

    def __init__(self, plan: Plan, pool: Pool, track: Track) -> None:
        self.order: Order = plan.order
        self.stamps: Stamps = {}
        self.problems: list[Problem] = []
        self.damaged: list[str] = []
        self._plan = plan
        self._pool = pool
        self._track = track
        self.results: dict[str, Result] = {}
        self._joined: set[tuple[str, ...]] = set()

    def make(self, meanwhile: Callable[[], list[Problem]]) -> None:
        """Write the site, unless there are problems, those that are found `meanwhile` among them."""
        pieces = self._plan.pages
        under_way = self._pool.map(works.do, pieces)
        self.problems += meanwhile()
        if self.problems:
            return
        found = self._track("Making pages", under_way, len(pieces))
        results = {result.piece.name: result for result in self._noted(found)}
        if not self.problems:
            for more in (self._plan.wholes(results), self._plan.moved(self.stamps)):
                for _ in self._noted(self._pool.map(works.do, list(more))):
                    pass
        if not self.problems:
            self._end()

    def _noted(self, results: Iterable[Result]) -> Iterator[Result]:
        for result in results:
            self.stamps |= result.stamps
            self.problems += result.problems
            self._joined |= {*result.joined}
            self.damaged += [result.damaged] if result.damaged else []
            self.results[result.piece.key] = result
            yield result

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
