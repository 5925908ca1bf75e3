from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest

from scripts import schema
from scripts.records import (
    AnyMeta,
    Covered,
    Door,
    LeftOut,
    Person,
    Placeholder,
    Point,
    Source,
    Template,
    Term,
)
from scripts.source import load
from tests import tree

WRITTEN = schema.files()
RECORDS = [
    *get_args(AnyMeta),
    *(Covered, Door, LeftOut, Person, Placeholder, Point, Source, Template, Term),
]


@pytest.mark.parametrize("path", WRITTEN)
def test_what_is_written_is_what_the_model_says(path: str) -> None:
    assert (tree.ROOT / path).read_text(encoding="utf-8") == WRITTEN[path], "run `siap schema`"


def test_no_other_schema_lies_about() -> None:
    files = {
        path.relative_to(tree.ROOT).as_posix() for path in (tree.ROOT / schema.FOLDER).iterdir()
    }
    assert files == WRITTEN.keys() - {schema.DICTIONARY}


def test_real_records_conform() -> None:
    assert [str(problem) for problem in load(tree.ROOT)[1]] == []


def test_real_records_name_their_schema() -> None:
    for path in (tree.ROOT / "docs/_data").rglob("*.yml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, f"{path} does not name its schema on the first line"
        assert (path.parent / named[1]).resolve().parent == tree.ROOT / schema.FOLDER
        assert (path.parent / named[1]).is_file()


@pytest.mark.parametrize("name", schema.FILES)
def test_schemas_are_json_of_the_draft_they_name(name: str) -> None:
    data = json.loads(WRITTEN[f"{schema.FOLDER}/{name}.json"])
    assert data["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert references(data) <= {f"#/$defs/{part}" for part in data.get("$defs", {})}


def references(data: Any) -> set[str]:
    """Return every reference inside a schema."""
    if isinstance(data, dict):
        here = {data["$ref"]} if "$ref" in data else set()
        return here.union(*(references(value) for value in data.values()))
    return set().union(*(references(value) for value in data)) if isinstance(data, list) else set()


@pytest.mark.parametrize("record", RECORDS)
def test_the_dictionary_has_a_row_for_every_field(record: Any) -> None:
    text = WRITTEN[schema.DICTIONARY]
    title = "template" if record is Template else record.__name__
    section = re.split(r"^##+ ", text.partition(f" {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[
        0
    ]
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section, flags=re.MULTILINE))
    assert list(rows) == list(record.model_fields)
    for name, info in record.model_fields.items():
        kind, needed, meaning = rows[name].split(" | ")
        assert kind
        assert (needed.strip() == "yes") == info.is_required()
        assert meaning == info.description


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("seen", "date"),
        ("note", "Text"),
        ("people", "Person by id"),
        ("channels", "list of `email` or `whatsapp` or `linkedin`"),
        ("kind", "`article`"),
        ("menu", "number"),
        ("draft", "true or false"),
        ("doors", "list of Door"),
        ("key_points", "list of text"),
    ],
)
def test_types_are_in_the_words_of_editors(row: str, kind: str) -> None:
    assert f"| `{row}` | {kind} | " in WRITTEN[schema.DICTIONARY]


def test_the_dictionary_says_what_each_file_describes() -> None:
    for name, (describes, _) in schema.FILES.items():
        assert f"\n## {name}\n\nDescribes {describes}.\n" in WRITTEN[schema.DICTIONARY]
