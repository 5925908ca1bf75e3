"""What hosts are told about a built site: which headers go with which addresses.

The same places and headers are written in three ways: `_headers` for Netlify and Cloudflare, which
has to be in the site itself, and snippets for nginx and Caddy, which stay out of it. Snippets hardly
ever change; they also speak of addresses that are still to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from scripts import stamp
from scripts.assets import PLACE as ASSETS
from scripts.policy import FILES, strictest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scripts.stamp import Stamp

HEADERS = "_headers"
INDEX = "index.html"
MISSING = "404.html"
POLICY = "Content-Security-Policy"
CACHE = "Cache-Control"
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # other sites do not learn which advice was read
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
}
SECURE = {"Strict-Transport-Security": "max-age=31536000"}
# A page may be out of date for five minutes in a browser, which then has its assets too, but not in
# a cache that many share: the assets of that page, named after their content, may be gone by then.
PAGES = {CACHE: "public, max-age=300, s-maxage=0"}
FOR_GOOD = {CACHE: "public, max-age=31536000, immutable"}
# What tells readers who keep the site of a new version; see scripts/offline.py.
FRESH = {CACHE: "no-cache"}
NEWS = ("sw.js", "luring.json")
# Tools as one file: their policy is not that of pages, so browsers save them and do not show them.
SAVED = f"{FILES}/"
SAVE = {"Content-Disposition": "attachment"}
# Addresses that pages of other sites show in a frame, in each language, or ask for with a script.
FRAMED = ("embed/",)
OPEN = ("sematkan/", "oembed/", "katalog.json")
ANYONE = {"Access-Control-Allow-Origin": "*"}


class Place(NamedTuple):
    """A part of the site: the address that it begins with, and the headers that it goes with.

    Of two places that an address begins with, the longer one counts.
    """

    address: str
    headers: dict[str, str]

    @property
    def is_folder(self) -> bool:
        """Return whether there are files below the address."""
        return self.address.endswith("/")


class Site(NamedTuple):
    """What hosts need to know of a built site; `base` is where it is on its host, as `/` or `/x/`."""

    base: str
    languages: tuple[str, ...]
    policy: str
    folders: tuple[str, ...]
    secure: bool

    @property
    def common(self) -> dict[str, str]:
        """Return the headers that go with everything."""
        return SAFE | (SECURE if self.secure else {})


def read(folder: Path, url: str) -> Site:
    """Return what hosts need to know of the built site in a folder, which will be at `url`."""
    return told(stamp.read(folder), url)


def told(stamps: Mapping[str, Stamp], url: str) -> Site:
    """Return what hosts need to know of a built site by the stamps of its files."""
    pages = {tuple(path.split("/")) for path in stamps if path.endswith(".html")}
    missing = sorted(parts[0] for parts in pages if parts[1:] == (MISSING,))
    languages = tuple(f"{name}/" for name in missing)
    return Site(
        base=f"{urlsplit(url).path.rstrip('/')}/",
        languages=("", *languages),
        policy=strictest(text for each in stamps.values() for text in each.policies),
        folders=tuple(sorted({_folder(parts, languages) for parts in pages})),
        secure=urlsplit(url).scheme == "https",
    )


def _folder(parts: tuple[str, ...], languages: tuple[str, ...]) -> str:
    """Return the topmost folder of its language that a page is in, or the page itself."""
    depth = 2 if f"{parts[0]}/" in languages else 1
    return f"{'/'.join(parts[:depth])}/" if len(parts) > depth else "/".join(parts)


def places(site: Site) -> Iterator[Place]:
    """Yield every place of a site, the whole of it first."""
    common, pages = site.common, site.common | PAGES
    closed = {POLICY: f"{site.policy}; frame-ancestors 'none'"}
    framed = {POLICY: f"{site.policy}; frame-ancestors *"}
    for language in site.languages:
        start = site.base + language
        yield Place(start, pages | closed)
        yield from (Place(start + address, pages | framed) for address in FRAMED)
        yield Place(start + SAVED, pages | closed | SAVE)
    yield from (Place(site.base + address, pages | closed | ANYONE) for address in OPEN)
    yield from (Place(site.base + address, common | FRESH | closed) for address in NEWS)
    yield Place(f"{site.base}{ASSETS}/", common | FOR_GOOD | closed)


def headers_file(site: Site) -> str:
    """Return `_headers`. Its hosts add up, or let override, the headers of all rules that fit.

    So the rule for everything leaves out who may frame a page, and what may be framed has no other
    rule. Pages and what
    tells of new versions are asked for again at every visit, which is what these hosts do when not told.
    """
    closed = {POLICY: f"{site.policy}; frame-ancestors 'none'"}
    rules = {f"{site.base}*": site.common | {POLICY: site.policy}}
    for folder in (folder for folder in site.folders if not _framed(folder, site)):
        rules[_pattern(site.base + folder)] = closed
    rules |= {_pattern(site.base + address): ANYONE for address in OPEN}
    for language in site.languages:
        rules[_pattern(site.base + language + SAVED)] = closed | SAVE
    rules[_pattern(f"{site.base}{ASSETS}/")] = FOR_GOOD
    return "\n".join(f"{pattern}\n{_indented(headers)}" for pattern, headers in rules.items())


def _framed(folder: str, site: Site) -> bool:
    return folder in {language + address for language in site.languages for address in FRAMED}


def _pattern(address: str) -> str:
    """Return what fits an address in `_headers`: a page's own address, or all below a folder."""
    if address.endswith(INDEX):
        return address.removesuffix(INDEX)
    return f"{address}*" if address.endswith("/") else address


def _indented(headers: dict[str, str]) -> str:
    return "".join(f"  {name}: {value}\n" for name, value in headers.items())
