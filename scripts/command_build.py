"""`siap build`, `siap check` and `siap serve`: the site, and what is wrong with it."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

import click

from scripts import edition, hosts, ledger, receipt, snippets, source, stamp, validate, works
from scripts.build import build as build_whole
from scripts.command import (
    CACHE,
    CHECKED,
    ROOT,
    SETTINGS,
    SITE,
    known,
    opened,
    set_for,
    shown,
    site_url,
    stop_on,
    told_settings,
    validated,
    warn,
)
from scripts.digest import Remembered
from scripts.edition import Edition, Hands
from scripts.pool import FORK, SPAWN, WorkerError
from scripts.problem import Problem
from scripts.progress import track

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scripts.model import Library
    from scripts.pack import Pack
    from scripts.pool import Pool
    from scripts.settings import Settings
    from scripts.stamp import Stamps

SNIPPETS = CACHE / "hosts"


@click.command("build")
@click.option("--plain", is_flag=True, help="Let MkDocs render all pages, one after the other.")
@click.option("--workers", default=0, help="How many processes to use; 1 is this one.")
@click.option("--start", type=click.Choice([FORK, SPAWN]), help="How processes begin.")
def build_command(*, plain: bool, workers: int, start: str | None) -> None:
    """Build and check site/; on any problem the previous one stays as it was."""
    started = time.monotonic()
    sources = partial(receipt.sources, of_file=Remembered().of_file)
    made_from = sources(ROOT)  # before anything is read: what changes meanwhile is stale
    settings = set_for(site_url())
    hands = Hands(workers, start or "")
    with known() as kept:
        # Where many pages are new, what they will be made with is loaded while workers read them.
        library, unread = source.load(ROOT, kept, hands.spared.begun, partial(_prepare, settings))
        if unread:
            stop_on(sorted([*unread, *validate.validate(library, kept)]))
        click.echo(f"Building {len(library.pages)} pages for {settings.url} …")
        build = Build(library, settings, made_from, sources, kept, hands, plain)
        try:
            spare = None if plain else CACHE / "spare"
            stop_on(build_whole(SITE, build.stage, build.check, spare))
        except (
            OSError
        ) as error:  # Windows renames no folder while a program has something in it open
            raise click.ClickException(f"{error}; {shown(SITE)} is as it was.") from error
    if build.made.damaged:
        click.echo(
            f"{len(build.made.damaged)} files in {edition.STORE}/ were damaged, and not used."
        )
    stamps = build.made.stamps or stamp.read(SITE)
    found = receipt.Receipt(stamp.digests(stamps), made_from, told_settings(settings.url))
    receipt.write(CACHE / "receipt.json", found)
    snippets.write(SNIPPETS, hosts.told(stamps, settings.url))
    click.get_current_context().meta[__name__] = build  # until the end: taking it apart takes long
    click.echo(f"Built and checked in {time.monotonic() - started:.1f} s: {shown(SITE)}")
    click.echo("See it with `make serve`, or open site/index.html through any web server.")
    click.echo(f"For nginx and Caddy, there are snippets in {shown(SNIPPETS)}")
    for name, meaning in SETTINGS.items():
        if not os.environ.get(name):
            click.echo(f"Before publishing, set {name} to {meaning}.")


def _prepare(settings: Settings, pool: Pool) -> None:
    """Load what all workers need of the check and of the makers, once for all of them."""
    import_module("scripts.check_ahead")  # while the pool has still pages to read
    works.prepare(ROOT, settings, pool)


@dataclass
class Build:
    """One run of `siap build`, and what came of it."""

    library: Library
    settings: Settings
    made_from: dict[str, str]
    sources: Callable[[Path], dict[str, str]]
    kept: Pack
    hands: Hands
    plain: bool
    made: Edition = field(default_factory=lambda: Edition({}, []))
    warnings: list[Problem] = field(default_factory=list)

    def stage(self, folder: Path) -> list[Problem]:
        """Write the site into a folder, and return what is wrong with what editors wrote."""
        if self.plain:
            from scripts import plain  # noqa: PLC0415 - MkDocs is needed for this alone

            problems = self._judge() or plain.make(ROOT, folder, self.settings.url)
            self.made = Edition({}, problems)
        else:
            self.made = edition.make(
                *(self.library, self.settings, ROOT, folder, self.made_from),
                hands=self.hands,
                track=track,
                meanwhile=self._judge,
                ahead=self._look_ahead,
                again=self.sources,
            )
        warn(self.warnings)
        return self.made.problems

    def _judge(self) -> list[Problem]:
        """Return what breaks a rule, and keep for later what is no reason to stop."""
        problems = validate.validate(self.library, self.kept)
        if not problems:
            self.warnings = validate.warnings(self.library, self.kept)
            self.kept.save()  # now others make pages, and later all would wait for it
        return problems

    def _look_ahead(self, folder: Path, stamps: Stamps, pool: Pool) -> None:
        """Judge pages while the rest of the site is being made."""
        # Loaded late: after an edit that is when this process waits for others.
        from scripts.check_ahead import look_ahead  # noqa: PLC0415
        from scripts.check_known import Memory  # noqa: PLC0415

        memory = Memory(self.checked, pool)
        look_ahead(folder, stamps, memory, self.settings.url, self.library.codes)

    @cached_property
    def checked(self) -> Pack:
        """What is known of the files of the site."""
        return opened(CHECKED)

    def check(self, folder: Path) -> list[Problem]:
        """Return what is wrong with the site in a folder."""
        click.echo("Checking links, languages, metadata and policy …")
        whole = (folder, self.settings.url, self.library, self.made.stamps)
        return check_whole(*whole, pack=self.checked, hands=self.hands, meanwhile=self.made.tell)


def check_whole(  # noqa: PLR0913 - as `check_site`
    folder: Path,
    url: str,
    library: Library,
    stamps: Stamps | None = None,
    *,
    pack: Pack | None = None,
    hands: Hands = Hands(),  # noqa: B008 - frozen
    meanwhile: Callable[[], object] = lambda: None,
) -> list[Problem]:
    """Return what is wrong with a built site; `stamps`, `pack` and `meanwhile` as for `check_site`.

    What it has found out is kept for the next command.
    """
    from scripts.check import check_site  # noqa: PLC0415 - as above

    pack = pack or opened(CHECKED)
    try:
        found = check_site(
            folder,
            site_url=url,
            locales=library.codes,
            ledger=ledger.promises(library),
            stamps=stamps,
            pack=pack,
            begun=hands.begun,
            meanwhile=meanwhile,
        )
    except WorkerError as error:
        return [Problem("check", 0, str(error))]
    pack.save()
    return found


@click.command("check")
def check_command() -> None:
    """Check the built site/ again."""
    with known() as kept:
        library = validated(kept=kept)
    stop_on(check_whole(SITE, site_url(), library))
    click.echo(f"{shown(SITE)} is whole.")
