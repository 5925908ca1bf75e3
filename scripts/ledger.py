"""The ledger: every address ever published, which grows with each site and never shrinks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts import short
from scripts.check_ledger import Promise
from scripts.document import write_yaml
from scripts.model import LEDGERS, SHORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scripts.model import Library, Located
    from scripts.records import Ledger

HEAD = """\
# yaml-language-server: $schema=../schema/addresses.json
# Every address ever published in this language. `make ledger` adds to it; take nothing out of it.
"""
SHORT_HEAD = """\
# yaml-language-server: $schema=schema/short.json
# The code of each short link, /l/<code>/, and its page. `make ledger` adds new ones; they are on
# paper and in QR codes, so none is ever changed, taken out or given to another page.
"""


def promises(library: Library) -> list[Promise]:
    """Return every address that the ledger has, with its place there."""
    return [
        promise
        for locale, ledger in library.ledgers.items()
        for promise in _promises(ledger, _root(library, locale))
    ]


def _promises(ledger: Located[Ledger], root: str) -> Iterator[Promise]:
    for path, ends in ledger.value.pages.items():
        page = root if path == "/" else f"{root}{path}/"
        yield Promise(ledger.path, ledger.line("pages", path), page)
        for i, end in enumerate(ends):
            address = page + (end if end.startswith("?") else f"#{end}")
            yield Promise(ledger.path, ledger.line("pages", path, i), address)
    for i, file in enumerate(ledger.value.files):
        yield Promise(ledger.path, ledger.line("files", i), root + file)
    for file, digest in ledger.value.versions.items():
        yield Promise(ledger.path, ledger.line("versions", file), root + file, digest)


def missing(library: Library, offers: Iterable[str]) -> list[str]:
    """Return the addresses on offer that the ledger does not have yet."""
    known = {promise.address for promise in promises(library)}
    return [address for address in offers if address not in known]


def files(library: Library, offers: Mapping[str, str]) -> dict[str, str]:
    """Return the ledger with all that is on offer, and the codes of all pages, as files by path."""
    known = {promise.address: promise.digest for promise in promises(library)}
    every = {**offers, **known}  # what a version's digest was, it stays
    ledgers = {code: _ledger(library, code, every) for code in library.codes}
    written = {
        f"{LEDGERS}/{code}.yml": HEAD + write_yaml(data) for code, data in ledgers.items() if data
    }
    links = sorted(
        short.links(library, short.codes(library)).items(), key=lambda link: (link[1], link[0])
    )
    codes = {code: path or "/" for code, path in links}
    return written | {SHORT: SHORT_HEAD + write_yaml(codes)}


def _ledger(library: Library, locale: str, every: Mapping[str, str]) -> dict[str, Any]:
    """Return the ledger of one language as plain data, in the order of the alphabet."""
    pages: dict[str, list[str]] = {}
    kept: dict[str, Any] = {"pages": pages, "files": [], "versions": {}}
    for address in sorted(every):
        if _locale(library, address) != locale:
            continue
        own = address.removeprefix(_root(library, locale))
        page, mark, end = own.partition("#") if "#" in own else own.partition("?")
        if page and not page.endswith("/"):
            if every[address]:
                kept["versions"][page] = every[address]
            else:
                kept["files"].append(page)
        else:
            ends = pages.setdefault(page.rstrip("/") or "/", [])
            ends += [f"?{end}" if mark == "?" else end] if end else []
    return {name: part for name, part in kept.items() if part}


def _root(library: Library, locale: str) -> str:
    return "" if locale == library.codes[0] else f"{locale}/"


def _locale(library: Library, address: str) -> str:
    first = address.partition("/")[0]
    return first if first in library.codes[1:] else library.codes[0]
