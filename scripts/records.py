"""The data dictionary: what editors may write, as types.

Validation, the JSON Schemas in `docs/_data/schema` and the tables in `docs/_data/README.md` are
all made from these classes. Nothing here reads or writes.

Validators are built when they are first needed, and only for what is read by itself: those of a
record hold those of its parts. Annotations are no texts here, which Pydantic would have to read first.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

GAP = re.compile(r"\{([^{}]*)\}")
"""A gap in a message template: the name of a placeholder in braces."""

OURS = "redaksi"
"""The citation that marks advice as the editors' own instead of a source's."""

RUN_DIGITS = 16
RUNS = rf"^([0-9a-f]{{{RUN_DIGITS}}}\s?)*$"
"""The numbers of a fingerprint's runs: hexadecimal, one a line."""

Keys = tuple[str | int, ...]
"""The way to a part of a record: the names of its fields, and the places in its lists."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\n]+$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^\s@]+@[^\s@]+\.[^\s@]+$", max_length=80)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9(][0-9() .-]{4,24}$")]
# Nobody sees a joiner, and quotes, angle brackets and backslashes stand in no address.
Website = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[^\s/@\"<>\\\u200c\u200d]+(/[^\s\"<>\\\u200c\u200d]*)?$", max_length=120
    ),
]
Address = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[^\s/@\"<>\\\u200c\u200d]+/[^\s\"<>\\\u200c\u200d]*$", max_length=2000
    ),
]
Tag = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")]
PagePath = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")
]
# `/` is the home page; a dot makes it a file: `unduhan/wawancara-kerja.pdf`.
Place = Annotated[
    str,
    StringConstraints(pattern=r"^(/|[a-z0-9]+([-./][a-z0-9]+)*)(#[a-z0-9]+(-[a-z0-9]+)*)?$"),
]
# A quoted date ("2026-11-22") is a text to YAML; only real dates can be compared and localised.
Date = Annotated[dt.date, Field(strict=True)]


class Record(BaseModel):
    """A thing that editors write; unknown fields are refused, and nothing changes later."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )


class Text(RootModel[dict[str, str]]):
    """A text in every language of the site, by locale: `{id: …, en: …}`."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    def __getitem__(self, locale: str) -> str:
        """Return the text in `locale`; KeyError when it is missing."""
        return self.root[locale]


class Label(Text):
    """A short text in every language of the site, on one line."""

    root: dict[str, Annotated[Line, StringConstraints(max_length=80)]]


class Person(Record):
    """Somebody whom a source quotes."""

    name: Line = Field(description="Full name, as the source gives it.")
    role: Text = Field(description="What makes the person worth hearing.")


class Source(Record):
    """A published article that our advice is taken from. Its key is cited as `[@key]`."""

    publisher: Line = Field(description="Who published it.")
    title: Line = Field(description="Its title, in its own language.")
    url: Address = Field(description="Where it can be read.")
    language: Tag = Field(description="The language it is written in, as a BCP 47 tag.")
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
PageLink = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+([-/][a-z0-9]+)*(#[a-z0-9]+(-[a-z0-9]+)*)?$")
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


class Reason(Record):
    """A sentence that speaks for an answer."""

    text: Text = Field(description="The reason, in one sentence.")
    source: Id = Field(description=f"The source it is taken from, or `{OURS}` for our own.")


class Step(Record):
    """One thing to do next."""

    text: Text = Field(description="What to do, in one sentence.")
    source: Id = Field(description=f"The source it is taken from, or `{OURS}` for our own.")
    link: PageLink | None = Field(
        None, description="The page or section that helps: `artikel/undangan-wawancara#latihan`."
    )


class Option(Record):
    """One answer to a question. Its id is part of readers' links: never reuse or drop it."""

    id: Id = Field(description="Stable id within its question, the same in every language.")
    label: Text = Field(description="The answer, as a reader would say it.")
    next_node: Id = Field(description="The question or outcome that it leads to, by id.")
    reason: Reason | None = Field(None, description="Why this answer leads there.")
    was: tuple[Id, ...] = Field((), description="Earlier ids of this option, so that links stay.")


