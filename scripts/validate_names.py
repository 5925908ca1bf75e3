"""Names that files can have on every system, in every address and beside each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Library

LONGEST = 100
"""The most characters of a name: what is made from a file has a longer one."""

NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?<!\.)")
RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)\d)(\..*)?", re.IGNORECASE)
"""What means a device on Windows, whatever follows a dot."""


def names(library: Library) -> Iterator[Problem]:
    """No name of a file or folder is too long, or means a device on Windows."""
    records = (record for group in library.groups.values() for record in group.values())
    paths = {page.file for page in library.pages.values()} | {record.path for record in records}
    for path in sorted(paths | {f"docs/{asset}" for asset in library.assets}):
        for name in path.split("/"):
            if RESERVED.fullmatch(name):
                message = f'"{name}" means a device on Windows; choose another name'
                yield Problem(path, 0, message)
            if len(name) > LONGEST:
                shown = f'"{name[:30]}…" has {len(name)} characters'
                yield Problem(path, 0, f"{shown}; choose a shorter name, {LONGEST} are the most")


def assets(library: Library) -> Iterator[Problem]:
    """A file for pages has a name that addresses can hold as it is, and that no other one resembles."""
    seen: dict[str, str] = {}
    for path in sorted(library.assets):
        if wrong := next((name for name in path.split("/") if not NAME.fullmatch(name)), None):
            message = f'"{wrong}" is no name for a file of the site'
            known = "use letters without accents, digits, hyphens and dots"
            yield Problem(f"docs/{path}", 0, f"{message}; {known}")
        elif path.lower().endswith((".html", ".htm")):
            yield Problem(f"docs/{path}", 0, "is a page of its own; write pages in Markdown")
        if (other := seen.setdefault(path.lower(), path)) != path:
            message = f"differs from docs/{other} by capital letters alone; rename one of them"
            yield Problem(f"docs/{path}", 0, message)


RULES = (names, assets)
