"""The built site as it lies on the disk: its files, its pages, and where addresses in it lead."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import msgspec

from scripts.check_address import place
from scripts.check_folder import Folder, Source
from scripts.check_judge import judged
from scripts.check_known import Kind, Memory
from scripts.check_text import utf8_fault
from scripts.pack import Pack, key
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import KeysView, Mapping, Set
    from pathlib import Path

    from scripts.check_folder import Stamp
    from scripts.check_judge import Judged
    from scripts.check_page import Page

OFFERED = frozenset({"article", "checklist", "flow"})
"""The kinds of pages that a career centre may want."""

QUERY = re.compile(r"\?[^#]*")
Fault = tuple[int, str]
SITEMAP = "sitemap.xml"
TEXT = (".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")


@dataclass(frozen=True)
class Site:
    """A built site: its folder, its pages by path, and where it will be published.

    `unreadable` are the texts that are not UTF-8; `faults` are what is wrong with each page alone.
    `facts` is the key of all that pages say, if files have stamps.
    """

    folder: Folder
    url: str
    locales: tuple[str, ...]
    pages: dict[str, Page]
    unreadable: tuple[Problem, ...]
    faults: tuple[Problem, ...]
    memory: Memory
    facts: bytes | None

    @cached_property
    def unread(self) -> set[str]:
        """The paths of texts that are not UTF-8."""
        return {problem.path.removeprefix("site/") for problem in self.unreadable}

    @property
    def files(self) -> KeysView[str]:
        """The paths of all files."""
        return self.folder.names

    @property
    def styles(self) -> dict[str, bytes]:
        """The style sheets by path."""
        paths = sorted(path for path in self.files if path.endswith(".css"))
        return {path: self.read(path) for path in paths if path not in self.unread}

    @property
    def sitemap(self) -> bytes:
        """The list of pages for search engines, nothing if there is none that can be read."""
        return b"" if SITEMAP in self.unread else self.read(SITEMAP)

    @cached_property
    def places(self) -> dict[str, str]:
        """The files by their addresses, relative to the site's, but for passing ones."""
        return {place(path): path for path in self.folder.lasting}

    @property
    def offered(self) -> list[Page]:
        """The articles and tools that can be found."""
        return [page for page in self.pages.values() if page.indexable and page.kind in OFFERED]

    def handouts(self, locale: str) -> list[str]:
        """Return the PDFs of a language."""
        folder = f"{self.prefix(locale)}unduhan/"
        paths = self.folder.lasting
        return sorted(p for p in paths if p.startswith(folder) and p.endswith(".pdf"))

    def has(self, path: str) -> bool:
        """Return whether there is such a file."""
        return self.folder.has(path)

    def read(self, path: str) -> bytes:
        """Return what a file holds, nothing if it is not there or cannot be read."""
        return self.folder.read(path)

    def start(self, path: str) -> bytes:
        """Return the first bytes of a file, enough to know a picture by."""
        return self.folder.start(path)

    def size(self, path: str) -> int:
        """Return how many bytes a file has, none if it is not there."""
        return self.folder.size(path)

    def digest(self, path: str) -> bytes:
        """Return the SHA-256 of a file."""
        return self.folder.digest(path)

    def source(self, path: str) -> Source:
        """Return a file with its place."""
        return _source(self.folder, path, self.url, self.locales)

    def locale(self, path: str) -> str:
        """Return the language of a file."""
        return _locale(path, self.locales)

    def prefix(self, locale: str) -> str:
        """Return the folder of a language, with a slash at its end; the first one's is empty."""
        return "" if locale == self.locales[0] else f"{locale}/"

    def address(self, path: str) -> str:
        """Return the whole address of a file."""
        return self.url + place(path)

    def file_at(self, address: str) -> str:
        """Return the file that an absolute address of the site asks for, whether or not it exists."""
        if found := self.places.get(address.removeprefix(self.url)):
            return found
        path = unquote(re.split(r"[?#]", address.removeprefix(self.url), maxsplit=1)[0])
        if not path or path.endswith("/"):
            return f"{path}index.html"
        index = f"{path}/index.html"
        return index if self.has(index) else path

    @cached_property
    def anchors(self) -> set[str]:
        """The addresses in `places` and of all ids in pages, relative to the site's."""
        start = len(self.url)
        bases = ((page.address[start:], page.ids) for page in self.pages.values())
        return {f"{base}#{name}" for base, ids in bases for name in ids}.union(self.places)

    def dead(self, addresses: Set[str]) -> set[str]:
        """Return which of these addresses, relative to the site's, lead to no file or id of it."""
        unsure = (a for a in addresses - self.anchors if QUERY.sub("", a) not in self.anchors)
        return {address for address in unsure if self.fault(self.url, self.url + address)}

    def page_at(self, address: str) -> Page | None:
        """Return the page whose own address this is."""
        page = self.pages.get(self.file_at(address))
        return page if page and page.address == address else None

    def fault(self, base: str, value: str) -> str:
        """Return what is wrong with an address that a file at `base` contains, if anything is."""
        try:
            parts, address = urlsplit(value), urljoin(base, value)
        except ValueError:
            return "is not an address; correct it"
        if not address.startswith(self.url):
            inside = not parts.scheme and not parts.netloc
            return (
                f'leads out of the site; stay below "{urlsplit(self.url).path}"' if inside else ""
            )
        file = self.file_at(address)
        if not self.has(file):
            return f'leads to "{file}", which is not in the site{self._hint(file)}'
        return fragment_fault(self.pages.get(file), parts.fragment)

    def _hint(self, file: str) -> str:
        """Return which of the neighbours of a missing file may be meant."""
        folder, _, name = file.removesuffix("/index.html").rpartition("/")
        start = f"{folder}/" if folder else ""
        names = {path[len(start) :].split("/")[0] for path in self.files if path.startswith(start)}
        return did_you_mean(name, names) or "; correct it"


