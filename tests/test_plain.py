"""The site by MkDocs alone."""

from __future__ import annotations

import logging
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts.plain import Collector
from scripts.problem import Problem
from tests.project import Project, copy_to

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """\
import sys
from pathlib import Path
from scripts import plain
for problem in plain.make(Path(), Path("out"), "https://contoh.example/"):
    print(problem)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_to(tmp_path)


def made(project: Project) -> list[str]:
    """Return what is wrong with the site in `out` that MkDocs makes, in a process of its own."""
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(
        command, cwd=project.root, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.splitlines()


def test_the_site_is_the_same_as_by_our_own_renderer(project: Project) -> None:
    settings = {"SITE_CONTACT": "mailto:a@host.example", "SITE_EDIT": "https://git.example/main"}
    assert project.run("build", **settings).code == 0
    ours = project.site()
    assert project.run("build", "--plain", **settings).code == 0
    theirs = project.site()
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_what_mkdocs_warns_of_is_a_problem_and_nothing_is_finished(project: Project) -> None:
    config = project.read("mkdocs.yml")
    project.write("mkdocs.yml", config.replace("  custom_dir: overrides", "  custom_dir: overides"))
    [problem] = made(project)
    assert problem.startswith("mkdocs: ")
    assert "overides" in problem
    assert not (project.root / "out" / "_headers").exists()


def test_what_editors_wrote_wrong_is_said(project: Project) -> None:
    project.write("docs/_data/placeholders.yml", "")
    assert any("docs/_data/placeholders.yml:1: the file is empty" in line for line in made(project))


def test_warnings_are_collected_and_news_is_not() -> None:
    collector = Collector()
    logger = logging.Logger("mkdocs")  # noqa: LOG001 - one that nobody else has
    logger.addHandler(collector)
    logger.info("fine")
    logger.warning("%s is odd", "this")
    assert collector.problems == [Problem("mkdocs", 0, "this is odd", "built-pages")]
