"""`siap handouts`: handouts with the name of a career centre."""

from __future__ import annotations

from pathlib import Path

import click

from scripts import centre
from scripts.command import ROOT, site_url, stop_on, validated
from scripts.pages import Pages
from scripts.problem import Problem, did_you_mean
from scripts.release import is_reserved

_UNPRINTED = "nothing was printed"


@click.command("handouts")
@click.option("--centre", "record", required=True, help="Your centre.yml, with the logo beside it.")
@click.option("--out", required=True, type=Path, help="The folder to write the PDFs into.")
@click.option("--lang", "only", help="Print one language alone, as `id`.")
def handouts_command(record: str, out: Path, only: str | None) -> None:
    """Print every handout with the name of a career centre."""
    url, library = site_url(), validated(_UNPRINTED).published()
    if only not in {None, *library.codes}:
        message = f'"{only}" is not a language of the site{did_you_mean(str(only), library.codes)}'
        stop_on([Problem("--lang", 0, message)], _UNPRINTED)
    locales = (only,) if only else library.codes
    letterhead, problems = centre.read(record, locales, library.codes)
    files: dict[str, bytes] = {}
    if letterhead:
        pages = Pages(library, url, ROOT / "overrides")
        files, problems = centre.printed(letterhead, pages, locales)
    stop_on(sorted(problems), _UNPRINTED)
    try:
        centre.write(files, out)
    except OSError as error:
        raise click.ClickException(f"{error}; choose another folder.") from error
    click.echo(f"{len(files)} handouts for {url} are in {out}/")
    if is_reserved(url):
        click.echo(f"Nobody can find {url}: set SITE_URL to the site's address and print again.")
