"""The templates of pages and of their components, and compiling them before they are needed."""

from __future__ import annotations

import posixpath
from collections import deque
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from markupsafe import escape

from scripts.compiled import compiled
from scripts.navigation import CACHED, relative

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jinja2.runtime import Context

    from scripts.pool import Pool

COMPILED = ".cache/templates"
"""Where it is kept between builds what templates compile to, below the project's root."""

COMPONENTS = "components"


class Name(NamedTuple):
    """What a template is called, and whether it is a component's."""

    path: str
    component: bool


def of_pages(overrides: Path, kept: Path | None = None) -> Environment:
    """Return the templates of pages, as MkDocs has them.

    `kept` is the folder in which it is kept what they are compiled to, if it is.
    """
    found = Environment(  # noqa: S701 - templates escape, as for MkDocs
        loader=FileSystemLoader(overrides),
        auto_reload=False,
        bytecode_cache=compiled("pages", kept),
    )
    found.filters["url"] = url
    # Most of what is escaped on a page is on others too: words, names in menus, titles in lists.
    found.filters["e"] = lru_cache(maxsize=CACHED, typed=True)(escape)
    return found


def of_components(components: Path, kept: Path | None = None) -> Environment:
    """Return the templates of components, which may include those of pages; `kept` as `of_pages`."""
    return Environment(
        loader=FileSystemLoader([components, components.parent]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled("components", kept),
    )


def prepare(root: Path, pool: Pool) -> Callable[[], None]:
    """Let a pool compile the templates of a project; return what waits for it, and loads them here.

    They are then there for all makers of this process, and for its copies.
    """
    names = tuple(_names(root / "overrides"))
    done = pool.map(partial(load, root), names)
    return lambda: deque(chain(done, map(partial(load, root), names)), 0).clear()


def _names(overrides: Path) -> Iterator[Name]:
    """Yield the names of all templates, those that take longest first."""
    found = [
        (file, Name(file.relative_to(folder).as_posix(), folder != overrides))
        for folder, pattern in (
            (overrides, "*.html"),
            (overrides, "partials/*.html"),
            (overrides / COMPONENTS, "*.html"),
        )
        for file in folder.glob(pattern)
    ]
    return (name for _, name in sorted(found, key=lambda each: -each[0].stat().st_size))


def load(root: Path, name: Name) -> None:
    """Compile a template of a project, or take what it was compiled to."""
    overrides, kept = root / "overrides", root / COMPILED
    found = (
        of_components(overrides / COMPONENTS, kept) if name.component else of_pages(overrides, kept)
    )
    found.get_template(name.path)


@pass_context
def url(context: Context, address: str) -> str:
    """Return an address of the site as a template writes it: as seen from the page, or whole."""
    if context["page"]:
        return relative(context["view"].address, address)
    return posixpath.join(context["base_url"], address)
