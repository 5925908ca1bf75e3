"""What the lines at an article's head say of it: author, day, publisher, and the dateline."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.intake_cues import plain

if TYPE_CHECKING:
    import datetime as dt

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
    day, rest = _parts(line.text, cues)
    writers = [name for part in rest if (name := author_in(part, cues))]
    others = [part for part in rest if not author_in(part, cues)]
    if not (writers or day) or any(len(part.split()) > 5 for part in others):
        return None
    return replace(
        known,
        author=known.author or next(iter(writers), ""),
        date=known.date or day,
        publisher=known.publisher or next((p for p in others if _is_publisher(p, cues)), ""),
    )


def guessed(line: Line, cues: CueBook, known: Facts) -> Facts:
    """Return what is known once a name beside a date is taken for the author's or publisher's."""
    day, rest = _parts(line.text, cues)
    names = [part for part in rest if day and NAME.match(part) and not author_in(part, cues)]
    persons = [name for name in names if 1 < len(name.split()) < 5 and name != known.publisher]
    if not known.author and persons:
        return replace(known, author=persons[0])
    others = [name for name in names if name != known.author]
    return replace(known, publisher=known.publisher or next(iter(others), ""))


def _parts(text: str, cues: CueBook) -> tuple[dt.date | None, list[str]]:
    """Return the day that a line names, and its other parts."""
    day = cues.day(text)
    bare = CLOCK.sub(" ", text.replace(day[1], " | ") if day else text)
    parts = (_without_days(part.strip(" ,.:()"), cues) for part in SEPARATOR.split(bare))
    counts = cues.noise["figures"][0]
    rest = [p for p in parts if p and plain(re.sub(r"[\d.,]+", "", p)) not in counts]
    return (day[0] if day else None), rest


def _is_publisher(name: str, cues: CueBook) -> bool:
    """Say whether a name is that of a paper or a site: `Kabar Nusa`, `kabar.example`."""
    words = {word.casefold() for word in name.split()}
    media = cues.phrases(lambda c: c.media)
    return bool(DOMAIN.match(name) or (NAME.match(name) and words & media))


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
            name = re.split(
                r"\s+(?:Editor|Penyunting|Foto|Reporter|Penulis)\s*:|, |\s+(?:on|pada|di|at|in)\b",
                name,
            )[0]
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
    named = [part for part in parts if part and _is_publisher(part, cues)]
    agency = re.search(r"\(([A-Z][\w .]{1,30})\)", bare)
    places = [part for part in parts if part and part not in named]
    if not places or not all(PLACE.fullmatch(place) for place in places):
        return "", "", text
    single = len(places) == 1 and len(places[0].split()) < 3
    if not (named or agency or places[0].isupper() or day or single):
        return "", "", text
    publisher = named[0] if named else agency[1] if agency else ""
    return head, publisher, text[found.end() :]
