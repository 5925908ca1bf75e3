"""What real servers make of the snippets is seen in tests/browser/test_publish.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts import snippets
from scripts.hosts import Site, places

if TYPE_CHECKING:
    from pathlib import Path

SITE = Site("/", ("", "en/"), "default-src 'none'", ("index.html", "en/"), secure=True)
BELOW = Site("/karier/", ("", "en/"), "default-src 'none'", (), secure=False)
TYPES = {
    "css": "text/css",
    "gz": "application/gzip",
    "html": "text/html",
    "ico": "image/x-icon",
    "ics": "text/calendar",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "mjs": "text/javascript",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml",
    "zip": "application/zip",
}


def test_nginx_knows_the_type_of_each_ending() -> None:
    [block] = re.findall(r"(?s)\ntypes \{\n(.*?)\}\n", snippets.nginx(SITE))
    lines = [re.fullmatch(r"    (\S+) (.+);", line) for line in block.splitlines()]
    found = {ending: line[1] for line in lines if line for ending in line[2].split()}
    assert None not in lines
    assert found == TYPES


def test_nginx_says_headers_and_the_page_for_wrong_addresses_of_each_place() -> None:
    for place in places(SITE):
        sign = "" if place.is_folder else "= "
        start = f"\nlocation {sign}{place.address} {{\n"
        block = snippets.nginx(SITE).partition(start)[2].partition("\n}\n")[0]
        wanted = [
            f'    add_header {name} "{value}" always;' for name, value in place.headers.items()
        ]
        if place.address.startswith("/en/"):
            wanted += ["    error_page 403 =404 /en/404.html;", "    error_page 404 /en/404.html;"]
        assert block.splitlines() == wanted


def test_each_server_hears_of_each_place() -> None:
    for site in (SITE, BELOW):
        for place in places(site):
            sign = "" if place.is_folder else "= "
            assert f"\nlocation {sign}{place.address} {{\n" in snippets.nginx(site)
            pattern = f"{place.address}*" if place.is_folder else place.address
            assert f"\nhandle {pattern} {{\n" in snippets.caddy(site)


def test_each_language_has_its_page_for_wrong_addresses() -> None:
    assert "\nerror_page 404 /404.html;" in snippets.nginx(SITE)
    assert "    error_page 404 /en/404.html;" in snippets.nginx(SITE)
    assert "        rewrite * /karier/en/404.html\n" in snippets.caddy(BELOW)


def test_a_site_in_a_folder_says_what_its_root_needs() -> None:
    for write in (snippets.nginx, snippets.caddy):
        assert "public.\n" in write(SITE)
        assert "the root's own /karier/ has to lead to" in write(BELOW)


def test_braces_are_in_pairs() -> None:
    for text in (snippets.nginx(SITE), snippets.caddy(BELOW)):
        assert text.count("{") == text.count("}") > 5


def test_both_are_written(tmp_path: Path) -> None:
    folder = tmp_path / "very/deep"
    for site in (BELOW, SITE):
        snippets.write(folder, site)
        assert (folder / "nginx.conf").read_text() == snippets.nginx(site)
        assert (folder / "Caddyfile").read_text() == snippets.caddy(site)
