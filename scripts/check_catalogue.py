"""The catalogue of a built site: it keeps to its schema, and lists what pages show and no more."""

from __future__ import annotations

import json
import struct
from collections import Counter
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from scripts.built import parsed
from scripts.check_text import line_of
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.built import Site
    from scripts.check_page import Page

FILE = "katalog.json"
SCHEMA = "katalog.schema.json"
PNG = b"\x89PNG\r\n\x1a\n"
HTTP = ("http://", "https://")
PIXELS = 600
SHOWN = 5  # of what breaks the schema: one mistake of ours can be in every row

Fault = tuple[str, str]
"""What is wrong, and the value in the catalogue that it is about, if it is there."""


Row = tuple[str, ...]
"""What is told of a page or a part of one: its address first, then the rest of some keys."""
PART = ("address", "id", "language", "title")
PAGE = (*PART, "kind")


def catalogue_is_whole(site: Site) -> Iterator[Problem]:
    """List in katalog.json, as its schema says, what the site offers and nothing else."""
    source, path = site.read(FILE), f"site/{FILE}"
    try:
        data = parsed(source)
    except (ValueError, RecursionError) as error:
        yield Problem(path, 0, f"the catalogue is missing or broken ({error}); build it again")
        return
    broken = list(_schema_faults(site, data))
    yield from broken
    if not broken and isinstance(data, dict):
        for rule in (_addresses, _pages, _parts, _handouts, _codes):
            for message, value in rule(site, data):
                line = line_of(source, json.dumps(value, ensure_ascii=False)) if value else 0
                yield Problem(path, line, clean(message))


def _schema_faults(site: Site, data: Any) -> Iterator[Problem]:
    path = f"site/{SCHEMA}"
    try:
        schema = json.loads(site.read(SCHEMA))
    except (ValueError, RecursionError) as error:
        yield Problem(path, 0, f"the schema is missing or broken ({error}); build it again")
        return
    if not _keeps_to(schema, data):
        yield from _told_faults(schema, data)


def _keeps_to(schema: Any, data: Any) -> bool:
    """Return whether data surely keep to a schema, found out fast and without a word."""
    draft = jsonschema_rs.Draft202012
    try:
        return jsonschema_rs.is_valid(schema, data, draft, validate_formats=True, offline=True)
    except (ValueError, RecursionError):
        return False


def _told_faults(schema: Any, data: Any) -> Iterator[Problem]:
    """Yield the first faults in words, found by a validator that takes its time to begin, too."""
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - as just said

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        message = f"this is not a JSON Schema: {error.message}; correct it"
        yield Problem(f"site/{SCHEMA}", 0, message)
        return
    checker = Draft202012Validator.FORMAT_CHECKER
    errors = Draft202012Validator(schema, format_checker=checker).iter_errors(data)
    for found in islice(errors, SHOWN):
        fault = f"against its schema, at {found.json_path}: {found.message[:200]}"
        yield Problem(f"site/{FILE}", 0, clean(fault))


def clean(message: str) -> str:
    """Return a message on one line; JSON can name halves of characters, which nobody can print."""
    return " ".join(message.encode(errors="replace").decode().split())


def _addresses(site: Site, data: dict[str, Any]) -> Iterator[Fault]:
    """Lead to what exists, in the site itself."""
    if data.get("$schema") != site.url + SCHEMA:
        yield f'the schema is not named; write "{site.url}{SCHEMA}"', str(data.get("$schema"))
    ours = {key: value for key, value in data.items() if key not in {"licence", "sources"}}
    found = _found(ours)
    inside = {address for address in found if address.startswith(site.url)}
    for address in found - inside:
        yield f'the address "{address}" is not in the site; write "{site.url}…"', address
    start = len(site.url)
    for dead in site.dead({address[start:] for address in inside}):
        address = site.url + dead
        yield f'the address "{address}" {site.fault(site.url, address)}', address


