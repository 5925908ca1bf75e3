"""Templates are compiled once, and anew when their text is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from jinja2 import DictLoader, Environment

from scripts.compiled import Compiled

if TYPE_CHECKING:
    import pytest


def test_a_template_is_compiled_once_for_each_of_its_texts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled, count = jinja2.Environment.compile, 0

    def counted(self: Environment, *arguments: object) -> object:
        nonlocal count
        count += 1
        return compiled(self, *arguments)  # type: ignore[call-overload] # as called

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    known = Compiled()

    def rendered(name: str, **templates: str) -> str:
        environment = Environment(  # noqa: S701 - no HTML
            loader=DictLoader(templates), bytecode_cache=known
        )
        return environment.get_template(name).render(x=1)

    assert rendered("a", a="{{ x }}") == rendered("a", a="{{ x }}") == "1"
    assert count == 1
    assert rendered("a", a="{{ x + 1 }}") == "2"
    assert rendered("b", b="{{ x }}") == "1"
    assert count == 3
    assert rendered("a", a="{{ x }}") == "1"
    assert count == 3


def test_a_path_may_be_no_text() -> None:
    assert Compiled().get_cache_key("a", "\udcff/a") != Compiled().get_cache_key("a", "b/a")
