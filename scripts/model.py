"""The model: records and pages in their places, and all of them together as a library.

Nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from scripts.records import (
    AnyMeta,
    Checklist,
    ChecklistPage,
    Covered,
    Cues,
    Editing,
    Fingerprint,
    Flow,
    FlowPage,
    Ledger,
    Pairs,
    Placeholder,
    Poster,
    ProofPage,
    Search,
    Source,
    Template,
    Term,
    Text,
)

DATA = "docs/_data"
"""Where records are, relative to the project's root."""

SHORT = f"{DATA}/short.yml"
MOVED = f"{DATA}/moved.yml"
LEDGERS = f"{DATA}/addresses"
"""The codes of short links, what has moved, and every address ever published."""

SEARCH = f"{DATA}/search"
"""How search reads each language."""

PAIRS = f"{DATA}/pairs"
EDITING = f"{DATA}/editing.yml"
"""What translations were written against, and what the editors have agreed on."""

FINGERPRINTS = f"{DATA}/fingerprints"
"""What tells whether a text is a source's, without its words."""

CUES = f"{DATA}/cues"
DESK = f"{DATA}/desk.yml"
"""What articles are imported by, and the words of starting points."""

GLOSSARY = f"{DATA}/glossary.yml"
"""The words that our pages use, and those that they do not."""

COVERAGE = f"{DATA}/coverage"
"""What became of each paragraph of the sources of an article."""

SOURCES_ID = "sumber"
KEY_POINTS_ID = "poin-penting"
TOOLS_ID = "alat"
OVERVIEW_ID = "seluruh-panduan"
SEARCH_PATH = "cari"
"""The page of the search; in the folder of that name are the files that it looks into."""

PROOF = "bukti"
"""The last part of the address of a flow's proof, and how the ids of its sections begin."""

PROOF_IDS = {
    f"{PROOF}-angka": "proof_figures",
    f"{PROOF}-simpul": "proof_nodes",
    f"{PROOF}-jalur": "proof_paths",
    f"{PROOF}-cara": "proof_how",
}
"""The ids of a proof's sections, in order, and the words that are their titles."""

RESERVED_IDS = frozenset(
    {
        *(SOURCES_ID, KEY_POINTS_ID, TOOLS_ID, OVERVIEW_ID),
        *("isi", "top", "daftar-isi", "baca-juga", "kawung", "jawaban-anda"),
    }
)
"""Ids that the page's frame gives itself."""

RESERVED_PREFIXES = (
    *("pesan-", "poster-", f"{SOURCES_ID}-", f"{TOOLS_ID}-"),
    *("cek-", "ket-", "kit-", "isian-", "jalur-", f"{PROOF}-"),
)
"""How the ids begin that components give: templates, sources, tools, fields and their notes."""

ANATOMY = {
    "kapan": "when the advice applies",
    "pengecualian": "when it does not apply",
    "contoh-pesan": "what to say",
}
"""The sections that every article has, by id."""

R_co = TypeVar("R_co", covariant=True)


class Located(Struct, Generic[R_co], frozen=True):
    """A value and the place it was written in.

    `lines` gives the line of each part by its keys from the file's top; `base` is where the
    value itself stands.
    """

    value: R_co
    path: str
    lines: Mapping[tuple[str | int, ...], int]
    base: tuple[str | int, ...] = ()

    def line(self, *keys: str | int) -> int:
        """Return the line of the part under `keys`, or of the nearest part around it."""
        return nearest_line(self.lines, (*self.base, *keys))


def nearest_line(lines: Mapping[tuple[str | int, ...], int], keys: tuple[str | int, ...]) -> int:
    """Return the line of `keys`, or of the closest part that encloses it; 1 when there is none."""
    for end in range(len(keys), -1, -1):
        if keys[:end] in lines:
            return lines[keys[:end]]
    return 1


class Mark(Struct, frozen=True, gc=False, array_like=True):
    """Something written in a page's body: a heading, link, citation, directive, or raw HTML."""

    line: int
    value: str
    title: str = ""
    level: int = 0


