"""What `mkdocs.yml` and the environment set for a build of ours; languages are read by `source`.

As in MkDocs, `!ENV [NAME, value]` is the environment's NAME or else the value, and `!ENV NAME` the
environment's NAME.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scripts.config import CONFIG
from scripts.files import Files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ALWAYS = ("toc", "tables", "fenced_code")
"""The extensions of Markdown that MkDocs turns on by itself."""


class Settings(NamedTuple):
    """How a site is built.

    `url` is its address, `contact` where readers reach the editors, and `edit` what the addresses
    begin with at which files can be changed in a browser; `extensions` are those of Markdown, with
    the options of each.
    """

    url: str = ""
    contact: str = ""
    edit: str = ""
    extensions: Mapping[str, Mapping[str, Any]] = {}


def read(root: Path, environment: Mapping[str, str]) -> Settings:
    """Return the settings of a project; what cannot be read, which `source` reports, is not set."""
    document = Files(root).document(CONFIG)
    data = _fields(document.data if document else None)
    extra = _fields(data.get("extra"))

    def found(value: Any) -> str:
        alone = isinstance(value, list) and len(value) < 2
        *names, default = (
            (*value, None) if alone else value if isinstance(value, list) else (value,)
        )
        given = (environment[str(name)] for name in names if str(name) in environment)
        return str(next(given, default) or "")

    return Settings(
        url=found(data.get("site_url")),
        contact=found(extra.get("contact")),
        edit=found(extra.get("edit")),
        extensions=_extensions(data.get("markdown_extensions")),
    )


def _extensions(value: Any) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {name: {} for name in ALWAYS}
    for entry in value if isinstance(value, list) else ():
        named = entry if isinstance(entry, dict) else {str(entry): {}}
        found |= {name: _fields(options) for name, options in named.items()}
    return found


def _fields(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
