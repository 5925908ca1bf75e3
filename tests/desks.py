"""A project on an editor's desk, and its site, which is kept up to date."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts import settings, works
from scripts.edition import STORE, Hands
from scripts.upkeep import SITE, Upkeep
from tests import editions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import pytest

    from scripts.renewal import Step
    from scripts.works import Made, Name, Piece, Works


@dataclass
class Desk:
    """A project, and the site that is kept up to date with it."""

    root: Path
    folder: Path
    hands: Hands = editions.ONE
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.upkeep = Upkeep(self.root, self.folder, self.hands)

    def steps(self, *asked: str, unwanted: Callable[[], bool] = lambda: False) -> Iterator[Step]:
        sources = self.upkeep.sources()
        library = editions.read(self.root)
        given = settings.read(self.root, self.environment)
        return self.upkeep.update(library, given, sources, asked, unwanted)

    def update(self, *asked: str) -> list[Step]:
        """Bring the site up to date; nothing may be wrong with it."""
        steps = list(self.steps(*asked))
        assert [step.problems for step in steps] == [[]] * len(steps)
        return steps

    def first(self, *asked: str) -> Step:
        """Bring the site up to date until it can be shown, as when something then changes."""
        steps = self.steps(*asked)
        step = next(steps)
        steps.close()  # type: ignore[attr-defined] # it is a generator
        return step

    @property
    def site(self) -> editions.Site:
        """The files that are there now."""
        return editions.files(self.folder / SITE)


def anew(desk: Desk, folder: Path) -> editions.Site:
    """Make the site of a desk's project as if nothing had been made before."""
    shutil.rmtree(desk.root / STORE)
    other = Desk(desk.root, folder, environment=desk.environment)
    other.update()
    return other.site


def after(count: int) -> Callable[[], bool]:
    """Return what says that work is unwanted when it has been asked so often."""
    asked = 0

    def unwanted() -> bool:
        nonlocal asked
        asked += 1
        return asked > count

    return unwanted


def recorded(monkeypatch: pytest.MonkeyPatch) -> list[Name]:
    """Return the names of the pieces that are made from now on, in their order."""
    make, names = works.Works._made, list["Name"]()

    def note(self: Works, piece: Piece) -> Made:
        names.append(piece.name)
        return make(self, piece)

    monkeypatch.setattr(works.Works, "_made", note)
    return names
