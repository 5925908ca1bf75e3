"""`siap validate`: what is wrong with what editors wrote."""

from __future__ import annotations

import os
import sys

import click

from scripts import report, validate, watch
from scripts.command import ROOT, judged, known, validated, warn


@click.command("validate")
@click.option("--watch", "again", is_flag=True, help="Again after every change, until Ctrl-C.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(report.FORMS)),
    help="For a workflow: annotations on GitHub, or a table for a comment.",
)
def validate_command(*, again: bool, form: str | None) -> None:
    """Check what editors wrote: pages, records, links, citations."""
    if again and form:
        raise click.UsageError("--watch and --format do not go together; choose one of them.")
    if again:
        _watch()
    elif form:
        _report(form)
    else:
        _validate("correct the lines above")


def _report(form: str) -> None:
    with known() as kept:
        library, problems = judged(kept)
        warnings = validate.warnings(library, kept)
    links = report.Links.of(os.environ)
    said = report.FORMS[form](problems, warnings, links)
    click.echo(said.encode(), nl=False)  # UTF-8, whatever the console speaks
    sys.exit(bool(problems))


def _watch() -> None:
    try:
        watch.repeat(_validate_again, [ROOT / "docs", ROOT / "mkdocs.yml"])
    except OSError as error:
        raise click.ClickException(f"{error}; validate without --watch.") from error


def _validate_again() -> None:
    click.echo("Validating …")
    try:
        _validate("the next look is after the next change")
    except SystemExit:  # that there are problems has been said
        return
    except Exception as error:  # noqa: BLE001 - nothing that an editor writes may end the watch
        click.echo(f"This look failed ({type(error).__name__}: {error}); change something.")


def _validate(outcome: str) -> None:
    with known() as kept:
        library = validated(outcome, kept)
        warn(validate.warnings(library, kept))
    pages, languages = len(library.pages), len(library.locales)
    click.echo(
        f"{pages} pages in {languages} languages, {len(library.templates)} templates: all well."
    )
