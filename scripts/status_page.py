"""How everything stands as one file for editors, in the look of the site and in its first language."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from scripts.body import localised
from scripts.words import Words

if TYPE_CHECKING:
    from scripts.body import Body
    from scripts.status import Part, Row, Status

    Todo = dict[str, list[tuple[Row, Part | None]]]

KINDS = ("stale", "confirm", "missing", "overdue", "hard", "new")
"""What can have to be done, the most pressing first."""


def html(status: Status, body: Body, style: str, root: str) -> str:
    """Return the report; `style` is the site's stylesheet, `root` leads to the project's folder."""
    words = Words(body.library, body.library.codes[0])
    names = groupby(status.rows, key=lambda row: row.name)
    return body.templates.get_template("status.html").render(
        words=words,
        locale=words.locale,
        style=Markup(style),  # noqa: S704 - our own
        root=root,
        status=status,
        todo=todo(status),
        names=[(name, list(rows)) for name, rows in names],
        day=lambda date: localised(date, words),
    )


def todo(status: Status) -> dict[str, Todo]:
    """Return what has to be done, the most pressing first: pages, records or parts of them.

    Each comes with the rows of the languages that it has to be done in, and their parts.
    """
    found: dict[str, Todo] = {kind: {} for kind in KINDS}
    for row in status.rows:
        for part in row.parts:
            # What is new goes into the ledger by one command, however many parts it has.
            name = row.name if part.state == "new" else f"{row.name}#{part.id}"
            if (row, None) not in found[part.state].get(name, []):
                place = (row, None if part.state == "new" else part)
                found[part.state].setdefault(name, []).append(place)
        whole = {"missing": row.state == "missing" and not row.parts}
        for kind, needed in {**whole, "overdue": row.overdue, "hard": row.hard}.items():
            if needed:
                found[kind].setdefault(row.name, []).append((row, None))
    return {kind: entries for kind, entries in found.items() if entries}
