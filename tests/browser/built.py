"""The built site as the browser tests see it: its pages, and a server that shows them."""

from __future__ import annotations

import re
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDERS = 4  # of as many sites the pages are remembered; they fill memory
INDEX = "index.html"
MISSING = "404.html"
FRAMED = "embed"
PROSE = {"a", "br", "code", "em", "li", "ol", "p", "strong", "ul"}


@dataclass(frozen=True)
class BuiltPage:
    """A page: what a reader asks for, as an address below the site's root, and what is there."""

    address: str
    html: str = field(repr=False)

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The page's HTML."""
        return LexborHTMLParser(self.html)

    @cached_property
    def kind(self) -> str:
        """What sort of page it is, in one word."""
        main = self.tree.css_first("main")
        return str(main.attributes["class"]).rpartition("--")[2] if main else ""

    @cached_property
    def locale(self) -> str:
        """The page's language."""
        return str(self.tree.css("html")[0].attributes["lang"])

    @cached_property
    def components(self) -> frozenset[str]:
        """The classes of what the page is made of."""
        named = (node.attributes["class"] for node in self.tree.css("main [class]"))
        return frozenset(name for names in named for name in (names or "").split())

    @property
    def elements(self) -> Counter[tuple[str, ...]]:
        """What the page is made of, but for prose: names of elements, their classes and attributes."""
        return Counter(
            (str(node.tag), str(node.attributes.get("class")), *sorted(map(str, node.attributes)))
            for node in self.tree.css("body *")
            if "class" in node.attributes or node.tag not in PROSE
        )

    @property
    def status(self) -> HTTPStatus:
        """What the server answers."""
        return HTTPStatus.NOT_FOUND if self.kind == "missing" else HTTPStatus.OK

    def has(self, css: str) -> bool:
        """Return whether something in the page matches a selector."""
        return self.tree.css_first(css) is not None


def pages_of(folder: Path) -> tuple[BuiltPage, ...]:
    """Return every page, without those that only lead on."""
    return tuple(page for page in _whole(folder) if page.kind != "redirect")


def typical_of(pages: Iterable[BuiltPage]) -> tuple[BuiltPage, ...]:
    """Return the first of those pages that are made of the same components, in each language."""
    made_of: dict[object, BuiltPage] = {}
    for page in pages:
        made_of.setdefault((page.kind, page.locale, page.components), page)
    return tuple(made_of.values())


def components_of(pages: Iterable[BuiltPage]) -> tuple[BuiltPage, ...]:
    """Return one of those pages that are made of the same components, in the languages by turns."""
    groups: dict[object, list[BuiltPage]] = {}
    for page in typical_of(pages):
        groups.setdefault((page.kind, page.components), []).append(page)
    return tuple(group[n % len(group)] for n, group in enumerate(groups.values()))


def redirects_of(folder: Path) -> dict[str, BuiltPage]:
    """Return the pages that only lead on, by their addresses."""
    return {page.address: page for page in _whole(folder) if page.kind == "redirect"}


@lru_cache(FOLDERS)
def _whole(folder: Path) -> tuple[BuiltPage, ...]:
    """Return every page; that for wrong addresses stands at a wrong address, deep in the site."""
    return tuple(page for page in _all(folder) if page.kind != FRAMED)


@lru_cache(FOLDERS)
def embeds_of(folder: Path) -> tuple[BuiltPage, ...]:
    """Return every page that other sites show in a frame."""
    return tuple(page for page in _all(folder) if page.kind == FRAMED)


@lru_cache(FOLDERS)
def _all(folder: Path) -> tuple[BuiltPage, ...]:
    files = sorted(path for name in (INDEX, MISSING) for path in folder.rglob(name))
    return tuple(
        BuiltPage(
            path.relative_to(folder)
            .as_posix()
            .removesuffix(INDEX)
            .replace(MISSING, "no/such/page/"),
            path.read_text(encoding="utf-8"),
        )
        for path in files
    )


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: below a prefix, with the site's own 404 pages."""

    def __init__(self, *args: object, directory: str, prefix: str) -> None:
        self.prefix = prefix
        super().__init__(*args, directory=directory)  # type: ignore[arg-type] # the server's own

    def translate_path(self, path: str) -> str:
        """Return the file for a path; outside the prefix there is none."""
        if not path.startswith(self.prefix):
            return str(Path(self.directory, "outside", "of", "the", "site"))
        return super().translate_path(f"/{path.removeprefix(self.prefix)}")

    def end_headers(self) -> None:
        """Let a browser keep what it has for the length of a test, and others frame what is for them."""
        self.send_header("Cache-Control", "max-age=600")
        path = self.path.removeprefix(self.prefix)
        framed = "*" if re.match(r"(..\/)?embed/", path) else "'none'"
        self.send_header("Content-Security-Policy", f"frame-ancestors {framed}")
        if path.startswith("sematkan/"):
            self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """Show no listings."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the nearest 404 page above a wrong address."""
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(self.prefix):
            super().send_error(code, message, explain)
            return
        asked = Path(self.path.removeprefix(self.prefix).partition("?")[0])
        above = (Path(self.directory, folder, MISSING) for folder in (asked, *asked.parents))
        body = next(path for path in above if path.is_file()).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server for one browser."""

    request_queue_size = 64

    def handle_error(self, *args: object) -> None:
        """Print what went wrong, unless the browser has left before its answer came."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*args)  # type: ignore[arg-type] # handed on as they came


@contextmanager
def served(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a folder below a prefix of a host of its own, and give the site's address."""
    handler = partial(Handler, directory=str(folder), prefix=prefix)
    with Server(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()
