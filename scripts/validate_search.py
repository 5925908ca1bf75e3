"""Rules over how search reads a language. Each yields problems; its docstring is the rule."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING

from scripts.problem import Problem, did_you_mean
from scripts.search_words import JOIN, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library, Located
    from scripts.records import Search


def languages(library: Library) -> Iterator[Problem]:
    """Every language that search is told how to read is one of the site."""
    for locale, record in library.search.items():
        if locale not in library.codes:
            name = posixpath.basename(record.path)
            hint = did_you_mean(locale, library.codes)
            message = f'"{name}" is named after no language of the site{hint}'
            yield Problem(record.path, record.line(), message)


def spelling(library: Library) -> Iterator[Problem]:
    """Words are written as search compares them: in small letters, without accents."""
    for record in library.search.values():
        for field, i, word in _words(record):
            found = [part for piece in word.split(JOIN) for part in words(piece)]
            if JOIN.join(found) != word:
                wanted = f'write "{JOIN.join(found)}"' if found else "leave it out"
                message = f'"{word}" is no word as search compares them; {wanted}'
                yield Problem(record.path, record.line(field, i), message)


def groups(library: Library) -> Iterator[Problem]:
    """A synonym stands in one group, with others, and is no word that search ignores."""
    for record in library.search.values():
        ignored, taken = frozenset(record.value.stop_words), Counter[str]()
        for i, group in enumerate(record.value.groups):
            line = record.line("synonyms", i)
            if len(group) < 2:
                message = f'"{group[0]}" stands for no other word; add one, or remove the line'
                yield Problem(record.path, line, message)
            for word in group:
                taken[word] += 1
                if taken[word] > 1:
                    yield Problem(record.path, line, f'"{word}" is in a group already; keep one')
                if word in ignored:
                    message = f'"{word}" is among the ignored words too; remove it from one of them'
                    yield Problem(record.path, line, message)


def _words(record: Located[Search]) -> Iterator[tuple[str, int, str]]:
    """Yield each word of a record with the field and the entry that it is in."""
    lists = {
        "ignored": record.value.ignored,
        "apart": record.value.apart,
        "synonyms": record.value.synonyms,
    }
    for field, lines in lists.items():
        for i, line in enumerate(lines):
            yield from ((field, i, word) for word in line.split())


RULES = (languages, spelling, groups)
