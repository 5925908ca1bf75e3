"""What a page costs its reader, as hosts send it: compressed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

# Requests and gzipped bytes at most, the icon among them; `make bench-reader` counts headers too.
# That a request fails, every reader notices.
TOOLS = "checklist-tool, flow-tool, share-kit"
WITH_TOOL = (7, 28_000)
WITH_SEARCH = (9, 22_000)  # whose engine is in modules that other pages load when it is opened
OTHERS = (5, 18_000)
UNPACKED = 100_000  # of HTML, for telephones with little memory
KNOWN = ("favicon.ico", "apple-touch-icon.png")  # what browsers ask for by themselves
SMALL = 3_000
LEVEL = 6  # gzip's default, and most hosts'


def test_a_page_is_light(reader: Reader, site_folder: Path, any_page: BuiltPage) -> None:
    page = reader.open(any_page)
    page.wait_for_load_state("networkidle")  # the icon comes last
    html = any_page.html.encode()
    paths = [url.removeprefix(reader.address) for url, _ in reader.answers]
    assets = {path: (site_folder / path).read_bytes() for path in paths if "assets/" in path}
    sizes = {path: len(gzip.compress(data, LEVEL)) for path, data in assets.items()}
    requests, size = WITH_TOOL if any_page.has(TOOLS) else OTHERS
    if any_page.has("site-search"):
        requests, size = WITH_SEARCH
    assert 3 <= len(paths) == len(assets) + 1 <= requests, paths
    assert sum(sizes.values()) + len(gzip.compress(html, LEVEL)) <= size, sizes
    assert len(html) <= UNPACKED


def test_icons_are_small_and_where_browsers_look(site_folder: Path) -> None:
    icons = [site_folder / name for name in KNOWN]
    assert [0 < icon.stat().st_size <= SMALL for icon in icons] == [True] * len(icons)


def test_one_script_serves_a_page(any_page: BuiltPage) -> None:
    modules = any_page.tree.css("script[type=module]")
    assert len(modules) <= (2 if any_page.has("share-kit") else 1)
