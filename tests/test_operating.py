"""The pages for operators and on leaving MkDocs: what they name is there."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from scripts.__main__ import COMMANDS
from tests.test_architecture import MODULES, imports
from tests.tree import ROOT

if TYPE_CHECKING:
    import click

FOLDER = ROOT / ".github"
OPERATING = (FOLDER / "OPERATING.md").read_text(encoding="utf-8")
ARCHITECTURE = (FOLDER / "ARCHITECTURE.md").read_text(encoding="utf-8")
FRIDAY = OPERATING.partition("## A build fails")[2].partition("\n## ")[0]

# What others say: pip, uv, Python and the system.
NOT_OURS = ("DO NOT MATCH THE HASHES", "Hash mismatch", "No space left on device", "Traceback")


def spoken() -> str:
    """Return what our code can say, with pieces of one text joined."""
    files = [*(ROOT / "scripts").glob("*.py"), ROOT / "Makefile"]
    texts = (file.read_text(encoding="utf-8") for file in files)
    return re.sub(r'"\s*\n\s*f?"', "", "\n".join(texts))


def said() -> list[str]:
    """Return the pieces of messages in the first column of the list."""
    rows = [row.split(" | ")[0] for row in FRIDAY.splitlines() if row.startswith("| ")][2:]
    quoted = [text for row in rows for text in re.findall(r"`([^`]+)`", row)]
    pieces = [piece.strip() for text in quoted for piece in re.split("…", text)]
    return [piece for piece in pieces if len(piece) > len("docs/:12:")]


def test_messages_are_those_that_people_see() -> None:
    ours = [piece for piece in said() if piece not in NOT_OURS]
    everything = spoken()
    assert len(ours) > 8
    assert [piece for piece in ours if piece not in everything] == []


def options(command: click.Command) -> set[str]:
    return {name for each in command.params for name in each.opts}


@pytest.mark.parametrize("text", [OPERATING, ARCHITECTURE], ids=["operating", "architecture"])
def test_commands_and_their_options_are_there(text: str) -> None:
    found = re.findall(r"siap ([a-z]+)((?: [^`\n]+)?)[`\n]", text)
    assert found
    for name, rest in found:
        module, _, function = COMMANDS[name].partition(":")
        command = getattr(import_module(f"scripts.{module}"), function)
        assert set(re.findall(r"--[a-z-]+", rest)) <= options(command)


def test_targets_of_make_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z-]+):", makefile))
    named = set(re.findall(r"`make ([a-z-]+)", OPERATING + ARCHITECTURE))
    assert named
    assert named <= targets


def test_settings_and_workflows_are_there() -> None:
    publish = (FOLDER / "workflows/publish.yml").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:SITE|PUBLISH)_[A-Z]+)`", OPERATING):
        assert name in publish
    for name in re.findall(r"workflow `(\w+)`", OPERATING + ARCHITECTURE):
        assert (FOLDER / f"workflows/{name}.yml").is_file()


@pytest.mark.parametrize("text", [OPERATING, ARCHITECTURE], ids=["operating", "architecture"])
def test_files_and_links_are_there(text: str) -> None:
    for path in re.findall(r"`((?:tests|docs)/[\w/.]+)`", text):
        assert (ROOT / path).is_file() or path in spoken()
    for path, _, anchor in (link.partition("#") for link in re.findall(r"\]\(([^)]+)\)", text)):
        assert (FOLDER / path).is_file()
        heading = anchor.replace("-", " ")
        assert not anchor or heading in (FOLDER / path).read_text(encoding="utf-8").lower()


def test_the_rooms_that_know_mkdocs_are_those_of_the_note() -> None:
    users = {m for m in MODULES if any(n.split(".")[0] == "mkdocs" for n in imports(m))}
    assert users == {"hooks", "plain"}
    (row,) = (line for line in ARCHITECTURE.splitlines() if line.startswith("| MkDocs |"))
    told = dict(re.findall(r"`(\w+)` \(some (\d+)", row))
    assert told.keys() == users
    for module, lines in told.items():
        text = (ROOT / f"scripts/{module}.py").read_text(encoding="utf-8")
        assert len(text.splitlines()) == pytest.approx(int(lines), rel=0.2)
