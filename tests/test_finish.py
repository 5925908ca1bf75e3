"""The last files of a site, which speak of all the others."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from scripts import stamp
from scripts.finish import finish
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://contoh.example/karier/"
LAST = {"luring.json", "sw.js", "sitemap.xml.gz", "_headers"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    meta = '<meta http-equiv="Content-Security-Policy" content="img-src \'self\'">'
    pages = ("index.html", "404.html", "en/index.html", "en/404.html")
    tree.write(tmp_path, {"sitemap.xml": "<urlset/>", **dict.fromkeys(pages, meta)})
    return tmp_path


def test_what_is_last_is_written_and_stamped(site: Path) -> None:
    before = stamp.read(site)
    stamps = dict(before)
    finish(site, URL, tree.ROOT, stamps)
    assert stamps.keys() - before.keys() == LAST
    assert stamps == stamp.read(site)


def test_headers_are_for_the_place_of_the_site(site: Path) -> None:
    finish(site, URL, tree.ROOT, stamp.read(site))
    headers = (site / "_headers").read_text()
    assert headers.startswith("/karier/*\n")
    assert "Content-Security-Policy: img-src 'self'\n" in headers


def test_the_packed_sitemap_is_the_same_at_any_time(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = set()
    for now in (0.0, 2e9):
        monkeypatch.setattr("time.time", lambda now=now: now)
        finish(site, URL, tree.ROOT, stamp.read(site))
        packed.add((site / "sitemap.xml.gz").read_bytes())
    assert [gzip.decompress(data) for data in packed] == [b"<urlset/>"]