class Question(Record):
    """A node that asks. Its id is its address: never reuse or drop it."""

    id: Id = Field(description="Stable id, the same in every language.")
    question: Text = Field(description="The question, as one would ask it.")
    hint: Text | None = Field(None, description="One or two sentences that help to answer it.")
    examples: tuple[Text, ...] = Field(
        (), max_length=8, description="Short cases of what is meant."
    )
    source: Id = Field(description=f"The source it comes from, or `{OURS}` for our own.")
    options: tuple[Option, ...] = Field(min_length=2, max_length=7, description="The answers.")
    was: tuple[Id, ...] = Field((), description="Earlier ids of this question.")

    @property
    def title(self) -> Text:
        """What it is called: the question itself."""
        return self.question

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources it cites, with repetitions."""
        return (self.source, *(option.reason.source for option in self.options if option.reason))


class Outcome(Record):
    """A node that advises. Its id is its address: never reuse or drop it."""

    id: Id = Field(description="Stable id, the same in every language.")
    verdict: Text = Field(description="The advice in one short sentence, shown large.")
    tone: Literal["yes", "wait", "no"] = Field(
        description="How it looks: `yes`: go ahead; `wait`: something first; `no`: leave it."
    )
    summary: Text | None = Field(None, description="One sentence under the verdict.")
    why: tuple[Reason, ...] = Field(min_length=1, max_length=6, description="What speaks for it.")
    steps: tuple[Step, ...] = Field(min_length=1, max_length=8, description="What to do next.")
    ask: tuple[Reason, ...] = Field((), max_length=6, description="Questions to put to somebody.")
    messages: tuple[Id, ...] = Field((), description="Message templates that fit, by id.")
    was: tuple[Id, ...] = Field((), description="Earlier ids of this outcome.")

    @property
    def title(self) -> Text:
        """What it is called: the advice itself."""
        return self.verdict

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources it cites, with repetitions."""
        parts: tuple[Reason | Step, ...] = (*self.why, *self.steps, *self.ask)
        return tuple(part.source for part in parts)


class Flow(Record):
    """Questions that lead to advice; a page, a handout and a proof are made of it.

    It begins at the first question.
    """

    title: Text = Field(description="The title of its page and handout.")
    introduction: Text = Field(description="One or two sentences: what it helps to decide.")
    article: PagePath = Field(description="The article it serves: `artikel/undangan-wawancara`.")
    questions: tuple[Question, ...] = Field(min_length=1, description="What is asked, in order.")
    outcomes: tuple[Outcome, ...] = Field(min_length=1, description="What is advised.")

    @property
    def nodes(self) -> tuple[Question | Outcome, ...]:
        """Its questions and then its outcomes, in the order they are written."""
        return (*self.questions, *self.outcomes)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its nodes, earlier ones too."""
        return frozenset(name for node in self.nodes for name in (node.id, *node.was))

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The sources it cites, in the order they are written, with repetitions."""
        return tuple(name for node in self.nodes for name in node.cited)


class Sign(Record):
    """Something to watch out for."""

    text: Text = Field(description="The sign, in a few words.")
    more: Text | None = Field(None, description="An example or a reason, in one sentence.")
    source: Id = Field(description=f"The source it is taken from, or `{OURS}` for our own.")


class Poster(Record):
    """Signs to know at a glance, for a wall and for an article."""

    title: Text = Field(description="What it shows, large.")
    introduction: Text = Field(description="One sentence under the title.")
    signs: tuple[Sign, ...] = Field(min_length=3, max_length=12, description="The signs, in order.")
    steps: tuple[Step, ...] = Field(min_length=1, max_length=4, description="What to do then.")
    link: PageLink = Field(description="Where its QR code leads: `keputusan/terima-undangan`.")

    @property
    def cited(self) -> tuple[str, ...]:
        """The sources it cites, with repetitions."""
        parts: tuple[Sign | Step, ...] = (*self.signs, *self.steps)
        return tuple(part.source for part in parts)


SearchWord = Annotated[str, StringConstraints(pattern=r"^[^\sA-Z_.,;:'’-]+$")]
SearchWords = Annotated[str, StringConstraints(pattern=r"^[^\sA-Z_.,;:'’-]+( [^\sA-Z_.,;:'’-]+)*$")]
Letters = Annotated[str, StringConstraints(pattern=r"^[^\sA-Z_.,;:'’-]*$", max_length=8)]
Affixes = dict[SearchWord, Annotated[tuple[Letters, ...], Field(min_length=1)]]


