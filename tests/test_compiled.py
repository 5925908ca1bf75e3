"""Templates are compiled once, and anew when their text is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from jinja2 import DictLoader, Environment

from scripts import pack
from scripts.compiled import MOST, Compiled, compiled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Give the names of templates that were compiled."""
    compile_one, names = jinja2.Environment.compile, []

    def seen(self: Environment, source: str, name: str, *more: Any) -> Any:
        names.append(name)
        return compile_one(self, source, name, *more)

    monkeypatch.setattr(jinja2.Environment, "compile", seen)
    return names


def rendered(known: Compiled, name: str, **templates: str) -> str:
    environment = Environment(  # noqa: S701 - no HTML
        loader=DictLoader(templates), bytecode_cache=known
    )
    return environment.get_template(name).render(x=1)


def test_a_template_is_compiled_once_for_each_of_its_texts(anew: list[Any]) -> None:
    known = Compiled("")
    assert rendered(known, "a", a="{{ x }}") == rendered(known, "a", a="{{ x }}") == "1"
    assert anew == ["a"]
    assert rendered(known, "a", a="{{ x + 1 }}") == "2"
    assert rendered(known, "b", b="{{ x }}") == "1"
    assert rendered(known, "a", a="{{ x }}") == "1"
    assert anew == ["a", "a", "b"]


def test_other_processes_have_it_too(tmp_path: Path, anew: list[Any]) -> None:
    assert rendered(Compiled("", tmp_path), "a", a="{{ x }}") == "1"
    known = Compiled("", tmp_path)
    assert rendered(known, "a", a="{{ x }}") == rendered(known, "a", a="{{ x }}") == "1"
    assert anew == ["a"]
    assert rendered(Compiled("other", tmp_path), "a", a="{{ x }}") == "1"
    assert rendered(Compiled("", tmp_path), "a", a="{{ x + 1 }}") == "2"
    assert anew == ["a", "a", "a"]


def test_what_another_program_compiled_is_not_taken(
    tmp_path: Path, anew: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(Compiled("", tmp_path), "a", a="{{ x }}")
    monkeypatch.setattr(pack, "_source", lambda: b"another")
    pack.makers.cache_clear()
    rendered(Compiled("", tmp_path), "a", a="{{ x }}")
    pack.makers.cache_clear()
    assert anew == ["a", "a"]


def test_what_is_damaged_is_compiled_again(tmp_path: Path, anew: list[Any]) -> None:
    for place in (40, -1):
        rendered(Compiled("", tmp_path), "a", a="{{ x }}")
        (entry,) = tmp_path.iterdir()
        data = bytearray(entry.read_bytes())
        data[place] ^= 1
        entry.write_bytes(data)
        assert rendered(Compiled("", tmp_path), "a", a="{{ x }}") == "1"
    assert anew == ["a"] * 3


def test_old_templates_make_room(tmp_path: Path) -> None:
    for number in range(MOST + 2):
        rendered(Compiled("", tmp_path), "a", a=f"{{{{ x + {number} }}}}")
    assert len(list(tmp_path.iterdir())) == MOST


def test_a_process_compiles_for_all_its_sites(tmp_path: Path) -> None:
    assert compiled("a", tmp_path) is compiled("a", tmp_path)
    assert compiled("a", tmp_path) is not compiled("b", tmp_path)


def test_a_path_may_be_no_text(tmp_path: Path) -> None:
    known = Compiled("", tmp_path)
    assert known.get_cache_key("a", "\udcff/a") != known.get_cache_key("a", "b/a")
    assert rendered(known, "\udcff", **{"\udcff": "{{ x }}"}) == "1"
