"""Promises: what a built site offers to link to, and what of the ledger of addresses it has lost."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scripts.built import Site
    from scripts.check_page import Page

FRAME_IDS = frozenset({"isi", "kawung", "daftar-isi", "baca-juga", "jawaban-anda"})
CONTROLS = ("cek-", "ket-", "alat-", "isian-", "jalur-")
"""Ids of the frame and of fields, which nobody links to."""

PARTS = re.compile(r"^(?:assets/|cari/[^/]+/|sitemap\.xml)")
"""What pages are made of, and what search engines read."""

PROOF = re.compile(r"/bukti/index\.html$")
"""Made anew with each change of its flow: people link to the page, not into it."""

VERSIONED = re.compile(r"^sematkan/v\d+\.js$")
SHORT = re.compile(r"^(?:[^/]+/)?l/[^/]+/index\.html$")
NAMED_AFTER = re.compile(r"^(?:embed|oembed|qr)/(.*?)(?:\.\w+)?$")
MOVED = "docs/_data/moved.yml"


class Promise(NamedTuple):
    """An address that was published, and the file and line of the ledger that has it.

    The address is relative to the site's root: `en/artikel/undangan/#kapan`. `digest` is that of a
    script whose bytes never change, or an empty string.
    """

    path: str
    line: int
    address: str
    digest: str = ""


def offers(site: Site) -> dict[str, str]:
    """Return every address of a site that others may link to, with the digests of versions."""
    found: dict[str, str] = {}
    for page in site.pages.values():
        if not page.is_404:
            address = page.path.removesuffix("index.html")
            whole = page.indexable and not PROOF.search(page.path)
            ends = sorted(_ends(page)) if whole else []
            found |= {address + end: "" for end in ("", *ends)}
    for path in sorted(site.files - site.pages.keys()):
        if not PARTS.match(path):
            found[path] = _digest(site, path) if VERSIONED.match(path) else ""
    return found


def _ends(page: Page) -> Iterator[str]:
    """Yield what may follow a page's address: its anchors and the answers of a flow."""
    yield from _anchors(page.ids)
    yield from page.answers


def _anchors(ids: Iterable[str]) -> Iterator[str]:
    for name in ids:
        if name not in FRAME_IDS and not name.startswith(CONTROLS):
            yield f"#{name}"


def _digest(site: Site, path: str) -> str:
    """Return a file's digest in the form of the attribute `integrity`."""
    digest = hashlib.sha384(site.read(path)).digest()
    return f"sha384-{base64.b64encode(digest).decode()}"


def addresses_stay(site: Site, ledger: Sequence[Promise]) -> Iterator[Problem]:
    """Keep every page, file, anchor and answer of the ledger, or let it lead on."""
    ends = Counter(_base(promise.address) for promise in ledger)
    for promise in ledger:
        base = _base(promise.address)
        if f"{base}index.html" in site.pages and (base.endswith("/") or not base):
            lost = _lost_end(site, site.pages[f"{base}index.html"], promise.address[len(base) :])
        elif base != promise.address or site.has(base):
            lost = ""  # said once, for the page
        else:
            lost = _lost_file(site, base, ends[base] - 1)
        if lost:
            message = f'the address "{promise.address or "/"}" would die{lost}'
            yield Problem(promise.path, promise.line, message)


def _base(address: str) -> str:
    return re.split("[?#]", address)[0]


def _lost_file(site: Site, address: str, ends: int) -> str:
    """Say what to do about a page or file that is gone, whose anchors are so many."""
    path = _without_language(site, address).rstrip("/")
    if path.startswith("l/"):
        return "; bring back its page, or its line in docs/_data/short.yml"
    if VERSIONED.match(path):
        return "; bring it back: pages of others load it"
    name = NAMED_AFTER.sub(r"\1", path)
    along = f", and {ends} on it" if ends else ""
    return f"{along}; bring it back, or write where it went in {MOVED}, as `{name or '/'}: …`"


def _lost_end(site: Site, page: Page, end: str) -> str:
    """Say what to do about an anchor or answer that a page has lost, if it has."""
    path = _without_language(site, page.path.removesuffix("index.html")).rstrip("/") or "/"
    if end.startswith("#") and end[1:] not in page.ids:
        return (
            f"; bring back the id, or write where it went: in {MOVED}, as `{path}{end}: …`, or "
            f"under `was` in the record that has it now"
        )
    target = site.page_at(page.canonical)
    answers = page.answers | (target.answers if target else frozenset())
    question, _, option = end.partition("=")
    # What was asked by a question that is gone goes where the question goes.
    asked = any(answer.startswith(f"{question}=") for answer in answers)
    if end.startswith("?") and end not in answers and asked:
        return f'; bring back the option "{option}", or write `was: [{option}]` in the one that takes its place'
    return ""


def _without_language(site: Site, address: str) -> str:
    first, _, rest = address.partition("/")
    return rest if first in site.locales[1:] else address


def versions_stay_the_same(site: Site, ledger: Sequence[Promise]) -> Iterator[Problem]:
    """Never change a script that has a version in its name."""
    for promise in ledger:
        there = site.has(promise.address)
        if promise.digest and there and _digest(site, promise.address) != promise.digest:
            message = (
                f'"{promise.address}" has changed, and a version that was published never does; '
                "bring its bytes back, and give the change the next number"
            )
            yield Problem(promise.path, promise.line, message)


def short_links_know_their_page(site: Site, _ledger: Sequence[Promise]) -> Iterator[Problem]:
    """Lead on by a short link from every anchor of its page."""
    for page in site.pages.values():
        target = site.page_at(page.canonical) if SHORT.match(page.path) else None
        lost = target.ids.keys() - page.ids.keys() if target else set()
        for end in _anchors(lost):
            yield page.problem(f'the short link does not know "{end}"; add it', "<main")


RULES = (addresses_stay, versions_stay_the_same, short_links_know_their_page)
