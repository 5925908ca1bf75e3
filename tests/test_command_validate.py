"""`siap validate`; its watch is in test_main."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scripts import command
from scripts.__main__ import main
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project as the one that commands work on."""
    monkeypatch.setattr(command, "ROOT", root)
    monkeypatch.setattr(command, "CACHE", root / ".cache")
    return root


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["validate", *arguments])
    return done.exit_code, done.output


def test_help_names_the_options() -> None:
    code, output = run("--help")
    assert code == 0
    assert all(option in output for option in ("--watch", "--format"))


def test_all_is_counted_when_all_is_well_but_for_warnings(place: Path) -> None:
    del place
    code, output = run()
    *warnings, last = output.splitlines()
    assert (code, last) == (0, "10 pages in 2 languages, 1 templates: all well.")
    assert [line.partition(": nothing can be")[0] for line in warnings] == [
        *("docs/_data/sources.yml:1: warning", "docs/_data/sources.yml:7: warning")
    ]


def test_what_is_wrong_is_to_be_corrected(place: Path) -> None:
    tree.replace(place, "docs/id/artikel/dua.md", "satu.md#pesan", "stu.md#pesan")
    code, output = run()
    assert code == 1
    first, last = output.splitlines()
    assert first.startswith("docs/id/artikel/dua.md:")
    assert "stu.md" in first
    assert last == "1 problem to fix; correct the lines above."


@pytest.mark.parametrize("form", ["github", "markdown"])
def test_a_form_ends_as_the_plain_one_does(place: Path, form: str) -> None:
    assert run("--format", form)[0] == 0
    tree.replace(place, "docs/id/artikel/dua.md", "satu.md#pesan", "stu.md#pesan")
    code, output = run("--format", form)
    assert (code, "stu.md" in output) == (1, True)


def test_a_form_is_one_of_those_there_are() -> None:
    assert run("--format", "pdf")[0] == 2
