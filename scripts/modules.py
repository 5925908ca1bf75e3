"""The modules of a page as one file: one request instead of one for each custom element.

Each module keeps to itself in the file. What one of them throws while it starts is reported, and
the others start all the same. Modules that export something, or import as they start, stay alone.

The file is loaded beside the page, and starts when the page and its styles are there, as modules
do; but unlike them it holds nothing up while it is under way, as what the fragment of an address shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.assets import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PLACE = f"{FOLDER}/javascripts"
TAG = re.compile(rf'\s*<script type="module" src="[^"]*{PLACE}/(?P<name>[\w-]+)\.js"></script>')
IMPORT = re.compile(r"^(?:import|export)\b", re.MULTILINE)
WAIT = """\
if (document.readyState === "loading") {
  await new Promise((go) => { addEventListener("DOMContentLoaded", go); });
}
if (!document.hidden) await new Promise(requestAnimationFrame);
"""
ALONE = "try {{\n{source}}} catch (error) {{\n  reportError(error);\n}}\n"


def join(site: Path) -> None:
    """Let the pages of a built site load their modules as one file each."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in (site / PLACE).glob("*.js")}
    sources = {name: text for name, text in files.items() if not IMPORT.search(text)}
    for page in site.rglob("*.html"):
        names = _join(page, sources)
        if names:
            text = WAIT + "".join(ALONE.format(source=sources[name]) for name in names)
            (site / PLACE / _file(names)).write_text(text, encoding="utf-8", newline="\n")


def _join(page: Path, sources: Mapping[str, str]) -> Sequence[str]:
    """Let a page load one file in place of its modules, and return their names."""
    html = page.read_bytes().decode()
    tags = [tag for tag in TAG.finditer(html) if tag["name"] in sources]
    names = [tag["name"] for tag in tags]
    for tag in tags[1:]:
        html = html.replace(tag[0], "", 1)
    for tag in tags[:1]:
        one = tag[0].replace(f"{names[0]}.js", _file(names)).replace(" src=", " async src=")
        page.write_bytes(html.replace(tag[0], one, 1).encode())
    return names


def _file(names: Sequence[str]) -> str:
    return f"{'.'.join(('page', *names))}.js"
