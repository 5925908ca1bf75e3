"""The career-centre kit as a developer uses it: over HTTP, from the catalogue alone."""

from __future__ import annotations

import io
import json
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.browser.built import pages_of
from tests.codes import show
from tests.shared import URL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.built import BuiltPage

    Get = Callable[[str], bytes]

ATOM = "{http://www.w3.org/2005/Atom}"
OFFERED = {"article", "checklist", "flow"}
PARTS = "main .section-head [id], main .node h2[id], main .item[id]"


@pytest.fixture(scope="module")
def get(site_address: str) -> Get:
    """Return what the served site answers at one of its own addresses."""

    @cache
    def got(address: str) -> bytes:
        assert address.startswith(URL), f"{address} is not in the site"
        with urlopen(site_address + address.removeprefix(URL)) as answer:
            return bytes(answer.read())

    return got


@pytest.fixture(scope="module")
def catalogue(get: Get) -> Any:
    return json.loads(get(f"{URL}katalog.json"))


@pytest.fixture(scope="module")
def offered(site_folder: Path) -> list[BuiltPage]:
    return [
        page
        for page in pages_of(site_folder)
        if page.kind in OFFERED and not page.has('meta[name="robots"]')
    ]


def addresses(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value.startswith(URL):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from addresses(part)


def test_it_conforms_to_the_schema_that_it_names(get: Get, catalogue: Any) -> None:
    schema = json.loads(get(catalogue["$schema"]))
    assert schema["$id"] == catalogue["$schema"]
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - it takes two seconds, in each worker

    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(schema, format_checker=checker).validate(catalogue)


def test_every_address_and_anchor_in_it_is_there(get: Get, catalogue: Any) -> None:
    missing = []
    for address in set(addresses(catalogue)):
        page, anchor = urldefrag(address)
        try:
            found = get(page)
        except HTTPError as error:
            missing.append(f"{address}: {error.code}")
            continue
        if anchor and LexborHTMLParser(found).css_first(f'[id="{anchor}"]') is None:
            missing.append(address)
    assert sorted(missing) == []


def test_it_lists_all_pages_and_parts_of_the_site_and_nothing_else(
    catalogue: Any, offered: list[BuiltPage]
) -> None:
    pages = sorted(f"{URL}{page.address}" for page in offered)
    assert sorted(row["address"] for row in catalogue["pages"]) == pages
    parts = sorted(
        f"{URL}{page.address}#{node.attributes['id']}"
        for page in offered
        for node in page.tree.css(PARTS)
    )
    assert sorted(row["address"] for row in catalogue["parts"]) == sorted(set(parts))


def test_it_lists_every_handout(site_folder: Path, catalogue: Any) -> None:
    rows = [*catalogue["pages"], *catalogue["parts"]]
    files = (path.relative_to(site_folder).as_posix() for path in site_folder.rglob("*.pdf"))
    assert {row["handout"] for row in rows if "handout" in row} == {URL + path for path in files}


def test_ids_are_the_same_in_every_language(catalogue: Any) -> None:
    for name in ("pages", "parts"):
        by_language: dict[str, list[str]] = {}
        for row in catalogue[name]:
            by_language.setdefault(row["language"], []).append(row["id"])
        first, *others = by_language.values()
        assert len(first) == len(set(first)) > 0
        assert others
        assert all(sorted(other) == sorted(first) for other in others)


def test_every_code_opens_its_page(get: Get, catalogue: Any) -> None:
    rows = [(row["home"], row) for row in catalogue["languages"]]
    rows += [(row.get("short", row["address"]), row) for row in catalogue["pages"]]
    for address, row in rows:
        for kind in ("svg", "png"):
            assert show(get(row[f"qr_{kind}"])).codes == (address,)
        assert get(address)


def test_feeds_tell_of_every_page_and_handout(get: Get, catalogue: Any) -> None:
    for language in catalogue["languages"]:
        entries = ET.fromstring(get(language["feed"])).findall(f"{ATOM}entry")
        links = [link.attrib for entry in entries for link in entry if link.tag == f"{ATOM}link"]
        rows = [
            row
            for row in (*catalogue["pages"], *catalogue["parts"])
            if row["language"] == language["code"]
        ]
        handouts = {row["handout"] for row in rows if "handout" in row}
        assert {link["href"] for link in links if link["rel"] == "enclosure"} == handouts
        told = {link["href"] for link in links if link["rel"] == "alternate"}
        assert {row["address"] for row in rows if "page" not in row} <= told
        for link in links:
            content = get(urldefrag(link["href"]).url)
            assert "length" not in link or int(link["length"]) == len(content)


def test_browsers_find_the_feed_of_the_page_they_show(catalogue: Any, any_page: BuiltPage) -> None:
    named = any_page.tree.css('link[type="application/atom+xml"]')
    feeds = {row["code"]: row["feed"] for row in catalogue["languages"]}
    if any_page.kind == "missing":
        assert named == []
    else:
        (link,) = named
        language = any_page.tree.css("html")[0].attributes["lang"]
        address = urljoin(f"{URL}{any_page.address}", link.attributes["href"] or "")
        assert address == feeds[language or ""]


def test_a_zip_holds_the_handouts_of_its_language(get: Get, catalogue: Any) -> None:
    rows = [*catalogue["pages"], *catalogue["parts"]]
    for language in catalogue["languages"]:
        code = language["code"]
        mine = {row.get("handout") for row in rows if row["language"] == code} - {None}
        packed = ZipFile(io.BytesIO(get(language["handouts"])))
        wanted = {f"{code}/{address.rpartition('/')[2]}": get(address) for address in mine}
        assert {name: packed.read(name) for name in packed.namelist()} == wanted
