"""How pages and records stand, in every language, as rows: what the table, the report and JSON show."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, get_args

from pydantic import BaseModel, ConfigDict

from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

State = Literal["missing", "draft", "stale", "confirm", "new", "fresh"]
STATES: tuple[State, ...] = get_args(State)
"""How something can stand, the worst first; `drift.Drift` says what each means."""

Level = Literal["easy", "medium", "hard"]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class Part(_Shape):
    """A unit that is not fresh: where it begins, and the languages that are newer."""

    id: str
    line: int
    state: State
    newer: tuple[str, ...] = ()


class Sentence(_Shape):
    """A hard sentence, and the line where its paragraph begins."""

    line: int
    lix: float
    words: int
    text: str


class Reading(_Shape):
    """How hard a text is; its level is None where the editors have set none for the language."""

    lix: float
    level: Level | None
    words: int
    sentences: int
    hardest: tuple[Sentence, ...]


class Coverage(_Shape):
    """How many paragraphs of a source an article carries, how many it sets aside, and of how many."""

    carried: int
    aside: int
    every: int


class Row(_Shape):
    """A page or record in one language. The kind of a record is its folder or file.

    `reviewed` and `due` of a record are those of the first page that shows it. `citations` are
    those of sources, not of the editors' own advice; `coverage` of an article is by source; a text
    of a few words has no `reading`.
    """

    name: str
    kind: str
    language: str
    file: str
    state: State
    parts: tuple[Part, ...] = ()
    reviewed: dt.date | None = None
    due: dt.date | None = None
    overdue: bool = False
    citations: int = 0
    coverage: dict[str, Coverage] = {}
    reading: Reading | None = None

    @property
    def covered(self) -> str:
        """How many paragraphs of its sources are accounted for, of how many: `21/22`."""
        found = self.coverage.values()
        done = sum(each.carried + each.aside for each in found)
        return f"{done}/{sum(each.every for each in found)}" if found else ""

    @property
    def hard(self) -> bool:
        """Whether the text is harder than the editors want."""
        return bool(self.reading and self.reading.level == "hard")

    @property
    def waits(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.state not in {"fresh", "draft"} or self.overdue


class Status(_Shape):
    """What `siap status --json` prints: a row for each page and record in each language.

    Within a version fields are only added. Dates are written 2026-11-22; `today` is the day that
    overdue reviews are told by.
    """

    version: Literal[1] = 1
    today: dt.date
    rows: tuple[Row, ...]

    def only(self, names: Collection[str] = (), *, drifted: bool = False) -> Status:
        """Return the rows of some pages and records, of all when none is named, or what drifted."""
        kept = (row for row in self.rows if not names or row.name in names)
        rows = tuple(r for r in kept if not drifted or r.state in {"stale", "confirm"})
        return self.model_copy(update={"rows": rows})

    def unknown(self, names: Iterable[str]) -> list[Problem]:
        """Return a problem for each name that is not a page's or record's."""
        known = {row.name for row in self.rows}
        message = '"{}" is not a page or record{}'
        return [
            Problem(name, 0, message.format(name, did_you_mean(name, known)))
            for name in names
            if name not in known
        ]
