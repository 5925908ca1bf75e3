from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from scripts.problem import Problem
from scripts.report import LIMIT, Links, table, workflow_commands

LINKS = Links("https://git.example/o/n/edit/main/", "https://git.example/o/n/blob/HEAD/")
PROBLEM = Problem("docs/id/a.md", 14, 'tautan "x" putus', "links")


def rendered(text: str) -> str:
    return markdown(text, extensions=["tables"])


def unescaped(text: str) -> str:
    """Read a value as GitHub does."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_an_annotation_stands_at_its_line_and_names_the_rule() -> None:
    assert workflow_commands([PROBLEM], [], LINKS) == (
        '::error file=docs/id/a.md,line=14,title=CONTRIBUTING.md#links::tautan "x" putus\n'
    )


def test_a_problem_of_a_whole_file_stands_at_its_first_line() -> None:
    said = workflow_commands([], [Problem("docs/id/a.md", 0, "hilang")], LINKS)
    assert said == "::warning file=docs/id/a.md,line=1::hilang\n"


@given(st.text(), st.text())
def test_nothing_in_a_problem_ends_its_annotation(path: str, message: str) -> None:
    said = workflow_commands([Problem(path, 3, message, "links")], [], LINKS)
    line, *rest = re.split(r"[\r\n]", said)
    assert rest == [""]
    properties, _, told = line.removeprefix("::error ").partition("::")
    fields = dict(field.split("=", 1) for field in properties.split(","))
    assert unescaped(fields.get("file", "")) == path
    assert unescaped(told) == Problem(path, 3, message).message


def test_the_table_leads_to_the_line_and_to_the_rule() -> None:
    html = rendered(table([PROBLEM], [], LINKS))
    assert "<strong>1 problem to fix.</strong>" in html
    assert 'href="https://git.example/o/n/edit/main/docs/id/a.md#L14"' in html
    assert 'href="https://git.example/o/n/blob/HEAD/CONTRIBUTING.md#links"' in html


def test_no_name_of_a_branch_ends_a_link() -> None:
    links = Links("https://git.example/o/n/edit/a)|b%23/", LINKS.read)
    html = rendered(table([PROBLEM], [], links))
    assert 'href="https://git.example/o/n/edit/a%29%7Cb%23/docs/id/a.md#L14"' in html


def test_files_that_nobody_edits_have_no_link() -> None:
    html = rendered(table([Problem("site/index.html", 1, "salah")], [], LINKS))
    assert "href" not in html


def test_without_addresses_there_are_places() -> None:
    html = rendered(table([PROBLEM], [PROBLEM], Links()))
    assert "href" not in html
    assert html.count("docs/id/a.md&#58;14") == 2


@pytest.mark.parametrize(
    ("problems", "warnings", "headline"),
    [
        ([], [], "**All well.** No problems were found."),
        ([], [PROBLEM], "**All well**, with something to look at before publishing."),
        ([PROBLEM] * 2, [], "**2 problems to fix.**"),
    ],
)
def test_the_first_line_says_how_things_stand(
    problems: list[Problem], warnings: list[Problem], headline: str
) -> None:
    assert table(problems, warnings, LINKS).startswith(headline)


def test_a_long_table_says_how_many_it_leaves_out() -> None:
    problems = [Problem("docs/a.md", number, "salah") for number in range(LIMIT + 3)]
    html = rendered(table(problems, [], LINKS))
    assert html.count("<tr>") == LIMIT + 1
    assert "And 3 more" in html


@given(st.text(alphabet="a|`*_[]()<>&\\~@#:\n!-"))
def test_nothing_in_a_problem_is_markup(message: str) -> None:
    html = rendered(table([Problem("docs/a.md", 1, f"x{message}x")], [], Links()))
    (row,) = re.findall(r"<tr>\s*<td>(.*?)</tr>", html, flags=re.DOTALL)
    assert row.count("<td") == 2
    assert not re.search(r"<(?!/?t[dr]\b)", row)
    assert not re.search(r"[@#](?=\w)", re.sub(r"&#\d+;", "", row))


def test_links_are_those_of_the_workflow() -> None:
    environment = {
        "GITHUB_SERVER_URL": "https://git.example",
        "GITHUB_REPOSITORY": "o/n",
        "SITE_EDIT": LINKS.edit,
    }
    assert Links.of(environment) == LINKS
    assert Links.of({}) == Links()
