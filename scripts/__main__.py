"""The command `siap`: validate, build, check, serve and publish the site."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

import click
from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from scripts import (
    assets,
    centre,
    check_ledger,
    drift,
    hosts,
    intake,
    ledger,
    minify,
    modules,
    offline,
    pairs,
    preview,
    proof,
    publish,
    receipt,
    report,
    sbom,
    schema,
    snippets,
    source,
    starting,
    status_page,
    status_table,
    survey,
    validate,
    watch,
)
from scripts.build import build as build_whole
from scripts.built import read_site
from scripts.check import check_site
from scripts.digest import digests
from scripts.model import CUES, DESK
from scripts.pages import Pages
from scripts.problem import Problem, did_you_mean
from scripts.progress import track
from scripts.release import PublishError, is_reserved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scripts.model import Library
    from scripts.release import Target

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
CONFIG = str(ROOT / "mkdocs.yml")
CACHE = ROOT / ".cache"
PROJECT = publish.Project(ROOT, SITE, CACHE / "receipt.json", CACHE)
SNIPPETS = CACHE / "hosts"
EDIT_EXAMPLE = "https://github.com/owner/repository/edit/main/"
REPORT = ".cache/status/index.html"
SETTINGS = {
    "SITE_URL": "the site's address, which links for sharing begin with",
    "SITE_CONTACT": "where readers reach the editors, as mailto:… or https://…",
    "SITE_EDIT": f"where files are changed in a browser, as {EDIT_EXAMPLE}",
}
_UNPRINTED = "nothing was printed"
_UNCONFIRMED = "nothing was confirmed"
_UNWRITTEN = "nothing was written"
# MkDocs 1.6 and Material print banners about MkDocs 2.0 unless told not to.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class Collector(logging.Handler):
    """Turns what MkDocs warns of into problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning."""
        self.problems.append(Problem("mkdocs", 0, record.getMessage(), "built-pages"))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Build the site of Siap Wawancara from what stands in docs/."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows: a pipe takes few of our signs
            stream.reconfigure(errors="replace")


@main.command("validate")
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
    library, problems = _judged()
    links = report.Links.of(os.environ)
    said = report.FORMS[form](problems, validate.warnings(library), links)
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
    library = _validated(outcome)
    _warn(validate.warnings(library))
    pages, languages = len(library.pages), len(library.locales)
    click.echo(
        f"{pages} pages in {languages} languages, {len(library.templates)} templates: all well."
    )


@main.command("build")
def build_command() -> None:
    """Build and check site/; on any problem the previous one stays as it was."""
    started = time.monotonic()
    made_from = receipt.sources(ROOT)  # before anything is read: what changes meanwhile is stale
    library = _validated()
    _warn(validate.warnings(library))
    url = site_url()
    _edit_url()
    click.echo(f"Building {len(library.pages)} pages for {url} …")

    def check(folder: Path) -> list[Problem]:
        click.echo("Checking links, languages, metadata and policy …")
        return _check(folder, url, library)

    try:
        _stop_on(build_whole(SITE, lambda folder: render(folder, url), check))
    except OSError as error:  # Windows renames no folder while a program has something in it open
        raise click.ClickException(f"{error}; {_shown(SITE)} is as it was.") from error
    receipt.write(PROJECT.receipt, receipt.Receipt(digests(SITE), made_from, _settings(url)))
    snippets.write(SNIPPETS, hosts.read(SITE, url))
    click.echo(f"Built and checked in {time.monotonic() - started:.1f} s: {_shown(SITE)}")
    _write_report(library, url)
    click.echo("See it with `make serve`, or open site/index.html through any web server.")
    click.echo(f"For nginx and Caddy, there are snippets in {_shown(SNIPPETS)}")
    for name, meaning in SETTINGS.items():
        if not os.environ.get(name):
            click.echo(f"Before publishing, set {name} to {meaning}.")


def _write_report(library: Library, url: str) -> None:
    """Write the report for editors. It names the day, and is no part of the site."""
    found = survey.survey(library, dt.date.today())
    style = (ROOT / "docs/assets/stylesheets/site.css").read_text(encoding="utf-8")
    body = Pages(library, url, ROOT / "overrides").body
    _write({REPORT: status_page.html(found, body, style, "../../")})
    click.echo(f"How everything stands is in {REPORT}, for editors.")


@main.command("check")
def check_command() -> None:
    """Check the built site/ again."""
    _stop_on(_check(SITE, site_url(), _validated()))
    click.echo(f"{_shown(SITE)} is whole.")


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="Where to listen.")
def serve_command(host: str, port: int) -> None:
    """Show the site while it is being written, with drafts; pages reload by themselves."""
    url = f"http://{host}:{port}/"
    _edit_url()

    def again(folder: Path) -> list[Problem]:
        return _judged()[1] or render(folder, url, serve=True)

    watched = [ROOT / "docs", ROOT / "overrides", ROOT / "mkdocs.yml"]
    try:
        preview.serve(again, watched, ROOT / ".cache" / "preview", host, port, say=click.echo)
    except OSError as error:
        raise click.ClickException(str(error)) from error


@main.command("publish")
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
    found = publish.checked(PROJECT, _settings(url))
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


@main.command("handouts")
@click.option("--centre", "record", required=True, help="Your centre.yml, with the logo beside it.")
@click.option("--out", required=True, type=Path, help="The folder to write the PDFs into.")
@click.option("--lang", "only", help="Print one language alone, as `id`.")
def handouts_command(record: str, out: Path, only: str | None) -> None:
    """Print every handout with the name of a career centre."""
    url, library = site_url(), _validated(_UNPRINTED).published()
    if only not in {None, *library.codes}:
        message = f'"{only}" is not a language of the site{did_you_mean(str(only), library.codes)}'
        _stop_on([Problem("--lang", 0, message)], _UNPRINTED)
    locales = (only,) if only else library.codes
    letterhead, problems = centre.read(record, locales, library.codes)
    files: dict[str, bytes] = {}
    if letterhead:
        pages = Pages(library, url, ROOT / "overrides")
        files, problems = centre.printed(letterhead, pages, locales)
    _stop_on(sorted(problems), _UNPRINTED)
    try:
        centre.write(files, out)
    except OSError as error:
        raise click.ClickException(f"{error}; choose another folder.") from error
    click.echo(f"{len(files)} handouts for {url} are in {out}/")
    if is_reserved(url):
        click.echo(f"Nobody can find {url}: set SITE_URL to the site's address and print again.")


@main.command("import")
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
        _stop_on(problems, _UNWRITTEN)
        return
    try:
        intake.write(found, slug, ROOT)
    except OSError as error:
        raise click.ClickException(f"{error}; {_UNWRITTEN}.") from error
    for line in intake.told(found, slug, key or slug, library, whole=report):
        click.echo(line)


@main.command("new")
@click.argument("kind", type=click.Choice(["article", "checklist", "flow"]))
@click.argument("slug")
@click.option("--article", default="", help="The article that a tool serves, as `artikel/x`.")
def new_command(kind: starting.Kind, slug: str, article: str) -> None:
    """Write a starting point in every language: a valid draft with gaps to fill."""
    library = _readable()
    wanted = starting.Wanted(kind, slug, dt.date.today(), article)
    files, problems = starting.start(wanted, library, ROOT)
    _stop_on(problems, _UNWRITTEN)
    try:
        starting.write(files, ROOT)
    except OSError as error:
        raise click.ClickException(f"{error}; {_UNWRITTEN}.") from error
    for path in files:
        click.echo(path)
    click.echo(starting.NEXT[kind])


@main.command("schema")
def schema_command() -> None:
    """Write the JSON Schemas and the data dictionary anew, from the model."""
    files = schema.files()
    _write(files)
    for path in files:
        click.echo(path)


@main.command("ledger")
def ledger_command() -> None:
    """Add new addresses of the built site/ to the ledger, new texts too, and give pages short links."""
    library, url = _validated(), site_url()
    _stop_on(_check(SITE, url, library))
    offers = check_ledger.offers(read_site(SITE, url, library.codes))
    new = ledger.missing(library, offers)
    _write({**ledger.files(library, offers), **pairs.grown(library)})
    click.echo(f"{len(new)} new addresses; look at the changes with `git diff docs/_data`.")


@main.command("status")
@click.argument("names", nargs=-1, metavar="[PAGE]...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--stale", is_flag=True, help="Show only what has to be brought up to date.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Tell what is overdue by a day.")
def status_command(
    names: tuple[str, ...], *, as_json: bool, stale: bool, today: dt.datetime | None
) -> None:
    """Say how pages and records stand in each language: stale, due for review, hard to read.

    PAGE is an address or a record: artikel/undangan-wawancara, checklists/wawancara-kerja, words.
    Pages that are named are shown with their hardest sentences.
    """
    library, problems = source.load(ROOT)
    _stop_on(sorted(problems), "nothing is shown")
    found = survey.survey(library, today.date() if today else dt.date.today())
    _stop_on(found.unknown(names), "nothing is shown")
    found = found.only(names, drifted=stale)
    if as_json:
        click.echo(found.model_dump_json(indent=2))
    else:
        click.echo("\n".join(status_table.lines(found, whole=bool(names))))


@main.command("confirm")
@click.argument("names", nargs=-1, required=True, metavar="PAGE[#SECTION]...")
def confirm_command(names: tuple[str, ...]) -> None:
    """Confirm that a page or one of its sections means the same in every language, as it is now.

    It may also be a record, or a part of one: checklists/wawancara-kerja#pastikan-asli, words#menu.
    """
    library = _validated(_UNCONFIRMED)
    every = drift.drifts(library)
    keys, problems = pairs.chosen(names, every)
    _stop_on([*problems, *pairs.unconfirmable(every[key] for key in keys)], _UNCONFIRMED)
    _write(pairs.confirmed(library, keys))
    open_keys = [key for key in keys if set(every[key].states.values()) != {"fresh"}]
    for key in open_keys:
        click.echo(f"{key} means the same in every language.")
    if not open_keys:
        click.echo("There was nothing to confirm.")


@main.command("paths")
def paths_command() -> None:
    """Write every path of every flow anew, for reviewers to see what changes."""
    library = _validated()
    files = {
        f"{proof.FOLDER}/{name}.txt": proof.listing(name, record.value)
        for name, record in library.flows.items()
    }
    listed = (path.relative_to(ROOT).as_posix() for path in (ROOT / proof.FOLDER).glob("*.txt"))
    _write(dict.fromkeys(set(listed) - files.keys()) | files)
    for path in files:
        click.echo(path)


@main.command("sbom")
@click.argument("export", type=click.File(encoding="utf-8"))
def sbom_command(export: IO[str]) -> None:
    """Print the bill of materials: what uv EXPORTs of the lock, completed by licences."""
    click.echo(sbom.completed(json.load(export)))


def render(folder: Path, url: str, *, serve: bool = False) -> list[Problem]:
    """Render the whole site into `folder` with MkDocs, and return what MkDocs found wrong."""
    # MkDocs stamps sitemap.xml.gz with the time of the build; ours depends on the content alone.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    collector = Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        config = load_config(CONFIG, site_dir=str(folder), site_url=url, strict=True)
        config.plugins.on_startup(command="serve" if serve else "build", dirty=False)
        build_mkdocs(config)
    except (Abort, MkDocsException) as error:
        if not collector.problems:
            collector.problems.append(Problem("mkdocs", 0, str(error), "built-pages"))
    finally:
        logger.removeHandler(collector)
    if not (collector.problems or serve):
        modules.join(folder)
        minify.minify(folder)
        assets.version(folder)
        offline.write(folder, ROOT / "overrides" / "luring")
        hosts.write(folder, url)
    return collector.problems


def site_url() -> str:
    """Return the site's address with a slash at its end, from SITE_URL or else mkdocs.yml."""
    url = os.environ.get("SITE_URL") or load_config(CONFIG).site_url or ""
    if not _is_folder_of_web(url):
        message = f'"{url}" is not the address of a site; write it whole, as https://example.org/'
        _stop_on([Problem("SITE_URL", 0, message)])
    return f"{url.rstrip('/')}/"


