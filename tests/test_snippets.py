"""What real servers make of the snippets is seen in tests/browser/test_publish.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts import snippets
from scripts.hosts import Site, places

if TYPE_CHECKING:
    from pathlib import Path

SITE = Site("/", ("", "en/"), "default-src 'none'", ("index.html", "en/"), secure=True)
BELOW = Site("/karier/", ("", "en/"), "default-src 'none'", (), secure=False)


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
    snippets.write(tmp_path / "deep", SITE)
    assert (tmp_path / "deep/nginx.conf").read_text() == snippets.nginx(SITE)
    assert (tmp_path / "deep/Caddyfile").read_text() == snippets.caddy(SITE)
