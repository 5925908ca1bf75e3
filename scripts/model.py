"""The data dictionary: what editors may write, as types.

Validation, the JSON Schemas in `docs/_data/schema` and the tables in `docs/_data/README.md` are
all made from these classes. Nothing here reads or writes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, TypeAdapter

DATA = "docs/_data"
"""Where records are, relative to the project's root."""

GAP = re.compile(r"\{([^{}]*)\}")
"""A gap in a message template: the name of a placeholder in braces."""

OURS = "redaksi"
"""The citation that marks advice as the editors' own instead of a source's."""

SOURCES_ID = "sumber"
KEY_POINTS_ID = "poin-penting"
TOOLS_ID = "alat"
RESERVED_IDS = frozenset(
    {SOURCES_ID, KEY_POINTS_ID, TOOLS_ID, "isi", "daftar-isi", "baca-juga", "kawung"}
)
"""Ids that the page's frame gives itself."""

RESERVED_PREFIXES = ("pesan-", f"{SOURCES_ID}-", f"{TOOLS_ID}-", "cek-", "ket-")
"""How the ids begin that components give: templates, sources, tools, boxes and their notes."""

ANATOMY = {
    "kapan": "when the advice applies",
    "pengecualian": "when it does not apply",
    "contoh-pesan": "what to say",
}
"""The sections that every article has, by id."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\n]+$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+/\S*$")]
PagePath = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")
]
# A quoted date ("2026-11-22") is a text to YAML; only real dates can be compared and localised.
Date = Annotated[dt.date, Field(strict=True)]


class Record(BaseModel):
    """A thing that editors write; unknown fields are refused, and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(RootModel[dict[str, str]]):
    """A text in every language of the site, by locale: `{id: …, en: …}`."""

    model_config = ConfigDict(frozen=True)

    def __getitem__(self, locale: str) -> str:
        """Return the text in `locale`; KeyError when it is missing."""
        return self.root[locale]


class Person(Record):
    """Somebody whom a source quotes."""

    name: Line = Field(description="Full name, as the source gives it.")
    role: Text = Field(description="What makes the person worth hearing.")


class Source(Record):
    """A published article that our advice is taken from. Its key is cited as `[@key]`."""

    publisher: Line = Field(description="Who published it.")
    title: Line = Field(description="Its title, in its own language.")
    url: Address = Field(description="Where it can be read.")
    language: Line = Field(description="The language it is written in, as a BCP 47 tag.")
    seen: Date = Field(description="The day we read it, as 2026-11-22.")
    note: Text | None = Field(None, description="What a reader should know about it.")
    people: dict[Id, Person] = Field({}, description="The people it quotes, by id.")


class Placeholder(Record):
    """A gap in a message template that the reader fills in, written `{key}`."""

    label: Text = Field(description="What goes into the gap; shown in square brackets.")


class Template(Record):
    """A message a reader can copy, in a formal and a friendly version."""

    title: Text = Field(description="What the message is for, in a few words.")
    when: Text = Field(description="One sentence: when to send it.")
    channels: tuple[Literal["email", "whatsapp", "linkedin"], ...] = Field(
        min_length=1, description="Where the message is sent."
    )
    subject: Text | None = Field(None, description="The subject line, for email.")
    formal: Text = Field(description="The message, formally.")
    friendly: Text = Field(description="The message, in a friendly tone.")


AnchorName = Literal["invited", "sent", "interview"]
Moment = Annotated[
    str, StringConstraints(pattern=r"^(invited|sent|interview)([+-][1-9][0-9]{0,2}[dhm])?$")
]
SectionLink = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+([-/][a-z0-9]+)*#[a-z0-9]+(-[a-z0-9]+)*$")
]


class Anchor(Record):
    """A day that a checklist counts from: the reader says when it is."""

    label: Text = Field(description="What the field for the date is called.")
    moment: Text = Field(description="The same inside a sentence: 2 days before {moment}.")


class Item(Record):
    """One thing to do. Its id is its address and the name of its tick: never reuse or drop it."""

    id: Id = Field(description="Stable id, the same in every language.")
    text: Text = Field(description="What to do, in one sentence.")
    reason: Text | None = Field(None, description="Why, in one sentence.")
    source: Id = Field(description=f"The source it is taken from, or `{OURS}` for our own.")
    link: SectionLink | None = Field(
        None, description="The section that explains it, as `artikel/undangan-wawancara#latihan`."
    )
    time: Moment | None = Field(
        None,
        description="When, from an anchor: `interview-2d`, `sent+7d`, `interview-30m`, `invited`.",
    )
    was: tuple[Id, ...] = Field((), description="Earlier ids of this item, so that ticks stay.")


class Phase(Record):
    """A group of items that belong together in time."""

    id: Id = Field(description="Stable id, the same in every language.")
    title: Text = Field(description="The heading above the items.")
    items: tuple[Item, ...] = Field(min_length=1, description="The things to do, in order.")


class Checklist(Record):
    """Things to do, in phases; a page, a handout and a plan are made of it."""

    title: Text = Field(description="The title of its page and handout.")
    introduction: Text = Field(description="One or two sentences: what it is good for.")
    article: PagePath = Field(description="The article it serves: `artikel/undangan-wawancara`.")
    anchors: dict[AnchorName, Anchor] = Field(
        {}, description="The days that its items' times count from."
    )
    phases: tuple[Phase, ...] = Field(min_length=1, description="Its phases, in order.")

    @property
    def items(self) -> tuple[Item, ...]:
        """Its items, in order, whatever their phase."""
        return tuple(item for phase in self.phases for item in phase.items)


