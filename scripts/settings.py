"""What `mkdocs.yml` and the environment set for a build of ours; languages are read by `source`.

As in MkDocs, `!ENV [NAME, value]` is the environment's NAME or else the value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scripts.document import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONFIG = "mkdocs.yml"
ALWAYS = ("toc", "tables", "fenced_code")
"""The extensions of Markdown that MkDocs turns on by itself."""


@dataclass(frozen=True)
class Settings:
    """How a site is built.

    `url` is its address, `contact` where readers reach the editors, and `edit` what the addresses
    begin with at which files can be changed in a browser; `extensions` are those of Markdown, with
    the options of each.
    """

    url: str = ""
    contact: str = ""
    edit: str = ""
    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read(root: Path, environment: Mapping[str, str]) -> Settings:
    """Return the settings of a project; what cannot be read, which `source` reports, is not set."""
    try:
        text = (root / CONFIG).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    document, _ = parse_yaml(text, CONFIG)
    data = document.data if document and isinstance(document.data, dict) else {}
    extra = data.get("extra")
    extra = extra if isinstance(extra, dict) else {}

    def found(value: Any) -> str:
        *names, default = value if isinstance(value, list) and value else (value,)
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
        named = entry if isinstance(entry, dict) else {entry: {}}
        found |= {str(name): dict(options or {}) for name, options in named.items()}
    return found
