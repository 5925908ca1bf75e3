"""The tools of the built site as one file each: they fetch nothing, and run what their policy names."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from scripts.built import is_file
from scripts.check_address import is_foreign
from scripts.check_page import TOOLS
from scripts.check_reading import read_page
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.built import Site
    from scripts.check_reading import Reading

FOLDER = "berkas/"
MOST = 60_000  # bytes, as they are forwarded
PACKED = re.compile(rb"<script[^>]* data-packed>([^<]*)</script>")
CODE = {
    "script-src": re.compile(rb"<script>(.*?)</script>", re.DOTALL),
    "style-src": re.compile(rb"<style>(.*?)</style>", re.DOTALL),
}
CLOSED = {"default-src": {"'none'"}, "base-uri": {"'none'"}, "form-action": {"'none'"}}
OVERVIEW = "seluruh-panduan"  # says again what is there


def tools_have_files(site: Site) -> Iterator[Problem]:
    """Link from every tool to its file, and keep no other files."""
    linked: set[str] = set()
    for page in site.pages.values():
        if page.canonicals == (page.address,) and not TOOLS.isdisjoint(page.marks):
            own = {site.file_at(site.url + value) for value in page.links if FOLDER in value}
            linked |= own
            if len(own) != 1:
                message = f"the tool links to {len(own)} files for phones; link to its own"
                yield page.problem(message, "<checklist-tool", "<flow-tool")
    for path in sorted(_files(site) - linked):
        yield Problem(f"site/{path}", 0, "no tool has this file for phones; remove it")


def files_are_small(site: Site) -> Iterator[Problem]:
    """Keep a file small enough to forward on a slow line."""
    for path in sorted(_files(site)):
        if (size := len(site.read(path))) > MOST:
            yield Problem(f"site/{path}", 0, f"the file has {size} bytes; at most {MOST} are sent")


def files_are_closed(site: Site) -> Iterator[Problem]:
    """Fetch nothing, and name by hash all that runs and styles: what is shown, and what is packed."""
    for path in sorted(_files(site)):
        plain, tool = _read(site, path)
        if not tool.source:
            yield plain.problem("the tool in the file is missing or broken; build it again")
        policy = _policy(plain)
        for name, wanted in (CLOSED | _code(plain.source + tool.source)).items():
            if policy.get(name) != wanted:
                yield plain.problem(f'the policy has another "{name}"; build it again', name)
        for name in sorted(policy.keys() - {*CLOSED, *CODE}):
            yield plain.problem(f'the policy allows "{name}"; take that out', name)
        for page in (plain, tool):
            yield from (page.problem(fault) for fault in _faults(page))


def _faults(page: Reading) -> Iterator[str]:
    """Yield what a page of a file fetches or runs in a way that no hash can name."""
    for value, loads in page.references:
        if loads:
            yield f'the file loads "{value}"; put it in'
    for excerpt, _ in page.inline:
        if not excerpt.startswith(("<script>", "<style>")):
            yield f"{excerpt} is in an attribute; move it to a script or style"


def files_lead_to_the_site(site: Site) -> Iterator[Problem]:
    """Link from a file to places in it, or by whole addresses to pages that exist."""
    for path in sorted(_files(site)):
        for page in _read(site, path):
            for value, _ in page.references:
                if fault := _link_fault(site, page, value):
                    yield page.problem(f'the link "{value}" {fault}', value)


def _link_fault(site: Site, page: Reading, value: str) -> str:
    if value.startswith("#"):
        return "" if value[1:] in page.ids else "leads to no place in the file; correct it"
    if ":" not in value:
        return f"leads nowhere from a phone; write it whole, with {site.url}"
    return "" if is_foreign(value, site.url) else site.fault(site.url, value)


def files_are_whole_without_scripts(site: Site) -> Iterator[Problem]:
    """Have in a file, for programs that run no scripts, every place of its tool."""
    for path in sorted(_files(site)):
        plain, tool = _read(site, path)
        for name in sorted(tool.ids.keys() - plain.ids.keys() - {OVERVIEW}):
            yield plain.problem(f'the plain text is without "{name}"; put it in')


def _files(site: Site) -> set[str]:
    near = (path for path in site.folder.lasting if FOLDER in path and path.endswith(".html"))
    return {path for path in near if is_file(path, site.locales)}


def _read(site: Site, path: str) -> tuple[Reading, Reading]:
    """Return what a file shows without scripts, and the tool that is packed in it."""
    return _unpacked(path, site.address(path), site.locale(path), site.read(path))


@lru_cache(64)  # several rules look into the same file
def _unpacked(path: str, address: str, locale: str, source: bytes) -> tuple[Reading, Reading]:
    found = PACKED.search(source)
    try:
        tool = zlib.decompress(base64.b64decode(found[1] if found else b"", validate=True))
    except (binascii.Error, zlib.error):
        tool = b""
    return read_page(path, address, locale, source), read_page(path, address, locale, tool)


def _policy(page: Reading) -> dict[str, set[str]]:
    parts = (part.split() for part in next(iter(page.policies), "").split(";"))
    return {name: set(sources) for name, *sources in filter(None, parts)}


def _code(source: bytes) -> dict[str, set[str]]:
    """Return the hashes of all scripts and styles, by the directive that allows them."""
    return {
        name: {f"'sha256-{_hash(text)}'" for text in pattern.findall(source)}
        for name, pattern in CODE.items()
    }


def _hash(text: bytes) -> str:
    return base64.b64encode(hashlib.sha256(text).digest()).decode()


FILE_RULES = (
    tools_have_files,
    files_are_small,
    files_are_closed,
    files_lead_to_the_site,
    files_are_whole_without_scripts,
)
