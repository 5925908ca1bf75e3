"""What desktop editors and git are told about the project's files."""

from __future__ import annotations

import json
import re
import subprocess
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Any

import pytest

from scripts.problem import Problem
from tests.tree import ROOT

RECORDS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.yml"))
# What no file may be called on Windows, whatever follows a dot.
UNFIT = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def vscode(name: str) -> Any:
    return json.loads((ROOT / ".vscode" / name).read_text(encoding="utf-8"))


SCHEMAS: dict[str, str] = vscode("settings.json")["yaml.schemas"]


def tracked() -> list[str]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.rstrip("\0").split("\0")


def matches(path: str, pattern: str) -> bool:
    """Say whether a path has a pattern's form, as editors understand it."""
    return any(fnmatch(path, form) for form in (pattern, pattern.replace("**/", "")))


@pytest.mark.parametrize("path", RECORDS)
def test_every_record_has_one_schema_which_it_names_itself(path: str) -> None:
    (schema,) = (schema for schema, pattern in SCHEMAS.items() if matches(path, pattern))
    first = (ROOT / path).read_text(encoding="utf-8").partition("\n")[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (ROOT / path).parent.joinpath(named).resolve() == ROOT / schema


def test_every_schema_of_records_is_used() -> None:
    folder = ROOT / "docs/_data/schema"
    schemas = {path.relative_to(ROOT).as_posix() for path in folder.iterdir()}
    # That of front matter waits for an editor that looks into Markdown.
    assert SCHEMAS.keys() == schemas - {"docs/_data/schema/page.json"}


def test_problems_are_found_in_what_the_task_prints() -> None:
    (task,) = vscode("tasks.json")["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    for problem in (
        Problem("docs/id/a.md", 12, "salah: 3", "sources"),
        Problem("mkdocs.yml", 0, "salah"),
    ):
        found = re.fullmatch(pattern["regexp"], problem.told())
        assert found
        assert found[pattern["file"]] == problem.path
        assert int(found[pattern["line"]] or 0) == problem.line
        assert found[pattern["message"]].startswith(problem.message)


def test_every_name_can_be_one_on_windows() -> None:
    parts = {part for path in tracked() for part in PurePosixPath(path).parts}
    assert not [part for part in parts if UNFIT.search(part) or DEVICES.fullmatch(part)]


def test_no_two_names_differ_in_case_alone() -> None:
    paths = tracked()
    assert len({path.casefold() for path in paths}) == len(paths)


def test_texts_have_the_same_bytes_everywhere() -> None:
    done = subprocess.run(
        ["git", "ls-files", "--eol"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    for line in done.stdout.splitlines():
        stored, here, asked, path = line.split(None, 3)
        if asked == "attr/-text":  # a picture, or an article as somebody saved it
            continue
        assert stored in {"i/lf", "i/none"}, path
        assert here in {"w/lf", "w/none"}, path
        assert asked == "attr/text=auto", path
