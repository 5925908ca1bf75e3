"""Rules over one page. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scripts.model import (
    ANATOMY,
    DATA,
    OURS,
    RESERVED_IDS,
    Article,
    Home,
    Library,
    Mark,
    Page,
    source_anchor,
    template_anchor,
)
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CITED = re.compile(r"\[@([^\]\s]*)\]")


def headings(page: Page, _library: Library) -> Iterator[Problem]:
    """Every heading has an id of its own, and levels begin at ## and skip none."""
    taken: dict[str, int] = {}
    for mark in page.outline.headings:
        if mark.level == 1:
            message = (
                f'"# {mark.title}" is a second title; the first is in the front matter: use ##'
            )
            yield Problem(page.file, mark.line, message)
        elif not ID.fullmatch(mark.value):
            shown = f'the id "{mark.value}" of' if mark.value else "no id after"
            message = (
                f'{shown} "{mark.title}"; write small letters, digits and hyphens, as {{#contoh}}'
            )
            yield Problem(page.file, mark.line, message)
        elif mark.value in RESERVED_IDS:
            yield Problem(
                page.file, mark.line, f'the id "{mark.value}" is used by every page; choose another'
            )
        elif mark.value in taken:
            message = (
                f'the id "{mark.value}" is already used on line {taken[mark.value]}; choose another'
            )
            yield Problem(page.file, mark.line, message)
        taken.setdefault(mark.value, mark.line)
    for above, mark in pairwise((Mark(0, "", level=1), *page.outline.headings)):
        if mark.level > above.level + 1:
            message = f'"{mark.title}" skips a level: write {"#" * (above.level + 1)} instead of {"#" * mark.level}'
            yield Problem(page.file, mark.line, message)


def anatomy(page: Page, _library: Library) -> Iterator[Problem]:
    """An article says when its advice applies, when not, and what to say."""
    if isinstance(page.meta.value, Article):
        for name, meaning in ANATOMY.items():
            if name not in page.outline.ids:
                yield Problem(
                    page.file,
                    0,
                    f'the section "{name}" ({meaning}) is missing; add a heading with {{#{name}}}',
                )


def dates(page: Page, _library: Library) -> Iterator[Problem]:
    """A page is reviewed on the day it appears, or later."""
    meta = page.meta.value
    if isinstance(meta, Article) and meta.reviewed < meta.published:
        message = f'"reviewed" is {meta.reviewed}, before "published", {meta.published}'
        yield Problem(page.file, page.meta.line("reviewed"), message)


def citations(page: Page, library: Library) -> Iterator[Problem]:
    """Every citation names a source, or the editors."""
    if f"{DATA}/sources.yml" in library.unread:
        return
    known = {*library.sources, OURS}
    for mark in (*page.outline.citations, *_front_citations(page)):
        if mark.value not in known:
            message = f'"[@{mark.value}]" cites a source that is not in docs/_data/sources.yml{did_you_mean(mark.value, known)}'
            yield Problem(page.file, mark.line, message)


def _front_citations(page: Page) -> Iterator[Mark]:
    meta = page.meta
    for name in CITED.findall(meta.value.summary):
        yield Mark(meta.line("summary"), name)
    points = meta.value.key_points if isinstance(meta.value, Article) else ()
    for i, point in enumerate(points):
        yield from (Mark(meta.line("key_points", i), name) for name in CITED.findall(point))


def cited(page: Page, _library: Library) -> Iterator[Problem]:
    """Every section and key point of an article says where its advice comes from."""
    if not isinstance(page.meta.value, Article):
        return
    advice = f"cite a source as [@id], or mark it as ours with [@{OURS}]"
    for i, point in enumerate(page.meta.value.key_points):
        if not CITED.search(point):
            yield Problem(
                page.file, page.meta.line("key_points", i), f"the key point cites nothing; {advice}"
            )
    marks = [*page.outline.headings, Mark(2**31, "")]
    cites = [mark.line for mark in page.outline.citations]
    for mark, following in pairwise(marks):
        inside = range(mark.line, following.line)
        if any(n in inside for n in page.outline.prose) and not any(n in inside for n in cites):
            yield Problem(
                page.file, mark.line, f'the section "{mark.value}" cites nothing; {advice}'
            )


