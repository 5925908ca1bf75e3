"""A soak: many readers walk the tools in the catalogue's order: `python -m tests.soak READERS`.

Each reader is drawn from a seed: answers at random up to an outcome, goes back and forth, changes
an answer, ticks boxes, reloads, prints, opens links that were shared, and now and then deletes all
that is kept. Several share a device, as in a library, and find there what others left. Every press
is at a place that is seen and not covered; only that there is no pause makes them unlike people.
"""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from playwright.sync_api import sync_playwright

from tests.browser.built import served
from tests.browser.conftest import ARGUMENTS
from tests.programs import CHROMIUM
from tests.shared import URL, build_once
from tests.wanderer import Device, Tool

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED_BY = 25  # readers, of one device
PROCESSES = max(1, (os.cpu_count() or 1) // 2)


@dataclass(frozen=True)
class Task:
    """A device and who uses it: the numbers of the first reader and of the one after the last."""

    address: str
    tools: tuple[Tool, ...]
    first: int
    end: int
    seed: int


def tools_of(site: Path) -> tuple[Tool, ...]:
    """Return the tools of every language in the order of the site's catalogue."""
    catalogue = json.loads((site / "katalog.json").read_text(encoding="utf-8"))
    return tuple(
        Tool(page["language"], page["kind"], page["address"].removeprefix(URL))
        for page in catalogue["pages"]
        if page["kind"] in {"checklist", "flow"}
    )


def tasks(address: str, tools: tuple[Tool, ...], readers: int, seed: int) -> Iterator[Task]:
    """Yield the devices that so many readers need."""
    for first in range(0, readers, SHARED_BY):
        yield Task(address, tools, first, min(first + SHARED_BY, readers), seed)


def used(task: Task) -> list[str]:
    """Have a device used in a browser of its own, and return what went wrong."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM.find(), args=ARGUMENTS)
        device = Device(browser, task.address, task.tools, wide=task.first // SHARED_BY % 2 == 1)
        for number in range(task.first, task.end):
            device.serve(f"{task.seed}/{number}")
        device.linger()
        faults = device.close()
        browser.close()
        return faults


@click.command()
@click.argument("readers", type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True, help="Another seed, other readers.")
def main(readers: int, seed: int) -> None:
    """Send READERS through the site; end with exit code 1 when anything went wrong."""
    if sentence := CHROMIUM.ensure():
        raise click.ClickException(sentence)
    started = time.monotonic()
    with TemporaryDirectory() as name:
        site = build_once(Path(name, "site"))
        with served(site) as address:
            work = list(tasks(address, tools_of(site), readers, seed))
            faults = _all(work, readers)
    minutes = (time.monotonic() - started) / 60
    click.echo(f"{readers} readers, {len(work)} devices, {minutes:.1f} minutes: ", nl=False)
    click.echo("\n".join(faults) or "nothing went wrong.")
    sys.exit(bool(faults))


def _all(work: list[Task], readers: int) -> list[str]:
    """Have all devices used, some at a time, and return what went wrong, each with its readers."""
    faults = []
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for task, found in zip(work, pool.map(used, work), strict=True):
            faults += [f"readers {task.first} to {task.end - 1}: {fault}" for fault in found]
            click.echo(f"{task.end} of {readers} readers")
    return faults


if __name__ == "__main__":
    main()
