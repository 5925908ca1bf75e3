"""Rules over what editors write. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

import posixpath
import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel

from scripts.model import (
    ANATOMY,
    OURS,
    RESERVED_IDS,
    Article,
    Home,
    Library,
    Mark,
    Page,
    Text,
    source_anchor,
    template_anchor,
)
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
GAP = re.compile(r"\{([^{}]*)\}")
CITED = re.compile(r"\[@([^\]\s]*)\]")
Keys = tuple[str | int, ...]


def validate(library: Library) -> list[Problem]:
    """Return everything that breaks a rule, in the order of files and lines."""
    rules = (texts, placeholders, pairs, sections, addresses)
    found = chain.from_iterable(rule(library) for rule in rules)
    pages = (
        chain.from_iterable(rule(page, library) for rule in PAGE_RULES)
        for page in library.pages.values()
    )
    return sorted(set(chain(found, chain.from_iterable(pages))))


# Records


def texts(library: Library) -> Iterator[Problem]:
    """Every text of a record is there in every language of the site, and in no other."""
    groups = (library.words, library.sources, library.placeholders, library.templates)
    for record in chain.from_iterable(group.values() for group in groups):
        for keys, text in _texts(record.value, ()):
            for locale in library.codes:
                if not text.root.get(locale, "").strip():
                    message = f'the text has no "{locale}"; write it in every language'
                    yield Problem(record.path, record.line(*keys), message)
            for locale in text.root.keys() - set(library.codes):
                message = f'"{locale}" is not a language of the site{did_you_mean(locale, library.codes)}'
                yield Problem(record.path, record.line(*keys, locale), message)


def _texts(value: object, keys: Keys) -> Iterator[tuple[Keys, Text]]:
    """Yield every text inside a record with the keys that lead to it."""
    if isinstance(value, Text):
        yield keys, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*keys, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*keys, key))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _texts(item, (*keys, i))


def placeholders(library: Library) -> Iterator[Problem]:
    """Every gap in a message template is a known placeholder."""
    for record in library.templates.values():
        for keys, text in _texts(record.value, ()):
            for locale, words in text.root.items():
                for gap in GAP.findall(words):
                    if gap not in library.placeholders:
                        hint = did_you_mean(gap, library.placeholders)
                        message = f'"{{{gap}}}" is not a placeholder{hint}'
                        yield Problem(record.path, record.line(*keys, locale), message)


# Pages across languages


def pairs(library: Library) -> Iterator[Problem]:
    """Every page is there in every language, unless it is a draft, and is of the same kind."""
    for page in library.pages.values():
        for locale in library.codes:
            other = library.pages.get((locale, page.path))
            here = page.meta.value
            if other is None and not here.draft:
                expected = page.file.replace(f"docs/{page.locale}/", f"docs/{locale}/", 1)
                message = f'the page has no "{locale}"; write {expected}, or set `draft: true` here'
                yield Problem(page.file, 1, message)
            elif other and here.kind != other.meta.value.kind:
                message = f'"kind" is "{here.kind}" here and "{other.meta.value.kind}" in {other.file}; make them the same'
                yield Problem(page.file, page.meta.line("kind"), message)
            elif other and not here.draft and other.meta.value.draft:
                message = f"{other.file} is a draft; set `draft: true` in both, or in neither"
                yield Problem(page.file, page.meta.line("draft"), message)


def sections(library: Library) -> Iterator[Problem]:
    """A page has the same section ids, on the same levels, in every language."""
    for page in library.pages.values():
        for locale in library.codes:
            other = library.pages.get((locale, page.path))
            if other is None or other is page or page.meta.value.draft:
                continue
            theirs = other.outline.ids
            for name, mark in page.outline.ids.items():
                if name not in theirs:
                    hint = did_you_mean(name, theirs.keys() - page.outline.ids.keys())
                    message = f'the section "{name}" is not in {other.file}{hint}'
                    yield Problem(page.file, mark.line, message)
                elif theirs[name].level != mark.level:
                    message = f'the section "{name}" has {mark.level} # here and {theirs[name].level} in {other.file}; make them the same'
                    yield Problem(page.file, mark.line, message)


def addresses(library: Library) -> Iterator[Problem]:
    """An address is made of ids, and every folder on the way has a page of its own."""
    for page in library.pages.values():
        parts = page.path.split("/") if page.path else []
        for part in parts:
            if not ID.fullmatch(part):
                message = f'"{part}" in the address is not an id; use small letters, digits and single hyphens'
                yield Problem(page.file, 0, message)
        parent = "/".join(parts[:-1])
        if parts and (page.locale, parent) not in library.pages:
            folder = posixpath.join("docs", page.locale, parent)
            yield Problem(page.file, 0, f"the folder has no page of its own; write {folder}/index.md")


# One page


def headings(page: Page, _library: Library) -> Iterator[Problem]:
    """Every heading has an id of its own, and levels begin at ## and skip none."""
    taken: dict[str, int] = {}
    for mark in page.outline.headings:
        if mark.level == 1:
            message = f'"# {mark.title}" is a second title; the first is in the front matter: use ##'
            yield Problem(page.file, mark.line, message)
        elif not ID.fullmatch(mark.value):
            shown = f'the id "{mark.value}" of' if mark.value else "no id after"
            message = f'{shown} "{mark.title}"; write small letters, digits and hyphens, as {{#contoh}}'
            yield Problem(page.file, mark.line, message)
        elif mark.value in RESERVED_IDS:
            yield Problem(page.file, mark.line, f'the id "{mark.value}" is used by every page; choose another')
        elif mark.value in taken:
            message = f'the id "{mark.value}" is already used on line {taken[mark.value]}; choose another'
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
                yield Problem(page.file, 0, f'the section "{name}" ({meaning}) is missing; add a heading with {{#{name}}}')


