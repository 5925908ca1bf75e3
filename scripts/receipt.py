"""The receipt of a build: what was checked, and what it was made from, by content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from scripts.digest import compare, digests, of_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SOURCES = ("docs", "overrides", "scripts", "mkdocs.yml", "uv.lock", "LICENSE")
CODE = ("scripts/", "uv.lock")
AGAIN = "run `make` to build and check it again"


class Receipt(NamedTuple):
    """The digests of a checked site and of its sources by path, and the settings it was made with."""

    site: dict[str, str]
    sources: dict[str, str]
    settings: dict[str, str]


def sources(root: Path, of_file: Callable[[str], str] = of_file) -> dict[str, str]:
    """Return the digests of all files of a project that a build depends on.

    `of_file` takes the digest of one.
    """
    return digests(root, SOURCES, of_file, but=("__pycache__",))


def code(root: Path) -> dict[str, str]:
    """Return those of the sources of a project that are programs, and the versions of packages."""
    return {path: value for path, value in sources(root).items() if path.startswith(CODE)}


def write(file: Path, receipt: Receipt) -> None:
    """Write a receipt; one that is cut short by a crash is not read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(receipt._asdict()), encoding="utf-8")


def read(file: Path) -> Receipt | None:
    """Return a receipt, or None when there is none that can be read."""
    try:
        return Receipt(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def objection(
    receipt: Receipt, sources: Mapping[str, str], settings: Mapping[str, str]
) -> str | None:
    """Return why a site is stale, as a sentence, or None when a new build would be the same."""
    for name, value in settings.items():
        if (built := receipt.settings.get(name, "")) != value:
            return f'site/ was built with {name}="{built}", and now it is "{value}"; {AGAIN}'
    if paths := compare(receipt.sources, sources).paths:
        others = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        return f"{paths[0]}{others} changed after site/ was built; {AGAIN}"
    return None
