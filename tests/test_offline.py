"""What is kept for reading without a network."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from scripts import offline, stamp
from scripts.offline import LIST, WORKER

if TYPE_CHECKING:
    from pathlib import Path

KEPT = {
    "index.html": "",
    "404.html": "404.html",
    "artikel/a/index.html": "artikel/a/",
    "artikel/embed/index.html": "artikel/embed/",
    "l/k7tq/index.html": "l/k7tq/",
    "aplikasi.webmanifest": "aplikasi.webmanifest",
    "apple-touch-icon.png": "apple-touch-icon.png",
    "favicon.ico": "favicon.ico",
    "assets/v/0a1b/site.css": "assets/v/0a1b/site.css",
    "cari/en/index.json": "cari/en/index.json",
    "ikon/192.png": "ikon/192.png",
    "en/index.html": "en/",
    "en/404.html": "en/404.html",
    "en/aplikasi.webmanifest": "en/aplikasi.webmanifest",
    "en/luring/index.html": "en/luring/",
}
LEFT = (
    *("assets/kartu/id/a.png", "atom.xml", "katalog.json", "qr/a.png", "unduhan/a.pdf"),
    *("embed/a/index.html", "en/embed/a/index.html", "en/unduhan/a.pdf", "sematkan/v1.js"),
    *("berkas/a.html", "en/berkas/a.html", "_headers", "sitemap.xml"),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site, and beside it the folder of the worker."""
    for path in (*KEPT, *LEFT):
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{path}: @bytes")
    (tmp_path / WORKER).write_text('const VERSION = "@version";')
    write(tmp_path / "site")
    return tmp_path / "site"


def write(site: Path) -> stamp.Stamps:
    """Write the list and the worker, and return the stamps that are told of then."""
    stamps = stamp.read(site)
    offline.write(site, site.parent, stamps)
    return stamps


def sha256(file: Path) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()}"


def test_pages_and_what_they_are_made_of_are_listed_with_their_hashes(site: Path) -> None:
    data = json.loads((site / LIST).read_text())
    assert data["files"] == {address: sha256(site / path) for path, address in KEPT.items()}
    assert data["bytes"] == sum((site / path).stat().st_size for path in KEPT)


def test_the_worker_names_the_hash_of_the_list(site: Path) -> None:
    assert (site / WORKER).read_text() == f'const VERSION = "{sha256(site / LIST)}";'


def test_the_page_about_it_says_how_much_it_is(site: Path) -> None:
    said = int((site / "en/luring/index.html").read_text().rpartition(" ")[2])
    assert said == pytest.approx(json.loads((site / LIST).read_text())["bytes"], abs=20)
    assert (site / "artikel/a/index.html").read_text().endswith("@bytes")


def test_the_same_site_has_the_same_list_and_another_one_has_not(site: Path) -> None:
    before = (site / LIST).read_bytes()
    write(site)
    assert (site / LIST).read_bytes() == before
    (site / "index.html").write_text("baru")
    write(site)
    assert (site / LIST).read_bytes() != before


def test_the_stamps_are_those_of_what_was_written(site: Path) -> None:
    assert write(site) == stamp.read(site)
