"""Running text with its lines: what stands in pages and records, without signs and addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from scripts.document import ROWS
from scripts.markup import CITED
from scripts.model import nearest_line
from scripts.pack import key
from scripts.records import GAP, Article, ChecklistPage, FlowPage, Home, ProofPage, Source, texts_of
from scripts.same import by_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scripts.model import Library, Located, Page
    from scripts.records import Keys

PAGES = "pages"
"""The kind of the passages that stand in pages; those of records have the name of their group."""

# What a page puts in, and signs of lists; citations, ids of headings, addresses of links, entities.
_STARTS = re.compile(r"\n(?: {0,3}::.*|[ \t]*(?:[-*+]|\d+[.)])[ \t]+)")
_SIGNS = re.compile(r"\[@[^\]\n]*\]|\{[^\S\n]*#[^}\n]*\}|\]\([^)\s]*\)?|&#?\w+;")
# How a line begins that does not go on with the one before, and one that nothing goes on with.
_BEGINS = re.compile(r"\s*(?:[-*+]|\d+[.)]|#+)\s|\s*\||::")
_ALONE = re.compile(r"#+\s|::")
_PUT_IN = re.compile(r"::template\b")

QUOTATION = re.compile(r"“[^”]*”|^[ \t]*>.*(?:\n[ \t]*>.*)*", re.MULTILINE)


class Piece(NamedTuple):
    """A paragraph or a text of a record: where it begins, and the sources that it cites.

    `introduces` says whether a message template follows.
    """

    line: int
    text: str
    cited: frozenset[str] = frozenset()
    introduces: bool = False


class Plain(NamedTuple):
    """A text without signs, and what stands between its spaces."""

    text: str
    words: list[str]


@dataclass(frozen=True)
class Passage:
    """Pieces that follow each other in a file, in one language."""

    path: str
    locale: str
    kind: str
    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        """The whole text, a piece after the other."""
        return joined(self.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(piece.text) + 1 for piece in self.pieces), initial=0))

    def piece(self, place: int) -> Piece:
        """Return the piece that holds the character at `place` of the text."""
        return self.pieces[self._number(place)]

    def line(self, place: int) -> int:
        """Return the line of the file that holds the character at `place` of the text."""
        number = self._number(place)
        return self.pieces[number].line + self.text.count("\n", self._starts[number], place)

    def _number(self, place: int) -> int:
        return bisect_right(self._starts, place, hi=len(self.pieces)) - 1


def joined(pieces: Iterable[Piece]) -> str:
    """Return the texts of pieces, one after the other."""
    return "\n".join(piece.text for piece in pieces)


def passages(library: Library) -> Iterator[Passage]:
    """Yield everything that readers can read: of each page its head and its body, and records."""
    for page in library.pages.values():
        yield from of_page(page)
    yield from of_records(library)


def of_records(library: Library) -> Iterator[Passage]:
    """Yield what readers can read in records, and of these in words."""
    for kind, group in {"words": library.words, **library.groups}.items():
        for record in group.values():
            pieces = _by_language(record)
            for locale in library.codes:
                yield Passage(record.path, locale, kind, pieces.get(locale, ()))


# Pages


def of_page(page: Page) -> Iterator[Passage]:
    """Yield the head and the body of a page."""
    for pieces in (_head(page), _body(page)):
        yield Passage(page.file, page.locale, PAGES, tuple(pieces))


def _head(page: Page) -> Iterator[Piece]:
    yield from (Piece(line, _plain(text), _cited(text)) for text, line in front(page))


def front(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the texts of a page's front matter, each with its line; a tool's title is its record's."""
    return ((text, page.meta.line(*keys)) for text, keys in _front(page))


def _front(page: Page) -> Iterator[tuple[str, Keys]]:
    meta = page.meta.value
    of_record = isinstance(meta, ChecklistPage | FlowPage | ProofPage)
    for name in ("nav_title",) if of_record else ("title", "nav_title", "summary"):
        if text := getattr(meta, name):
            yield text, (name,)
    for i, point in enumerate(meta.key_points if isinstance(meta, Article) else ()):
        yield point, ("key_points", i)
    for i, door in enumerate(meta.doors if isinstance(meta, Home) else ()):
        yield door.label, ("doors", i, "label")
        yield door.text, ("doors", i, "text")


