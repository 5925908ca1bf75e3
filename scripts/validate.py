"""Rules over what editors write. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

import posixpath
import re
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

import babel

from scripts import (
    prints,
    validate_checklist,
    validate_coverage,
    validate_flow,
    validate_flow_links,
    validate_gaps,
    validate_glossary,
    validate_markup,
    validate_moved,
    validate_names,
    validate_originality,
    validate_page,
    validate_poster,
    validate_repeats,
    validate_search,
)
from scripts.model import DATA, Library, Located, Page
from scripts.pack import Pack
from scripts.problem import Problem, did_you_mean, explained
from scripts.records import GAP, texts_of
from scripts.same import by_identity
from scripts.validate_links import cited_sources
from scripts.validate_page import ID, ID_FORM

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    Rules = Mapping[str, Iterable[Callable[..., Iterable[Problem]]]]

T = TypeVar("T")
WEB = re.compile(r"https?://[^\s\"'<>\\@]+")
TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
BRACE = re.compile(r"[{}]")


def validate(library: Library, pack: Pack | None = None) -> list[Problem]:
    """Return everything that breaks a rule, in the order of files and lines.

    A pack keeps what is known of each page's text.
    """
    pages, pack = library.pages.values(), pack or Pack()
    _look(library, pack)
    of_pages = (
        explained(section, rule(page, library))
        for section, rule in each(validate_page.RULES)
        for page in pages
    )
    found = (_broken(RULES, library, pack), *map(_own, pages), *of_pages)
    return sorted({*chain.from_iterable(found)})


def _look(library: Library, pack: Pack) -> None:
    """Have several rules look at the words of each page, while these are at hand."""
    looks = (prints.look, validate_glossary.looker(library))
    for page in library.pages.values():
        for look in looks:
            look(page, pack)


@by_identity
def _own(page: Page) -> tuple[Problem, ...]:
    """Return what is wrong with a page by itself."""
    found = (explained(section, rule(page)) for section, rule in each(validate_page.OWN))
    return tuple(chain.from_iterable(found))


def warnings(library: Library, pack: Pack | None = None) -> list[Problem]:
    """Return what an editor should look at, but may leave as it is, in the same order."""
    return sorted({*_broken(WARNINGS, library, pack)})


def each(rules: Mapping[str, Iterable[T]]) -> Iterator[tuple[str, T]]:
    """Yield every rule with the section of CONTRIBUTING.md that explains it."""
    return ((section, rule) for section, group in rules.items() for rule in group)


def _broken(rules: Rules, library: Library, pack: Pack | None) -> Iterator[Problem]:
    for section, rule in each(rules):
        bound = partial(rule, pack=pack) if rule in OF_TEXTS else rule
        yield from explained(section, bound(library))


# Records


def ids(library: Library) -> Iterator[Problem]:
    """Sources, placeholders and templates have ids: pages and addresses name them."""
    for group in library.groups.values():
        for name, record in group.items():
            if not ID.fullmatch(name):
                yield Problem(record.path, record.line(), f'"{name}" is not an id; {ID_FORM}')


def texts(library: Library) -> Iterator[Problem]:
    """Every text of a record is there in every language of the site, and in no other."""
    groups = (library.words, library.desk, *library.groups.values())
    for record in chain.from_iterable(group.values() for group in groups):
        yield from languages(record, library.codes, library.codes)


def languages(
    record: Located[object], needed: Iterable[str], known: Collection[str]
) -> Iterator[Problem]:
    """Every text of a record is there in the needed languages, and in none that is not known."""
    for keys, text in texts_of(record.value):
        name = (*record.base, *keys)[-1]
        for locale in needed:
            if not text.root.get(locale, "").strip():
                message = f'"{name}" has no "{locale}"; write it in every language'
                yield Problem(record.path, record.line(*keys), message)
        for locale in text.root.keys() - set(known) if known else ():
            hint = did_you_mean(locale, known)
            message = f'"{locale}" of "{name}" is not a language of the site{hint}'
            yield Problem(record.path, record.line(*keys, locale), message)


def dates(library: Library) -> Iterator[Problem]:
    """The way of writing dates that the words name is one that is known."""
    record = library.words.get("dates")
    for locale, tag in (record.value.root if record else {}).items():
        if record and not _is_known(tag):
            message = (
                f'"{tag}" is not a known way of writing dates; write language and region, as en-GB'
            )
            yield Problem(record.path, record.line(locale), message)


def addressed(library: Library) -> Iterator[Problem]:
    """A word whose name ends in `_address` is a link in pages: an address of the web."""
    for name in (name for name in library.words if name.endswith("_address")):
        record = library.words[name]
        for locale, text in record.value.root.items():
            if not WEB.fullmatch(text):
                message = (
                    f'"{text}" is not a web address; write it whole, as https://example.org/page'
                )
                yield Problem(record.path, record.line(locale), message)


def _is_known(tag: str) -> bool:
    if not TAG.fullmatch(tag):  # Babel overlooks what follows a language
        return False
    try:
        return bool(babel.Locale.parse(tag, sep="-"))
    except (ValueError, babel.UnknownLocaleError):
        return False


def placeholders(library: Library) -> Iterator[Problem]:
    """Every gap in a message template is a known placeholder, and every brace is of a gap."""
    unread = f"{DATA}/placeholders.yml" in library.unread
    for record in library.templates.values():
        for keys, text in texts_of(record.value):
            for locale, words in text.root.items():
                line = record.line(*keys, locale)
                for gap in GAP.findall(words):
                    if gap not in library.placeholders and not unread:
                        hint = did_you_mean(gap, library.placeholders)
                        yield Problem(record.path, line, f'"{{{gap}}}" is not a placeholder{hint}')
                for brace in BRACE.findall(GAP.sub("", words)):
                    message = f'"{brace}" stands alone; a gap is written as {{nama}}'
                    yield Problem(record.path, line, message)


# Pages across languages


def pairs(library: Library) -> Iterator[Problem]:
    """Every page is there in every language, unless it is a draft, and is of the same kind."""
    for page in library.pages.values():
        for locale in library.codes:
            other = library.pages.get((locale, page.path))
            here = page.meta.value
            expected = page.file.replace(f"docs/{page.locale}/", f"docs/{locale}/", 1)
            if expected in library.unread:
                continue
            if other is None and page.path and not here.draft:
                message = f'the page has no "{locale}"; write {expected}, or set `draft: true` here'
                yield Problem(page.file, 1, message)
            elif other and here.kind != other.meta.value.kind:
                message = f'"kind" is "{here.kind}" here and "{other.meta.value.kind}" in {other.file}; make them the same'
                yield Problem(page.file, page.meta.line("kind"), message)
            elif other and page.path and not here.draft and other.meta.value.draft:
                message = f"{other.file} is a draft; set `draft: true` in both, or in neither"
                yield Problem(page.file, page.meta.line("draft"), message)


def sections(library: Library) -> Iterator[Problem]:
    """A page has the same section ids, on the same levels, in every language."""
    for page, other in _translated(library):
        theirs = other.outline.ids
        for name, mark in page.outline.ids.items():
            if name not in theirs:
                message = f'the section "{name}" is not in {other.file}; write it there too, with the same id'
                yield Problem(page.file, mark.line, message)
            elif theirs[name].level != mark.level:
                message = f'the section "{name}" has {mark.level} # here and {theirs[name].level} in {other.file}; make them the same'
                yield Problem(page.file, mark.line, message)


def components(library: Library) -> Iterator[Problem]:
    """A page puts in the same things, and cites sources or none, in every language."""
    for page, other in _translated(library):
        theirs = {(mark.value, mark.title) for mark in other.outline.directives}
        for mark in page.outline.directives:
            if (mark.value, mark.title) not in theirs:
                shown = f"::{mark.value} {mark.title}".strip()
                message = f'"{shown}" is not in {other.file}; put it in both, or in neither'
                yield Problem(page.file, mark.line, message)
        cited = cited_sources(page, library)
        if cited and not cited_sources(other, library):
            message = f'"[@{cited[0].value}]" is cited here, and no source in {other.file}; cite it in both'
            yield Problem(page.file, cited[0].line, message)


def _translated(library: Library) -> Iterator[tuple[Page, Page]]:
    """Yield each page with each of its translations, but no drafts."""
    pages = library.published().pages
    for page in pages.values():
        for locale in library.codes:
            other = pages.get((locale, page.path))
            if other is not None and other is not page:
                yield page, other


def addresses(library: Library) -> Iterator[Problem]:
    """An address is made of ids, and every folder on the way has a page of its own."""
    taken = {*library.groups, "words", "index"}  # how `siap status` calls records and home
    for page in library.pages.values():
        parts = page.path.split("/") if page.path else []
        for part in parts:
            if not ID.fullmatch(part):
                message = f'"{part}" in the name of the file or its folder is not an id; {ID_FORM}'
                yield Problem(page.file, 0, message)
        if parts and parts[0] in library.codes:
            message = (
                f'"{parts[0]}" at the start of an address means a language; choose another name'
            )
            yield Problem(page.file, 0, message)
        if parts and parts[0] in taken:
            message = f'"{parts[0]}" at the start of an address means records; choose another name'
            yield Problem(page.file, 0, message)
        if len(parts) > 1:
            yield from _parent(page, "/".join(parts[:-1]), library)


def _parent(page: Page, path: str, library: Library) -> Iterator[Problem]:
    """Yield a problem when the folder of a page has no page, or only a draft."""
    index = posixpath.join("docs", page.locale, path, "index.md")
    parent = library.pages.get((page.locale, path))
    if parent is None and index not in library.unread:
        yield Problem(index, 0, "the folder has no page of its own; write this file")
    elif parent and parent.meta.value.draft and not page.meta.value.draft:
        message = f"{parent.file} is a draft; set `draft: true` here too, or not there"
        yield Problem(page.file, page.meta.line("draft"), message)


def homes(library: Library) -> Iterator[Problem]:
    """Every language has a home page, and it is published."""
    for locale in library.codes:
        file, home = f"docs/{locale}/index.md", library.pages.get((locale, ""))
        if home is None and file not in library.unread:
            yield Problem(file, 0, "the home page of the language is missing; write it")
        elif home and home.meta.value.draft:
            message = (
                "the home page is a draft, and no site can do without it; remove `draft: true`"
            )
            yield Problem(file, home.meta.line("draft"), message)


# The rules by the section of CONTRIBUTING.md that explains them.
RULES: Rules = {
    "ids": (ids, addresses, *validate_names.RULES),
    "languages": (texts, dates, addressed, pairs, sections, components, homes),
    "messages": (placeholders,),
    "markdown": validate_markup.RULES,
    "drafts": validate_gaps.RULES,
    "checklists": validate_checklist.RULES,
    "guides": (*validate_flow.RULES, *validate_flow_links.RULES),
    "posters": validate_poster.RULES,
    "addresses": validate_moved.RULES,
    "originality": validate_originality.RULES,
    "coverage": validate_coverage.RULES,
    "words": validate_glossary.RULES,
    "search": validate_search.RULES,
}
WARNINGS: Rules = {
    "originality": (*validate_originality.WARNINGS, *validate_repeats.WARNINGS),
    "words": validate_glossary.WARNINGS,
}
OF_TEXTS = (
    validate_markup.becomes,
    validate_originality.copied,
    validate_repeats.repeated,
    validate_glossary.words,
)
"""The rules that read all texts, and remember those of pages in a pack."""
