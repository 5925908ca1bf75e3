"""Scripts and styles as readers get them: without what is there for those who write them.

For scripts that is comments on lines of their own and indentation, no more: minifiers that read
expressions without a parser break template literals, and those with one are not to be had for every
system that the site is built on.
"""

from __future__ import annotations

import re

import rcssmin

MARGIN = re.compile(r"^[ \t]*(?://.*)?\n|^[ \t]+", re.MULTILINE)


def styles(text: str) -> str:
    """Return a style sheet without comments and needless space."""
    return str(rcssmin.cssmin(text))


def script(text: str) -> str:
    """Return a script without indentation and lines that are empty or a comment.

    No template literal in it may go over several lines.
    """
    return MARGIN.sub("", text)