class Search(Record):
    """How search reads one language. Words are in small letters, without accents and apostrophes."""

    ignored: tuple[SearchWords, ...] = Field(
        (), description="Words that are looked for in titles only; several to a line."
    )
    prefixes: Affixes = Field(
        {}, description="What a word can begin with, and what of its root it may have replaced."
    )
    suffixes: Affixes = Field(
        {}, description="What a word can end in, and what of its root it may have replaced."
    )
    apart: tuple[SearchWord, ...] = Field(
        (),
        description="Words without a family: they only look as if they had one of these affixes.",
    )
    synonyms: tuple[SearchWords, ...] = Field(
        (), description="Words that stand for one another, one group to a line."
    )

    @property
    def stop_words(self) -> tuple[str, ...]:
        """The words that are looked for in titles only."""
        return tuple(word for line in self.ignored for word in line.split())

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The groups of synonyms, word by word."""
        return tuple(tuple(line.split()) for line in self.synonyms)


class Ledger(Record):
    """Every address ever published in one language. `siap ledger` adds to it; nothing leaves it."""

    pages: dict[str, tuple[str, ...]] = Field(
        {}, description="Pages, `/` for home, each with its anchors and `?question=option` answers."
    )
    files: tuple[str, ...] = Field((), description="What else is linked to: handouts, feeds, …")
    versions: dict[str, str] = Field(
        {}, description="Scripts whose bytes never change, with their digests."
    )


Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
Pairs = dict[str, dict[str, Digest]]
"""The hashes of each unit's text in every language, by its id, when they were last equal."""


class Reading(Record):
    """How hard texts in one language may be to read, by LIX: words a sentence + % of long words."""

    medium: int = Field(description="The LIX from which a text is no longer easy.")
    hard: int = Field(description="The LIX from which a text is hard, and `siap status` says so.")


class Editing(Record):
    """What the editors have agreed on."""

    review_after: int = Field(12, ge=1, description="Months after which a page is due for review.")
    reading: dict[str, Reading] = Field(
        {}, description="How hard texts may be to read, by language."
    )


def _numbers(runs: object) -> object:
    """Return the runs of a fingerprint's file as numbers, or what else stands there as it is."""
    if not isinstance(runs, str):
        return runs
    if not re.fullmatch(RUNS, runs):
        raise PydanticCustomError("string_pattern_mismatch", "runs", {"pattern": RUNS})
    return frozenset(int(run, 16) for run in runs.split())


class Fingerprint(Record):
    """A number for every eight words in a row of a source, and none of its text.

    `siap import` writes it; a page that has the same eight words has the same number.
    """

    paragraphs: int = Field(ge=1, description="How many numbered paragraphs the source has.")
    runs: Annotated[
        frozenset[int],
        BeforeValidator(_numbers),
        WithJsonSchema({"type": "string", "pattern": RUNS}),
    ] = Field(description="The numbers, one a line, sorted.")


Paragraphs = tuple[Annotated[int, Field(ge=1)], ...]
# A section of the article itself, or `path#id` of any page.
Carrier = Annotated[
    str, StringConstraints(pattern=r"^([a-z0-9]+([-/][a-z0-9]+)*#)?[a-z0-9]+(-[a-z0-9]+)*$")
]


class Point(Record):
    """Something that a source says and we pass on."""

    says: Line = Field(description="What it says, in one sentence of ours.")
    paragraphs: Paragraphs = Field(min_length=1, description="Where the source says it.")
    sections: tuple[Carrier, ...] = Field(
        min_length=1,
        description="Where we say it: sections of the article, or `path#id` of other pages.",
    )


class LeftOut(Record):
    """Paragraphs of a source that we do not pass on."""

    paragraphs: Paragraphs = Field(min_length=1, description="Which they are.")
    because: Line = Field(description="Why not, in one sentence.")


class Covered(Record):
    """What became of each paragraph of a source. Its key is the source's."""

    points: dict[Id, Point] = Field({}, description="What we pass on, by id.")
    noise: Paragraphs = Field((), description="Paragraphs that say nothing: captions, transitions.")
    left_out: tuple[LeftOut, ...] = Field((), description="What we leave out, and why.")


# Words in a row; a star stands for any letters at the start or end of one.
Phrase = Annotated[str, StringConstraints(pattern=r"^\*?[^\s*]+\*?( \*?[^\s*]+\*?)*$")]


class Term(Record):
    """A word that our pages use, and those that they do not use instead of it."""

    term: Text = Field(description="The word we use.")
    avoid: dict[str, tuple[Phrase, ...]] = Field(
        {}, description="Words not to use, by language; `*` stands for any letters: `karir*`."
    )
    once: dict[str, tuple[Phrase, ...]] = Field(
        {},
        description="Words that readers search for, by language: once a page, in brackets or italics.",
    )
    why: Line | None = Field(None, description="The reason, in one sentence.")
    except_in: tuple[Literal["templates", "quotations"], ...] = Field(
        (), description="Where other people speak, and any word may stand."
    )


