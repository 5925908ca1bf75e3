from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter

from scripts.document import parse_yaml
from scripts.records import META, Article, Home, Person, Plain, Record, Source, Template, Text
from scripts.sentences import conform
from tests import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE: TypeAdapter[Any] = META
ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "page": PAGE,
    "source": TypeAdapter(Source),
    "template": TypeAdapter(Template),
    "text": TypeAdapter(Text),
}
RECORDS: dict[str, tuple[type[Record], TypeAdapter[Any], str]] = {
    "article": (Article, PAGE, "kind: article"),
    "home": (Home, PAGE, "kind: home"),
    "page": (Plain, PAGE, "kind: page"),
    "source": (Source, ADAPTERS["source"], "{}"),
    "template": (Template, ADAPTERS["template"], "{}"),
}
# pydantic's own words, and Python's.
JARGON = re.compile(
    r"Input|should|valid|pydantic|None|True|False|<class|\bdict\b|\btuple\b|\bstr\b"
)

NAMES = sorted(
    {name for kind in (Article, Home, Person, Source, Template) for name in kind.model_fields}
)
WORDS = ["", " ", "a", "a\nb", "x" * 400, "page", "email", "2026-11-22", "https://a.example/"]
LEAVES = st.sampled_from([None, True, 0, 5, 100, 2026, *WORDS]) | st.dates()
DATA: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=8)
        | st.dictionaries(
            st.sampled_from([*NAMES, "id", "en", "a b", "label", "text", "link"]), inner
        )
    ),
    max_leaves=12,
)


def said(kind: TypeAdapter[Any], text: str) -> list[str]:
    document, problems = parse_yaml(text, "f")
    assert problems == []
    value, found = conform(kind, document.data, "f", document.lines)
    assert (value is None) == bool(found)
    return [str(problem) for problem in found]


def records(kind: type[Record] = Record) -> Iterator[type[Record]]:
    for below in kind.__subclasses__():
        yield below
        yield from records(below)


def test_data_that_fits_becomes_a_record() -> None:
    document, _ = parse_yaml(tree.TEMPLATE, "f")
    value, problems = conform(TypeAdapter(Template), document.data, "f", document.lines)
    assert problems == []
    assert isinstance(value, Template)
    assert value.channels == ("email", "whatsapp")
    assert value.friendly["en"] == "I will come, {waktu}."


def test_kinds_of_pages_are_told_apart() -> None:
    base = "title: a\nsummary: b\nreviewed: 2026-11-20\n"
    document, _ = parse_yaml(f"kind: page\n{base}", "f")
    value, _ = conform(PAGE, document.data, "f", document.lines)
    assert type(value) is Plain


@pytest.mark.parametrize("kind", RECORDS)
def test_a_missing_field_is_named_with_what_it_means(kind: str) -> None:
    record, adapter, text = RECORDS[kind]
    needed = {name: info for name, info in record.model_fields.items() if info.is_required()}
    sentences = {name: (info.description or "").split(". ")[0] for name, info in needed.items()}
    assert said(adapter, text) == [
        f'f:1: "{name}" is missing; write it ({sentence[0].lower()}{sentence[1:].rstrip(".")})'
        for name, sentence in sentences.items()
        if name != "kind"
    ]


def test_every_field_has_a_description() -> None:
    missing = [
        f"{record.__name__}.{name}"
        for record in records()
        for name, info in record.model_fields.items()
        if not info.description
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("kind: page\ndoors: 1", 'f:2: "doors" is not a field here; known:'),
        ("kind: home\nkey_points: 1", 'f:2: "key_points" is not a field here; known:'),
        (
            "kind: article\nkey_pionts: 1",
            'f:2: "key_pionts" is not a field here; did you mean "key_points"?',
        ),
    ],
)
def test_fields_of_other_records_are_not_offered(text: str, hint: str) -> None:
    [found] = [sentence for sentence in said(PAGE, text) if "not a field" in sentence]
    assert found.startswith(hint)


def test_records_of_a_file_are_located_in_it() -> None:
    document, _ = parse_yaml("a:\n  publisher: b\nc:\n  - d\n", "f")
    for name, line in (("a", 1), ("c", 3)):
        _, found = conform(TypeAdapter(Source), document.data[name], "f", document.lines, (name,))
        assert {problem.line for problem in found} == {line}
    assert str(found[0]) == 'f:3: "c" must hold fields, as `name: …` lines, not a list'


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, f"{'x' * 60}…")])
def test_long_values_are_shown_in_part(length: int, shown: str) -> None:
    assert said(ADAPTERS["text"], "x" * length) == [
        f'f:1: this must be one text for each language, as `id: …` and `en: …`, not "{shown}"'
    ]


def test_a_kind_that_is_none_is_on_its_own_line() -> None:
    assert said(PAGE, "title: a\nkind: artikel") == [
        'f:2: "kind" is "artikel"; write page, home, article, checklist, flow or proof'
    ]


def test_wrong_entries_do_not_make_a_list_too_short() -> None:
    found = said(PAGE, "kind: article\nkey_points:\n  - a\n  - 1\n  - c")
    assert [sentence for sentence in found if "key_points" in sentence] == [
        'f:4: number 2 of "key_points" must be text, and "1" without quotes is a number; put it in quotes'
    ]


def test_an_error_without_a_sentence_of_ours_is_still_said() -> None:
    class Odd(BaseModel):
        field: float

    assert said(TypeAdapter(Odd), "field: a") == [
        'f:1: "field" is "a": Input should be a valid number, unable to parse string as a number'
    ]


@settings(max_examples=120)
@given(st.sampled_from(sorted(ADAPTERS)), DATA)
def test_any_data_fits_or_is_told_in_plain_words(kind: str, data: object) -> None:
    value, problems = conform(ADAPTERS[kind], data, "f", {})
    assert (value is None) == bool(problems)
    assert [problem.message for problem in problems if JARGON.search(problem.message)] == []
    assert all("\n" not in problem.message for problem in problems)


@settings(max_examples=60)
@given(st.sampled_from(["page", "home", "article"]), st.dictionaries(st.sampled_from(NAMES), DATA))
def test_any_page_fits_or_is_told_in_plain_words(kind: str, data: dict[str, Any]) -> None:
    value, problems = conform(PAGE, data | {"kind": kind}, "f", {})
    assert (value is None) == bool(problems)
    assert [problem.message for problem in problems if JARGON.search(problem.message)] == []
