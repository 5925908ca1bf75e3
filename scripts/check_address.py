"""Addresses in built pages: what they are as a whole, and whether they leave the site."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import quote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OWN = frozenset({"", "#", "?"})  # how addresses in the page itself begin
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|[/?#]|$", re.IGNORECASE)
PATH = re.compile(r"[\w./-]+", re.ASCII)
WHOLE = re.compile(r"https?://[\w.-]+/(?:[\w-]+/)*(?:[\w-]+\.\w+)?(?:#[\w-]+)?", re.ASCII)
FRAGMENT = re.compile(r"#[\w-]+", re.ASCII)
# What needs no resolving: the folders to leave, and what stands in the one that is left over.
PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-]+/)*(?:[\w-]+(?:\.[\w-]+)+)?(?:#[\w-]+)?)", re.ASCII)
UP = len("../")

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


@lru_cache(1)  # asked for twice while a page is read
def folders(address: str) -> tuple[str, ...]:
    """Return the folders that an address is in, from the nearest to the root of its host."""
    root, *names = re.findall(r"^\w+://[^/]*/|[^/]*/", address)
    return tuple("".join((root, *names[:end])) for end in range(len(names), -1, -1))


def joined(address: str, above: Sequence[str], value: str) -> str:
    """Return the whole of an address that stands at another one, which is in these folders.

    Most are as plain as can be, and need no resolving. It is empty if the value is no address.
    """
    if value[:1] == "#" and FRAGMENT.fullmatch(value):
        return address + value
    if value[:4] == "http" and WHOLE.fullmatch(value):
        return value
    plain = PLAIN.fullmatch(value) if value[:1] not in OWN else None
    if plain and plain.end(1) < UP * len(above):
        return above[plain.end(1) // UP] + plain[2]
    try:
        is_path = PATH.fullmatch(value)
        return _joined(above[0], value) if is_path else urljoin(address, value)
    except ValueError:  # the rule about addresses that lead somewhere reports it
        return ""


_joined = lru_cache(4096)(urljoin)  # menus repeat the same addresses on every page


def places(path: str, address: str, references: Iterable[Reference]) -> Places:
    """Return where a page's references lead in its site."""
    site, above = address.removesuffix(place(path)), folders(address)
    found: tuple[set[str], set[str]] = (set(), set())
    stray, length = False, len(site)
    for value, loads in references:
        whole = joined(address, above, value)
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
