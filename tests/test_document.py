from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.document import LOADERS, ROWS, parse_front_matter, parse_yaml, write_yaml
from scripts.limits import unseen

TEXT = """\
# Catatan
satu:
  judul: Panjang
  isi: |
    baris

    baris
dua:
  - a
  - {b: 1,
     c: 2}
"""
SIGNS = " \n\r\t:-#[]{},&*!|>'\"%@`?~.\\<=0a\u2028\x85\x07\ufeff"
WILD = st.text() | st.text(alphabet=SIGNS, max_size=60)
SEEN = st.text().filter(lambda text: not unseen(text))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.dates(dt.date(1000, 1, 1))
    | SEEN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SEEN, inner, max_size=3),
    max_leaves=8,
)


HYPHEN = "a hyphen where none fits; put a text with a hyphen in quotes"
FIT = "it does not fit here; check its indentation, or put the text in quotes"
BRACKET = "the bracket that opens here does not close; close it, or use quotes"
NO_COLON = "no name with a colon; indent it if it belongs to the text above"
BACKSLASH = "a backslash in double quotes has a meaning; use single quotes"


def said(text: str) -> list[str]:
    return [str(problem) for problem in parse_yaml(text, "f")[1]]


def test_every_part_knows_its_line() -> None:
    document, problems = parse_yaml(TEXT, "f", first_line=10)
    assert problems == []
    assert document.data["dua"] == ["a", {"b": 1, "c": 2}]
    lines = {
        (): 11,
        ("satu",): 11,
        ("satu", "judul"): 12,
        ("satu", "isi"): 13,
        ("satu", "isi", ROWS): 14,
        ("dua",): 17,
        ("dua", 0): 18,
        ("dua", 1): 19,
        ("dua", 1, "b"): 19,
        ("dua", 1, "c"): 20,
    }
    assert document.lines == lines


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7),
        ("-7", -7),
        ("007", 7),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("2026-11-22", dt.date(2026, 11, 22)),
        ("'2026-11-22'", "2026-11-22"),
        ('"7"', "7"),
        ("!!str 7", "7"),
        ("|\n  7", "7"),
        ("yes", "yes"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("1.5", "1.5"),
        ("2026-1-5", "2026-1-5"),
        ("2026-11-22 10:00:00", "2026-11-22 10:00:00"),
        ("0x1F", "0x1F"),
        ("1234567890123456789", "1234567890123456789"),
        ("!ENV SITE_URL", ["SITE_URL", None]),
        ("!!timestamp besok", "besok"),
        ("!!bool mungkin", "mungkin"),
    ],
)
def test_plain_values(written: str, value: object) -> None:
    document, problems = parse_yaml(f"a: {written}", "f")
    assert problems == []
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ls",
        "!!python/name:os.system",
        "!x [1]",
        "!x {b: c}",
        "!x d",
    ],
)
def test_a_tag_that_may_stand_for_code_is_a_problem(value: str) -> None:
    _, [problem] = parse_yaml(f"a: {value}", "f")
    tag = value.partition(" ")[0]
    assert str(problem) == f'f:1: a text begins with "{tag}"; put the text in quotes'


@pytest.mark.parametrize("text", ["", "\n", "# nanti\n", "---\n"])
def test_nothing_is_none(text: str) -> None:
    document, problems = parse_yaml(text, "f")
    assert (document.data, problems) == (None, [])


def test_questions_need_no_quotes_in_brackets() -> None:
    document, problems = parse_yaml("a: {id: Siapa?, en: Who?}", "f")
    assert (document.data, problems) == ({"a": {"id": "Siapa?", "en": "Who?"}}, [])


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.document.LOADERS", (yaml.SafeLoader,))
    test_every_part_knows_its_line()
    for written, value in (
        ("01", 1),
        ('"01"', "01"),
        ("yes", "yes"),
        ("2026-11-22x", "2026-11-22x"),
    ):
        assert parse_yaml(f"a: {written}", "f")[0].data == {"a": value}
    assert "bracket that opens here does not close" in said("a: {id: Siapa?}")[0]


def test_names_are_texts_as_they_are_written() -> None:
    assert parse_yaml("7: a\nyes: b\n2026-11-22: c\n? d\n: e", "f")[0].data == {
        "7": "a",
        "yes": "b",
        "2026-11-22": "c",
        "d": "e",
    }


