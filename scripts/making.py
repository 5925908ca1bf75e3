"""Making a whole site: its pieces, and then the files that speak of all of them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from scripts import assets, works
from scripts.finish import finish
from scripts.maker import Maker
from scripts.stamp import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
        self._keys: set[str] = set()
        self._joined: set[tuple[str, ...]] = set()

    def make(self) -> None:
        """Write the site, unless there are problems."""
        pieces = list(self._plan.pages())
        found = self._track("Making pages", self._pool.map(works.do, pieces), len(pieces))
        results = {(r.piece.kind, r.piece.locale, r.piece.path): r for r in self._noted(found)}
        if not self.problems:
            for _ in self._noted(self._pool.map(works.do, self._plan.wholes(results))):
                pass
            self._end()

    def _noted(self, results: Iterable[Result]) -> Iterator[Result]:
        for result in results:
            self.stamps |= result.stamps
            self.problems += result.problems
            self._joined |= {*result.joined}
            self.damaged += [result.damaged] if result.damaged else []
            self._keys.add(result.piece.key)
            yield result

    def _end(self) -> None:
        """Write what speaks of all other files."""
        order = self.order
        settings = order.settings
        maker = Maker(order.library, settings.url, order.root, settings.contact, settings.edit)
        folder = order.root / "docs" / assets.FOLDER
        self._move(maker, assets.read(folder, live=order.live))
        if order.live and not self.problems:
            finish(order.site, settings.url, order.root, self.stamps)

    def _move(self, maker: Maker, dress: assets.Assets) -> None:
        """Write what only leads on, moved files at their old addresses too, and all assets."""
        redirects = maker.pages.redirects
        for code in self.order.library.codes:
            self.problems += redirects.unbuilt(code, self.stamps)
            for old, new in list(redirects.copies(code, self.stamps)):
                self._write({old: (self.order.site / new).read_bytes()})
            for address, data in list(maker.moved(code, self.stamps)):
                html, names = dress.dressed(data.decode())
                self._write({address: html.encode()})
                self._joined.add(names)
        self._write(dress.written(self._joined))

    def _write(self, files: Mapping[str, bytes]) -> None:
        for address, data in files.items():
            file = self.order.site / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            self.stamps[address] = stamp(address, data)

    def sweep(self, *, everything: bool = False) -> None:
        """Remove what the store keeps of other builds, or all of it."""
        with suppress(OSError):
            for entry in self.order.store.iterdir():
                if everything or entry.name not in self._keys:
                    entry.unlink(missing_ok=True)
