"""Scripts and styles as readers get them: without what is there for those who write them.

For scripts that is comments on lines of their own and indentation, no more: minifiers that read
expressions without a parser break template literals, and those with one are not to be had for every
system that the site is built on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import rcssmin

from scripts.assets import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

MARGIN = re.compile(r"^[ \t]*(?://.*)?\n|^[ \t]+", re.MULTILINE)


def minify(site: Path) -> None:
    """Make the scripts and styles of a built site smaller; what they do stays the same."""
    for ending, smaller in (("css", styles), ("js", script)):
        for file in sorted((site / FOLDER).rglob(f"*.{ending}")):
            text = smaller(file.read_text(encoding="utf-8"))
            file.write_text(text, encoding="utf-8", newline="\n")


def styles(text: str) -> str:
    """Return a style sheet without comments and needless space."""
    return str(rcssmin.cssmin(text))


def script(text: str) -> str:
    """Return a script without indentation and lines that are empty or a comment.

    No template literal in it may go over several lines.
    """
    return MARGIN.sub("", text)
