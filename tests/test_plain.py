"""MkDocs alone makes the site that our own renderer makes."""

from __future__ import annotations

import logging
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts.plain import Collector
from scripts.problem import Problem
from tests import corpus, editions
from tests.project import Project, copy_to

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = 3


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with some more articles."""
    project = copy_to(tmp_path_factory.mktemp("plain") / "project")
    corpus.write(project.root, ARTICLES, seed=1)
    return project


def test_the_sites_are_byte_for_byte_the_same(project: Project) -> None:
    settings = {"SITE_URL": "https://host.example/karier/", "SITE_EDIT": "https://git.example/e/"}
    ours = project.run("build", "--workers", "1", **settings, PYTHONHASHSEED="1")
    assert ours.code == 0, ours.err
    wanted = project.site()
    plain = project.run("build", "--plain", **settings, PYTHONHASHSEED="2")
    assert plain.code == 0, plain.err
    assert editions.different(project.site(), wanted) == []


def test_what_mkdocs_warns_of_is_a_problem(project: Project, tmp_path: Path) -> None:
    program = (
        "import pathlib, sys\n"
        "from scripts import plain\n"
        "root, site = map(pathlib.Path, sys.argv[1:])\n"
        "for problem in plain.make(root, site, 'https://siap.example/'): print(problem)\n"
    )
    page = "docs/id/tentang.md"
    text = project.read(page)
    project.write(page, f"{text}\n[x](tidak-ada.md)\n")
    try:
        command = [sys.executable, "-c", program, ".", str(tmp_path)]
        done = subprocess.run(
            command, cwd=project.root, check=True, capture_output=True, encoding="utf-8"
        )
    finally:
        project.write(page, text)
    assert done.stdout.startswith("mkdocs: ")
    assert "tidak-ada" in done.stdout


def test_warnings_are_collected_and_news_is_not() -> None:
    collector = Collector()
    logger = logging.Logger("mkdocs")  # noqa: LOG001 - one that nobody else has
    logger.addHandler(collector)
    logger.info("fine")
    logger.warning("%s is odd", "this")
    assert collector.problems == [Problem("mkdocs", 0, "this is odd", "built-pages")]
