"""`siap schema`, `siap ledger`, `siap paths`, `siap sbom`: what commands write down of the project."""

from __future__ import annotations

import json
from typing import IO

import click

from scripts import check_ledger, ledger, pairs, proof, sbom, schema
from scripts.built import read_site
from scripts.command import ROOT, SITE, site_url, stop_on, validated, write
from scripts.command_build import check_whole


@click.command("schema")
def schema_command() -> None:
    """Write the JSON Schemas and the data dictionary anew, from the model."""
    files = schema.files()
    write(files)
    for path in files:
        click.echo(path)


@click.command("ledger")
def ledger_command() -> None:
    """Add new addresses of the built site/ to the ledger, new texts too, and give pages short links."""
    library, url = validated(), site_url()
    stop_on(check_whole(SITE, url, library))
    offers = check_ledger.offers(read_site(SITE, url, library.codes))
    new = ledger.missing(library, offers)
    write({**ledger.files(library, offers), **pairs.grown(library)})
    click.echo(f"{len(new)} new addresses; look at the changes with `git diff docs/_data`.")


@click.command("paths")
def paths_command() -> None:
    """Write every path of every flow anew, for reviewers to see what changes."""
    library = validated()
    files = {
        f"{proof.FOLDER}/{name}.txt": proof.listing(name, record.value)
        for name, record in library.flows.items()
    }
    listed = (path.relative_to(ROOT).as_posix() for path in (ROOT / proof.FOLDER).glob("*.txt"))
    write(dict.fromkeys(set(listed) - files.keys()) | files)
    for path in files:
        click.echo(path)


@click.command("sbom")
@click.argument("export", type=click.File(encoding="utf-8"))
def sbom_command(export: IO[str]) -> None:
    """Print the bill of materials: what uv EXPORTs of the lock, completed by licences."""
    click.echo(sbom.completed(json.load(export)))
