"""The data dictionary for people and their editors: JSON Schemas and a page of tables."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from scripts.records import (
    META,
    Centre,
    Checklist,
    Covered,
    Cues,
    Editing,
    Fingerprint,
    Flow,
    Ledger,
    Pairs,
    Place,
    Placeholder,
    Poster,
    Search,
    Source,
    Template,
    Term,
    Text,
)

FOLDER = "docs/_data/schema"
DICTIONARY = "docs/_data/README.md"

FILES: dict[str, tuple[str, TypeAdapter[Any]]] = {
    "page": ("the front matter of every page under `docs/id`, `docs/en`, …", META),
    "sources": ("`docs/_data/sources.yml`", TypeAdapter(dict[str, Source])),
    "template": ("each file in `docs/_data/templates`", TypeAdapter(Template)),
    "checklist": ("each file in `docs/_data/checklists`", TypeAdapter(Checklist)),
    "flow": ("each file in `docs/_data/flows`", TypeAdapter(Flow)),
    "poster": ("each file in `docs/_data/posters`", TypeAdapter(Poster)),
    "centre": (
        "the `centre.yml` of a career centre, as `docs/_data/centre.example.yml`",
        TypeAdapter(Centre),
    ),
    "search": ("each file in `docs/_data/search`", TypeAdapter(Search)),
    "placeholders": ("`docs/_data/placeholders.yml`", TypeAdapter(dict[str, Placeholder])),
    "short": ("`docs/_data/short.yml`, written by `siap ledger`", TypeAdapter(dict[str, Place])),
    "moved": ("`docs/_data/moved.yml`", TypeAdapter(dict[str, Place])),
    "addresses": ("each file in `docs/_data/addresses`", TypeAdapter(Ledger)),
    "pairs": (
        "each file in `docs/_data/pairs`, written by `siap confirm` and `siap ledger`: of each part of a "
        "page or record, by its id, the hash of what each language said when they last meant the same",
        TypeAdapter(Pairs),
    ),
    "editing": ("`docs/_data/editing.yml`", TypeAdapter(Editing)),
    "coverage": (
        "each file in `docs/_data/coverage`, named as the article",
        TypeAdapter(dict[str, Covered]),
    ),
    "fingerprint": (
        "each file in `docs/_data/fingerprints`, written by `siap import`",
        TypeAdapter(Fingerprint),
    ),
    "glossary": ("`docs/_data/glossary.yml`", TypeAdapter(dict[str, Term])),
    "desk": ("`docs/_data/desk.yml`", TypeAdapter(dict[str, Text])),
    "cues": ("each file in `docs/_data/cues`, one for each language of sources", TypeAdapter(Cues)),
    "words": ("`docs/_data/words.yml`", TypeAdapter(dict[str, Text])),
}

INTRODUCTION = """\
# Data dictionary

What each file may hold. This page and the schemas in `schema/` are written by `siap schema` from
`scripts/records.py`; a test keeps them equal. A *Text* is the same text in every language of the
site: `{id: …, en: …}`; a *Label* is a short one, on one line.
"""


def files() -> dict[str, str]:
    """Return the schemas and the dictionary, by path relative to the project's root."""
    schemas = {name: schema(name) for name in FILES}
    written = {
        f"{FOLDER}/{name}.json": json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        for name, data in schemas.items()
    }
    return written | {DICTIONARY: "\n".join((INTRODUCTION, *map(_tables, FILES)))}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one kind of file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **FILES[name][1].json_schema(),
        "title": f"Siap Wawancara: {name}",
    }


def _tables(name: str) -> str:
    data = schema(name)
    parts = [f"## {name}\n\nDescribes {FILES[name][0]}.\n"]
    for title, record in data.get("$defs", {}).items():
        if "properties" in record:
            parts.append(f"### {title}\n\n{_summary(record)}\n\n{_rows(record)}\n")
    if "properties" in data:
        parts.append(f"{_rows(data)}\n")
    return "\n".join(parts)


def _summary(record: dict[str, Any]) -> str:
    return str(record.get("description", "")).split("\n\n", maxsplit=1)[0]


def _rows(record: dict[str, Any]) -> str:
    required = record.get("required", [])
    lines = ["| field | type | needed | meaning |", "|---|---|---|---|"]
    for field, info in record["properties"].items():
        needed = "yes" if field in required else ""
        meaning = str(info.get("description", "")).replace("|", "\\|")
        lines.append(f"| `{field}` | {_kind(info)} | {needed} | {meaning} |")
    return "\n".join(lines)


def _kind(info: dict[str, Any]) -> str:  # noqa: PLR0911 - one return for each kind
    """Return a field's type in an editor's words."""
    if "$ref" in info:
        return str(info["$ref"]).rsplit("/", 1)[-1]
    if "const" in info:
        return f"`{info['const']}`"
    if "enum" in info:
        return " or ".join(f"`{value}`" for value in info["enum"])
    if "anyOf" in info:
        return " or ".join(_kind(part) for part in info["anyOf"] if part.get("type") != "null")
    if info.get("type") == "array":
        return f"list of {_kind(info['items'])}"
    if info.get("type") == "object":
        values = [info.get("additionalProperties"), *info.get("patternProperties", {}).values()]
        return f"{_kind(next(filter(None, values)))} by id"
    if info.get("format") == "date":
        return "date"
    return {"string": "text", "integer": "number", "boolean": "true or false"}[str(info["type"])]
