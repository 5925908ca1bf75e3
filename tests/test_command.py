"""What the commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import command
from scripts.problem import Problem
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("SITE_URL", "SITE_CONTACT", "SITE_EDIT")


@pytest.fixture
def place(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small project as the one that commands work on, with nothing set."""
    monkeypatch.setattr(command, "ROOT", root)
    monkeypatch.setattr(command, "CACHE", root / ".cache")
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return root


def test_the_address_is_that_of_the_environment_or_else_of_the_file(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert command.site_url() == tree.URL
    monkeypatch.setenv("SITE_URL", "https://host.example/karier")
    assert command.site_url() == "https://host.example/karier/"
    monkeypatch.setenv("SITE_URL", "")
    tree.replace(place, "mkdocs.yml", "site_url: ", "# ")
    with pytest.raises(SystemExit):
        command.site_url()


def test_settings_are_for_the_address_that_is_given(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.write(place, {"mkdocs.yml": f'{tree.CONFIG}extra:\n  edit: !ENV [SITE_EDIT, ""]\n'})
    monkeypatch.setenv("SITE_URL", "https://other.example/")
    monkeypatch.setenv("SITE_EDIT", "https://git.example/main")
    found = command.set_for("https://host.example/")
    assert (found.url, found.edit) == ("https://host.example/", "https://git.example/main")


def test_what_a_build_depends_on_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del place
    monkeypatch.setenv("SITE_CONTACT", "mailto:a@host.example")
    assert command.told_settings("https://host.example/") == {
        "SITE_URL": "https://host.example/",
        "SITE_CONTACT": "mailto:a@host.example",
        "SITE_EDIT": "",
    }


def test_files_are_written_and_deleted(place: Path) -> None:
    command.write({"docs/_data/baru/a.txt": "satu\ndua\n", "docs/id/tentang.md": None})
    assert (place / "docs/_data/baru/a.txt").read_bytes() == b"satu\ndua\n"
    assert not (place / "docs/id/tentang.md").exists()
    command.write({"docs/id/tentang.md": None})


def test_problems_end_a_command_and_warnings_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    problem = Problem("docs/id/a.md", 3, "this is odd")
    command.stop_on([])
    command.warn([problem])
    assert capsys.readouterr().err.startswith("docs/id/a.md:3: warning: this is odd")
    for problems, count in (([problem], "1 problem"), ([problem] * 2, "2 problems")):
        with pytest.raises(SystemExit) as stopped:
            command.stop_on(problems, "nothing was written")
        assert stopped.value.code == 1
        told = capsys.readouterr().err.splitlines()
        assert told[0].startswith("docs/id/a.md:3: this is odd")
        assert told[-1] == f"{count} to fix; nothing was written."


def test_what_was_written_is_judged_in_order(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(command.validated().pages) == len(tree.read(place).pages)
    for code in ("id", "en"):
        tree.replace(place, f"docs/{code}/artikel/dua.md", "satu.md#pesan", "stu.md#pesan")
    _, problems = command.judged()
    assert [problem.path for problem in problems] == [
        *("docs/en/artikel/dua.md", "docs/id/artikel/dua.md")
    ]
    with pytest.raises(SystemExit):
        command.validated()
    assert capsys.readouterr().err.endswith("2 problems to fix; site/ is as it was.\n")


def test_a_folder_is_shown_as_people_know_it(place: Path) -> None:
    assert command.shown(place / ".cache" / "hosts") == ".cache/hosts/"
