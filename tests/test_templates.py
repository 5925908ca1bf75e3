"""Templates of the real project, compiled before they are needed."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from scripts import pool, templates
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

NAMED = re.compile(r"{%-? (?:extends|include|import) \"([^\"]+)\"")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a project that is nothing but templates, none of which is compiled."""
    shutil.copytree(tree.ROOT / "overrides", tmp_path / "overrides")
    return tmp_path


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of templates that this process compiles."""
    compile_one, names = jinja2.Environment.compile, []

    def seen(self: jinja2.Environment, source: str, name: str, *more: Any) -> Any:
        names.append(name)
        return compile_one(self, source, name, *more)

    monkeypatch.setattr(jinja2.Environment, "compile", seen)
    return names


def ready() -> None:
    """Need nothing before work begins."""


def use_all(root: Path) -> None:
    """Load all templates that makers ask for."""
    overrides, kept = root / "overrides", root / templates.COMPILED
    pages = templates.of_pages(overrides, kept)
    for name in ("main.html", "404.html", "base.html"):
        pages.get_template(name)
        for other in NAMED.findall((overrides / name).read_text()):
            pages.get_template(other)
    components = templates.of_components(overrides / "components", kept)
    for file in (overrides / "components").iterdir():
        components.get_template(file.name)


def test_all_templates_are_compiled_once_and_before_they_are_needed(
    root: Path, anew: list[str]
) -> None:
    templates.prepare(root, pool.Here())()
    assert len(anew) == len(set(anew)) > len(list((root / "overrides" / "components").iterdir()))
    anew.clear()
    use_all(root)
    assert not anew


@pytest.mark.parametrize("method", [pool.FORK, pool.SPAWN])
def test_workers_compile_for_the_process_that_waits_for_them(
    root: Path, anew: list[str], method: str
) -> None:
    with pool.workers(2, ready, method=method) as hands:
        templates.prepare(root, hands)()
    use_all(root)
    assert not anew


def test_what_workers_compiled_is_at_hand_without_their_files(root: Path, anew: list[str]) -> None:
    with pool.workers(2, ready) as hands:
        templates.prepare(root, hands)()
    shutil.rmtree(root / templates.COMPILED)
    use_all(root)
    assert not anew