def raw_html(page: Page, _library: Library) -> Iterator[Problem]:
    """Pages are Markdown: HTML would escape the site's own checks and its security policy."""
    for mark in page.outline.html:
        yield Problem(
            page.file, mark.line, f'"{mark.value}" is HTML; write Markdown, or `&lt;` for <'
        )


def directives(page: Page, library: Library) -> Iterator[Problem]:
    """A line that begins with :: puts in something that exists."""
    for mark in page.outline.directives:
        known = DIRECTIVES.get(mark.value)
        options = known(page, library) if known else set(DIRECTIVES)
        wrong = mark.title if known else mark.value
        if not known or mark.title not in options:
            what = f'has no "{wrong}" to put in' if known else "is not something to put in"
            message = f'"::{mark.value} {mark.title}" {what}{did_you_mean(wrong, options)}'
            yield Problem(page.file, mark.line, message)


def _unread_templates(library: Library) -> set[str]:
    files = (posixpath.split(path) for path in library.unread)
    return {name.removesuffix(".yml") for folder, name in files if folder == f"{DATA}/templates"}


def _folders(page: Page, library: Library) -> set[str]:
    paths = {path for locale, path in library.pages if locale == page.locale}
    return {posixpath.dirname(path) for path in paths} - {""}


DIRECTIVES: dict[str, Callable[[Page, Library], set[str]]] = {
    "template": lambda _page, library: set(library.templates) | _unread_templates(library),
    "pages": _folders,
    "contact": lambda _page, _library: {""},
}


def links(page: Page, library: Library) -> Iterator[Problem]:
    """Every link of a page leads to a page, section or file that exists and is published."""
    doors = page.meta.value.doors if isinstance(page.meta.value, Home) else ()
    marks = [Mark(page.meta.line("doors", i, "link"), door.link) for i, door in enumerate(doors)]
    for mark in (*page.outline.links, *marks):
        if message := _broken(mark.value, page, library):
            yield Problem(page.file, mark.line, f'the link "{mark.value}" {message}')


def _broken(link: str, page: Page, library: Library) -> str:
    """Return what is wrong with a link, or an empty string."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        fits = parts.scheme in {"https", "http", "mailto"} and (parts.netloc or parts.path)
        return "" if fits else "is not a web address; begin it with https://"
    if parts.path.startswith("/"):
        return "begins with /; write the path from this file to the other .md file"
    target = page.file
    if parts.path:
        target = posixpath.normpath(
            posixpath.join(posixpath.dirname(page.file), unquote(parts.path))
        )
    if target.removeprefix("docs/") in library.assets:
        return ""
    if target in library.unread:
        return ""
    if target not in library.files:
        names = {posixpath.relpath(file, posixpath.dirname(page.file)) for file in library.files}
        return f"leads to no page{did_you_mean(parts.path, names)}"
    return _unfit(library.files[target], unquote(parts.fragment), page, library)


def _unfit(target: Page, fragment: str, page: Page, library: Library) -> str:
    if target.locale != page.locale:
        return f'leads to the language "{target.locale}"; link to the page in this language'
    if target.meta.value.draft and not page.meta.value.draft:
        return f"leads to {target.file}, which is a draft"
    if fragment and fragment not in (known := anchors(target, library)):
        return f"leads to a page without that section{did_you_mean(fragment, known)}"
    return ""


def anchors(page: Page, library: Library) -> set[str]:
    """Return every id on a page that a link may lead to."""
    templates = {m.title for m in page.outline.directives if m.value == "template"}
    sources = {mark.value for mark in page.outline.citations} & library.sources.keys()
    checklist = library.checklist(page)
    phases = checklist.phases if checklist else ()
    return {
        *(phase.id for phase in phases),
        *(item.id for phase in phases for item in phase.items),
        *page.outline.ids,
        *RESERVED_IDS,
        *(template_anchor(name) for name in templates),
        *(source_anchor(name) for name in sources),
    }


RULES = (headings, anatomy, dates, citations, cited, raw_html, directives, links)
