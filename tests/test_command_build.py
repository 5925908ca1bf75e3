"""`siap build` and `siap check`; what they do to a project is in test_main."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scripts.__main__ import main
from tests.project import Project, copy_to

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "docs/id/artikel/undangan-wawancara.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_to(tmp_path)


@pytest.mark.parametrize(
    ("name", "option"), [("build", "--workers"), ("check", "--help"), ("serve", "--port")]
)
def test_help_names_the_options(name: str, option: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"])
    assert (done.exit_code, option in done.output) == (0, True)


def test_workers_begin_in_ways_that_there_are() -> None:
    done = CliRunner().invoke(main, ["build", "--start", "thread"])
    assert done.exit_code == 2
    assert "'fork', 'spawn'" in done.output


def test_a_build_says_what_it_does_and_what_is_next(project: Project) -> None:
    done = project.run("build", "--workers", "1", SITE_CONTACT="mailto:a@host.example")
    assert (done.code, done.err) == (0, "")
    first, *_ = lines = done.out.splitlines()
    assert re.fullmatch(r"Building \d+ pages for https://siap-wawancara\.example/ …", first)
    assert "Checking links, languages, metadata and policy …" in lines
    assert [line for line in lines if re.fullmatch(r"Built and checked in \d+\.\d s: site/", line)]
    assert [line.split()[3] for line in lines if line.startswith("Before publishing")] == [
        *("SITE_URL", "SITE_EDIT")
    ]
    assert "server" in project.read(".cache/hosts/nginx.conf")
    receipt = json.loads(project.read(".cache/receipt.json"))
    assert receipt["site"].keys() == project.site().keys()
    assert receipt["settings"]["SITE_CONTACT"] == "mailto:a@host.example"


def test_damaged_files_of_the_store_are_counted_and_made_again(built: Project) -> None:
    before = built.site()
    entries = sorted((built.root / ".cache/pieces/live").iterdir())
    for entry in entries[:2]:
        entry.write_bytes(entry.read_bytes()[:-1])
    done = built.run("build")
    assert done.code == 0
    assert "2 files in .cache/pieces/ were damaged, and not used." in done.out.splitlines()
    assert built.site() == before
