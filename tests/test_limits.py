from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.allowed import rendered
from scripts.limits import HIDDEN, LONGEST, NESTED, hidden, nested, refusal, tangled, unseen
from scripts.markup import outline

if TYPE_CHECKING:
    from pathlib import Path

UNITS = ["[", "![", "[](", "[a](", "[a][", "`", "<a ", "<!--", "> ", "1. ", "- ", "*a **b ", "[@"]
UNITS += ["\\", "{: ", "# a\n", "a\n=\n", "|", '[a]("', "[a\n", "`a``b```c", "<div>", "_a__b ", "~"]
UNITS += ["&", "<http:", "- a\n    ", "\n", "::x\n", "a\n-\n", "[a]: b\n", "``` ", "(", "![a]["]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("size", [3000, 3 * LONGEST])
def test_what_is_not_tangled_is_read_in_no_time(unit: str, size: int) -> None:
    text = unit * (size // len(unit))
    began = time.process_time()
    if not list(tangled(text)):
        outline(text)
        rendered(text)
    assert time.process_time() - began < 5


def test_nested_lists_do_not_exhaust_the_parser() -> None:
    text = "".join(f"{'    ' * i}- a\n" for i in range(60))
    [(line, message)] = tangled(text)
    assert line == 13
    assert "too deep" in message


@pytest.mark.parametrize(
    "text",
    [
        "- - - - - - - - - - - - - - -\n",
        "* * * * * * * * * * * * * * * *",
        "a (b (c (d))) [e](f) [g](h)\n" * 100,
        "- a\n    - b\n        - c\n",
        "> > a\n",
        ":-( " * 5,
    ],
)
def test_what_people_write_is_not_tangled(text: str) -> None:
    assert list(tangled(text)) == []


def test_a_page_has_no_end_of_headings_and_a_paragraph_an_end() -> None:
    [(line, message)] = tangled("# a\n\n" * 401)
    assert (line, message) == (800, "this is heading 401 of the page; divide the page")
    [(line, message)] = tangled(f"a\n\n{'a ' * LONGEST}")
    assert line == 2
    assert message.startswith('the paragraph "a a a')


ALONE = [
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
]
ALONE += ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "option"]
DEEP = "stand too deep inside each other at"


@pytest.mark.parametrize(
    ("most", "more", "said"),
    [
        ("# a\n\n" * 400, "# b", (801, "this is heading 401 of the page; divide the page")),
        ("> " * 12, "> ", (1, f'lists and quotations {DEEP} "> > > > > > > > > > > > >"; 12')),
        ("(" * 12, "(", (1, f'brackets "(" {DEEP} "((((((((((((("; 12')),
        ("a[" * 12, "[", (1, f'brackets "[" {DEEP} "a[a[a[a[a[a[a[a[a[a[["; 12')),
        (")) " + "( ) (" * 12, "( ", (1, f'brackets "(" {DEEP} "( ) (( ) (( ) (( ) (("; 12')),
        ("`" * 8, "`", (1, "9 backticks stand in a row; write three around code")),
        ("a" * LONGEST, "b", (1, f'the paragraph "{"a" * 30}…" has 20001 characters; divide it')),
    ],
)
def test_what_may_just_stand_and_what_not(most: str, more: str, said: tuple[int, str]) -> None:
    assert list(tangled(f"\n{most}")) == []
    [(line, message)] = tangled(f"\n{most}{more}")
    assert line == said[0]
    assert message.startswith(said[1])


@pytest.mark.parametrize("name", ["div", "SPAN", "my-own"])
def test_elements_stand_in_each_other_so_deep_and_no_deeper(name: str) -> None:
    assert not nested(f"<{name}>" * NESTED)
    assert nested(f"<{name}>" * (NESTED + 1))
    assert nested("</i>" * 9 + f"<{name} a>" * (NESTED + 1))
    assert nested(f"<{name}><i></i>" * (NESTED + 1))
    assert not nested(f"<{name}>a</{name}>" * 2 * NESTED)


@pytest.mark.parametrize("name", ALONE)
def test_elements_that_end_by_themselves_are_not_nested(name: str) -> None:
    assert not nested(f"<{name}>" * 2 * NESTED)
    assert not nested(f"<{name.upper()}>" * 2 * NESTED)


@pytest.mark.parametrize("sign", "\0\x02\x1b\x7f\u200b\u202e\u2066\u2069\ufeff\ud800\U000e0041")
def test_signs_that_nobody_sees_are_found(sign: str) -> None:
    message = f"the invisible character U+{ord(sign):04X} may not stand here; delete it"
    assert list(hidden(f"\nb{sign}{sign}\n{sign}")) == [(1, message), (2, message)]


@given(st.text(st.characters(codec=None) | st.sampled_from("ab \n\x7f\x80\u200b\ud800")))
def test_no_sign_that_nobody_sees_is_passed_over(text: str) -> None:
    lines = [n for n, line in enumerate(text.split("\n")) if HIDDEN.search(line)]
    assert [n for n, _ in hidden(text)] == lines
    assert bool(unseen(text)) == bool(lines)


@pytest.mark.parametrize("text", ["a\tb\n", "é – “a” … 👩\u200d💻 کتاب\u200cها", "10\u00a0km"])
def test_signs_that_people_need_may_stand(text: str) -> None:
    assert unseen(text) == ""


@given(st.text())
def test_what_has_no_hidden_sign_can_be_written(text: str) -> None:
    if not unseen(text):
        assert text.encode().decode() == text
        assert "\0" not in text


def test_a_file_may_be_missing_small_and_inside(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a", encoding="utf-8")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to("/")
    said = {name: refusal(tmp_path / name, tmp_path) for name in ("a", "b", "c", "d")}
    out = f'is a link out of "{tmp_path.name}"; put the file itself here'
    assert said == {"a": "", "b": "", "c": out, "d": ""}
    assert refusal(tmp_path / "a", tmp_path, 0) == "has 0.0 MB; divide it, 0 MB are the most"
    (tmp_path / "a").write_bytes(bytes(2_000_000))
    assert refusal(tmp_path / "a", tmp_path) == ""
    (tmp_path / "a").write_bytes(bytes(2_460_000))
    assert refusal(tmp_path / "a", tmp_path) == "has 2.5 MB; divide it, 2 MB are the most"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    assert refusal(tmp_path / "a", tmp_path) == "is a device or a pipe; put a file in its place"