def test_of_two_equal_names_the_first_counts() -> None:
    document, problems = parse_yaml("a: 1\nb: 2\na: 3\nb: 4", "f")
    assert document.data == {"a": 1, "b": 2}
    assert [problem.line for problem in problems] == [3, 4]


def test_what_is_read_over_may_be_nested() -> None:
    document, problems = parse_yaml("a: 1\na: [[1], {b: [2]}, 3]\nc: 4", "f")
    assert document.data == {"a": 1, "c": 4}
    assert list(map(str, problems)) == ['f:2: "a" is already given on line 1; keep one of the two']


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "? [[a], b]\n: [c, [d]]\n",
            "f:1: a name stands before a colon, and this is a bracket; put it in quotes",
        ),
        ("<<: a", 'f:1: "<<" takes over the fields of another value; write them out'),
        ("*x : 2", 'f:1: "*x" repeats another value; write it out, or in quotes'),
    ],
)
def test_what_is_no_name_is_said_once(text: str, said: str) -> None:
    document, problems = parse_yaml(text, "f")
    assert (document.data, list(map(str, problems))) == ({}, [said])


def test_what_is_too_deep_for_one_parser_is_not_given_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scripts.document.LOADERS", (LOADERS[0], None))
    assert len(said("[" * 21 + "]" * 21)) == 1


def test_what_is_very_long_is_not_given_to_the_slower_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scripts.document.LOADERS", (LOADERS[0], None))
    monkeypatch.setattr("scripts.document.PATIENCE", 10)
    assert len(said("a: [bcdefg")) == 1
    with pytest.raises(TypeError):
        said("a: [bcdef")


@pytest.mark.parametrize("loaders", [LOADERS, LOADERS[1:]])
@pytest.mark.parametrize("text", ["\né: \x07", "é: 1\nb: \x07\nc: 2\n"])
def test_an_invisible_sign_is_said_where_it_stands(
    monkeypatch: pytest.MonkeyPatch, loaders: tuple[type[Any], ...], text: str
) -> None:
    monkeypatch.setattr("scripts.document.LOADERS", loaders)
    assert said(text) == ["f:2: the invisible character U+0007 may not stand here; delete it"]


def test_many_brackets_are_refused_at_once() -> None:
    started = time.process_time()
    for sign in ("[", "{a: ", "- ", "? "):
        assert said(f"a:\n  {sign * 50_000}") == [
            "f:2: brackets or lists stand too deep inside each other; write fewer"
        ]
    assert time.process_time() - started < 2


def test_what_editors_write_is_not_too_deep() -> None:
    document, problems = parse_yaml("[" * 20 + "]" * 20, "f")
    assert problems == []
    assert document.lines[(0,) * 19] == 1
    assert said("[" * 21 + "]" * 21) != []


def test_a_billion_laughs_are_not_laughed() -> None:
    lines = [
        "a: &a [ha, ha, ha]",
        *(f"{x}: &{x} [*{y}, *{y}, *{y}]" for x, y in ("ba", "cb", "dc")),
    ]
    document, problems = parse_yaml("\n".join(lines), "f")
    assert [document.data[name] for name in "bcd"] == [[None] * 3] * 3
    assert [problem.line for problem in problems] == [1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\n\nb: '\nc\n", 3), ("a: 1\nb: [\nc", 2), ("a: 1\nb: \x07", 2), ('a: "b\n\n  \\q"', 3)],
)
def test_mistakes_are_where_they_begin(text: str, line: int) -> None:
    assert [problem.line for problem in parse_yaml(text, "f")[1]] == [line]
    assert [problem.line for problem in parse_yaml(text, "f", first_line=5)[1]] == [line + 4]


@pytest.mark.parametrize(
    ("text", "line", "shown", "said"),
    [
        ("a:\n\tb: 1", 2, "b: 1", "a tab stands here; indent with spaces instead"),
        ("a: b\nc: `d`", 2, "c: `d`", "a text begins with a sign of YAML; put the text in quotes"),
        ("a: b\nc: *\n", 2, "c: *", "a text begins with * or &; put the text in quotes"),
        ("a: b\nc: - d", 2, "c: - d", HYPHEN),
        ("a:\n - b\n- c", 3, "- c", FIT),
        ("a: 1\nb: 'c\nd\n", 2, "b: 'c", "the quotes that open here never close; close them"),
        ("a: {b: c\nd: e", 1, "a: {b: c", BRACKET),
        ("a: 1\nb\nc: 2", 2, "b", NO_COLON),
        ("a: b\n- c", 2, "- c", FIT),
        ('a:\n  "b\n\n  \\q"', 4, '\\q"', BACKSLASH),
        ("a: 1\n---\nb: 2", 2, "---", "three hyphens begin a second file here; remove them"),
    ],
)
def test_mistakes_are_said_as_editors_see_them(text: str, line: int, shown: str, said: str) -> None:
    [problem] = parse_yaml(text, "f")[1]
    assert str(problem) == f'f:{line}: this is not YAML at "{shown}": {said}'
    assert problem.rule == "files"


