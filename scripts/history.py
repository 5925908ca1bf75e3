"""The releases that a server keeps: their names, their order, which comes next and which goes.

A server's folder holds `releases/0007-3f9a1c2b04de/` for each release and the symlink `current`.
Names have a number that grows and the beginning of the release's digest. Releases newer than the
current one were rolled back, or never came to be live; the next publication replaces them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KEPT = 5
FOLDER = "releases"
LINK = "current"
NAME = re.compile(r"(\d{4,})-[0-9a-f]{12}")


@dataclass(frozen=True)
class History:
    """What a server holds: where `current` leads, if anywhere, and the names in `releases`."""

    link: str
    names: tuple[str, ...]

    @property
    def current(self) -> str:
        """Return the name of the release that readers get, or an empty string."""
        name = self.link.removeprefix(f"{FOLDER}/").removesuffix("/")  # as shells complete it
        return name if NAME.fullmatch(name) else ""

    @property
    def objection(self) -> str:
        """Return why nothing may take the place of `current`, or an empty string."""
        if self.current or not self.link:
            return ""
        return f'it leads to "{self.link}", which is no release of this folder; move it, or publish elsewhere'

    def following(self, digest: str) -> str:
        """Return the name for the next release, whose digest is given."""
        return f"{self._last + 1:04}-{digest[:12]}"

    def former(self) -> str:
        """Return the release to go back to, or an empty string when there is none."""
        older = [name for name in self._releases() if _number(name) < self._last]
        return older[-1] if self.current and older else ""

    def surplus(self) -> list[str]:
        """Return the releases that are to go when the next one comes."""
        releases = self._releases()
        newer = [name for name in releases if _number(name) > self._last]
        older = [name for name in releases if _number(name) <= self._last]
        return [*newer, *older[: -(KEPT - 1)]]

    @property
    def _last(self) -> int:
        """The number of the current release; without one nothing is taken for rolled back."""
        names = [self.current] if self.current else self._releases()
        return max(map(_number, names), default=0)

    def _releases(self) -> list[str]:
        return sorted(filter(NAME.fullmatch, self.names), key=_number)


def _number(name: str) -> int:
    return int(name.partition("-")[0])