class Meta(Record):
    """The front matter that every page has."""

    title: Line = Field(description="The page's title, shown large.")
    nav_title: Line | None = Field(None, description="A shorter title for menus.")
    summary: Line = Field(
        max_length=300,
        description="One sentence: the answer the page gives. Also shown when the page is shared.",
    )
    reviewed: Date = Field(description="The day somebody last checked the whole page.")
    menu: int | None = Field(None, ge=1, le=99, description="Place in the main menu, if any.")
    order: int = Field(50, ge=1, le=99, description="Place among the pages of its folder.")
    draft: bool = Field(default=False, description="true: shown by `siap serve`, never published.")

    @property
    def name(self) -> str:
        """The title for menus and lists of links."""
        return self.nav_title or self.title


class Plain(Meta):
    """Front matter of a page that is neither the home page nor an article."""

    kind: Literal["page"] = Field(description="What kind of page it is.")


class Door(Record):
    """A large link on the home page."""

    label: Line = Field(description="What the reader would say, in the first person.")
    text: Line = Field(description="What is behind the door.")
    link: Line = Field(description="The page, as a path to its .md file.")


class Home(Meta):
    """Front matter of the home page."""

    kind: Literal["home"] = Field(description="What kind of page it is.")
    doors: tuple[Door, ...] = Field(min_length=1, description="The large links, in order.")


class Article(Meta):
    """Front matter of an article. Its summary is shown as the answer, first of all."""

    kind: Literal["article"] = Field(description="What kind of page it is.")
    published: Date = Field(description="The day the page first appeared.")
    key_points: tuple[Line, ...] = Field(
        min_length=3, max_length=7, description="What to remember, as Markdown with citations."
    )


class ChecklistPage(Meta):
    """Front matter of a checklist's page. Its title and summary come from the record."""

    kind: Literal["checklist"] = Field(description="What kind of page it is.")
    checklist: Id = Field(description="The record: `wawancara-kerja` for wawancara-kerja.yml.")
    title: str = Field("", max_length=0, description="Comes from the record; leave it out.")
    summary: str = Field("", max_length=0, description="Comes from the record; leave it out.")


AnyMeta = Plain | Home | Article | ChecklistPage
META: TypeAdapter[AnyMeta] = TypeAdapter(Annotated[AnyMeta, Field(discriminator="kind")])

R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True)
class Located(Generic[R_co]):
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


@dataclass(frozen=True)
class Mark:
    """Something written in a page's body: a heading, link, citation, directive, or raw HTML."""

    line: int
    value: str
    title: str = ""
    level: int = 0


@dataclass(frozen=True)
class Outline:
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


@dataclass(frozen=True)
class Page:
    """A page in one language. `path` is its address without the language: `artikel/undangan`.

    `outline` is that of its body, `front` that of the Markdown in its front matter.
    """

    locale: str
    path: str
    meta: Located[AnyMeta]
    body: str
    outline: Outline
    front: Outline = field(default_factory=Outline)

    @property
    def file(self) -> str:
        """The page's Markdown file, relative to the project's root."""
        return self.meta.path


@dataclass(frozen=True)
class Locale:
    """A language of the site: its BCP 47 tag and its name in its own words."""

    code: str
    name: str


Words = Mapping[str, Located[Text]]


@dataclass(frozen=True)
class Library:
    """Everything editors have written. The first locale is the default one.

    `unread` are the files that something is wrong with: what they hold may be missing here.
    """

    locales: tuple[Locale, ...] = ()
    words: Words = field(default_factory=dict)
    sources: Mapping[str, Located[Source]] = field(default_factory=dict)
    placeholders: Mapping[str, Located[Placeholder]] = field(default_factory=dict)
    templates: Mapping[str, Located[Template]] = field(default_factory=dict)
    checklists: Mapping[str, Located[Checklist]] = field(default_factory=dict)
    pages: Mapping[tuple[str, str], Page] = field(default_factory=dict)
    assets: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    @cached_property
    def files(self) -> dict[str, Page]:
        """The pages by their files."""
        return {page.file: page for page in self.pages.values()}

    @property
    def codes(self) -> tuple[str, ...]:
        """The locales' tags, the default one first."""
        return tuple(locale.code for locale in self.locales)

    def published(self) -> Library:
        """Return the library without its drafts."""
        pages = {key: page for key, page in self.pages.items() if not page.meta.value.draft}
        return replace(self, pages=pages)

    def checklist(self, page: Page) -> Checklist | None:
        """Return the record of a checklist's page, if it is one and has one."""
        meta = page.meta.value
        record = self.checklists.get(meta.checklist) if isinstance(meta, ChecklistPage) else None
        return record.value if record else None

    def tools(self, page: Page) -> list[Page]:
        """Return the pages of the checklists that serve a page, in its language."""
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
        for locale in self.codes:
            for page in self.of(locale):
                if record := self.checklist(page):
                    tools.setdefault((locale, record.article), []).append(page)
        return tools


def template_anchor(template: str) -> str:
    """Return the id of the heading above a message template on a page."""
    return f"pesan-{template}"


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
