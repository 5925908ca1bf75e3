"""From pydantic's errors to located sentences for an editor."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from scripts.model import nearest_line
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from scripts.document import Keys

T = TypeVar("T")


def conform(
    kind: TypeAdapter[T], data: Any, path: str, lines: Mapping[Keys, int], base: Keys = ()
) -> tuple[T | None, list[Problem]]:
    """Return `data` as a `kind`, or None and one problem for each thing that does not fit."""
    try:
        return kind.validate_python(data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
    schema = _schema(kind)
    problems = []
    for detail in details:
        if not _follows(detail):
            keys = tuple(_keys(detail["loc"], data, missing=detail["type"] == "missing"))
            place = ("kind",) if detail["type"] == "union_tag_invalid" else keys
            message = _sentence(detail, _name(keys, base), _fields(schema, detail["loc"]))
            problems.append(Problem(path, nearest_line(lines, (*base, *place)), message))
    return None, problems


@lru_cache(maxsize=8)
def _schema(kind: TypeAdapter[Any]) -> dict[str, Any]:
    return kind.json_schema()


def _follows(error: ErrorDetails) -> bool:
    """Say whether an error only follows from others: a list too short without its wrong items."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _keys(loc: Keys, data: Any, *, missing: bool) -> Iterator[str | int]:
    """Yield the keys of `loc` that are in the data: pydantic adds names of unions and types."""
    for i, part in enumerate(loc):
        last = i == len(loc) - 1
        if _holds(data, part) and (last or isinstance(data[part], list | dict)):
            data = data[part]
        elif not (missing and last):
            continue
        yield part


def _holds(data: Any, part: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, dict) and part in data


def _name(keys: Keys, base: Keys) -> str:
    """Return what to call the value under `keys`: `"label" of number 2 of "doors"`.

    Of lists inside each other the last one is enough: the line says where it is.
    """
    lists = [i for i, key in enumerate(keys[1:]) if isinstance(key, int)]
    parts = keys[lists[-1] if lists else 0 :] or base[-1:]
    names = (f'"{key}"' if isinstance(key, str) else f"number {key + 1}" for key in reversed(parts))
    return " of ".join(names) or "this"


def _sentence(error: ErrorDetails, name: str, fields: Mapping[str, str]) -> str:
    """Return what is wrong with the value called `name`, and what to do.

    `fields` are those that may stand beside it, with their descriptions.
    """
    value, last = error["input"], str(error["loc"][-1] if error["loc"] else "")
    given, context, wanted = _shown(value), error.get("ctx", {}), _wanted(fields.get(last, ""))
    sentences = {
        "missing": f"{name} is missing; {wanted}",
        "extra_forbidden": f"{name} is not a field here{did_you_mean(last, fields)}",
        "string_type": f"{name} must be text, {_instead(value)}; put it in quotes",
        "string_pattern_mismatch": f"{name} {_form(str(context.get('pattern')), given, last)}",
        "string_too_short": f"{name} is empty; {wanted}",
        "string_too_long": f"{name} is longer than {context.get('max_length')} characters; shorten it",
        "literal_error": f"{name} is {'not known' if last == '[key]' else given}; write {_choice(context)}",
        "date_type": f"{name} is {given}, which is not a date; write it without quotes, as 2026-11-22",
        "union_tag_invalid": f'"kind" is {_tag(value)}; write {_choice(context)}',
        "union_tag_not_found": '"kind" is missing; write what kind of page it is, as `kind: article`',
        "dict_type": f"{name} must be {_group(fields.get(last, ''))}, not {given}",
        "model_type": f"{name} must hold fields, as `name: …` lines, not {given}",
        "model_attributes_type": f"{name} must hold fields, as `name: …` lines, not {given}",
        "tuple_type": f"{name} must be a list, one `- …` a line, not {given}",
        "too_short": f"{name} has too few entries; write at least {context.get('min_length')}",
        "too_long": f"{name} has {context.get('actual_length')} entries; keep {context.get('max_length')}",
        "bool_parsing": f"{name} is {given}; write true or false",
        "bool_type": f"{name} is {given}; write true or false",
        "int_parsing": f"{name} is {given}, which is not a whole number; write one, as 3",
        "int_type": f"{name} is {given}, which is not a whole number; write one, as 3",
        "greater_than_equal": f"{name} is {given}; write {context.get('ge')} or more",
        "less_than_equal": f"{name} is {given}; write {context.get('le')} or less",
    }
    if value is None and error["loc"]:
        return f"{name} is empty; {wanted}"
    if context.get("max_length") == 0:
        return f"{name} {_clause(fields[last])}"
    return sentences.get(error["type"], f"{name} is {given}: {error['msg']}")


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a group of fields"
    text = " ".join(str(value).split())
    text = text.lower() if isinstance(value, bool) else text
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def _instead(value: Any) -> str:
    """Return what stands where a text belongs, as YAML takes it."""
    kinds = {bool: "a yes or no", int: "a number", dt.date: "a date"}
    kind = kinds.get(type(value))
    return f"and {_shown(value)} without quotes is {kind}" if kind else f"not {_shown(value)}"


