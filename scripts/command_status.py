"""`siap status` and `siap confirm`: how pages and records stand in each language."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from scripts import drift, pairs, source, status_page, status_table, survey, validate
from scripts.command import ROOT, site_url, stop_on, validated, write
from scripts.pages import Pages

if TYPE_CHECKING:
    from scripts.model import Library
    from scripts.status import Status

REPORT = ".cache/status/index.html"
_UNCONFIRMED = "nothing was confirmed"


@click.command("status")
@click.argument("names", nargs=-1, metavar="[PAGE]...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--stale", is_flag=True, help="Show only what has to be brought up to date.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Tell what is overdue by a day.")
def status_command(
    names: tuple[str, ...], *, as_json: bool, stale: bool, today: dt.datetime | None
) -> None:
    """Say how pages and records stand in each language: stale, due for review, hard to read.

    Without --json a report of all of them is written too.

    PAGE is an address or a record: artikel/undangan-wawancara, checklists/wawancara-kerja, words.
    Pages that are named are shown with their hardest sentences.
    """
    library, problems = source.load(ROOT)
    stop_on(sorted(problems), "nothing is shown")
    whole = survey.survey(library, today.date() if today else dt.date.today())
    stop_on(whole.unknown(names), "nothing is shown")
    found = whole.only(names, drifted=stale)
    if as_json:
        click.echo(found.model_dump_json(indent=2))
        return
    click.echo("\n".join(status_table.lines(found, whole=bool(names))))
    if validate.validate(library):
        click.echo("No report is written: run `siap validate`, and correct what it says.")
    else:
        _write_report(whole, library)
        click.echo(f"How everything stands is in {REPORT}, for editors.")


def _write_report(found: Status, library: Library) -> None:
    """Write the report for editors. It names the day, and is no part of the site."""
    style = (ROOT / "docs/assets/stylesheets/site.css").read_text(encoding="utf-8")
    body = Pages(library, site_url(), ROOT / "overrides").body
    write({REPORT: status_page.html(found, body, style, "../../")})


@click.command("confirm")
@click.argument("names", nargs=-1, required=True, metavar="PAGE[#SECTION]...")
def confirm_command(names: tuple[str, ...]) -> None:
    """Confirm that a page or one of its sections means the same in every language, as it is now.

    It may also be a record, or a part of one: checklists/wawancara-kerja#pastikan-asli, words#menu.
    """
    library = validated(_UNCONFIRMED)
    every = drift.drifts(library)
    keys, problems = pairs.chosen(names, every)
    stop_on([*problems, *pairs.unconfirmable(every[key] for key in keys)], _UNCONFIRMED)
    write(pairs.confirmed(library, keys))
    open_keys = [key for key in keys if set(every[key].states.values()) != {"fresh"}]
    for key in open_keys:
        click.echo(f"{key} means the same in every language.")
    if not open_keys:
        click.echo("There was nothing to confirm.")
