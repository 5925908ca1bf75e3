"""Rules over what editors write. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

import posixpath
import re
from itertools import chain
from typing import TYPE_CHECKING

from pydantic import BaseModel

from scripts import validate_checklist, validate_page
from scripts.model import DATA, Library, Located, Text
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GAP = re.compile(r"\{([^{}]*)\}")
Keys = tuple[str | int, ...]


def validate(library: Library) -> list[Problem]:
    """Return everything that breaks a rule, in the order of files and lines."""
    rules = (texts, placeholders, pairs, sections, addresses, *validate_checklist.RULES)
    found = chain.from_iterable(rule(library) for rule in rules)
    pages = (
        chain.from_iterable(rule(page, library) for rule in validate_page.RULES)
        for page in library.pages.values()
    )
    return sorted(set(chain(found, chain.from_iterable(pages))))


# Records


def texts(library: Library) -> Iterator[Problem]:
    """Every text of a record is there in every language of the site, and in no other."""
    groups: tuple[Mapping[str, Located[object]], ...] = (
        library.words,
        library.sources,
        library.placeholders,
        library.templates,
        library.checklists,
    )
    for record in chain.from_iterable(group.values() for group in groups):
        for keys, text in _texts(record.value, ()):
            for locale in library.codes:
                if not text.root.get(locale, "").strip():
                    message = f'the text has no "{locale}"; write it in every language'
                    yield Problem(record.path, record.line(*keys), message)
            for locale in text.root.keys() - set(library.codes):
                message = (
                    f'"{locale}" is not a language of the site{did_you_mean(locale, library.codes)}'
                )
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
    if f"{DATA}/placeholders.yml" in library.unread:
        return
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
            expected = page.file.replace(f"docs/{page.locale}/", f"docs/{locale}/", 1)
            if expected in library.unread:
                continue
            if other is None and not here.draft:
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
            if not validate_page.ID.fullmatch(part):
                message = f'"{part}" in the address is not an id; use small letters, digits and single hyphens'
                yield Problem(page.file, 0, message)
        parent = "/".join(parts[:-1])
        index = posixpath.join("docs", page.locale, parent, "index.md")
        if parts and (page.locale, parent) not in library.pages and index not in library.unread:
            yield Problem(page.file, 0, f"the folder has no page of its own; write {index}")
