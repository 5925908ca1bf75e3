"""The site as it is published: to a folder, a git branch, a server; then served and walked."""

from __future__ import annotations

import gzip
import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from brotli import decompress as unbrotli

from scripts.assets import PLACE as ASSETS
from tests import servers
from tests.browser.built import pages_of, typical_of
from tests.browser.reader import Reader
from tests.project import Project, copy_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from email.message import Message
    from pathlib import Path

    from playwright.sync_api import Browser

    Way = Callable[[Project, Path], AbstractContextManager["Place"]]
    Server = Callable[[Path, "Place"], AbstractContextManager[str]]

HOST = "https://karier.kampus.ac.id/"
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


def ask(address: str, encoding: str = "identity") -> Answer:
    request = Request(address, headers={"Accept-Encoding": encoding})
    try:
        with build_opener(Still).open(request, timeout=20) as response:
            return Answer(response.status, response.headers, response.read())
    except HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


@dataclass(frozen=True)
class Place:
    """Where a site was published: what a web server has to serve, and a snippet for it."""

    root: Path
    snippets: Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A built project."""
    project = copy_to(tmp_path / "project")
    assert project.run("build", SITE_URL=HOST).err == ""
    return project


def publish(project: Project, target: str, **environment: str) -> None:
    done = project.run("publish", target, SITE_URL=HOST, **environment)
    assert (done.code, done.err) == (0, "")
    assert "Published to" in done.out


@contextmanager
def to_folder(project: Project, folder: Path) -> Iterator[Place]:
    publish(project, str(folder / "www"))
    yield Place(folder / "www/current/public", folder / "www/current")


@contextmanager
def to_git(project: Project, folder: Path) -> Iterator[Place]:
    bare, clone = folder / "pages.git", folder / "clone"
    git = ("git", "-C", project.root, "-c", "user.name=a", "-c", "user.email=a@b.example")
    for command in (
        ("git", "init", "-q", project.root),
        (*git, "add", "mkdocs.yml"),
        (*git, "commit", "-qm", "A start"),
        ("git", "init", "-q", "--bare", bare),
    ):
        subprocess.run(command, check=True)
    publish(project, f"git+{bare}#pages")
    subprocess.run(("git", "clone", "-q", "-b", "pages", bare, clone), check=True)
    assert (clone / "CNAME").read_text() == "karier.kampus.ac.id\n"
    assert (clone / ".nojekyll").is_file()
    yield Place(clone, project.root / ".cache/hosts")


@contextmanager
def to_server(project: Project, folder: Path) -> Iterator[Place]:
    with servers.sshd(folder) as (port, client):
        target = f"ssh://127.0.0.1:{port}{folder}/far away"
        publish(project, target, RSYNC_RSH=client)
        yield Place(folder / "far away/current/public", folder / "far away/current")


@pytest.mark.parametrize("way", [to_folder, to_git, to_server])
def test_every_page_is_whole_where_it_was_published(
    browser: Browser, project: Project, tmp_path: Path, way: Way
) -> None:
    with way(project, tmp_path) as place:
        snippet = place.snippets / "nginx.conf"
        with servers.nginx(tmp_path, place.root, snippet) as address:
            walk(browser, project, address)
            expect_bytes(project, address)


def walk(browser: Browser, project: Project, address: str) -> None:
    reader = Reader(browser, address)
    pages = typical_of(pages_of(project.root / "site"))
    assert {page.address.startswith("en/") for page in pages} == {True, False}
    window = reader.open(pages[0])
    for page in pages[1:]:
        reader.go(window, page)
        window.wait_for_load_state("networkidle" if page is pages[-1] else "load")
    assert reader.close() == []


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


@contextmanager
def nginx_with_brotli(folder: Path, place: Place) -> Iterator[str]:
    text = (place.snippets / "nginx.conf").read_text()
    if servers.BROTLI.exists():
        text = text.replace("#brotli_static on;", "brotli_static on;")
    (folder / "snippet.conf").write_text(text)
    with servers.nginx(folder, place.root, folder / "snippet.conf") as address:
        yield address


@contextmanager
def caddy(folder: Path, place: Place) -> Iterator[str]:
    with servers.caddy(folder, place.root, place.snippets / "Caddyfile") as address:
        yield address


@pytest.mark.parametrize("server", [nginx_with_brotli, caddy])
def test_a_server_follows_its_snippet(project: Project, tmp_path: Path, server: Server) -> None:
    with to_folder(project, tmp_path) as place, ExitStack() as stack:
        address = stack.enter_context(server(tmp_path, place))
        expect_bytes(project, address)
        expect_compression(project, address, brotli=server is caddy or servers.BROTLI.exists())
        expect_missing_pages(project, address)
        for path in ("artikel", "en/daftar-periksa"):
            answer = ask(address + path)
            assert answer.status in {301, 308}
            assert answer.headers["Location"] == f"/{path}/"
        for path in OPEN:
            answer = ask(address + path)
            expect_headers(answer)
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert ask(address).headers["Access-Control-Allow-Origin"] is None


def expect_compression(project: Project, address: str, *, brotli: bool) -> None:
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
    wrong = {
        "404.html": ("no/such/page", "_headers", "assets/", "enak/"),
        "en/404.html": ("en/no/such/page/", "en/embed/no", "en/unduhan/"),
    }
    for page, paths in wrong.items():
        for path in paths:
            answer = ask(address + path)
            assert (answer.status, answer.body) == (404, project.site()[page]), path
            expect_headers(answer)


def test_a_site_in_a_folder_of_its_host_is_served_there(tmp_path: Path) -> None:
    project = copy_to(tmp_path / "project")
    address = {"SITE_URL": f"{HOST}siap"}
    assert project.run("build", **address).err == ""
    assert project.run("publish", f"{tmp_path}/www", **address).code == 0
    current = tmp_path / "www/current"
    (tmp_path / "root").mkdir()
    (tmp_path / "root/siap").symlink_to(current / "public")
    with servers.nginx(tmp_path, tmp_path / "root", current / "nginx.conf") as at:
        expect_bytes(project, f"{at}siap/")
        expect_missing_pages(project, f"{at}siap/")
        assert ask(f"{at}siap/artikel").headers["Location"] == "/siap/artikel/"