def _found(value: dict[str, Any]) -> set[str]:
    """Return the addresses in an object, however deep they are."""
    found, groups = list[str](), list[Any]([value])
    for group in groups:  # which grow meanwhile
        for part in group.values() if type(group) is dict else group:
            kind = type(part)
            if kind is str:
                if part[:1] == "h":  # a text is far faster cut than asked how it begins
                    found.append(part)
            elif kind is dict or kind is list:
                groups.append(part)
    return {text for text in found if text.startswith(HTTP)}


def _pages(site: Site, data: dict[str, Any]) -> Iterator[Fault]:
    """List every article, checklist and flow."""
    shown = {
        page.address: (page.address, _id(site, page), page.locale, page.heading, page.kind)
        for page in site.offered
    }
    yield from _compared("page", PAGE, _objects(data, "pages"), shown)


def _parts(site: Site, data: dict[str, Any]) -> Iterator[Fault]:
    """List all of their parts that can be linked to."""
    shown = {
        (address := f"{page.address}#{name}"): (address, f"{own}#{name}", page.locale, title)
        for page, own in [(page, _id(site, page)) for page in site.offered]
        for name, title in page.parts
    }
    yield from _compared("part", PART, _objects(data, "parts"), shown)


def _compared(
    noun: str, keys: Row, listed: list[dict[str, Any]], shown: Mapping[str, Row]
) -> Iterator[Fault]:
    """Yield where the rows of a list are not what the site shows."""
    if len(listed) == len(shown) and _is_row_for_row(keys, listed, shown):
        return
    rows = [tuple(str(each.get(key, "")) for key in keys) for each in listed]
    counts = Counter(address for address, *_ in rows)
    for address in shown.keys() - counts.keys():
        yield f'the {noun} "{address}" is not listed; add it', ""
    for address, count in counts.items():
        if count > 1:
            yield f'the {noun} "{address}" is listed {count} times; keep one', address
        elif address not in shown:
            yield f'the {noun} "{address}" is listed, but the site has none there', address
    for row in rows:
        for key, ours, there in zip(keys, row, shown.get(row[0], row), strict=True):
            if ours != there:
                yield f'the {key} of "{row[0]}" is "{ours}"; the site has "{there}"', row[0]


def _is_row_for_row(keys: Row, listed: list[dict[str, Any]], shown: Mapping[str, Row]) -> bool:
    """Return whether each row that the site shows is in a list, which most are."""
    try:
        return set(map(itemgetter(*keys), listed)) == set(shown.values())
    except (KeyError, TypeError):  # nothing there, or no text
        return False


def _handouts(site: Site, data: dict[str, Any]) -> Iterator[Fault]:
    """List every handout."""
    rows = [row for name in ("pages", "parts") for row in _objects(data, name)]
    named = {site.file_at(address) for address in {str(row.get("handout")) for row in rows}}
    for locale in site.locales:
        for path in site.handouts(locale):
            if path not in named:
                yield f'the handout "{path}" is in no row; name it in one, or remove it', ""


def _codes(site: Site, data: dict[str, Any]) -> Iterator[Fault]:
    """Draw QR codes large enough to print."""
    for row in (*_objects(data, "languages"), *_objects(data, "pages")):
        address = str(row.get("qr_png"))
        picture = site.start(site.file_at(address))
        if not picture.startswith(PNG) or len(picture) < 24:
            yield f'the QR code "{address}" is not a PNG; convert it', address
        elif min(size := struct.unpack(">II", picture[16:24])) < PIXELS or size[0] != size[1]:
            wanted = f"make it square, {PIXELS} pixels or more"
            yield f'the QR code "{address}" is {size[0]} × {size[1]}; {wanted}', address


def _objects(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = data.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _id(site: Site, page: Page) -> str:
    """Return a page's address without the site's and the language's."""
    return page.address.removeprefix(site.url + site.prefix(page.locale)).rstrip("/")
