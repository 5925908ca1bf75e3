"""`siap status` and `siap confirm`; what they say is in test_survey, test_status_table and test_pairs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scripts import command, command_status
from scripts.__main__ import main
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project as the one that commands work on, with what the report is made with."""
    tree.pages(root)
    tools.dress(root)
    for module in (command, command_status):
        monkeypatch.setattr(module, "ROOT", root)
    monkeypatch.setattr(command, "CACHE", root / ".cache")
    return root


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.output


@pytest.mark.parametrize(("name", "word"), [("status", "--stale"), ("confirm", "SECTION")])
def test_help_names_the_options(name: str, word: str) -> None:
    code, output = run(name, "--help")
    assert (code, word in output) == (0, True)


def test_the_same_is_shown_as_json_as_a_table_and_as_a_report(place: Path) -> None:
    report = place / command_status.REPORT
    code, text = run("status", "--json", "--today", "2026-11-22")
    assert code == 0
    assert "artikel/satu" in json.dumps(json.loads(text))
    assert not report.exists()
    code, table = run("status", "--today", "2026-11-22")
    assert (code, "artikel/satu" in table) == (0, True)
    assert table.endswith(f"{command_status.REPORT}, for editors.\n")
    assert "artikel/satu" in report.read_text(encoding="utf-8")


def test_there_is_no_report_while_something_is_wrong(place: Path) -> None:
    tree.replace(place, "docs/id/artikel/dua.md", "satu.md#pesan", "stu.md#pesan")
    code, table = run("status")
    assert code == 0
    assert "No report is written: run `siap validate`" in table
    assert not (place / command_status.REPORT).exists()


def test_a_page_that_is_not_there_is_said(place: Path) -> None:
    del place
    code, output = run("status", "artikel/stu")
    assert code == 1
    assert 'did you mean "artikel/satu"?' in output
    assert output.endswith("1 problem to fix; nothing is shown.\n")


def test_what_is_confirmed_once_is_confirmed(place: Path) -> None:
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    code, output = run("confirm", "artikel/satu")
    assert code == 0
    assert "artikel/satu#kapan means the same in every language." in output.splitlines()
    after = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert after != before
    assert run("confirm", "artikel/satu") == (0, "There was nothing to confirm.\n")
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == after


def test_what_is_not_there_cannot_be_confirmed(place: Path) -> None:
    before = sorted(place.rglob("*"))
    code, output = run("confirm", "artikel/stu")
    assert code == 1
    assert output.endswith("1 problem to fix; nothing was confirmed.\n")
    assert sorted(place.rglob("*")) == before


def test_something_has_to_be_named() -> None:
    assert run("confirm")[0] == 2
