from __future__ import annotations

import pytest

from scripts.problem import Problem, did_you_mean, explained


@pytest.mark.parametrize(
    ("line", "shown"), [(14, "docs/id/a.md:14: salah"), (0, "docs/id/a.md: salah")]
)
def test_a_problem_reads_as_a_place_and_a_sentence(line: int, shown: str) -> None:
    assert str(Problem("docs/id/a.md", line, "salah")) == shown


def test_problems_are_sorted_by_file_then_line() -> None:
    problems = [Problem("b", 1, "a"), Problem("a", 10, "a"), Problem("a", 9, "z")]
    assert [str(problem) for problem in sorted(problems)] == ["a:9: z", "a:10: a", "b:1: a"]


def test_the_section_that_explains_the_rule_is_told_and_changes_nothing_else() -> None:
    bare, ruled = Problem("a", 1, "salah"), Problem("a", 1, "salah", "sources")
    assert (bare.told(), bare.guide) == ("a:1: salah", "")
    assert ruled.told() == "a:1: salah (CONTRIBUTING.md#sources)"
    assert str(ruled) == str(bare)
    assert {bare, ruled} == {bare}
    assert [p.rule for p in explained("ids", [bare, ruled])] == ["ids", "sources"]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("offr", ["offer", "other"], '; did you mean "offer"?'),
        ("Offer", ["offer"], '; did you mean "offer"?'),
        ("x", ["offer", "accept"], '; known: "accept", "offer"'),
        ("x", [], ""),
        ("", ["a"], '; known: "a"'),
        ("x", "abcdefgh", '; known: "a", "b", "c", "d", "e", "f", "g", "h"'),
        ("x", "abcdefghi", '; known: "a", "b", "c", "d", "e", "f", "g", "h", …'),
    ],
)
def test_did_you_mean(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_a_sentence_stays_on_one_line_whatever_it_quotes() -> None:
    assert Problem("a", 1, 'the link "b\n  c" is odd').message == 'the link "b c" is odd'
