"""`siap new`: what a new article, checklist or flow begins with, if nothing stands in its way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scripts import scaffold
from scripts.model import DESK, flow_handout, poster_handout
from scripts.problem import Problem, did_you_mean
from scripts.validate_page import ID, ID_FORM

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from scripts.model import Library

Kind = Literal["article", "checklist", "flow"]
NEXT = {
    "article": "Fill what stands in « », see it with `make serve`, and take `draft: true` out of each page when all is written.",
    "checklist": "Fill what stands in « », see it with `make serve`, and take `draft: true` out of each page when all is written; then `make ledger` gives it a short link.",
    "flow": "Fill what stands in « », see it with `make serve`, and take `draft: true` out of each page when all is written; then run `make paths` and `make ledger`.",
}
"""What an editor does next."""


@dataclass(frozen=True)
class Wanted:
    """What is to begin. `article` is the page that a tool serves.

    When that is empty, it is the article with the tool's slug or else the first one.
    """

    kind: Kind
    slug: str
    day: dt.date
    article: str = ""


def start(wanted: Wanted, library: Library, root: Path) -> tuple[dict[str, str], list[Problem]]:
    """Return the files of a new thing by path, and none when there are problems."""
    kind, slug = wanted.kind, wanted.slug
    problems = _unfit(kind, slug, library)
    article = wanted.article or _article(slug, library)
    if kind != "article" and not problems:
        problems = _unserved(article, library)
    if problems:
        return {}, problems
    files = (
        scaffold.article(library, slug, wanted.day)
        if kind == "article"
        else getattr(scaffold, kind)(library, slug, article, wanted.day)
    )
    taken = [path for path in files if (root / path).exists()]
    message = "is there already, and nothing is overwritten; choose another slug"
    problems = [Problem(path, 0, message) for path in taken]
    return ({} if problems else files), problems


def write(files: dict[str, str], root: Path) -> None:
    """Write new files, and take them back if one cannot be written. Raises OSError."""
    made: list[Path] = []
    try:
        for path, text in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                made.append(target)
                file.write(text)
    except OSError:
        for target in made:
            target.unlink(missing_ok=True)
        raise


def _unfit(kind: Kind, slug: str, library: Library) -> list[Problem]:
    """Return what is wrong with a slug."""
    if not ID.fullmatch(slug) or len(slug) > 60:
        return [Problem("SLUG", 0, f'"{slug}" is not an id of at most 60 characters; {ID_FORM}')]
    if not library.desk:
        return [Problem(DESK, 0, "the file is missing; put it back to make starting points")]
    for prefix in (flow_handout(""), poster_handout("")):
        if kind == "checklist" and slug.startswith(prefix):
            message = f'the name of a checklist cannot begin with "{prefix}", as other handouts do; choose another'
            return [Problem("SLUG", 0, message)]
    path = f"{scaffold.FOLDERS[kind]}/{slug}"
    if path in library.moved:
        message = f'"{path}" is an old address that leads elsewhere, by docs/_data/moved.yml; choose another slug'
        return [Problem("SLUG", 0, message)]
    return []


def _article(slug: str, library: Library) -> str:
    """Return the article that a tool of that name most likely serves, or an empty string."""
    articles = [
        page.path for page in library.of(library.codes[0]) if page.meta.value.kind == "article"
    ]
    named = f"{scaffold.FOLDERS['article']}/{slug}"
    return named if named in articles else next(iter(articles), "")


def _unserved(article: str, library: Library) -> list[Problem]:
    """Return what is wrong with the article that a tool is to serve."""
    if not article:
        return [Problem("--article", 0, "there is no article yet; begin with `siap new article`")]
    paths = {path for _, path in library.pages}
    if article not in paths:
        hint = did_you_mean(article, paths - {""})
        return [Problem("--article", 0, f'"{article}" is not a page{hint}')]
    return []
