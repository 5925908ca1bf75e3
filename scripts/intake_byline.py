"""What the lines at an article's head say of it: author, day, publisher, and the dateline."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.intake_cues import plain

if TYPE_CHECKING:
    from scripts.intake_cues import CueBook
    from scripts.intake_line import Facts, Line

BRIEF = 16
"""The words of a line that gives facts."""

CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:WIB|WITA|WIT|[AaPp]\.?[Mm]\.?|GMT|UTC)?\b|\b(?:WIB|WITA|WIT)\b"
)
SEPARATOR = re.compile(r"\s*(?:[|·•–—;]|\s-\s|\s/\s)\s*")
DOMAIN = re.compile(
    r"^[\w-]+(?:\.[\w-]+)*\.(?:com|id|co|net|org|info|news|example|test|co\.id|or\.id)$",
    re.IGNORECASE,
)
NAME = re.compile(
    r"^(?:(?:Dr|Ir|Drs|Prof|H|Hj|Mr|Mrs|Ms)\.? )*[^\W\d_a-z][\w’'.-]*(?: (?:bin|binti|van|von|de|da|al|dan|and|&|[^\W\d_a-z][\w’'.-]*)){0,5}(?:, (?:[A-Z][A-Za-z]{0,4}\.?)+)*$"
)
DATELINE = re.compile(
    r"^(?P<head>[^\W\d_a-z][^–—\n“”\"]{1,70}?)\s*(?:\s-{1,2}|\s?[–—])\s+(?=[^\W_a-z]|\d|[“\"])"
)
PLACE = re.compile(r"[^\W\d_a-z][\w’'.-]*(?: [^\W\d_a-z][\w’'.-]*){0,3}")


def facts_of(line: Line, cues: CueBook, known: Facts) -> Facts | None:
    """Return what is known once a line at the head is read, or None if it gives no facts."""
    if len(line.words) > BRIEF or line.kind == "heading":
        return None
    day = cues.day(line.text)
    text = CLOCK.sub(" ", line.text.replace(day[1], " | ") if day else line.text)
    parts = [part.strip(" ,.:()") for part in SEPARATOR.split(text)]
    parts = [_without_days(part, cues) for part in parts]
    writer = ""
    rest: list[str] = []
    for part in filter(None, parts):
        found = author_in(part, cues)
        writer = writer or found
        rest += [] if found else [part]
    if not (writer or day) or any(len(part.split()) > 5 for part in rest):
        return None
    if not writer and rest and not known.author and len(rest) > 1 and NAME.match(rest[0]):
        writer = rest.pop(0)
    publisher = next((part for part in rest if NAME.match(part) or DOMAIN.match(part)), "")
    return replace(
        known,
        author=known.author or writer,
        date=known.date or (day[0] if day else None),
        publisher=known.publisher or publisher,
    )


def _without_days(part: str, cues: CueBook) -> str:
    """Return a part without the words around a date: `Diterbitkan pada`, `Senin`."""
    words = plain(part).strip(" :,")
    for phrase in sorted(cues.phrases(lambda c: (*c.published, *c.circumstance)), key=len)[::-1]:
        if words == phrase or words.startswith((f"{phrase}:", f"{phrase},")):
            return ""
    return part


def author(text: str, cues: CueBook) -> str:
    """Return the name that a short line gives as the author's, or an empty string."""
    parts = (part.strip(" ,.:()") for part in SEPARATOR.split(text))
    return next(filter(None, (author_in(part, cues) for part in parts)), "")


def author_in(part: str, cues: CueBook) -> str:
    """Return the name that follows a word like `oleh` at the beginning of a part."""
    words = plain(part)
    for cue in sorted(cues.phrases(lambda c: c.author), key=len)[::-1]:
        if words.startswith(cue) and (end := words[len(cue) :]) and not end[0].isalnum():
            name = part[len(cue) :].strip(" :,")
            name = re.split(r"\s+(?:Editor|Penyunting|Foto|Reporter|Penulis)\s*:|, ", name)[0]
            if NAME.match(name):
                return name
    return ""


def dateline(text: str, cues: CueBook) -> tuple[str, str, str]:
    """Return the dateline that a first paragraph begins with, its publisher, and the text after it."""
    found = DATELINE.match(text)
    if not found or len(found["head"].split()) > 7:
        return "", "", text
    head = found["head"].strip(" ,")
    day = cues.day(head)
    bare = head.replace(day[1], "") if day else head
    parts = [part.strip(" ,()") for part in re.split(r"[,()/]", bare)]
    parts = [_without_days(part, cues) for part in parts if part]
    domains = [part for part in parts if DOMAIN.match(part)]
    agency = re.search(r"\(([A-Z][\w .]{1,30})\)", bare)
    places = [part for part in parts if part and part not in domains]
    if not places or not all(PLACE.fullmatch(place) for place in places):
        return "", "", text
    shouted = places[0].isupper()
    if not (
        domains or agency or shouted or day or (len(places) == 1 and len(places[0].split()) < 3)
    ):
        return "", "", text
    publisher = domains[0] if domains else agency[1] if agency else ""
    return head, publisher, text[found.end() :]
