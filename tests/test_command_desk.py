"""`siap import` and `siap new`; what they write is in test_intake, test_starting and test_main."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scripts import command_desk
from scripts.__main__ import main
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project as the one that commands work on, with the words of starting points."""
    monkeypatch.setattr(command_desk, "ROOT", root)
    name = "docs/_data/desk.yml"
    tree.write(root, {name: (tree.ROOT / name).read_bytes()})
    return root


@pytest.mark.parametrize(("name", "option"), [("import", "--slug"), ("new", "--article")])
def test_help_names_the_options(name: str, option: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert (done.exit_code, option in done.output) == (0, True)


def test_what_is_written_is_named_with_what_is_next(place: Path) -> None:
    done = CliRunner().invoke(main, ["new", "article", "baru"])
    assert done.exit_code == 0
    *paths, following = done.output.splitlines()
    assert set(paths) >= {"docs/id/artikel/baru.md", "docs/en/artikel/baru.md"}
    assert all((place / path).is_file() for path in paths)
    assert following.startswith("Fill what stands in « »")


def test_what_is_wrong_elsewhere_can_wait(place: Path) -> None:
    tree.write(place, {"docs/_data/placeholders.yml": "nama: [a\n"})
    assert CliRunner().invoke(main, ["new", "article", "baru"]).exit_code == 0


@pytest.mark.parametrize("path", ["mkdocs.yml", "docs/_data/desk.yml"])
def test_what_new_files_are_made_of_has_to_be_right(place: Path, path: str) -> None:
    tree.write(place, {path: "a: [b\n"})
    before = sorted(place.rglob("*"))
    done = CliRunner().invoke(main, ["new", "article", "baru"])
    assert done.exit_code == 1
    assert f"{path}:" in done.output
    assert done.output.endswith("to fix; nothing was written.\n")
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "room"),
    [
        (("new", "article", "baru"), "starting.write"),
        (("import", "a.txt", "--slug", "baru"), "intake.write"),
    ],
)
def test_a_full_disk_is_a_sentence(
    place: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], room: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    del place
    monkeypatch.setattr("scripts.intake.take", lambda *_: (object(), []))
    monkeypatch.setattr(f"scripts.{room}", full)
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert done.output == "Error: [Errno 28] No space left on device; nothing was written.\n"