class Centre(Record):
    """A career centre whose name is on the handouts that it prints."""

    name: Label = Field(description="Its name, in at most 80 characters.")
    room: Label | None = Field(None, description="Where it is found on the campus.")
    hours: Label | None = Field(None, description="When somebody is there.")
    email: Email | None = Field(None, description="Its address for email.")
    phone: Phone | None = Field(None, description='Its telephone number, in quotes: "(021) 5555".')
    whatsapp: Phone | None = Field(None, description='Its WhatsApp number, in quotes: "0812-3456".')
    address: Label | None = Field(None, description="Its postal address.")
    site: Website | None = Field(
        None, description="Its own website, as https://karier.example.org."
    )
    logo: Line | None = Field(
        None,
        description="Its logo: a PNG, JPEG or SVG file in the folder of this record.",
    )


Noise = Literal[
    "related",
    "advertisement",
    "share",
    "comment",
    "cookie",
    "newsletter",
    "menu",
    "credit",
    "caption",
    "author",
    "tags",
    "figures",
    "legal",
    "contents",
    "outside",
]
"""What a line of a saved page is that does not belong to its article."""


class Cues(Record):
    """Words that an article's parts are known by in one language, in small letters.

    In `noise` a phrase means a whole line; with … at its end, a line that begins so.
    """

    common: tuple[Line, ...] = Field(min_length=10, description="Its most frequent words.")
    author: tuple[Line, ...] = Field(description="What stands before an author's name.")
    published: tuple[Line, ...] = Field(description="What stands before the day of publication.")
    says: tuple[Line, ...] = Field(description="Verbs between a quotation and the speaker's name.")
    said: tuple[Line, ...] = Field(description="Verbs after the speaker's name.")
    according: tuple[Line, ...] = Field(description="Words before a name whose view follows.")
    media: tuple[Line, ...] = Field(description="Words in the names of papers and sites.")
    being: tuple[Line, ...] = Field(description="Words between a name and a role: `selaku`.")
    roles: tuple[Line, ...] = Field(description="Words that begin a role which precedes a name.")
    circumstance: tuple[Line, ...] = Field(
        description="Words that begin what follows a name and is not a role: `kepada`, `on`."
    )
    beginning: tuple[Line, ...] = Field(
        description="Words that begin a sentence, and with it no name."
    )
    noise: dict[Noise, tuple[Line, ...]] = Field(
        description="Lines that are not of the article, by what they are."
    )


class Meta(Record):
    """The front matter that every page has."""

    title: Line = Field(description="The page's title, shown large.")
    nav_title: Line | None = Field(None, description="A shorter title for menus.")
    summary: Line = Field(
        max_length=300,
        description="One sentence: the answer the page gives. Also shown when the page is shared.",
    )
    reviewed: Date = Field(description="The day somebody last checked the whole page.")
    review_after: int | None = Field(
        None, ge=1, le=120, description="Months until the next review, if not as for other pages."
    )
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


class FlowPage(Meta):
    """Front matter of a flow's page. Its title and summary come from the record."""

    kind: Literal["flow"] = Field(description="What kind of page it is.")
    flow: Id = Field(description="The record: `terima-undangan` for terima-undangan.yml.")
    title: str = Field("", max_length=0, description="Comes from the record; leave it out.")
    summary: str = Field("", max_length=0, description="Comes from the record; leave it out.")


class ProofPage(Meta):
    """Front matter of the page that proves a flow. Its title and summary are made from words."""

    kind: Literal["proof"] = Field(description="What kind of page it is.")
    flow: Id = Field(description="The record: `terima-undangan` for terima-undangan.yml.")
    title: str = Field("", max_length=0, description="Comes from the record; leave it out.")
    summary: str = Field("", max_length=0, description="Comes from the record; leave it out.")


AnyMeta = Plain | Home | Article | ChecklistPage | FlowPage | ProofPage
META: TypeAdapter[AnyMeta] = TypeAdapter(Annotated[AnyMeta, Field(discriminator="kind")])


def texts_of(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, Text]]:
    """Yield every text inside a record, in order, with the keys that lead to it."""
    if isinstance(value, Text):
        yield keys, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name), (*keys, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_of(item, (*keys, key))
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from texts_of(item, (*keys, i))
