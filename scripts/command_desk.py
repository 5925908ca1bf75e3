"""`siap import` and `siap new`: the beginnings of articles and tools."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from scripts import intake, source, starting
from scripts.command import ROOT, stop_on
from scripts.config import CONFIG
from scripts.model import CUES, DESK

if TYPE_CHECKING:
    from scripts.model import Library

_UNWRITTEN = "nothing was written"


@click.command("import")
@click.argument("article", metavar="SOURCE")
@click.option("--slug", required=True, help="The file name of the article to write.")
@click.option("--source", "key", help="Its key in docs/_data/sources.yml; else the slug.")
@click.option("--lang", "language", default="", help="Its language, as `id`.")
@click.option("--report", is_flag=True, help="Say what became of each line.")
def import_command(
    article: str, slug: str, key: str | None, language: str, *, report: bool
) -> None:
    """Take an article as people have it, text, HTML or Markdown, to a working folder in desk/.

    SOURCE is a file, or - for what is pasted into the command.
    """
    library = _readable()
    request = intake.Request(article, slug, key or slug, language, dt.date.today())
    found, problems = intake.take(request, library, ROOT)
    if found is None:
        stop_on(problems, _UNWRITTEN)
        return
    try:
        intake.write(found, slug, ROOT)
    except OSError as error:
        raise click.ClickException(f"{error}; {_UNWRITTEN}.") from error
    for line in intake.told(found, slug, key or slug, library, whole=report):
        click.echo(line)


@click.command("new")
@click.argument("kind", type=click.Choice(["article", "checklist", "flow"]))
@click.argument("slug")
@click.option("--article", default="", help="The article that a tool serves, as `artikel/x`.")
def new_command(kind: starting.Kind, slug: str, article: str) -> None:
    """Write a starting point in every language: a valid draft with gaps to fill."""
    library = _readable()
    wanted = starting.Wanted(kind, slug, dt.date.today(), article)
    files, problems = starting.start(wanted, library, ROOT)
    stop_on(problems, _UNWRITTEN)
    try:
        starting.write(files, ROOT)
    except OSError as error:
        raise click.ClickException(f"{error}; {_UNWRITTEN}.") from error
    for path in files:
        click.echo(path)
    click.echo(starting.NEXT[kind])


def _readable() -> Library:
    """Return what is written, when what new files are made of could be read: the rest may wait."""
    library, problems = source.load(ROOT)
    needed = (CONFIG, CUES, DESK)
    stop_on(sorted(p for p in problems if p.path.startswith(needed)), _UNWRITTEN)
    return library
