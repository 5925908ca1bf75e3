"""A site for editors, kept up to date while they write: first what they look at, then all else.

What a piece is made of is its key, so a piece that stands in the site under its key is as it would be
made now. All others are made anew in an order of their own: what editors look at and have just
written in this process, at once; the rest by workers, who are let go when something changes again. Until
then the rest is older, but each file is whole.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from scripts import assets, pool, receipt, store, works
from scripts.digest import Remembered, compare
from scripts.edition import STORE, Hands
from scripts.plan import Plan
from scripts.pool import GivenUpError, WorkerError
from scripts.problem import Problem
from scripts.stamp import stamp
from scripts.standing import Standing
from scripts.works import Order, Works

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scripts.model import Library
    from scripts.pool import Pool
    from scripts.settings import Settings
    from scripts.works import Name, Piece, Result

SITE = "site"
"""The folder of the site in the one that it is kept in."""
AT_ONCE = 6
"""How many pieces are made before anything is shown."""
OWN = frozenset({"page", "posters", "once"})
"""What pieces need no other."""
ASSETS: Name = ("once", "", assets.FOLDER)
"""What the assets stand under, which are no piece."""


class Step(NamedTuple):
    """How far an update has come: what is wrong, and the paths of the files that have changed."""

    problems: list[Problem]
    changed: Collection[str] = ()


class Upkeep:
    """Keeps the site of the project in `root` up to date, in a folder of its own in `folder`."""

    def __init__(self, root: Path, folder: Path, hands: Hands) -> None:
        self.root = root
        self.hands = hands
        self.standing = Standing(folder / SITE, folder / "draft")
        self.standing.site.mkdir(exist_ok=True)
        self.is_whole = False
        """Whether all of a site has stood there once."""
        self.wrong: set[Name] = set()
        """The pieces that something is wrong with."""
        self.shown: Mapping[str, str] = {}
        """The sources of what was shown last."""
        self._digests = Remembered()
        self._code = receipt.code(
            root
        )  # what runs from now on, whatever is written there meanwhile
        pool.load_before(works.MAKERS)

    def sources(self) -> dict[str, str]:
        """Return the digests of the project's files as they are now, by their paths."""
        found = receipt.sources(self.root, self._digests.of_file).items()
        return {p: digest for p, digest in found if not p.startswith(receipt.CODE)} | self._code

    def update(
        self,
        library: Library,
        settings: Settings,
        sources: Mapping[str, str],
        asked: Sequence[str] = (),
        unwanted: Callable[[], bool] = lambda: False,
    ) -> Iterator[Step]:
        """Bring the site up to date, and yield when it can be shown, and again when all is done.

        `sources` are the digests of the project's files before they were read, `asked` the paths of
        files that are looked at. Ends early after problems, and once it is `unwanted`. The first
        site is shown when it is whole.
        """
        folder = self.root / STORE / "preview"
        order = Order(library, settings, self.root, self.standing.site, folder, live=False)
        plan, mark = Plan(order, sources), store.begin(folder)
        update, keep = _Update(self, plan, sources, unwanted), None
        try:
            with update.pool:
                yield from update.steps(asked)
            keep = {result.piece.key for result in self.standing.results.values()}
        except GivenUpError:
            pass
        except WorkerError as error:
            yield Step([Problem("build", 0, str(error))])
        finally:
            held = plan.holds(self.sources())
            if not held:
                self.standing.forget(update.put)
            store.end(folder, mark, keep if held else ())


