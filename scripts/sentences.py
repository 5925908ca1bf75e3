"""From pydantic's errors to located sentences for an editor."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from scripts.model import Record, nearest_line
from scripts.problem import Problem

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
    return None, [_problem(detail, data, path, lines, base) for detail in details]


def _problem(
    error: ErrorDetails, data: Any, path: str, lines: Mapping[Keys, int], base: Keys
) -> Problem:
    keys = tuple(_keys(error["loc"], data, missing=error["type"] == "missing"))
    return Problem(path, nearest_line(lines, (*base, *keys)), _sentence(error, keys))


def _keys(loc: Keys, data: Any, *, missing: bool) -> Iterator[str | int]:
    """Yield the keys of `loc` that are in the data: pydantic adds names of unions and types."""
    for i, part in enumerate(loc):
        if _holds(data, part):
            data = data[part]
        elif not (missing and i == len(loc) - 1):
            continue
        yield part


def _holds(data: Any, part: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, dict) and part in data


def _sentence(error: ErrorDetails, keys: Keys) -> str:
    """Return what is wrong with the field under `keys`, and what to do."""
    name = ".".join(str(key) for key in keys) or "the record"
    context = error.get("ctx", {})
    given = _shown(error["input"])
    sentences = {
        "missing": f'"{name}" is missing: {_description(str(keys[-1]) if keys else "")}',
        "extra_forbidden": f'"{name}" is not a field here{_near_field(str(error["loc"][-1]))}',
        "string_type": f'"{name}" must be text, not {given}; put it in quotes',
        "string_pattern_mismatch": f'"{name}" is {given}, {_form(str(context.get("pattern")))}',
        "string_too_short": f'"{name}" is empty; write it',
        "string_too_long": f'"{name}" is longer than {context.get("max_length")} characters; shorten it',
        "literal_error": f'"{name}" is {given}, which is not one of {context.get("expected")}',
        "date_type": f'"{name}" is {given}, which is not a date; write it without quotes, as 2026-11-22',
        "union_tag_invalid": f'"kind" is "{context.get("tag")}", which is not one of {context.get("expected_tags")}',
        "union_tag_not_found": '"kind" is missing: write what kind of page it is, as `kind: article`',
        "dict_type": f'"{name}" must be one text for each language, as `id: …` and `en: …`, not {given}',
        "model_type": f'"{name}" must hold fields, as `name: …` lines, not {given}',
        "model_attributes_type": f'"{name}" must hold fields, as `name: …` lines, not {given}',
        "tuple_type": f'"{name}" must be a list, one `- …` a line, not {given}',
        "too_short": f'"{name}" needs at least {context.get("min_length")}, and has {context.get("actual_length")}',
        "too_long": f'"{name}" may have at most {context.get("max_length")}, and has {context.get("actual_length")}',
    }
    return sentences.get(error["type"], f'"{name}" is {given}: {error["msg"]}')


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a group of fields"
    text = str(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'


def _form(pattern: str) -> str:
    if "https?" in pattern:
        return "which is not a web address; write it whole, as https://example.org/page"
    if "a-z0-9" in pattern:
        return "which is not an id; use small letters, digits and single hyphens"
    return "which must be one line of text"


def _fields() -> dict[str, str]:
    """Return every field of every record with its description."""
    kinds: list[type[Record]] = [Record]
    fields: dict[str, str] = {}
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        fields |= {name: info.description or "" for name, info in kind.model_fields.items()}
    return fields


def _description(field: str) -> str:
    text = _fields().get(field, "")
    return (text[:1].lower() + text[1:]).rstrip(".") or "write it"


def _near_field(name: str) -> str:
    near = difflib.get_close_matches(name, _fields(), n=1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else "; remove it"
