"""Addresses in built pages: what they are as a whole, and whether they leave the site."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import quote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN = frozenset({"", "#", "?"})  # how addresses in the page itself begin
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|[/?#]|$", re.IGNORECASE)
PATH = re.compile(r"[\w./-]+", re.ASCII)
UP = "../"
SIBLING = re.compile(r"(\w+://[^/]*/(?:[^/]*/)*)[^/]*/[^/]*")
"""An address in a folder that can be left."""

Reference: TypeAlias = tuple[str, bool]
"""An address in a page, and whether it is fetched without being asked for."""


class Places(NamedTuple):
    """Where a page leads in its site, and what it loads from there, relative to the site's root.

    `stray` says that it has other addresses too, which lead out of the site unasked, or nowhere.
    """

    links: frozenset[str]
    loaded: frozenset[str]
    stray: bool


def is_foreign(value: str, base: str) -> bool:
    """Return whether an address, read at `base`, belongs to another origin."""
    try:
        split = urlsplit(urljoin(base, value))
    except ValueError:  # the rule about addresses that lead somewhere reports it
        return False
    return split.scheme in {"http", "https"} and split[:2] != urlsplit(base)[:2]


def is_missing(path: str) -> bool:
    """Return whether a page is served in place of missing ones."""
    return path.rsplit("/", 1)[-1] == "404.html"


def place(path: str) -> str:
    """Return the address of a file, relative to that of the site."""
    shown = path[:-10] if f"/{path}".endswith("/index.html") else path
    return shown if PATH.fullmatch(shown) else quote(shown, errors="surrogateescape")


@lru_cache(1)  # asked for by every address in a page
def sibling(address: str) -> str:
    """Return an address from which all that begins with ../ leads to where it does from this one."""
    found = SIBLING.match(address)
    return f"{found[1]}-/" if found else address


def joined(address: str, value: str) -> str:
    """Return the whole of an address that stands at another one, empty if it is none.

    What comes before the fragment is resolved once for all pages beside each other.
    """
    base, mark, fragment = value.partition("#")
    if mark and not (fragment and value.isprintable()):  # what is resolved may lose a part of it
        return _joined(address, value)
    start = sibling(address) if base[:3] == UP else address
    whole = _joined(start, base) if base else address
    return f"{whole}#{fragment}" if mark and whole else whole


@lru_cache(16384)  # menus repeat the same addresses on every page
def _joined(address: str, value: str) -> str:
    try:
        return urljoin(address, value)
    except ValueError:  # the rule about addresses that lead somewhere reports it
        return ""


def places(path: str, address: str, references: Iterable[Reference]) -> Places:
    """Return where a page's references lead in its site."""
    site = address.removesuffix(place(path))
    found: tuple[set[str], set[str]] = (set(), set())
    stray, length = False, len(site)
    for value, loads in references:
        whole = joined(address, value)
        if whole.startswith(site):
            found[loads].add(whole[length:])
        elif not whole or not _names_host(value):
            stray = True
    if is_missing(path) and not all(ABSOLUTE.match(value) for value, _ in references):
        stray = True
    return Places(frozenset(found[False]), frozenset(found[True]), stray)


def _names_host(value: str) -> bool:
    parts = urlsplit(value)
    return bool(parts.scheme or parts.netloc)
