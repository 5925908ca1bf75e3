from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts import source
from scripts.allowed import CONFIGS
from scripts.config import CONFIG, OPTIONS, faults, locales
from scripts.document import Document, parse_yaml
from scripts.model import Locale
from scripts.problem import Problem
from scripts.settings import read
from tests import tree

VALUES: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["toc", "id"]),
    lambda some: (
        st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=3)
    ),
    max_leaves=6,
)


def written(case: dict[str, Any]) -> Document:
    languages = "".join(f"\n  - {each}" for each in case["languages"])
    extensions = "".join(f"\n  - {each}" for each in case.get("extensions", ()))
    text = f"plugins:\n- i18n:\n   languages:{languages.replace('  -', '   -')}\n"
    document, problems = parse_yaml(f"{text}markdown_extensions:{extensions}\n", CONFIG)
    assert problems == []
    return document


@pytest.mark.parametrize("case", tree.cases("config"))
def test_what_is_wrong_is_said(case: dict[str, Any]) -> None:
    document = written(case)
    found = list(faults(document))
    assert [f"{one.line}: {one.message}" for one in found] == case["problems"]
    assert {(one.path, one.rule) for one in found} <= {(CONFIG, "languages")}
    assert [locale.code for locale in locales(document)] == case["codes"]


def test_languages_have_names_of_their_own() -> None:
    entries = ["{locale: id, name: Bahasa}", "{locale: en, default: true}"]
    assert locales(written({"languages": entries})) == (Locale("en", "en"), Locale("id", "Bahasa"))


def test_a_site_without_languages_is_told_to_list_one() -> None:
    [problem] = faults(Document(CONFIG, {"plugins": ["i18n"]}))
    assert problem == Problem(
        CONFIG,
        0,
        "the plugin `i18n` lists no `languages`; list one with `locale: …`, `default: true`",
    )
    assert problem.rule == "languages"


def test_extensions_that_are_no_list_are_a_problem() -> None:
    document, _ = parse_yaml(f"{tree.CONFIG}markdown_extensions: attr_list\n", CONFIG)
    assert [str(fault) for fault in faults(document)] == [
        "mkdocs.yml:9: `markdown_extensions` must be a list, one `- name` a line"
    ]


@given(VALUES, VALUES, VALUES)
def test_whatever_stands_there_is_read(entry: Any, extensions: Any, options: Any) -> None:
    plugins = [{"i18n": {"languages": [entry, {"locale": entry, "name": options}]}}]
    for data in (
        entry,
        {"plugins": plugins, "markdown_extensions": extensions},
        {"plugins": entry, "markdown_extensions": [{"toc": options}, {"tables": extensions}]},
    ):
        document = Document(CONFIG, data)
        found = list(faults(document))
        assert found or locales(document)
        assert {one.line for one in found} <= {0}, "it has no lines"
        assert all(locale.code.isascii() for locale in locales(document))


def test_the_options_are_those_that_rules_render_with() -> None:
    for name, options in CONFIGS.items():
        assert all(OPTIONS[name, key].fullmatch(str(value)) for key, value in options.items())
    assert source.configuration(tree.ROOT) == []
    assert read(tree.ROOT, {}).extensions["toc"] == {"toc_depth": "2-3", "marker": ""}
