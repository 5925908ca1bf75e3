"""Rules over one page. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from scripts.model import (
    ANATOMY,
    DATA,
    Library,
    Mark,
    Page,
    is_reserved,
)
from scripts.problem import Problem, did_you_mean
from scripts.records import OURS, Article, Home
from scripts.validate_links import broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_FORM = "use small letters, digits and single hyphens"
CITED = re.compile(r"\[@[^\]]*\]")


def kinds(page: Page) -> Iterator[Problem]:
    """The home page of a language, and no other page, is of the kind home."""
    kind, line = page.meta.value.kind, page.meta.line("kind")
    if page.path and kind == "home":
        yield Problem(
            page.file, line, '"kind" is "home", and this is not the home page; write `kind: page`'
        )
    elif not page.path and kind != "home":
        yield Problem(
            page.file, line, f'"kind" is "{kind}", and this is the home page; write `kind: home`'
        )


def headings(page: Page) -> Iterator[Problem]:
    """Every heading has an id of its own, and levels begin at ## and skip none."""
    taken: dict[str, int] = {}
    for mark in page.outline.headings:
        if message := _misfit(mark, taken):
            yield Problem(page.file, mark.line, message)
        taken.setdefault(mark.value, mark.line)
    for above, mark in pairwise((Mark(0, "", level=1), *page.outline.headings)):
        if mark.level > above.level + 1:
            message = f'"{mark.title}" skips a level: write {"#" * (above.level + 1)} instead of {"#" * mark.level}'
            yield Problem(page.file, mark.line, message)


def _misfit(mark: Mark, taken: dict[str, int]) -> str:
    """Return what is wrong with a heading by itself, or an empty string."""
    fits = mark.level > 1 and mark.title and ID.fullmatch(mark.value)
    if fits and mark.value not in taken and not is_reserved(mark.value):
        return ""
    title, name = f'"{mark.title}"', f'the id "{mark.value}"'
    wrong = (
        (mark.level == 1, f"{title} is a second title; the first is in the front matter: use ##"),
        (not mark.title, "the heading has no text; write it, or remove the #"),
        (not mark.value, f"{title} has no id; write one after it and a space, as {{#contoh}}"),
        (not ID.fullmatch(mark.value), f"{name} is not one; {ID_FORM}"),
        (is_reserved(mark.value), f"{name} is one that pages give by themselves; choose another"),
        (
            mark.value in taken,
            f"{name} is already used on line {taken.get(mark.value)}; choose another",
        ),
    )
    return next((message for bad, message in wrong if bad), "")


def anatomy(page: Page) -> Iterator[Problem]:
    """An article says when its advice applies, when not, and what to say."""
    if isinstance(page.meta.value, Article):
        for name, meaning in ANATOMY.items():
            if name not in page.outline.ids:
                yield Problem(
                    page.file,
                    0,
                    f'the section "{name}" ({meaning}) is missing; add a heading with {{#{name}}}',
                )


def dates(page: Page) -> Iterator[Problem]:
    """A page is reviewed on the day it appears, or later."""
    meta = page.meta.value
    if isinstance(meta, Article) and meta.reviewed < meta.published:
        message = f'"reviewed" is {meta.reviewed}, before "published", {meta.published}; correct one of them'
        yield Problem(page.file, page.meta.line("reviewed"), message)


def citations(page: Page, library: Library) -> Iterator[Problem]:
    """Every citation names a source, or the editors."""
    if f"{DATA}/sources.yml" in library.unread:
        return
    known = {*library.sources, OURS}
    for mark in (*page.front.citations, *page.outline.citations):
        if mark.value not in known:
            message = f'"[@{mark.value}]" cites a source that is not in docs/_data/sources.yml{did_you_mean(mark.value, known)}'
            yield Problem(page.file, mark.line, message)


def cited(page: Page) -> Iterator[Problem]:
    """Every section and key point of an article says where its advice comes from."""
    if not isinstance(page.meta.value, Article):
        return
    advice = f"cite a source as [@id], or mark it as ours with [@{OURS}]"
    for i, point in enumerate(page.meta.value.key_points):
        if not CITED.search(point):
            yield Problem(
                page.file,
                page.meta.line("key_points", i),
                f"key point {i + 1} cites nothing; {advice}",
            )
    citations = [mark.line for mark in page.outline.citations]
    marks = [Mark(0, ""), *page.outline.headings, Mark(2**31, "")]
    for mark, following in pairwise(marks):
        text = _first(page.outline.prose, mark.line, following.line)
        if text and not _first(citations, mark.line, following.line):
            where = (
                f'the section "{mark.value}"' if mark.line else "the text above the first section"
            )
            yield Problem(page.file, mark.line or text, f"{where} cites nothing; {advice}")


