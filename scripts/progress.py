"""How far a long piece of work has come: a bar in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = TypeVar("Item")
PATIENCE = 10  # seconds between two lines


def track(label: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """Yield the items while showing that `label` is under way; there will be `total`."""
    if sys.stdout.isatty():
        with click.progressbar(
            items, length=total, label=label, show_pos=True, show_percent=True
        ) as bar:
            yield from bar
        return
    click.echo(f"{label} …")
    said = monotonic()
    for count, item in enumerate(items, 1):
        yield item
        if monotonic() - said > PATIENCE:
            said = monotonic()
            click.echo(f"{label}: {count} of {total}")