class _Update:
    """One update of a site."""

    def __init__(
        self,
        upkeep: Upkeep,
        plan: Plan,
        sources: Mapping[str, str],
        unwanted: Callable[[], bool],
    ) -> None:
        self.pool = ExitStack()
        self.put: list[Name] = []
        """What was made in this update."""
        self._upkeep = upkeep
        self._standing = upkeep.standing
        self._plan = plan
        self._sources = sources
        self._unwanted = unwanted
        self._works = Works(plan.order)
        self._changed: set[str] = set()
        self._problems: list[Problem] = []

    def steps(self, asked: Sequence[str]) -> Iterator[Step]:
        """Yield what was done, as `Upkeep.update` says."""
        is_first = not self._upkeep.is_whole
        if not is_first:
            self._begin(asked)
            yield self._step()
        if not self._problems:
            self._end()
            yield self._step()
        if is_first and self._upkeep.is_whole:
            self._works.warm(self._plan.pages[-1])

    def _step(self) -> Step:
        changed, self._changed = self._changed, set()
        return Step(sorted(self._problems), changed)

    def _begin(self, asked: Sequence[str]) -> None:
        """Make what is looked at, remove the pages that are gone, and write assets."""
        made = [self._works.kept(piece) for piece in self._first(asked)]
        for result, _ in made:
            self._note(result)
        if self._problems:
            return
        names = {piece.name for piece in self._plan.pages} | {ASSETS}
        self._changed |= self._standing.keep(lambda name: name in names or name[0] not in OWN)
        self._write_assets()
        for result, files in made:
            self._put(result, files)
        self._upkeep.shown = self._sources

    def _first(self, asked: Sequence[str]) -> list[Piece]:
        """Return the pieces that are made first: those looked at, and those written just now."""
        pieces = {piece.name: piece for piece in self._plan.pages}
        pages = self._plan.library.files
        paths = compare(self._upkeep.shown, self._sources).paths
        written = (pages[path] for path in paths if path in pages)
        names = (
            *map(self._standing.owner, asked),
            *self._upkeep.wrong,
            *(("page", page.locale, page.path) for page in written),
        )
        found = (pieces[name] for name in dict.fromkeys(names) if name in pieces)
        return [piece for piece in found if not self._standing.has(piece)][:AT_ONCE]

    def _write_assets(self) -> None:
        folder = self._plan.order.root / "docs" / assets.FOLDER
        files = assets.read(folder, live=False).written(())
        stamps = {address: stamp(address, data) for address, data in files.items()}
        self._changed |= self._standing.write(ASSETS, stamps, lambda: files)

    def _end(self) -> None:
        """Make all that is not up to date."""
        plan, standing = self._plan, self._standing
        self._write_assets()
        self._make(plan.pages)
        if not self._problems:
            own = {piece.name: standing.results[piece.name] for piece in plan.pages}
            wholes = list(plan.wholes(own))
            self._make(wholes)
            every = (standing.results[piece.name] for piece in (*plan.pages, *wholes))
            built = dict(chain.from_iterable(result.stamps.items() for result in every))
            moved = list(plan.moved(built))
            self._make(moved)
        if not self._problems:
            names = {piece.name for piece in (*plan.pages, *wholes, *moved)} | {ASSETS}
            self._changed |= standing.keep(names.__contains__)
            self._upkeep.shown, self._upkeep.is_whole = self._sources, True

    def _make(self, pieces: Iterable[Piece]) -> None:
        """Make those of some pieces that do not stand there: at first what is kept of them."""
        new = [piece for piece in pieces if not self._standing.has(piece)]
        missing = [piece for piece in new if not (self._plan.order.store / piece.key).exists()]
        lacking = {piece.key for piece in missing}
        there = ((*self._works.kept(piece),) for piece in new if piece.key not in lacking)
        made = ((each, None) for each in self._workers.map(works.keep, missing)) if missing else ()
        for result, files in chain(there, made):
            if self._unwanted():
                raise GivenUpError
            if not self._note(result):
                self._put(result, files)

    @cached_property
    def _workers(self) -> Pool:
        hands = self._upkeep.hands
        return self.pool.enter_context(
            pool.workers(
                hands.count,
                works.begin,
                self._plan.order,
                method=hands.method,
                unwanted=self._unwanted,
            )
        )

    def _note(self, result: Result) -> bool:
        """Say whether something is wrong with a piece, and remember it."""
        wrong = self._upkeep.wrong
        (wrong.add if result.problems else wrong.discard)(result.piece.name)
        self._problems += result.problems
        return bool(result.problems)

    def _put(self, result: Result, files: Mapping[str, bytes] | None) -> None:
        """Let a piece stand in the site; files that are not given are taken from the store."""
        self.put.append(result.piece.name)
        self._changed |= self._standing.put(
            result, lambda: self._works.kept(result.piece)[1] if files is None else files
        )