def _first(lines: Sequence[int], start: int, end: int) -> int:
    """Return the first of sorted lines from `start` on and before `end`, or 0."""
    place = bisect_left(lines, start)
    return lines[place] if place < len(lines) and lines[place] < end else 0


def raw_html(page: Page) -> Iterator[Problem]:
    """Pages are Markdown: HTML would escape the site's own checks and its security policy."""
    for mark in (*page.front.html, *page.outline.html):
        yield Problem(
            page.file, mark.line, f'"{mark.value}" is HTML; write Markdown, or `&lt;` for <'
        )


def directives(page: Page, library: Library) -> Iterator[Problem]:
    """A line that begins with :: puts in something that exists, and a record only once."""
    taken: dict[str, int] = {}
    for mark in page.outline.directives:
        shown = f'"{f"::{mark.value} {mark.title}".strip()}"'
        known = DIRECTIVES.get(mark.value)
        options = known(page, library) if known else set(DIRECTIVES)
        if not known:
            hint = did_you_mean(mark.value, options)
            yield Problem(page.file, mark.line, f"{shown} is not something to put in{hint}")
        elif mark.title not in options:
            hint = (
                f"; write ::{mark.value}" if options == {""} else did_you_mean(mark.title, options)
            )
            yield Problem(page.file, mark.line, f"{shown} names nothing to put in{hint}")
        elif mark.value in {"template", "poster"} and shown in taken:
            message = f"{shown} is already put in on line {taken[shown]}; link to it instead"
            yield Problem(page.file, mark.line, message)
        taken.setdefault(shown, mark.line)


def _unread(folder: str, library: Library) -> set[str]:
    """Return the names of the records in a folder of docs/_data that could not be read."""
    files = (posixpath.split(path) for path in library.unread)
    return {name.removesuffix(".yml") for there, name in files if there == f"{DATA}/{folder}"}


def _folders(page: Page, library: Library) -> set[str]:
    root = f"docs/{page.locale}/"
    return {folder.removeprefix(root) for folder in library.folders if folder.startswith(root)}


DIRECTIVES: dict[str, Callable[[Page, Library], set[str]]] = {
    "template": lambda _page, library: set(library.templates) | _unread("templates", library),
    "poster": lambda _page, library: set(library.posters) | _unread("posters", library),
    "pages": _folders,
    "contact": lambda _page, _library: {""},
    "kit": lambda _page, _library: {""},
    "search": lambda _page, _library: {""},
    "offline": lambda _page, _library: {""},
    "licences": lambda _page, _library: {"shipped", "tools"},
}


def links(page: Page, library: Library) -> Iterator[Problem]:
    """Every link of a page leads to a page, section or file that exists and is published."""
    for mark in (*page.front.links, *page.outline.links):
        if message := broken(mark.value, page, library):
            yield Problem(page.file, mark.line, f'the link "{mark.value}" {message}')


def doors(page: Page, library: Library) -> Iterator[Problem]:
    """Every door of the home page leads to a page of the site."""
    for i, door in enumerate(page.meta.value.doors if isinstance(page.meta.value, Home) else ()):
        message = broken(door.link, page, library)
        if not message and not door.link.partition("#")[0].endswith(".md"):
            message = "leads to no page; write the path from this file to an .md file"
        if message:
            line = page.meta.line("doors", i, "link")
            yield Problem(page.file, line, f'the link "{door.link}" {message}')


# The rules by the section of CONTRIBUTING.md that explains them: those of a page by itself, and others.
OWN: Mapping[str, tuple[Callable[[Page], Iterator[Problem]], ...]] = {
    "fields": (kinds, dates),
    "ids": (headings,),
    "articles": (anatomy,),
    "sources": (cited,),
    "markdown": (raw_html,),
}
RULES: Mapping[str, tuple[Callable[[Page, Library], Iterator[Problem]], ...]] = {
    "sources": (citations,),
    "markdown": (directives,),
    "links": (links, doors),
}
