"""The modules of a page as one file: one request instead of one for each custom element.

Each module keeps to itself in the file. What one of them throws while it starts is reported, and
the others start all the same. Modules that export something, or import as they start, stay alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.assets import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PLACE = f"{FOLDER}/javascripts"
TAG = re.compile(
    rf'\s*<script type="module"[^>]* src="[^"]*{PLACE}/(?P<name>[\w-]+)\.js"></script>'
)
URGENT = 'blocking="render"'
IMPORT = re.compile(r"^(?:import|export)\b", re.MULTILINE)
ALONE = "try {{\n{source}}} catch (error) {{\n  reportError(error);\n}}\n"


def join(site: Path) -> None:
    """Let the pages of a built site load their modules as one file each."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in (site / PLACE).glob("*.js")}
    sources = {name: text for name, text in files.items() if not IMPORT.search(text)}
    for page in site.rglob("*.html"):
        names = _join(page, sources)
        if len(names) > 1:
            text = "".join(ALONE.format(source=sources[name]) for name in names)
            (site / PLACE / _file(names)).write_text(text, encoding="utf-8", newline="\n")


def _join(page: Path, sources: Mapping[str, str]) -> Sequence[str]:
    """Let a page load one file in place of its modules, and return their names.

    It is as urgent as the most urgent of them.
    """
    html = page.read_bytes().decode()
    tags = [tag for tag in TAG.finditer(html) if tag["name"] in sources]
    names = [tag["name"] for tag in tags]
    if len(tags) > 1:
        one = max(tags, key=lambda tag: URGENT in tag[0])
        for tag in tags:
            new = tag[0].replace(f"{tag['name']}.js", _file(names)) if tag is one else ""
            html = html.replace(tag[0], new, 1)
        page.write_bytes(html.encode())
    return names


def _file(names: Sequence[str]) -> str:
    return f"{'.'.join(names)}.js"