class Outline(Struct, frozen=True):
    """What a page's Markdown holds, each with its line; `prose` are the lines of running text."""

    headings: tuple[Mark, ...] = ()
    links: tuple[Mark, ...] = ()
    citations: tuple[Mark, ...] = ()
    directives: tuple[Mark, ...] = ()
    html: tuple[Mark, ...] = ()
    prose: tuple[int, ...] = ()

    @property
    def ids(self) -> dict[str, Mark]:
        """The headings by their ids, the first of equal ones."""
        return {mark.value: mark for mark in reversed(self.headings) if mark.value}


class Page(Struct, frozen=True):
    """A page in one language. `path` is its address without the language: `artikel/undangan`.

    `outline` is that of its body, which begins on line `body_line` of its file; `front` is that of the
    Markdown in its front matter.
    """

    locale: str
    path: str
    meta: Located[AnyMeta]
    body: str
    outline: Outline
    front: Outline = field(default_factory=Outline)
    body_line: int = 1

    @property
    def file(self) -> str:
        """The page's Markdown file, relative to the project's root."""
        return self.meta.path

    @property
    def is_tool(self) -> bool:
        """Whether the page is a checklist or a flow, which other sites can show in a frame."""
        return isinstance(self.meta.value, ChecklistPage | FlowPage)


class Locale(Struct, frozen=True):
    """A language of the site: its BCP 47 tag and its name in its own words."""

    code: str
    name: str


Words = Mapping[str, Located[Text]]


class Library(Struct, frozen=True, dict=True):
    """Everything editors have written. The first locale is the default one.

    `unread` are the files that something is wrong with: what they hold may be missing here.
    """

    locales: tuple[Locale, ...] = ()
    words: Words = {}
    sources: Mapping[str, Located[Source]] = {}
    placeholders: Mapping[str, Located[Placeholder]] = {}
    templates: Mapping[str, Located[Template]] = {}
    checklists: Mapping[str, Located[Checklist]] = {}
    flows: Mapping[str, Located[Flow]] = {}
    posters: Mapping[str, Located[Poster]] = {}
    search: Mapping[str, Located[Search]] = {}
    pages: Mapping[tuple[str, str], Page] = {}
    short: Mapping[str, Located[str]] = {}
    moved: Mapping[str, Located[str]] = {}
    ledgers: Mapping[str, Located[Ledger]] = {}
    pairs: Mapping[str, Located[Pairs]] = {}
    editing: Editing = field(default_factory=Editing)
    desk: Words = {}
    cues: Mapping[str, Located[Cues]] = {}
    fingerprints: Mapping[str, Located[Fingerprint]] = {}
    coverage: Mapping[str, Located[Mapping[str, Covered]]] = {}
    glossary: Mapping[str, Located[Term]] = {}
    assets: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    @cached_property
    def files(self) -> dict[str, Page]:
        """The pages by their files."""
        return {page.file: page for page in self.pages.values()}

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders of the pages' files, those that could not be read too."""
        return frozenset(file.rpartition("/")[0] for file in (*self.files, *self.unread))

    @property
    def groups(self) -> dict[str, Mapping[str, Located[object]]]:
        """The records that have ids, by the names of their groups."""
        return {
            "sources": self.sources,
            "placeholders": self.placeholders,
            "templates": self.templates,
            "checklists": self.checklists,
            "flows": self.flows,
            "posters": self.posters,
            "glossary": self.glossary,
        }

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The locales' tags, the default one first."""
        return tuple(locale.code for locale in self.locales)

    @cached_property
    def runs(self) -> frozenset[int]:
        """The runs of words of every source."""
        return frozenset().union(*(record.value.runs for record in self.fingerprints.values()))

    def runs_of(self, source: str) -> frozenset[int]:
        """Return the runs of words of one source."""
        return self.fingerprints[source].value.runs

    def published(self) -> Library:
        """Return the library without its drafts."""
        pages = {key: page for key, page in self.pages.items() if not page.meta.value.draft}
        return replace(self, pages=pages)

    def checklist(self, page: Page) -> Checklist | None:
        """Return the record of a checklist's page, if it is one and has one."""
        meta = page.meta.value
        record = self.checklists.get(meta.checklist) if isinstance(meta, ChecklistPage) else None
        return record.value if record else None

    def flow(self, page: Page) -> Flow | None:
        """Return the record of a flow's page or of its proof's, if it is one and has one."""
        meta = page.meta.value
        record = self.flows.get(meta.flow) if isinstance(meta, FlowPage | ProofPage) else None
        return record.value if record else None

    def cited(self, page: Page) -> tuple[str, ...]:
        """Return the sources that the records of a page cite, in order, with repetitions."""
        checklist, flow = self.checklist(page), self.flow(page)
        cited = flow.cited if flow and isinstance(page.meta.value, FlowPage) else ()
        items = tuple(item.source for item in checklist.items) if checklist else ()
        shown = (mark.title for mark in page.outline.directives if mark.value == "poster")
        posters = (self.posters[name].value for name in shown if name in self.posters)
        signs = chain.from_iterable(poster.signs for poster in posters)
        return (*cited, *items, *(sign.source for sign in signs))

    def tools(self, page: Page) -> list[Page]:
        """Return the pages of the flows and checklists that serve a page, in its language."""
        return self._tools.get((page.locale, page.path), [])

    def of(self, locale: str) -> Sequence[Page]:
        """Return the pages in one language, in the order menus and lists show them."""
        return self._ordered.get(locale, [])

    @cached_property
    def _ordered(self) -> dict[str, list[Page]]:
        ordered: dict[str, list[Page]] = {}
        for page in sorted(self.pages.values(), key=lambda p: (p.meta.value.order, p.path)):
            ordered.setdefault(page.locale, []).append(page)
        return ordered

    @cached_property
    def _tools(self) -> dict[tuple[str, str], list[Page]]:
        tools: dict[tuple[str, str], list[Page]] = {}
        for page in self.pages.values():
            record = None if isinstance(page.meta.value, ProofPage) else self.flow(page)
            if tool := record or self.checklist(page):
                tools.setdefault((page.locale, tool.article), []).append(page)
        for pages in tools.values():
            pages.sort(key=lambda page: (self.flow(page) is None, page.meta.value.order))
        return tools


