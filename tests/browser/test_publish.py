"""The site as it is published: to a folder, a git branch, a server; then served and walked."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests import servers
from tests.answers import (
    OPEN,
    ask,
    expect_bytes,
    expect_compression,
    expect_headers,
    expect_missing_pages,
    expect_unchanged,
)
from tests.browser.built import pages_of, typical_of
from tests.browser.reader import Reader
from tests.project import Project, copy_to
from tests.shared import CAMPUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from playwright.sync_api import Browser

    Way = Callable[[Project, Path], AbstractContextManager["Place"]]
    Server = Callable[[Path, "Place"], AbstractContextManager[str]]


@dataclass(frozen=True)
class Place:
    """Where a site was published: what a web server has to serve, and a snippet for it."""

    root: Path
    snippets: Path


@pytest.fixture
def project(built_for_campus: Project) -> Project:
    """A built project."""
    return built_for_campus


def publish(project: Project, target: str, **environment: str) -> None:
    done = project.run("publish", target, SITE_URL=CAMPUS, **environment)
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
        expect_unchanged(project, address)
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


def test_a_site_in_a_folder_of_its_host_is_served_there(tmp_path: Path) -> None:
    project = copy_to(tmp_path / "project")
    address = {"SITE_URL": f"{CAMPUS}siap"}
    assert project.run("build", **address).err == ""
    assert project.run("publish", f"{tmp_path}/www", **address).code == 0
    current = tmp_path / "www/current"
    (tmp_path / "root").mkdir()
    (tmp_path / "root/siap").symlink_to(current / "public")
    with servers.nginx(tmp_path, tmp_path / "root", current / "nginx.conf") as at:
        expect_bytes(project, f"{at}siap/")
        expect_missing_pages(project, f"{at}siap/")
        assert ask(f"{at}siap/artikel").headers["Location"] == "/siap/artikel/"
