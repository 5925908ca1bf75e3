"""`siap schema`, `siap ledger` and `siap paths`; schema and paths of the real project are in test_main."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scripts import command, command_records
from scripts.__main__ import main
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path

PATHS = "docs/_data/flows/paths"


@pytest.fixture
def place(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project, with tools, as the one that commands work on."""
    tools.pages(root)
    for module in (command, command_records):
        monkeypatch.setattr(module, "ROOT", root)
    monkeypatch.setattr(command, "CACHE", root / ".cache")
    monkeypatch.setattr(command_records, "SITE", root / "site")
    return root


@pytest.mark.parametrize("name", ["schema", "ledger", "paths"])
def test_help_says_what_is_written(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert done.exit_code == 0
    assert "write" in done.output.lower() or "add" in done.output.lower()


def test_schemas_are_written_and_named(place: Path) -> None:
    done = CliRunner().invoke(main, ["schema"])
    assert done.exit_code == 0
    assert all((place / path).is_file() for path in done.output.splitlines())
    assert "docs/_data/README.md" in done.output.splitlines()


def test_paths_of_flows_are_written_and_others_removed(place: Path) -> None:
    tree.write(place, {f"{PATHS}/tidak-ada.txt": "tidak-ada: 2 paths\n"})
    done = CliRunner().invoke(main, ["paths"])
    assert (done.exit_code, done.output) == (0, f"{PATHS}/datang.txt\n")
    assert [path.name for path in (place / PATHS).iterdir()] == ["datang.txt"]


def test_addresses_of_no_site_are_not_kept(place: Path) -> None:
    done = CliRunner().invoke(main, ["ledger"])
    assert done.exit_code == 1
    assert "to fix; site/ is as it was." in done.output
    assert not (place / "docs/_data/addresses").exists()