def written(page: Page) -> tuple[str, ...]:
    """Return all texts of a page as its editor wrote them: its passages follow from nothing else."""
    return (*(text for text, _ in _front(page)), page.body)


@by_identity
def digest(page: Page) -> bytes:
    """Return the key of what follows from the texts of a page alone, whatever their lines."""
    return key(*written(page))


@partial(by_identity, most=1)
def plain(page: Page) -> Plain:
    """Return all texts of a page without signs, in which its passages are, with more white space.

    It is remembered until another page is asked for: several rules look at it in turn.
    """
    text = _plain("\n".join(written(page)))
    return Plain(text, text.split())


def _body(page: Page) -> Iterator[Piece]:
    """Yield the paragraphs, headings and items of a page's body."""
    lines, plain = page.body.split("\n"), _plain(page.body).split("\n")
    puts_in = {n for n, line in enumerate(lines) if line[:1] == ":" and _PUT_IN.match(line)}
    for (start, end), (after, _) in pairwise([*_blocks(lines), (-1, 0)]):
        cited = _cited(lines[start] if end == start + 1 else "\n".join(lines[start:end]))
        text = plain[start] if end == start + 1 else "\n".join(plain[start:end])
        yield Piece(page.body_line + start, text, cited, after in puts_in)


def blocks(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Yield each paragraph, heading, row and item of a page's Markdown with its first line."""
    lines = body.split("\n")
    return ((first_line + start, "\n".join(lines[start:end])) for start, end in _blocks(lines))


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each block of lines starts and ends."""
    start, alone = -1, False
    for i, line in enumerate(lines):
        is_empty = not line or line.isspace()
        if start >= 0 and (is_empty or alone or _BEGINS.match(line)):
            yield start, i
            start = -1
        if start < 0 and not is_empty:
            start, alone = i, bool(_ALONE.match(line))
    if start >= 0:
        yield start, len(lines)


def _plain(text: str) -> str:
    """Return Markdown with spaces instead of its signs, each line as long as it was."""
    return _SIGNS.sub(_blank, _STARTS.sub(_blank_line, f"\n{text}")[1:])


def _cited(text: str) -> frozenset[str]:
    """Return what a text cites."""
    return frozenset(CITED.findall(text)) if "[@" in text else _NONE


def unquoted(text: str) -> str:
    """Return a text with spaces instead of its quotations."""
    return QUOTATION.sub(_blank, text) if "“" in text or ">" in text else text


def _blank(found: re.Match[str]) -> str:
    """Return spaces instead of what was found, so that all else keeps its place."""
    return " " * len(found[0])


def _blank_line(found: re.Match[str]) -> str:
    return "\n" + " " * (len(found[0]) - 1)


# Records

_NONE: frozenset[str] = frozenset()


@by_identity
def _by_language(record: Located[object]) -> dict[str, tuple[Piece, ...]]:
    """Return the texts of a record by language, each with the source that it is taken from."""
    found: dict[str, list[Piece]] = {}
    for keys, every in texts_of(record.value):
        own = isinstance(record.value, Source)
        source = str(record.base[-1]) if own else _source(record.value, keys)
        for locale, words in every.root.items():
            if words:
                place = (*record.base, *keys, locale, ROWS)
                text = words if place in record.lines else words.replace("\n", " ")
                cited = frozenset({source}) if source else _NONE
                line = nearest_line(record.lines, place)
                found.setdefault(locale, []).append(Piece(line, GAP.sub(_blank, text), cited))
    return {locale: tuple(pieces) for locale, pieces in found.items()}


def _source(value: Any, keys: Keys) -> str:
    """Return the source that the innermost part around a text names, or an empty string."""
    source = ""
    for name in keys:
        source = getattr(value, "source", source)
        value = getattr(value, str(name)) if isinstance(value, BaseModel) else value[name]
    return source
