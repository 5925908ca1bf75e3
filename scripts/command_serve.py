"""`siap serve`: the site, as it is while it is being written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from scripts import preview
from scripts.command import CACHE, ROOT, judged, known, set_for
from scripts.edition import Hands
from scripts.pool import ANEW, cores
from scripts.renewal import Step
from scripts.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from scripts.pack import Pack

WATCHED = [ROOT / "docs", ROOT / "overrides", ROOT / "mkdocs.yml"]


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="Where to listen.")
def serve_command(host: str, port: int) -> None:
    """Show the site while it is being written, with drafts; pages reload by themselves."""
    with known() as kept:
        begin = partial(_begun, f"http://{host}:{port}/", kept)
        try:
            preview.serve(begin, WATCHED, CACHE / "preview", host, port, say=click.echo)
        except OSError as error:
            raise click.ClickException(str(error)) from error


def _begun(url: str, kept: Pack, folder: Path) -> preview.Update:
    """Return what keeps the site in a folder up to date."""
    # Even with one processor, workers can be let go in the midst of their work.
    upkeep = Upkeep(ROOT, folder, Hands(max(2, cores()), ANEW))

    def update(asked: Sequence[str], unwanted: Callable[[], bool]) -> Iterator[Step]:
        sources = upkeep.sources()
        settings = set_for(url)
        library, problems = judged(kept)
        if problems:
            yield Step(problems)
        else:
            yield from upkeep.update(library, settings, sources, asked, unwanted)

    return update
