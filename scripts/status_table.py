"""How everything stands as plain lines for a terminal, 80 signs wide and read from left to right."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from scripts.status import STATES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from scripts.status import Part, Row, Status

WIDTH = 80
COLUMNS = "{:<4}{:<9}{:<12}{:<20}{:<11}{:<9}{}"
HEAD = (
    "    " + COLUMNS.format("", "STATE", "REVIEWED", "DUE", "CITATIONS", "COVERED", "LIX").rstrip()
)
MEANINGS = {
    "missing": "missing",
    "draft": "in draft",
    "stale": "stale",
    "confirm": "to confirm",
    "new": "new",
    "fresh": "fresh",
}
SAID = {
    "missing": "is missing",
    "stale": "is stale, newer in {}",
    "confirm": "has changed in every language",
    "new": "is new",
}
"""What the table says of a part that is not fresh."""


def lines(status: Status, *, whole: bool = False) -> Iterator[str]:
    """Yield the table, and what to do next; a `whole` one has the hardest sentences too."""
    if status.rows:
        yield HEAD
    for name, rows in groupby(status.rows, key=lambda row: row.name):
        yield name
        for row in rows:
            yield from _row(row, whole=whole)
    yield ""
    yield from _wrapped(summary(status), "")
    yield from _wrapped(following(status), "")


def summary(status: Status) -> str:
    """Return how many rows there are of each state, the worst first."""
    count = Counter(row.state for row in status.rows)
    found = [f"{count[state]} {MEANINGS[state]}" for state in STATES if count[state]]
    late, hard = sum(row.overdue for row in status.rows), sum(row.hard for row in status.rows)
    found += [f"{late} overdue for review"] if late else []
    found += [f"{hard} hard to read"] if hard else []
    if not status.rows:
        return "Nothing to show."
    names = _counted(len({row.name for row in status.rows}), "page or record", "pages and records")
    languages = _counted(len({row.language for row in status.rows}), "language", "languages")
    return f"{names} in {languages}: {', '.join(found)}."


def following(status: Status) -> str:
    """Return what to do next, in one sentence."""
    waiting = sorted(
        (row for row in status.rows if row.waits), key=lambda row: STATES.index(row.state)
    )
    if not waiting:
        first = min((row.due for row in status.rows if row.due), default=None)
        return f"Nothing waits for you; the next review is due on {first}." if first else ""
    row = waiting[0]
    if not row.parts:
        return _whole(row)
    return _part(row, min(row.parts, key=lambda part: STATES.index(part.state)))


def _whole(row: Row) -> str:
    if row.state == "missing":
        return f"Next: write {row.file}."
    return f"Next: read {row.file} again, and put the day into `reviewed`."


def _part(row: Row, part: Part) -> str:
    place, key = f"{row.file}:{part.line}", f"{row.name}#{part.id}"
    if part.state == "missing":
        return f'Next: write the part "{part.id}" in {row.file}.'
    if part.state == "stale":
        newer = " and ".join(part.newer)
        return f"Next: bring {place} up to date with {newer}; when they mean the same, run `siap confirm {key}`."
    if part.state == "confirm":
        return f"Next: compare {place} with the other languages; when they mean the same, run `siap confirm {key}`."
    return "Next: run `make ledger`, which takes in what is new."


def _row(row: Row, *, whole: bool) -> Iterator[str]:
    due = f"{_day(row.due)}{' overdue' if row.overdue else ''}"
    lix = f"{row.reading.lix:.0f}{' hard' if row.hard else ''}" if row.reading else "-"
    cells = (
        row.language,
        row.state,
        _day(row.reviewed),
        due,
        row.citations,
        row.covered or "-",
        lix,
    )
    yield "    " + COLUMNS.format(*cells)
    for part in row.parts:
        text = SAID[part.state].format(" and ".join(part.newer))
        yield from _wrapped(f"{row.file}:{part.line}: #{part.id} {text}", " " * 8)
    for sentence in row.reading.hardest if whole and row.reading else ():
        text = f"{row.file}:{sentence.line}: LIX {sentence.lix:.0f}: {sentence.text}"
        yield from _wrapped(text, " " * 8)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else "-"


def _wrapped(text: str, indent: str) -> Sequence[str]:
    # Paths stay whole: terminals turn them into links.
    return wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent and f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
