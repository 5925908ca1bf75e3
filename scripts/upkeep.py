"""A site for editors, kept up to date while they write: first what they look at, then all else.

What a piece is made of is its key, so a piece that stands in the site under its key is as it would be
made now. All others are made anew in an order of their own: what editors look at and have just
written in this process, at once; the rest by workers, who are let go when something changes again. Until
then the rest is older, but each file is whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts import pool, receipt, store, works
from scripts.digest import Remembered
from scripts.edition import STORE, Hands
from scripts.plan import Plan
from scripts.pool import GivenUpError, WorkerError
from scripts.problem import Problem
from scripts.renewal import Renewal, Step
from scripts.standing import Standing
from scripts.works import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scripts.model import Library
    from scripts.settings import Settings

SITE = "site"
"""The folder of the site in the one that it is kept in."""


class Upkeep:
    """Keeps the site of the project in `root` up to date, in a folder of its own in `folder`."""

    def __init__(self, root: Path, folder: Path, hands: Hands) -> None:
        self.root = root
        self.hands = hands
        self.standing = Standing(folder / SITE, folder / "draft")
        self.standing.site.mkdir(exist_ok=True)
        self._digests = Remembered()
        # What runs from now on, whatever is written there meanwhile.
        self._code = receipt.code(root)
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
        renewal, keep = Renewal(self.standing, plan, sources, self.hands, unwanted), None
        try:
            with renewal.workers:
                yield from renewal.steps(asked)
            keep = {result.piece.key for result in self.standing.results.values()}
        except GivenUpError:
            pass
        except WorkerError as error:
            yield Step([Problem("build", 0, str(error))])
        finally:
            held = plan.holds(self.sources())
            if not held:
                self.standing.forget(renewal.put)
            store.end(folder, mark, keep if held else ())
