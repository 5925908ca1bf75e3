"""What the commands of `siap` share: where things are, what is read first, how it is told."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from scripts import settings, source, validate
from scripts.pack import Pack, makers
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scripts.model import Library
    from scripts.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
CACHE = ROOT / ".cache"
WRITTEN, CHECKED = "known", "checked"
PACKS = {
    WRITTEN: ("markdown", "msgspec", "pydantic", "pyyaml"),
    CHECKED: ("jsonschema-rs", "msgspec", "selectolax"),
}
"""What is known of what editors wrote and of the built site, and the packages it was found with."""
EDIT_EXAMPLE = "https://github.com/owner/repository/edit/main/"
FOLDER = re.compile(
    r"https?://[\w.-]+(:\d+)?(/[\w.~%-]+)*/?|https?://\[[0-9a-fA-F:]+\](:\d+)?/?", re.ASCII
)
CONTACT = re.compile(
    r"mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+(\?subject=[\w.~%+-]*)?|https?://[^\s\"'<>\\`{}]+", re.ASCII
)
SETTINGS = {
    "SITE_URL": "the site's address, which links for sharing begin with",
    "SITE_CONTACT": "where readers reach the editors, as mailto:… or https://…",
    "SITE_EDIT": f"where files are changed in a browser, as {EDIT_EXAMPLE}",
}


def site_url() -> str:
    """Return the site's address with a slash at its end, from SITE_URL or else mkdocs.yml."""
    url = os.environ.get("SITE_URL") or settings.read(ROOT, os.environ).url
    if not _is_folder_of_web(url):
        stop_on(source.configuration(ROOT))  # what cannot be read of it has no address either
        message = f'"{url}" is not the address of a site; write it whole, as https://example.org/'
        stop_on([Problem("SITE_URL", 0, message)])
    return f"{url.rstrip('/')}/"


def set_for(url: str) -> Settings:
    """Return the settings of a build for a site at `url`; stop when one of them is no address."""
    found = settings.read(ROOT, os.environ)
    edit, contact = found.edit, found.contact
    if contact and not CONTACT.fullmatch(contact):
        message = f'"{contact}" is not where readers reach the editors; write it as mailto:redaksi@example.org or https://example.org/kontak'
        stop_on([Problem("SITE_CONTACT", 0, message)])
    if edit and not _is_folder_of_web(edit):
        message = (
            f'"{edit}" is not where files are changed in a browser; write it as {EDIT_EXAMPLE}'
        )
        stop_on([Problem("SITE_EDIT", 0, message)])
    return found._replace(url=url)


def _is_folder_of_web(url: str) -> bool:
    """Say whether a path can follow an address, and whether pages and web servers can hold it."""
    try:
        urlsplit(url).port  # noqa: B018 - raises for a port that is none, and for half an IPv6 address
    except ValueError:
        return False
    return bool(FOLDER.fullmatch(url))


def told_settings(url: str) -> dict[str, str]:
    """Return what a build depends on besides files."""
    return {name: os.environ.get(name, "") for name in SETTINGS} | {"SITE_URL": url}


def judged(kept: Pack | None = None) -> tuple[Library, list[Problem]]:
    """Return what was written, and all that is wrong with it; `kept` is what `known` gives."""
    kept = kept or Pack()
    library, problems = source.load(ROOT, kept)
    return library, sorted([*problems, *validate.validate(library, kept)])


def validated(outcome: str = "site/ is as it was", kept: Pack | None = None) -> Library:
    """Return what was written; stop if anything is wrong with it."""
    library, problems = judged(kept)
    stop_on(problems, outcome)
    return library


@contextmanager
def known(name: str = WRITTEN) -> Iterator[Pack]:
    """Give what was found out about single files and texts, and keep it for the next command."""
    pack = opened(name)
    try:
        yield pack
    finally:
        pack.save()


def opened(name: str) -> Pack:
    """Return what was found out about single files and texts; whoever adds to it saves it."""
    pack = Pack(CACHE / name, makers(*PACKS[name]))
    if pack.note:
        click.echo(f"{pack.note}.")
    return pack


def write(files: Mapping[str, str | None]) -> None:
    """Write files of the project by their paths; None deletes one."""
    for path, text in files.items():
        target = ROOT / path
        if text is None:
            target.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")


def warn(problems: Iterable[Problem]) -> None:
    """Print what is no reason to stop."""
    for problem in problems:
        click.echo(replace(problem, message=f"warning: {problem.message}").told(), err=True)


def stop_on(problems: Sequence[Problem], outcome: str = "site/ is as it was") -> None:
    """End the command with exit code 1 when there are problems, after printing them."""
    if problems:
        for problem in problems:
            click.echo(problem.told(), err=True)
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        click.echo(f"{count} to fix; {outcome}.", err=True)
        sys.exit(1)


def shown(path: Path) -> str:
    """Return a folder of the project as people know it."""
    return f"{path.relative_to(ROOT).as_posix()}/"