def dates(page: Page, _library: Library) -> Iterator[Problem]:
    """A page is reviewed on the day it appears, or later."""
    meta = page.meta.value
    if isinstance(meta, Article) and meta.reviewed < meta.published:
        message = f'"reviewed" is {meta.reviewed}, before "published", {meta.published}'
        yield Problem(page.file, page.meta.line("reviewed"), message)


def citations(page: Page, library: Library) -> Iterator[Problem]:
    """Every citation names a source, or the editors."""
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
            yield Problem(page.file, page.meta.line("key_points", i), f"the key point cites nothing; {advice}")
    marks = [*page.outline.headings, Mark(2**31, "")]
    cites = [mark.line for mark in page.outline.citations]
    for mark, following in pairwise(marks):
        inside = range(mark.line, following.line)
        if any(n in inside for n in page.outline.prose) and not any(n in inside for n in cites):
            yield Problem(page.file, mark.line, f'the section "{mark.value}" cites nothing; {advice}')


def raw_html(page: Page, _library: Library) -> Iterator[Problem]:
    """Pages are Markdown: HTML would escape the site's own checks and its security policy."""
    for mark in page.outline.html:
        yield Problem(page.file, mark.line, f'"{mark.value}" is HTML; write Markdown, or `&lt;` for <')


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


def _folders(page: Page, library: Library) -> set[str]:
    paths = {path for locale, path in library.pages if locale == page.locale}
    return {posixpath.dirname(path) for path in paths} - {""}


DIRECTIVES: dict[str, Callable[[Page, Library], set[str]]] = {
    "template": lambda _page, library: set(library.templates),
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
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), unquote(parts.path)))
    if target.removeprefix("docs/") in library.assets:
        return ""
    files = {other.file: other for other in library.pages.values()}
    if target not in files:
        names = {posixpath.relpath(file, posixpath.dirname(page.file)) for file in files}
        return f"leads to no page{did_you_mean(parts.path, names)}"
    return _unfit(files[target], unquote(parts.fragment), page, library)


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
    return {
        *page.outline.ids,
        *RESERVED_IDS,
        *(template_anchor(name) for name in templates),
        *(source_anchor(name) for name in sources),
    }


PAGE_RULES = (headings, anatomy, dates, citations, cited, raw_html, directives, links)
