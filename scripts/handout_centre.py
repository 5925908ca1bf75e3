"""The head that a career centre's own handouts bear, as plain data for the typesetter.

How it looks is in `overrides/print/sheet.typ`; a poster has it where else there are blank lines.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from scripts.words import Words

if TYPE_CHECKING:
    from scripts.model import Library
    from scripts.records import Centre


@dataclass(frozen=True)
class Detail:
    """Something about the centre, and the address that a tap on it opens, if any."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Header:
    """Who prints. `logo` is a file beside the sheets, or empty; `logo_alt` says what it shows."""

    name: str
    details: tuple[Detail, ...]
    logo: str
    logo_alt: str

    @property
    def inputs(self) -> dict[str, str]:
        """The header as the typesetter takes it, beside a sheet's own inputs."""
        return {"centre": json.dumps(asdict(self), ensure_ascii=False)}


def header(centre: Centre, locale: str, library: Library, logo: str) -> Header:
    """Return the header in a language; `logo` is the name of its file among the sheets, or empty."""
    words = Words(library, locale)
    places = (Detail(text[locale]) for text in (centre.room, centre.address, centre.hours) if text)
    numbers = (
        Detail(f"{label} {number}")
        for label, number in (
            (words.channel_whatsapp, centre.whatsapp),
            (words.paper_phone, centre.phone),
        )
        if number
    )
    email = (Detail(centre.email, f"mailto:{centre.email}"),) if centre.email else ()
    site = (Detail(_bare(centre.site), centre.site),) if centre.site else ()
    name = centre.name[locale]
    details = (*places, *numbers, *email, *site)
    return Header(name, details, logo, words.paper_logo.format(name=name) if logo else "")


def _bare(address: str) -> str:
    return address.partition("://")[2].rstrip("/")
