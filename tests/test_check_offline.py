"""The rules over what readers may keep, in a site with one fault at a time."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts.built import read_site
from scripts.check_offline import OFFLINE_RULES
from tests.test_check import png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

URL = "https://contoh.example/siap/"
PAGE = """\
<html lang="id"><head><link rel="manifest" href="/siap/aplikasi.webmanifest">
<link rel="stylesheet" href="/siap/assets/v/1/a.css"></head>
<body><main class="page page--{kind}"><keep-offline data-worker="sw.js" data-bytes="{size}"></keep-offline></main>
"""
APP: dict[str, Any] = {
    "lang": "id",
    "start_url": "./",
    "scope": "./",
    "icons": [
        {"src": "ikon/192.png", "sizes": "192x192", "purpose": "any"},
        {"src": "ikon/512.png", "sizes": "512x512", "purpose": "any"},
        {"src": "ikon/512.png", "sizes": "512x512", "purpose": "maskable"},
    ],
}


def sha256(data: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode()}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site without faults."""
    size = 100_000
    parts: dict[str, bytes] = {
        "aplikasi.webmanifest": json.dumps(APP).encode(),
        "assets/v/1/a.css": b"b {}",
        "assets/v/1/late.js": b"1",
        "ikon/192.png": png(192, 192),
        "ikon/512.png": png(512, 512),
    }
    page = PAGE.format(kind="page", size=size).encode()
    parts["index.html"] = page.ljust(size - sum(map(len, parts.values())))
    for path, data in parts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (tmp_path / "embed").mkdir()
    (tmp_path / "embed/index.html").write_text(PAGE.format(kind="embed", size=size))
    listed = {path.removesuffix("index.html"): sha256(data) for path, data in parts.items()}
    write_list(tmp_path, {"bytes": size, "files": listed})
    return tmp_path


def write_list(folder: Path, data: Any) -> None:
    """Write a list, and a worker that knows it."""
    text = json.dumps(data).encode()
    (folder / "luring.json").write_bytes(text)
    (folder / "sw.js").write_text(f'const VERSION = "{sha256(text)}";')


def relist(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    data = json.loads((folder / "luring.json").read_text())
    change(data)
    write_list(folder, data)


def found(folder: Path) -> list[str]:
    site = read_site(folder, URL, ("id",))
    return sorted({str(problem) for rule in OFFLINE_RULES for problem in rule(site)})


def test_a_whole_site_has_no_fault(folder: Path) -> None:
    assert found(folder) == []


def test_a_site_that_nobody_can_keep_needs_no_list(folder: Path) -> None:
    for path in ("index.html", "embed/index.html"):
        (folder / path).write_text("<html>")
    (folder / "luring.json").unlink()
    assert found(folder) == []


@pytest.mark.parametrize("path", ["", "assets/v/1/a.css", "assets/v/1/late.js", "ikon/192.png"])
def test_what_is_left_out_of_the_list(folder: Path, path: str) -> None:
    relist(folder, lambda data: data["files"].pop(path))
    faults = [fault for fault in found(folder) if "bytes" not in fault]
    if path.startswith("ikon"):  # named by the app, not by a page
        assert faults == []
    else:
        name = path or "index.html"
        message = f'"{name}" is not listed; readers would miss it without a network'
        assert faults == [f"site/luring.json: {message}"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda data: data["files"].update(lama="sha256-x"),
            '"lama" is listed, but not in the site; remove it',
        ),
        (
            lambda data: data["files"].update({"assets/v/1/a.css": "sha256-x"}),
            '"assets/v/1/a.css" has another hash than the list says; list it anew',
        ),
        (lambda data: data.update(bytes=100_500), 'the "bytes" are 100500; write 100000'),
        (
            lambda data: data.pop("files"),
            "the list of files to keep is missing or broken; build it again",
        ),
    ],
)
def test_a_list_that_is_wrong(
    folder: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    relist(folder, change)
    assert found(folder) == [f"site/luring.json: {message}"]


@pytest.mark.parametrize("text", ["", "[", "[]", "\xff"])
def test_a_list_that_is_none(folder: Path, text: str) -> None:
    (folder / "luring.json").write_bytes(text.encode("latin-1"))
    assert (
        "site/luring.json: the list of files to keep is missing or broken; build it again"
        in found(folder)
    )


@pytest.mark.parametrize("worker", ["", 'const VERSION = "@version";', '"sha256-abc="', None])
def test_a_worker_that_does_not_know_the_list(folder: Path, worker: str | None) -> None:
    if worker is None:
        (folder / "sw.js").unlink()
    else:
        (folder / "sw.js").write_text(worker)
    message = "the worker does not name the hash of the list; build it again"
    assert found(folder) == [f"site/sw.js: {message}"]


@pytest.mark.parametrize("said", ["@bytes", "", "50000"])
def test_a_page_that_says_another_size(folder: Path, said: str) -> None:
    page = folder / "embed/index.html"
    page.write_text(PAGE.format(kind="embed", size=said))
    message = f'the page says "{said}" bytes are kept, and the list 100000; build it anew'
    assert found(folder) == [f"site/embed/index.html:3: {message}"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"lang": "en"}, 'the "lang" is \'en\'; write "id"'),
        (
            {"start_url": "/"},
            'the "start_url" leads to "https://contoh.example/", which is no page in "id"',
        ),
        (
            {"scope": "./assets/"},
            "the \"scope\" is './assets/', not the whole site; links would leave the app",
        ),
        (
            {"icons": APP["icons"][:2]},
            'there is no icon of 512 pixels for "maskable"; add one',
        ),
        (
            {"icons": [*APP["icons"], {"src": "ikon/7.png", "sizes": "7x7", "purpose": "any"}]},
            'the icon "ikon/7.png" is no PNG of 7x7; draw it anew',
        ),
    ],
)
def test_an_app_that_cannot_be_installed(
    folder: Path, change: dict[str, Any], message: str
) -> None:
    text = json.dumps(APP | change)
    (folder / "aplikasi.webmanifest").write_text(text)
    relist(
        folder, lambda data: data["files"].update({"aplikasi.webmanifest": sha256(text.encode())})
    )
    faults = [fault for fault in found(folder) if "bytes" not in fault]
    assert faults == [f"site/aplikasi.webmanifest: {message}"]


def test_an_app_without_a_description(folder: Path) -> None:
    (folder / "aplikasi.webmanifest").write_text("{")
    message = "the description of the app is missing or broken; build it again"
    assert f"site/aplikasi.webmanifest: {message}" in found(folder)


def test_what_is_no_address_is_not_kept(folder: Path) -> None:
    page = folder / "index.html"
    odd = b'<link rel="manifest" href="http://["><img src="http://[" alt="">'
    page.write_bytes(page.read_bytes() + odd)
    files = {"": sha256(page.read_bytes())}
    relist(folder, lambda data: data["files"].update(files))
    relist(folder, lambda data: data.update(bytes=data["bytes"] + len(odd)))
    assert found(folder) == []
