"""Rules over the glossary, and warnings where a text uses another word than it says."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from scripts.glossary import MENTION, Glossary
from scripts.pack import Pack, key
from scripts.passages import QUOTATION, digest, of_page, of_records, plain
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scripts.glossary import Rule
    from scripts.model import Library, Page
    from scripts.passages import Passage
    from scripts.records import Term


def spoken(library: Library) -> Iterator[Problem]:
    """The glossary speaks of the site's languages, and forbids no term of its own."""
    terms = {
        (code, words.casefold()): name
        for name, record in library.glossary.items()
        for code, words in record.value.term.root.items()
    }
    for record in library.glossary.values():
        for field in ("avoid", "once"):
            for code, phrases in getattr(record.value, field).items():
                if code not in library.codes:
                    hint = did_you_mean(code, library.codes)
                    message = f'"{code}" of "{field}" is not a language of the site{hint}'
                    yield Problem(record.path, record.line(field, code), message)
                for i, phrase in enumerate(phrases):
                    if name := terms.get((code, phrase.casefold())):
                        message = f'"{phrase}" is what the term "{name}" says; keep one of the two'
                        yield Problem(record.path, record.line(field, code, i), message)


def words(library: Library, pack: Pack | None = None) -> Iterator[Problem]:
    """Pages and records use the words of the glossary."""
    if not library.glossary:
        return
    pack = pack or Pack()
    reader = _Reader.of(library)
    for page in library.pages.values():
        if reader.look(page, pack):
            yield from reader.read(of_page(page))
    yield from reader.read(each for each in of_records(library) if reader.finds(each, pack))


def looker(library: Library) -> Callable[[Page, Pack], object]:
    """Return what has what there is to know of a page's words kept in a pack."""
    return _Reader.of(library).look


class _Reader:
    """Reads texts with the glossary at hand."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self.terms = terms
        self.glossaries = cache(lambda locale: Glossary(terms.items(), locale))
        self.name = key(*(f"{name}{term.model_dump_json()}" for name, term in terms.items()))

    @classmethod
    def of(cls, library: Library) -> _Reader:
        """Return a reader with the glossary of a library."""
        return cls({name: record.value for name, record in library.glossary.items()})

    def look(self, page: Page, pack: Pack) -> bytes:
        """Return a sign when there is something to say of a page's words, else nothing; kept in a pack."""
        name = key("words", self.name, page.locale, digest(page))
        return pack.kept(name, partial(self._verdict, page))

    def finds(self, passage: Passage, pack: Pack) -> bytes:
        """Return a sign when a passage has a phrase of the glossary, else nothing; kept in a pack."""
        found = partial(self.glossaries(passage.locale).found, passage.text)
        name = key("phrases", self.name, passage.locale, passage.text)
        return pack.kept(name, lambda: b"!" if any(found()) else b"")

    def _verdict(self, page: Page) -> bytes:
        glossary, (text, words) = self.glossaries(page.locale), plain(page)
        rules = glossary.suspects(words)
        if not rules or not any(glossary.places(text, rules)):
            return b""
        return b"!" if any(self.read(of_page(page))) else b""

    def read(self, passages: Iterable[Passage]) -> Iterator[Problem]:
        """Yield where passages of one or more files use other words."""
        named: set[tuple[str, str]] = set()
        for passage in passages:
            for rule, found in self.glossaries(passage.locale).found(passage.text):
                if message := _misused(rule, found, passage, self.terms[rule.term], named):
                    yield Problem(passage.path, passage.line(found.start()), message)


def _misused(
    rule: Rule, found: re.Match[str], passage: Passage, term: Term, named: set[tuple[str, str]]
) -> str:
    """Return what is wrong with a word where it stands, or an empty string."""
    if passage.kind in term.except_in or (
        "quotations" in term.except_in and _inside(QUOTATION, found, passage.text)
    ):
        return ""
    instead = f'write "{term.term.root.get(passage.locale, rule.term)}"'
    why = f" ({term.why.rstrip('.')})" if term.why else ""
    word = " ".join(found[0].split())
    if not rule.once:
        return f'"{word}" is not our word; {instead}{why}'
    if not _inside(MENTION, found, passage.text):
        return f'"{word}" may only be named, in brackets or italics; {instead}{why}'
    if (passage.path, rule.phrase) in named:
        return f'"{word}" is named a second time; once is enough for who searches for it'
    named.add((passage.path, rule.phrase))
    return ""


def _inside(pattern: re.Pattern[str], found: re.Match[str], text: str) -> bool:
    """Say whether what was found stands in a part of the text that has a form."""
    parts = pattern.finditer(text)
    return any(part.start() <= found.start() and found.end() <= part.end() for part in parts)


RULES = (spoken,)
WARNINGS = (words,)