def _edit_url() -> None:
    """Stop when SITE_EDIT is set to what a file's path cannot follow."""
    url = os.environ.get("SITE_EDIT", "")
    if url and not _is_folder_of_web(url):
        message = f'"{url}" is not where files are changed in a browser; write it as {EDIT_EXAMPLE}'
        _stop_on([Problem("SITE_EDIT", 0, message)])


def _is_folder_of_web(url: str) -> bool:
    """Say whether a path can follow an address."""
    try:
        parts = urlsplit(url)
    except ValueError:  # half an IPv6 address
        return False
    whole = parts.scheme in {"http", "https"} and parts.netloc
    return bool(whole) and not parts.query and not parts.fragment and " " not in url


def _check(folder: Path, url: str, library: Library) -> list[Problem]:
    promises = ledger.promises(library)
    return check_site(folder, site_url=url, locales=library.codes, ledger=promises)


def _settings(url: str) -> dict[str, str]:
    """Return what a build depends on besides files."""
    return {name: os.environ.get(name, "") for name in SETTINGS} | {"SITE_URL": url}


def _write(files: Mapping[str, str | None]) -> None:
    """Write files of the project by their paths; None deletes one."""
    for path, text in files.items():
        target = ROOT / path
        if text is None:
            target.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")


def _validated(outcome: str = "site/ is as it was") -> Library:
    library, problems = _judged()
    _stop_on(problems, outcome)
    return library


def _judged() -> tuple[Library, list[Problem]]:
    """Return what was written, and all that is wrong with it."""
    library, problems = source.load(ROOT)
    return library, sorted([*problems, *validate.validate(library)])


def _readable() -> Library:
    """Return what is written, when what new files are made of could be read: the rest may wait."""
    library, problems = source.load(ROOT)
    needed = (source.CONFIG, CUES, DESK)
    _stop_on(sorted(p for p in problems if p.path.startswith(needed)), _UNWRITTEN)
    return library


def _warn(problems: Iterable[Problem]) -> None:
    """Print what is no reason to stop."""
    for problem in problems:
        click.echo(replace(problem, message=f"warning: {problem.message}").told(), err=True)


def _stop_on(problems: Sequence[Problem], outcome: str = "site/ is as it was") -> None:
    """End the command with exit code 1 when there are problems, after printing them."""
    if problems:
        for problem in problems:
            click.echo(problem.told(), err=True)
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        click.echo(f"{count} to fix; {outcome}.", err=True)
        sys.exit(1)


def _shown(path: Path) -> str:
    return f"{path.relative_to(ROOT).as_posix()}/"


if __name__ == "__main__":
    main()