def _wanted(description: str) -> str:
    sentence = _clause(description.partition(". ")[0])
    return f"write it ({sentence})" if sentence else "write it"


def _clause(sentence: str) -> str:
    """Return a sentence as part of another one."""
    return f"{sentence[:1].lower()}{sentence[1:].rstrip('.')}"


# A piece of a pattern of the model, and how a text breaks it; the first piece that is found counts.
FORMS = (
    ("{12}$", "a hash of 12 signs; delete the line, and `siap confirm` writes it anew"),
    ("0-9a-f", "what `siap import` writes; import the source again"),
    (r"\*?", "words with single spaces; a star stands only where a word begins or ends"),
    ("https?", "a web address; write it whole, as https://example.org/page"),
    ("@", "an email address; write it as karier@example.org"),
    ("[0-9(]", 'a telephone number; write its digits in quotes, as "0812-3456-7890"'),
    ("A-Z_", "a word as search compares them; use small letters, with one space between words"),
    ("interview", "a time; write a day and how far from it, as interview-2d or sent+7d"),
    (
        ")?$",
        "the address of a page or section; write it without .md, as artikel/undangan-wawancara#latihan",
    ),
    ("#", "the address of a section; write it without .md, as artikel/undangan-wawancara#latihan"),
    (")*(/", "the address of a page; write it without .md, as artikel/undangan-wawancara"),
    ("a-z0-9", "an id; use small letters, digits and single hyphens"),
)


def _form(pattern: str, given: str, last: str) -> str:
    """Return how a text breaks a pattern of the model."""
    form = next((form for piece, form in FORMS if piece in pattern), "")
    if not form:
        return "has several lines; write it on one"
    return f"is not {form}" if last == "[key]" else f"is {given}, which is not {form}"


def _group(description: str) -> str:
    if description.endswith("by id."):
        return "records by their ids, as `id: …` lines"
    return "one text for each language, as `id: …` and `en: …`"


def _tag(data: Any) -> str:
    tag = data.get("kind") if isinstance(data, dict) else None
    return "empty" if tag is None else _shown(tag)


def _choice(context: Mapping[str, Any]) -> str:
    choice = str(context.get("expected") or context.get("expected_tags")).replace("'", "")
    return choice if " or " in choice else " or ".join(choice.rsplit(", ", 1))


def _fields(schema: dict[str, Any], loc: Keys) -> dict[str, str]:
    """Return the fields that a record has around `loc`, with their descriptions."""
    node = schema
    for part in loc[:-1]:
        node = _resolved(_inside(_resolved(node, schema), part), schema)
    fields = _resolved(node, schema).get("properties", {})
    return {name: info.get("description", "") for name, info in fields.items()}


def _inside(node: dict[str, Any], part: str | int) -> dict[str, Any]:
    """Return the part of a JSON Schema that describes what stands under `part`."""
    if "discriminator" in node:
        return {"$ref": node["discriminator"]["mapping"][part]}
    inside = {**node.get("properties", {})}.get(str(part)) or node.get("items")
    patterns = [*node.get("patternProperties", {}).values(), node.get("additionalProperties")]
    return inside or patterns[0] or {}


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = str(node.get("$ref", "")).rpartition("/")[2]
    found: dict[str, Any] = schema["$defs"][name] if name else node
    return found
