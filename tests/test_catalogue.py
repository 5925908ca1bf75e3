"""The catalogue's own description: the schema that is published with it."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts.catalogue import Catalogue, Language, Page, Part, schema
from tests import kit

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

SITE = "https://contoh.example/"
HERE = f"{SITE}katalog.schema.json"
SCHEMA: dict[str, Any] = json.loads(schema(HERE))


def objects() -> dict[str, dict[str, Any]]:
    return {**SCHEMA["$defs"], "Catalogue": SCHEMA}


def validator() -> type[Validator]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - it takes two seconds, in each worker

    return Draft202012Validator


def problems(data: Any) -> list[str]:
    checker = validator().FORMAT_CHECKER
    found = validator()(SCHEMA, format_checker=checker).iter_errors(data)
    return sorted(error.json_path for error in found)


def test_it_is_a_schema_of_the_draft_it_names() -> None:
    validator().check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == HERE


@pytest.mark.parametrize("name", objects())
def test_every_object_and_field_is_explained(name: str) -> None:
    described = objects()[name]
    assert described["description"]
    for field, info in described["properties"].items():
        assert info.get("description", "").endswith("."), field


@pytest.mark.parametrize("name", objects())
def test_no_field_is_null_and_new_ones_are_allowed(name: str) -> None:
    described = objects()[name]
    assert '"null"' not in json.dumps(described)
    assert not {"default", "additionalProperties"} & described.keys()
    assert not [field for field, info in described["properties"].items() if "default" in info]


def test_a_catalogue_made_by_hand_conforms() -> None:
    assert problems(kit.catalogue(SITE)) == []
    assert problems(kit.catalogue(SITE) | {"new": 1}) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("pages", 0, "kind"), "page"),
        (("pages", 0, "address"), "/gaji/"),
        (("pages", 0, "short"), None),
        (("pages", 0, "reviewed"), "22/11/2026"),
        (("parts", 0, "kind"), "article"),
        (("languages", 0, "feed"), ""),
    ],
)
def test_a_wrong_value_is_found(path: tuple[str | int, ...], value: object) -> None:
    data: Any = kit.catalogue(SITE)
    whole = data
    for key in path[:-1]:
        data = data[key]
    data[path[-1]] = value
    steps = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    assert problems(whole) == [f"${steps}"]


def test_what_there_is_nothing_to_say_of_is_left_out() -> None:
    data = kit.catalogue(SITE)
    text = Catalogue.model_validate(data).text
    assert json.loads(text) == data
    assert text.startswith(f'{{\n "$schema": "{HERE}",\n "version": 1,\n')
    assert "null" not in text


def test_rows_begin_with_what_tells_them_apart() -> None:
    for row in (Page, Part):
        assert list(row.model_fields)[:3] == ["id", "kind", "language"]
    assert next(iter(Language.model_fields)) == "code"


def test_pages_and_parts_are_things() -> None:
    found = Catalogue.model_validate(kit.catalogue(SITE))
    assert [thing.id for thing in found.things[:3]] == ["gaji", "gaji", "gaji#alasan-2"]
    assert {thing.reviewed for thing in found.things} == {dt.date(2026, 2, 1)}
