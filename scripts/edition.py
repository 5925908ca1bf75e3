"""A whole site from a project's library, by pieces: what `siap build` makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from scripts import pool, receipt, spare, store, works
from scripts.making import Making
from scripts.plan import Plan
from scripts.pool import WorkerError, workers
from scripts.problem import Problem
from scripts.works import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from scripts.making import Track
    from scripts.model import Library
    from scripts.pool import Pool
    from scripts.settings import Settings
    from scripts.stamp import Stamps

STORE = ".cache/pieces"
"""Where pieces are kept between builds, below the project's root; readers' and editors' apart."""

FEW = 8
"""How many new pieces workers that each load what they are made with have done soonest."""


def _ready() -> None:
    """Need nothing before work begins."""


@dataclass(frozen=True)
class Hands:
    """How many workers there are, and how they begin: see `pool.workers`."""

    number: int = 0
    method: str = ""

    @property
    def count(self) -> int:
        """The number of workers; as many as there are processors if none was given."""
        return self.number or pool.cores()

    def few(self, things: int) -> Hands:
        """Return as many hands as there are things to do, but at least two, where there are two."""
        return replace(self, number=min(self.count, max(2, things)))

    @property
    def spared(self) -> Hands:
        """One hand less, but two where there are two: for work beside which this process has as much."""
        return replace(self, number=min(self.count, max(2, self.count - 1)))

    def begun(
        self,
        start: Callable[..., None] = _ready,
        *arguments: object,
        unwanted: Callable[[], bool] | None = None,
    ) -> AbstractContextManager[Pool]:
        """Return workers, in each of which `start` is called first: see `pool.workers`."""
        return workers(self.count, start, *arguments, method=self.method, unwanted=unwanted)


@dataclass(frozen=True)
class Edition:
    """A site that was made, or the problems why it was not; `damaged` entries were not used.

    `tell` remembers for the next builds what is known of it: there is time for that while others
    look at the site.
    """

    stamps: Stamps
    problems: list[Problem]
    damaged: tuple[str, ...] = ()
    tell: Callable[[], object] = lambda: None


def make(  # noqa: PLR0913 - what a site is made of
    library: Library,
    settings: Settings,
    root: Path,
    site: Path,
    sources: Mapping[str, str],
    *,
    hands: Hands = Hands(),
    track: Track = lambda _, items, __: iter(items),
    meanwhile: Callable[[], list[Problem]] = list,
    ahead: Callable[[Path, Stamps, Pool], object] = lambda *_: None,
    again: Callable[[Path], Mapping[str, str]] = receipt.sources,
) -> Edition:
    """Write a site into a folder; what it holds before is kept where it is the same, or removed.

    `root` is the project's folder, and `sources` the digests of its files by path before they were
    read: when they changed meanwhile, other than pages, nothing is kept for the next site. Drafts are
    left out. `meanwhile` is called while workers make pages; they are let go when it returns
    problems. `ahead` gets the folder, the stamps of its files and the workers once all pages are
    made. `again` takes the digests of the project's files in the end.
    """
    folder = root / STORE / "live"
    before = spare.before(root, site)
    order = Order(library.published(), settings, root, site, folder, before=before)
    plan, keep = Plan(order, sources), None
    mark = store.begin(folder)
    new = len({piece.key for piece in plan.pages}.difference(store.held(folder)))
    if new > FEW:
        works.prepare(root, settings)
    else:  # those that have loaded it are there for the rest, too
        hands = hands.few(new)
    try:
        with hands.begun(works.begin, order) as found:
            making = Making(plan, found, track, ahead)
            making.make(meanwhile)
        spare.sweep(site, before.files - making.stamps.keys())
        keep = making.results
    except WorkerError as error:
        return Edition({}, [Problem("build", 0, str(error))])
    finally:
        held = plan.holds(again(root))
        store.end(folder, mark, keep if held else ())
    done = Edition(making.stamps, sorted(making.problems), tuple(making.damaged))
    if held and not done.problems:
        tell = partial(spare.tell, root, site, making.results, making.stamps, before)
        return replace(done, tell=tell)
    return done
