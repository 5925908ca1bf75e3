"""One update of a site for editors: first what they look at and have just written, then all else."""

from __future__ import annotations

from contextlib import ExitStack
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from scripts import assets, works
from scripts.digest import compare
from scripts.pool import GivenUpError
from scripts.stamp import stamp
from scripts.works import Works

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from scripts.edition import Hands
    from scripts.plan import Plan
    from scripts.pool import Pool
    from scripts.problem import Problem
    from scripts.standing import Standing
    from scripts.works import Name, Piece, Result

AT_ONCE = 6
"""How many pieces are made before anything is shown."""
OWN = frozenset({"page", "pictures", "posters", "once"})
"""The kinds of pieces that need no other."""
ASSETS: Name = ("once", "", assets.FOLDER)
"""What the assets stand under, which are no piece."""


class Step(NamedTuple):
    """How far an update has come: what is wrong, and the paths of the files that have changed."""

    problems: list[Problem]
    changed: Collection[str] = ()


class Renewal:
    """An update of what stands as `plan` has it; `sources` are those of the plan.

    GivenUpError ends it once it is `unwanted`, WorkerError when a worker of its `hands` was killed.
    """

    def __init__(
        self,
        standing: Standing,
        plan: Plan,
        sources: Mapping[str, str],
        hands: Hands,
        unwanted: Callable[[], bool],
    ) -> None:
        self.workers = ExitStack()
        """What ends the workers when it is left."""
        self.put: list[Name] = []
        """What was written anew."""
        self._standing = standing
        self._plan = plan
        self._sources = sources
        self._hands = hands
        self._unwanted = unwanted
        self._works = Works(plan.order)
        self._changed: set[str] = set()
        self._problems: list[Problem] = []

    def steps(self, asked: Sequence[str]) -> Iterator[Step]:
        """Yield what was done once it can be shown, and again when all is; or what is wrong.

        `asked` are the paths of files that are looked at. The first site is shown when it is whole.
        """
        is_first = not self._standing.is_whole
        if not is_first:
            self._begin(asked)
            yield self._step()
        if not self._problems:
            self._end()
            yield self._step()
        if is_first and self._standing.is_whole:
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
        self._standing.shown = self._sources

    def _first(self, asked: Sequence[str]) -> list[Piece]:
        """Return the pieces that are made first: those looked at, and those written just now."""
        pieces = {piece.name: piece for piece in self._plan.pages}
        pages = self._plan.library.files
        paths = compare(self._standing.shown, self._sources).paths
        written = (pages[path] for path in paths if path in pages)
        names = (
            *map(self._standing.owner, asked),
            *self._standing.wrong,
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
        self._make(sorted(plan.pages, key=lambda piece: piece.kind == "pictures"))  # last
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
            standing.shown, standing.is_whole = self._sources, True

    def _make(self, pieces: Iterable[Piece]) -> None:
        """Make those of some pieces that do not stand there: at first what is kept of them."""
        new = [piece for piece in pieces if not self._standing.has(piece)]
        missing = [piece for piece in new if not (self._plan.order.store / piece.key).exists()]
        lacking = {piece.key for piece in missing}
        there = ((*self._works.kept(piece),) for piece in new if piece.key not in lacking)
        made = ((each, None) for each in self._pool.map(works.keep, missing)) if missing else ()
        for result, files in chain(there, made):
            if self._unwanted():
                raise GivenUpError
            if not self._note(result):
                self._put(result, files)

    @cached_property
    def _pool(self) -> Pool:
        begun = self._hands.begun(works.begin, self._plan.order, unwanted=self._unwanted)
        return self.workers.enter_context(begun)

    def _note(self, result: Result) -> bool:
        """Say whether something is wrong with a piece, and remember it."""
        wrong = self._standing.wrong
        (wrong.add if result.problems else wrong.discard)(result.piece.name)
        self._problems += result.problems
        return bool(result.problems)

    def _put(self, result: Result, files: Mapping[str, bytes] | None) -> None:
        """Let a piece stand in the site; files that are not given are taken from the store."""
        self.put.append(result.piece.name)
        self._changed |= self._standing.put(
            result, lambda: self._works.kept(result.piece)[1] if files is None else files
        )
