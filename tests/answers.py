"""What a web server answers for a published site: asked, and held to what was built."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from brotli import decompress as unbrotli

from scripts.assets import PLACE as ASSETS

if TYPE_CHECKING:
    from email.message import Message

    from tests.project import Project

TYPES = {
    ".css": "text/css",
    ".gz": "application/gzip",
    ".html": "text/html",
    ".ico": ("image/x-icon", "image/vnd.microsoft.icon"),  # the usual name and the registered one
    ".js": "text/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".xml": ("application/xml", "text/xml"),
    ".zip": "application/zip",
}
FRAMED = ("embed/", "en/embed/")
OPEN = ("sematkan/v1.js", "oembed/keputusan/terima-undangan.json", "katalog.json")


class Still(HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: object) -> None:
        """Return no further request."""


@dataclass(frozen=True)
class Answer:
    """What a server answers."""

    status: int
    headers: Message
    body: bytes


def ask(address: str, encoding: str = "identity", **headers: str) -> Answer:
    """Ask for an address; `If_None_Match` and the like are further headers."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(address, headers={"Accept-Encoding": encoding} | more)
    try:
        with build_opener(Still).open(request, timeout=20) as response:
            return Answer(response.status, response.headers, response.read())
    except HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def expect_bytes(project: Project, address: str) -> None:
    """Expect every file of the built site, as it is and with the headers that it needs."""
    for path, data in project.site().items():
        if path != "_headers":
            answer = ask(address + path.removesuffix("index.html"))
            assert (answer.status, answer.body) == (200, data), path
            assert answer.headers.get_content_type() in TYPES["." + path.rpartition(".")[2]], path
            expect_headers(answer, frames_of(path))
            assert answer.headers["ETag"]
            assert answer.headers["Cache-Control"] == caching_of(path), path
            saved = "attachment" if "berkas/" in path else None
            assert answer.headers["Content-Disposition"] == saved, path


def caching_of(path: str) -> str:
    """Return how long a file may be kept before its host is asked again."""
    if path in {"sw.js", "luring.json"}:
        return "no-cache"
    return f"public, max-age={'31536000, immutable' if ASSETS in path else '300, s-maxage=0'}"


def frames_of(path: str) -> str:
    """Return which sites may show a file in a frame."""
    return "*" if path.startswith(FRAMED) else "'none'"


def expect_headers(answer: Answer, frames: str = "'none'") -> None:
    """Expect what every answer says."""
    headers = answer.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert headers["Content-Security-Policy"].endswith(f"; frame-ancestors {frames}")
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert not set("0123456789") & set(headers["Server"])


def expect_unchanged(project: Project, address: str) -> None:
    """Expect that nothing travels twice to whoever has it already."""
    for path in project.site():
        if path.endswith((".html", ".css", ".js", ".json")):
            asked = address + path.removesuffix("index.html")
            etag = ask(asked, "gzip").headers["ETag"]
            answer = ask(asked, "gzip", If_None_Match=etag)
            assert (answer.status, answer.body) == (304, b""), path
            assert answer.headers["ETag"] == etag, path
            assert answer.headers["Cache-Control"] == caching_of(path), path


def expect_compression(project: Project, address: str, *, brotli: bool) -> None:
    """Expect that texts come compressed to those who can read that."""
    for path, data in project.site().items():
        if path.endswith((".html", ".css", ".js")):
            asked = address + path.removesuffix("index.html")
            for name, unpack in {"gzip": gzip.decompress, "br": unbrotli}.items():
                if name == "gzip" or brotli:
                    answer = ask(asked, name)
                    assert answer.headers["Content-Encoding"] == name, path
                    assert answer.headers["Vary"] == "Accept-Encoding"
                    assert len(answer.body) < len(data)
                    assert unpack(answer.body) == data
                    assert answer.headers.get_content_type() in TYPES["." + path.rpartition(".")[2]]
                    expect_headers(answer, frames_of(path))


def expect_missing_pages(project: Project, address: str) -> None:
    """Expect the page for wrong addresses in the language of the address."""
    wrong = {
        "404.html": ("no/such/page", "_headers", "assets/", "enak/"),
        "en/404.html": ("en/no/such/page/", "en/embed/no", "en/unduhan/"),
    }
    for page, paths in wrong.items():
        for path in paths:
            answer = ask(address + path)
            assert (answer.status, answer.body) == (404, project.site()[page]), path
            expect_headers(answer)
