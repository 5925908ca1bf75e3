"""`siap publish`: the checked site goes live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scripts import publish, snippets
from scripts.command import CACHE, ROOT, SITE, site_url, told_settings
from scripts.progress import track
from scripts.release import PublishError, is_reserved

if TYPE_CHECKING:
    from scripts.release import Target

PROJECT = publish.Project(ROOT, SITE, CACHE / "receipt.json", CACHE)


@click.command("publish")
@click.argument("target")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--rollback", is_flag=True, help="Go back to the release before the live one.")
def publish_command(target: str, *, dry_run: bool, rollback: bool) -> None:
    """Take the checked site/ live at TARGET, whole or not at all.

    TARGET is a folder (./public), a git branch (git+origin#gh-pages), or a folder of a server
    (user@host:/srv/www/siap).
    """
    try:
        place = publish.target_of(target, PROJECT)
        if rollback:
            click.echo(f"{target} shows {place.rollback()} again.")
        else:
            _publish(place, target, dry_run=dry_run)
    except PublishError as error:
        raise click.ClickException(f"{str(error).rstrip('.')}.") from error
    except OSError as error:
        raise click.ClickException(f"{error}; {target} shows what it did before.") from error


def _publish(place: Target, target: str, *, dry_run: bool) -> None:
    url = site_url()
    found = publish.checked(PROJECT, told_settings(url))
    if is_reserved(url):
        click.echo(f"Nobody can find {url}: set SITE_URL and build again before readers come.")
    with publish.released(PROJECT, found, url, place.layout, track) as release:
        difference = place.compare(release)
        for line in publish.described(difference, whole=dry_run):
            click.echo(line)
        if not difference.paths:
            click.echo(f"{target} is up to date.")
        elif not dry_run:
            place.publish(release, track)
            if set(snippets.NAMES) & set(difference.paths):
                click.echo("The settings for web servers are new: reload nginx or Caddy.")
            click.echo(f"Published to {target}. To go back, add --rollback to the command.")
