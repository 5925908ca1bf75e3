"""Units: the smallest parts of pages and records that have an address, in every language.

A page's are its sections and its top; a record's are what can be linked to of it, or each of its
keys. What stands in a unit is what its translations must keep up with.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.markup import DIRECTIVE, ID
from scripts.model import poster_anchor, template_anchor
from scripts.passages import blocks, front
from scripts.records import (
    ChecklistPage,
    FlowPage,
    Item,
    Outcome,
    Phase,
    Question,
    Record,
    texts_of,
)
from scripts.same import by_identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.model import Library, Located, Page
    from scripts.records import Keys, Text

HOME = "index"
"""The name of the home page, whose path is empty."""

TOP = "top"
"""The id of what stands above all sections: title, summary, key points."""


class Key(NamedTuple):
    """A unit's name: of its page or record, `artikel/x` or `checklists/x`, and of the part."""

    name: str
    id: str

    def __str__(self) -> str:
        """Return the key as editors write it: `artikel/x#alasan`, `checklists/x#top`."""
        return f"{self.name}#{self.id}"


class Piece(NamedTuple):
    """A paragraph, entry or other text, and the line of the file where it begins."""

    line: int
    text: str


class Written(NamedTuple):
    """A unit in one language: its file and what stands there, in order."""

    path: str
    pieces: tuple[Piece, ...]

    @property
    def line(self) -> int:
        """The line where it begins."""
        return self.pieces[0].line

    @property
    def text(self) -> str:
        """What it says, whatever its lines and spaces."""
        return " ".join(" ".join(piece.text for piece in self.pieces).split())


Units = dict[Key, dict[str, Written]]
"""Every unit by its key, and in it each language by its tag."""


def units(library: Library) -> Units:
    """Return the units of all pages and records, those of drafts too."""
    return units_of_pages(library.pages.values()) | units_of_records(library)


def units_of_pages(pages: Iterable[Page]) -> Units:
    """Return the units of some pages."""
    found: Units = defaultdict(dict)
    for page in pages:
        _add(found, name_of(page), page.locale, page.file, _page(page))
    return dict(found)


def units_of_records(library: Library) -> Units:
    """Return the units of all records."""
    found: Units = defaultdict(dict)
    for name, record, part in _records(library):
        texts = [(part or smallest, keys, text) for smallest, keys, text in _texts(record)]
        for locale in library.codes:
            _add(found, name, locale, record.path, _record(record, locale, texts))
    return dict(found)


def keys_of_pages(library: Library) -> Iterator[Key]:
    """Yield the keys of all units of pages, without a look at what they say."""
    for page in library.pages.values():
        for part in (TOP, *page.outline.ids):
            yield Key(name_of(page), part)


def name_of(page: Page) -> str:
    """Return what a page is called, in every language: its path, or `index`."""
    return page.path or HOME


def shown(page: Page, library: Library) -> Iterator[tuple[str, Key]]:
    """Yield the units that a page shows, each with the anchor it has there.

    A message of a guide has no anchor of its own: what it would be stands for it.
    """
    meta = page.meta.value
    for name in (TOP, *page.outline.ids):
        yield name, Key(name_of(page), name)
    for mark in page.outline.directives:
        if mark.value == "template":
            yield template_anchor(mark.title), Key(f"templates/{mark.title}", TOP)
        elif mark.value == "poster":
            yield poster_anchor(mark.title), Key(f"posters/{mark.title}", TOP)
    if isinstance(meta, ChecklistPage) and (checklist := library.checklist(page)):
        names = (TOP, *(phase.id for phase in checklist.phases), *_ids(checklist.items))
        yield from ((name, Key(f"checklists/{meta.checklist}", name)) for name in names)
    if isinstance(meta, FlowPage) and (flow := library.flow(page)):
        names = (TOP, *_ids(flow.nodes))
        yield from ((name, Key(f"flows/{meta.flow}", name)) for name in names)
        for message in (name for outcome in flow.outcomes for name in outcome.messages):
            yield template_anchor(message), Key(f"templates/{message}", TOP)


def _add(
    found: Units, name: str, locale: str, path: str, pieces: Iterable[tuple[str, Piece]]
) -> None:
    parts: dict[str, list[Piece]] = defaultdict(list)
    for part, piece in pieces:
        if piece.text.strip():
            parts[part].append(piece)
    for part, written in parts.items():
        found[Key(name, part)][locale] = Written(path, tuple(written))


def _page(page: Page) -> Iterator[tuple[str, Piece]]:
    """Yield each text of a page with the id of its section; what is put in has its own unit."""
    yield from ((TOP, Piece(line, text)) for text, line in front(page))
    begins = {mark.line: mark.value for mark in page.outline.headings if mark.value}
    part = TOP
    for line, text in blocks(page.body, page.body_line):
        part = begins.get(line, part)
        if line in begins:
            yield part, Piece(line, ID.sub("", text.rstrip()))
        elif not DIRECTIVE.match(text):
            yield part, Piece(line, text)


def _records(library: Library) -> Iterator[tuple[str, Located[object], str]]:
    """Yield each record with its name, and the part that it is of a group of keys."""
    for group, records in {**library.groups, "words": library.words}.items():
        for name, record in records.items():
            if record.base:  # a key among others in one file
                yield group, record, name
            else:
                yield f"{group}/{name}", record, ""


@by_identity
def _texts(record: Located[Any]) -> list[tuple[str, Keys, Text]]:
    """Return every text of a record with the smallest part that holds it, and its keys."""
    return [(_part(record.value, keys), keys, text) for keys, text in texts_of(record.value)]


def _record(
    record: Located[object], locale: str, texts: Iterable[tuple[str, Keys, Text]]
) -> Iterator[tuple[str, Piece]]:
    """Yield each text of a record in a language with the part that it belongs to."""
    for name, keys, text in texts:
        lines = text.root.get(locale, "").split("\n")
        # A text of several lines begins below its key.
        first = record.line(*keys, locale) + (len(lines) > 1)
        yield from ((name, Piece(first + i, line)) for i, line in enumerate(lines))


def _part(value: Any, keys: tuple[str | int, ...]) -> str:
    """Return the id of the smallest part with an anchor that holds the text under `keys`."""
    found = TOP
    for key in keys:
        value = getattr(value, str(key)) if isinstance(value, Record) else value[key]
        found = value.id if isinstance(value, Phase | Item | Question | Outcome) else found
    return found


def _ids(parts: Iterable[Item | Question | Outcome]) -> Iterator[str]:
    return (part.id for part in parts)
