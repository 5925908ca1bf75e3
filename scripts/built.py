"""The built site as it lies on the disk: its files, its pages, and where addresses in it lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from scripts.check_page import read_page
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.check_page import Page

OFFERED = frozenset({"article", "checklist", "flow"})
"""The kinds of pages that a career centre may want."""

TEXT = (".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")


@dataclass(frozen=True)
class Site:
    """A built site: its pages by path, its style sheets, and where it will be published."""

    folder: Path
    url: str
    locales: tuple[str, ...]
    files: frozenset[str]
    pages: dict[str, Page]
    styles: dict[str, bytes]
    sitemap: bytes
    unreadable: tuple[Problem, ...]

    @property
    def offered(self) -> list[Page]:
        """The articles and tools that can be found."""
        return [page for page in self.pages.values() if page.indexable and page.kind in OFFERED]

    def handouts(self, locale: str) -> list[str]:
        """Return the PDFs of a language."""
        folder = f"{self.prefix(locale)}unduhan/"
        return sorted(p for p in self.files if p.startswith(folder) and p.endswith(".pdf"))

    def read(self, path: str) -> bytes:
        """Return what a file holds, nothing if it is not there or cannot be read."""
        return _bytes(self.folder / path) if path in self.files else b""

    def locale(self, path: str) -> str:
        """Return the language of a file."""
        return _locale(path, self.locales)

    def prefix(self, locale: str) -> str:
        """Return the folder of a language, with a slash at its end; the first one's is empty."""
        return "" if locale == self.locales[0] else f"{locale}/"

    def address(self, path: str) -> str:
        """Return the whole address of a file."""
        return _address(self.url, path)

    def file_at(self, address: str) -> str:
        """Return the file that an absolute address of the site asks for, whether or not it exists."""
        path = unquote(re.split(r"[?#]", address.removeprefix(self.url), maxsplit=1)[0])
        if not path or path.endswith("/"):
            return f"{path}index.html"
        index = f"{path}/index.html"
        return index if index in self.files else path

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
        if file not in self.files:
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


def read_site(folder: Path, url: str, locales: tuple[str, ...]) -> Site:
    """Return what the files of a site say."""
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    texts = {path: _read(folder, path) for path in sorted(files) if path.endswith(TEXT)}
    sources = {path: text for path, text in texts.items() if isinstance(text, bytes)}
    return Site(
        folder=folder,
        url=url,
        locales=locales,
        files=frozenset(files),
        pages={
            path: read_page(path, _address(url, path), _locale(path, locales), source)
            for path, source in sources.items()
            if path.endswith(".html") and not is_file(path, locales)
        },
        styles={path: source for path, source in sources.items() if path.endswith(".css")},
        sitemap=sources.get("sitemap.xml", b""),
        unreadable=tuple(text for text in texts.values() if isinstance(text, Problem)),
    )


def is_file(path: str, locales: tuple[str, ...]) -> bool:
    """Return whether this is a tool as one file, which is no page of the site."""
    folder = _locale(path, locales)
    return path.removeprefix(f"{folder}/").startswith("berkas/")


def _read(folder: Path, path: str) -> bytes | Problem:
    source = _bytes(folder / path)
    try:
        source.decode()
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        message = f"the byte 0x{source[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return Problem(f"site/{path}", line, message)
    return source


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""  # the rules find what is missing in an empty file


def _address(url: str, path: str) -> str:
    return url + quote(re.sub(r"(^|/)index\.html$", r"\1", path), errors="surrogateescape")


def _locale(path: str, locales: tuple[str, ...]) -> str:
    folder = path.partition("/")[0]
    return folder if folder in locales[1:] else locales[0]
