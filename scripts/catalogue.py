"""The catalogue: all that the site offers, as data for those who build on it.

The classes are its description: the JSON Schema that is published with it is made from them.
Within a version, fields may be added; none is removed or changes its meaning.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from scripts.parts import Kind
from scripts.records import Address

FILE = "katalog.json"
SCHEMA_FILE = "katalog.schema.json"


def _no_default(schema: dict[str, Any]) -> None:
    del schema["default"]  # the null that stands in Python for what is left out of the file


def absent(description: str) -> Any:
    """Return a field that is left out of the file where there is nothing to say."""
    return Field(default=None, description=description, json_schema_extra=_no_default)


class Row(BaseModel):
    """Something in the catalogue."""

    model_config = ConfigDict(frozen=True, defer_build=True)  # few processes fill rows


class Language(Row):
    """A language of the site, and what there is once in each."""

    code: str = Field(description="BCP 47 tag, as in the other lists.")
    name: str = Field(description="The language's name in its own words.")
    home: Address = Field(description="The home page.")
    qr_svg: Address = Field(description="QR code of the home page, for print.")
    qr_png: Address = Field(description="QR code of the home page, for chats and slides.")
    feed: Address = Field(description="Atom feed of pages and handouts.")
    handouts: Address = Field(description="All handouts as one ZIP.")


class Source(Row):
    """A published article that advice is taken from."""

    id: str = Field(description="What `sources` of pages and parts name.")
    publisher: str = Field(description="Who published it.")
    title: str = Field(description="Its title, in its own language.")
    address: Address = Field(description="Where it can be read.")
    language: str = Field(description="The language it is written in, as a BCP 47 tag.")


class Thing(Row):
    """What pages and parts have in common; one row for each language."""

    id: str = Field(description="Stable id, the same in every language and for ever.")
    kind: str = Field(description="What kind of thing it is.")
    language: str = Field(description="The language of this row, as a BCP 47 tag.")
    languages: list[str] = Field(description="Every language that has it.")
    title: str = Field(description="Its title, as plain text.")
    summary: str | SkipJsonSchema[None] = absent("What it says or is for, as plain text.")
    address: Address = Field(description="The permanent address to link to.")
    short: Address | SkipJsonSchema[None] = absent("A short permanent address, for print.")
    embed: Address | SkipJsonSchema[None] = absent(
        "The tool alone, for a frame in your page; light and dark, without navigation."
    )
    handout: Address | SkipJsonSchema[None] = absent("PDF to print, A4, tagged for screen readers.")
    reviewed: dt.date = Field(description="The day somebody last checked its page.")
    sources: list[str] = Field(description="The sources it cites itself, by their ids.")


class Page(Thing):
    """An article, a checklist, or a flow: questions that lead to advice."""

    kind: Literal["article", "checklist", "flow"] = Field(description="What kind of page it is.")
    published: dt.date | SkipJsonSchema[None] = absent("The day an article first appeared.")
    article: str | SkipJsonSchema[None] = absent(
        "The article that a tool serves, by its page's id."
    )
    oembed: Address | SkipJsonSchema[None] = absent("oEmbed data of a tool that can be embedded.")
    file: Address | SkipJsonSchema[None] = absent(
        "The tool as one HTML file of at most 60 KB, to forward; it works without a network."
    )
    qr_svg: Address = Field(description="QR code of the page, for print.")
    qr_png: Address = Field(description="QR code of the page, for chats and slides.")


class Part(Thing):
    """A part of a page that can be linked to; its id is the page's, `#`, and its own there."""

    kind: Kind = Field(
        description=(
            "What it is: a `section`, a `message` to copy, a `poster`; a `phase` or an `item` of a "
            "checklist; a `question` or an `outcome` of a flow."
        )
    )
    page: str = Field(description="The page it is on, by its id.")


class Catalogue(Row):
    """All that the site offers, one row for each thing in each language.

    Rows are flat: filter them by `kind` and `language`. Fields without a value are left out.
    Within a version, fields may be added; none is removed or changes its meaning.
    """

    schema_address: Address = Field(alias="$schema", description="The schema of this file.")
    version: Literal[1] = Field(description="The version of this file's shape.")
    site: Address = Field(description="The site; its addresses begin with this one.")
    licence: Address = Field(description="The licence of all texts. Name the site when you share.")
    updated: dt.date = Field(description="The newest day of review in the whole catalogue.")
    languages: list[Language] = Field(description="The languages, the original one first.")
    sources: list[Source] = Field(description="Every source that is cited.")
    pages: list[Page] = Field(description="Articles, checklists and flows.")
    parts: list[Part] = Field(description="The parts of these pages, in their order.")

    @property
    def things(self) -> tuple[Thing, ...]:
        """The pages and their parts."""
        return (*self.pages, *self.parts)

    @property
    def text(self) -> str:
        """The catalogue as a file."""
        return self.model_dump_json(by_alias=True, exclude_none=True, indent=1) + "\n"


def schema(address: str) -> str:
    """Return the JSON Schema (draft 2020-12) that is published at `address`, as a file."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address}
    data = head | Catalogue.model_json_schema() | {"title": "Siap Wawancara: katalog"}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