def test_a_long_line_is_shown_in_part() -> None:
    assert said(f"a: b: {'c' * 100}") == [
        f'f:1: this is not YAML at "a: b: {"c" * 54}": '
        "a second colon, or too far right; put a text with a colon in quotes"
    ]


@pytest.mark.parametrize(
    ("text", "data", "body"),
    [
        ("---\na: 1\n---\nTeks\n", {"a": 1}, "Teks\n"),
        ("--- \na: 1\n---\t\n", {"a": 1}, ""),
        ("---\na: 1\n---", {"a": 1}, ""),
        ("---\na: |\n  b\n  ---\n---\n---\n", {"a": "b\n---\n"}, "---\n"),
    ],
)
def test_front_matter(text: str, data: object, body: str) -> None:
    document, rest, problems = parse_front_matter(text, "f")
    assert problems == []
    assert document is not None
    assert (document.data, rest) == (data, body)


def test_lines_of_front_matter_count_from_the_top_of_the_file() -> None:
    document, _, _ = parse_front_matter("---\na: 1\n\nb: 2\n---\n", "f")
    assert document is not None
    assert (document.lines["a",], document.lines["b",]) == (2, 4)
    _, _, problems = parse_front_matter("---\na: 1\nb: [\n---\n", "f")
    assert [problem.line for problem in problems] == [3]


@pytest.mark.parametrize(
    "text", ["", "a: 1", " ---\na: 1\n---\n", "---\na: 1\n", "----\na: 1\n----\n"]
)
def test_what_is_no_front_matter(text: str) -> None:
    document, body, problems = parse_front_matter(text, "f")
    assert (document, body) == (None, text)
    message = "the page must begin with front matter between two lines of three hyphens (---)"
    assert [(str(problem), problem.rule) for problem in problems] == [(f"f:1: {message}", "files")]


@settings(max_examples=300)
@given(WILD)
def test_any_text_is_data_or_a_problem_on_one_of_its_lines(text: str) -> None:
    document, problems = parse_yaml(text, "f")
    last = len(text.splitlines()) + 1
    assert all(1 <= problem.line <= last for problem in problems)
    assert all(1 <= line <= last for line in document.lines.values())
    assert all("\n" not in problem.message for problem in problems)


@given(WILD, WILD)
def test_any_page_is_front_matter_and_body_or_a_problem(front: str, body: str) -> None:
    document, rest, problems = parse_front_matter(f"---\n{front}\n---\n{body}", "f")
    assert document is not None
    assert f"---\n{front}\n---\n{body}".endswith(rest)
    assert problems or document.data is not None
    parse_front_matter(body, "f")


@given(VALUES)
def test_what_yaml_writes_is_read_back(value: object) -> None:
    document, problems = parse_yaml(yaml.safe_dump(value), "f")
    assert problems == []
    assert document.data == value


def test_what_is_written_is_read_again() -> None:
    data = {"a": ["2026", "yes", "?b=c", "é", "x" * 300], "/": [], "c": {"d": "1: 2"}}
    document, problems = parse_yaml(write_yaml(data), "a.yml")
    assert (document.data, problems) == (data, [])


def test_values_are_written_a_line_each_and_numbers_together() -> None:
    row = [1, 2]
    data = {"é": row, "b": row, "c": ["x", "y"], "d": "z " * 200 + "z", "e": {"f": 1, "g": 2}}
    long = data["d"]
    assert write_yaml(data) == (
        f"é: [1, 2]\nb: [1, 2]\nc:\n- x\n- y\nd: {long}\ne:\n  f: 1\n  g: 2\n"
    )
    assert write_yaml({"e": {"f": 1, "g": 2}}, compact=True) == "e: {f: 1, g: 2}\n"
