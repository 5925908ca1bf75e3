"""The command: `python -m tests.corpus DIR N [--stock]`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tests import corpus, project


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("articles", type=click.IntRange(min=0))
@click.option("--seed", default=1, show_default=True, help="Another seed, other articles.")
@click.option("--stock", is_flag=True, help="Write a plain project of stock Material instead.")
def main(folder: Path, articles: int, seed: int, *, stock: bool) -> None:
    """Write a copy of the project with ARTICLES more articles in each language to FOLDER."""
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f'"{folder}" is not empty; choose another folder.')
    if stock:
        corpus.stock(folder, articles, seed=seed)
    else:
        project.copy_to(folder)
        corpus.write(folder, articles, seed=seed)
    click.echo(f"{articles} articles in each language are in {folder}")


if __name__ == "__main__":
    sys.exit(main())
