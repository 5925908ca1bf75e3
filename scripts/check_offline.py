"""What readers may keep of the built site: the list of files, its service worker, and the app."""

from __future__ import annotations

import base64
import json
import re
import struct
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.built import Site
    from scripts.check_page import Page

LIST, WORKER = "luring.json", "sw.js"
BYTES = re.compile(rb'<keep-offline[^>]* data-bytes="([^"]*)"')
INTEGRITY = re.compile(r'"(sha256-[\w+/=]+)"')
TOLERANCE = 0.01  # of the size that a page says
SIZES = {"any": {192, 512}, "maskable": {512}}
"""The icons that systems ask for, in pixels, by their purpose."""


def list_is_whole(site: Site) -> Iterator[Problem]:
    """List for keeping every page and all that pages are made of, with its hash, and nothing else."""
    if not _offers(site):
        return
    data = _object(site, LIST)
    files = data.get("files")
    if not isinstance(files, dict):
        yield _problem(LIST, "the list of files to keep is missing or broken; build it again")
        return
    listed = {site.file_at(site.url + address): value for address, value in files.items()}
    for path in sorted(_wanted(site) | listed.keys()):
        if fault := _fault(site, path, listed.get(path)):
            yield _problem(LIST, f'"{path}" {fault}')
    size = sum(map(site.size, listed))
    if data.get("bytes") != size:
        yield _problem(LIST, f'the "bytes" are {data.get("bytes")!r}; write {size}')


def _fault(site: Site, path: str, value: str | None) -> str:
    """Return what is wrong with the list's hash of a file, if anything is."""
    if value is None:
        return "is not listed; readers would miss it without a network"
    if not site.has(path):
        return "is listed, but not in the site; remove it"
    is_right = value == _integrity(site.digest(path))
    return "" if is_right else "has another hash than the list says; list it anew"


def worker_knows_list(site: Site) -> Iterator[Problem]:
    """Name in the service worker the hash of the list."""
    if _offers(site):
        hashes = INTEGRITY.findall(site.read(WORKER).decode(errors="replace"))
        if hashes != [_integrity(site.digest(LIST))]:
            yield _problem(WORKER, "the worker does not name the hash of the list; build it again")


def pages_say_size(site: Site) -> Iterator[Problem]:
    """Say how large everything is before a reader keeps it."""
    size = _object(site, LIST).get("bytes")
    for page in _offers(site):
        found = BYTES.search(page.source)
        said = found[1].decode() if found else ""
        if not isinstance(size, int) or not said.isdecimal() or not _near(int(said), size):
            message = f'the page says "{said}" bytes are kept, and the list {size!r}; build it anew'
            yield page.problem(message, "<keep-offline")


def apps_can_be_installed(site: Site) -> Iterator[Problem]:
    """Describe the app in each language, with its icons and a first page in that language."""
    for path, page in _manifests(site).items():
        data = _object(site, path)
        for fault in _app_faults(site, path, page, data):
            yield _problem(path, fault)


def _app_faults(site: Site, path: str, page: Page, data: dict[str, Any]) -> Iterator[str]:
    if not data:
        yield "the description of the app is missing or broken; build it again"
        return
    if data.get("lang") != page.locale:
        yield f'the "lang" is {data.get("lang")!r}; write "{page.locale}"'
    start = urljoin(site.address(path), str(data.get("start_url")))
    first = site.page_at(start)
    if not first or first.locale != page.locale:
        yield f'the "start_url" leads to "{start}", which is no page in "{page.locale}"'
    if urljoin(site.address(path), str(data.get("scope"))) != site.url:
        yield f'the "scope" is {data.get("scope")!r}, not the whole site; links would leave the app'
    icons = data.get("icons")
    known: dict[str, set[int]] = {}
    for icon in icons if isinstance(icons, list) else []:
        size = _side(site.read(site.file_at(urljoin(site.address(path), str(icon.get("src"))))))
        if icon.get("sizes") != f"{size}x{size}":
            yield f'the icon "{icon.get("src")}" is no PNG of {icon.get("sizes")}; draw it anew'
        known.setdefault(str(icon.get("purpose")), set()).add(size)
    for purpose, sizes in SIZES.items():
        for side in sorted(sizes - known.get(purpose, set())):
            yield f'there is no icon of {side} pixels for "{purpose}"; add one'


def _side(picture: bytes) -> int:
    """Return the side of a square PNG in pixels, 0 if it is none."""
    if not picture.startswith(b"\x89PNG\r\n\x1a\n") or len(picture) < 24:
        return 0
    width, height = struct.unpack(">II", picture[16:24])
    return int(width) if width == height else 0


def _offers(site: Site) -> list[Page]:
    """Return the pages where readers can keep the site."""
    return [page for page in site.pages.values() if "keep-offline" in page.marks]


def _manifests(site: Site) -> dict[str, Page]:
    """Return the descriptions of apps that pages name, by path, each with one of those pages."""
    found: dict[str, Page] = {}
    for page in site.pages.values():
        for value in filter(None, page.manifests):
            found[site.file_at(value)] = page
    return found


def _wanted(site: Site) -> set[str]:
    """Return what readers need without a network: pages with what they load, and the search."""
    pages = [page for page in site.pages.values() if page.kind != "embed"]
    loaded = {site.file_at(site.url + a) for a in set().union(*(page.loaded for page in pages))}
    modules = {path for path in site.files if path.startswith(("assets/v/", "cari/"))}
    return {page.path for page in pages} | (loaded & site.files) | modules


def _near(said: int, size: int) -> bool:
    return abs(said - size) <= TOLERANCE * size


def _object(site: Site, path: str) -> dict[str, Any]:
    """Return a JSON object of the site, an empty one if there is none."""
    try:
        data = json.loads(site.read(path))
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _integrity(digest: bytes) -> str:
    return f"sha256-{base64.b64encode(digest).decode()}"


def _problem(path: str, message: str) -> Problem:
    return Problem(f"site/{path}", 0, message)


OFFLINE_RULES = (list_is_whole, worker_knows_list, pages_say_size, apps_can_be_installed)
