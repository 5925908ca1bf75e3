"""What Markdown becomes, with a pack and without; golden/validate.yml has more cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import validate_markup
from scripts.pack import Pack
from scripts.source import load
from scripts.validate_markup import becomes
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

POINT = "Dengarkan **itu**{onclick=x}. [@majalah]"
ABOUT, TWO = "docs/id/tentang.md", "docs/id/artikel/dua.md"


def test_a_body_and_a_key_point_are_looked_through(root: Path) -> None:
    tree.replace(root, ABOUT, "::contact", "a **b**{onclick=alert(1)}\n\n::contact")
    tree.replace(root, TWO, "Dengarkan. [@majalah]", POINT)
    found = [(problem.path, problem.line) for problem in becomes(load(root)[0])]
    assert sorted(found) == [(TWO, 10), (ABOUT, 15)]


def test_what_is_known_of_a_text_is_said_again_where_it_stands_now(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = Pack()
    tree.replace(root, ABOUT, "::contact", "a **b**{onclick=alert(1)}\n\n::contact")
    [problem] = becomes(load(root)[0], pack)
    tree.replace(root, ABOUT, "kind: page\n", "# periksa lagi\nkind: page\n")
    monkeypatch.setattr(validate_markup, "smuggled", lambda text: pytest.fail(f"again: {text}"))
    [again] = becomes(load(root)[0], pack)
    assert (again.line, again.message) == (problem.line + 1, problem.message)


def test_html_is_the_problem_of_another_rule(root: Path) -> None:
    tree.replace(root, ABOUT, "::contact", "<b onclick=x>a</b>\n\n::contact")
    assert list(becomes(load(root)[0])) == []
