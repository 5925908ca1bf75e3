"""The modules of a page as one file: one request instead of one for each custom element.

Each module keeps to itself in the file. What one of them throws while it starts is reported, and
the others start all the same. Modules that export something, or import as they start, stay alone.

The file is loaded beside the page, and starts when the page and its styles are there, as modules
do; but unlike them it holds nothing up while it is under way, as what the fragment of an address shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOLDER = "javascripts/"
"""Where modules are among the assets."""

TAG = re.compile(
    rb'<script type="module" src="[^"]*assets/%b(?P<name>[\w-]+)\.js"></script>' % FOLDER.encode()
)
IMPORT = re.compile(r"^(?:import|export)\b", re.MULTILINE)
WAIT = """\
if (document.readyState === "loading") {
await new Promise((go) => { addEventListener("DOMContentLoaded", go); });
}
if (!document.hidden) await new Promise(requestAnimationFrame);
"""
ALONE = "try {{\n{source}}} catch (error) {{\nreportError(error);\n}}\n"


def joinable(sources: Mapping[str, str]) -> dict[str, str]:
    """Return the modules that can be in one file with others; `sources` are texts by name."""
    return {name: text for name, text in sources.items() if not IMPORT.search(text)}


def join(html: bytes, known: Mapping[str, str]) -> tuple[bytes, tuple[str, ...]]:
    """Return a page that loads one file in place of its modules among `known`, and their names."""
    tags = [tag for tag in TAG.finditer(html) if tag["name"].decode() in known]
    names = tuple(tag["name"].decode() for tag in tags)
    for tag in reversed(tags[1:]):
        html = html[: tag.start()].rstrip() + html[tag.end() :]
    for tag in tags[:1]:
        one = tag[0].replace(tag["name"] + b".js", file(names).encode())
        html = html[: tag.start()] + one.replace(b" src=", b" async src=") + html[tag.end() :]
    return html, names


def joined(modules: Iterable[tuple[str, str]]) -> str:
    """Return the one file of some modules, given as names and texts."""
    return WAIT + "".join(ALONE.format(source=text) for _, text in modules)


def file(names: Iterable[str]) -> str:
    """Return the name of the one file of some modules."""
    return f"{'.'.join(('page', *names))}.js"