def template_anchor(template: str) -> str:
    """Return the id of the heading above a message template on a page."""
    return f"pesan-{template}"


def poster_anchor(poster: str) -> str:
    """Return the id of the heading above a poster on a page."""
    return f"poster-{poster}"


def flow_handout(flow: str) -> str:
    """Return the name of a flow's PDF; a checklist's has the checklist's own."""
    return f"panduan-{flow}"


def handout_name(page: Page) -> str:
    """Return the name of a page's PDF, or an empty string when it has none."""
    meta = page.meta.value
    if isinstance(meta, ChecklistPage):
        return meta.checklist
    return flow_handout(meta.flow) if isinstance(meta, FlowPage) else ""


def poster_handout(poster: str) -> str:
    """Return the name of a poster's PDF."""
    return f"poster-{poster}"


def source_anchor(source: str) -> str:
    """Return the id of a source's entry in a page's list of sources."""
    return f"{SOURCES_ID}-{source}"


def is_reserved(name: str) -> bool:
    """Say whether pages or their components give an id themselves."""
    return name in RESERVED_IDS or name.startswith(RESERVED_PREFIXES)


def page_path(file: str) -> str:
    """Return the address of a page's file, both without the language: `artikel/index.md`."""
    path = file.removesuffix(".md")
    return "" if path == "index" else path.removesuffix("/index")


def parents(path: str) -> list[str]:
    """Return the addresses above `path`, the home page's (an empty string) first."""
    parts = path.split("/") if path else []
    return ["/".join(parts[:end]) for end in range(len(parts))]