def fragment_fault(page: Page | None, fragment: str) -> str:
    """Return what is wrong with the fragment of an address that leads to a page, if anything is."""
    if not page or fragment.lower() in {"", "top"}:
        return ""
    if fragment in page.ids or unquote(fragment) in page.ids:
        return ""
    return f'leads to a page without the id "{fragment}"{did_you_mean(fragment, page.ids)}'


def read_site(
    folder: Path,
    url: str,
    locales: tuple[str, ...],
    memory: Memory | None = None,
    stamps: Mapping[str, Stamp] | None = None,
) -> Site:
    """Return what the files of a site say; what `memory` knows of them is not read again.

    Its workers judge pages; all else takes this process less time than it takes them to begin.
    `stamps` are those of files that this command has written, see `Folder`. Raises ChangedError.
    """
    there, memory = Folder(folder, stamps or {}), memory or Memory(Pack())
    alone = Memory(memory.pack)
    texts = sorted(filter(is_text, there.names))
    pages = [path for path in texts if is_page(path, locales)]
    sources = [_source(there, path, url, locales) for path in pages]
    judgements = judged(there, sources, memory)
    others = [there.source(path) for path in sorted({*texts}.difference(pages))]
    faults = alone.known(TEXTS, others)
    unreadable = [each.problems[0] for each in judgements if not each.page]
    for source, found in zip(others, faults, strict=True):
        unreadable += (Problem(f"site/{source.path}", *fault) for fault in found)
    return Site(
        folder=there,
        url=url,
        locales=locales,
        pages={each.page.path: each.page for each in judgements if each.page},
        unreadable=tuple(unreadable),
        faults=tuple(problem for each in judgements for problem in each.problems),
        memory=alone,
        facts=_facts(judgements) if stamps else None,
    )


def _source(folder: Folder, path: str, url: str, locales: tuple[str, ...]) -> Source:
    return folder.source(path, *located(path, url, locales))


def _utf8_faults(source: Source) -> list[Fault]:
    """Return the line and the fault of a text that is not UTF-8."""
    fault = utf8_fault(source.path, source.read())
    return [(fault.line, fault.message)] if fault else []


TEXTS = Kind("texts", _utf8_faults, list[Fault])


def _facts(judgements: list[Judged]) -> bytes | None:
    """Return a key of all that pages say, None if one has none."""
    digests = [each.digest for each in judgements]
    return key(*digests) if all(digests) else None


def parsed(source: bytes) -> Any:
    """Return what JSON says. Raises ValueError or RecursionError if it is none."""
    try:
        return msgspec.json.decode(source)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return json.loads(source)  # allows more, and says better what is wrong


def is_text(path: str) -> bool:
    """Return whether a file is to be a text, by its name."""
    return path.endswith(TEXT)


def is_page(path: str, locales: tuple[str, ...]) -> bool:
    """Return whether a file is a page of the site."""
    return path.endswith(".html") and not is_file(path, locales)


def located(path: str, url: str, locales: tuple[str, ...]) -> tuple[str, str]:
    """Return the whole address of a file, and its language."""
    return url + place(path), _locale(path, locales)


def is_file(path: str, locales: tuple[str, ...]) -> bool:
    """Return whether this is a tool as one file, which is no page of the site."""
    folder = _locale(path, locales)
    return path.removeprefix(f"{folder}/").startswith("berkas/")


def _locale(path: str, locales: tuple[str, ...]) -> str:
    folder = path.partition("/")[0]
    return folder if folder in locales[1:] else locales[0]
