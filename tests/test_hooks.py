"""What the hooks do inside MkDocs: drafts in the preview, a 404 page for each language."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.project import Project, copy_to
from tests.test_main import DRAFT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """\
import sys
from pathlib import Path
from scripts import plain
problems = plain.make(Path(), Path(sys.argv[1]), "http://127.0.0.1:8000/", live=False)
sys.exit("; ".join(map(str, problems)) or 0)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_to(tmp_path)


def test_a_draft_in_one_language_is_shown_in_the_preview(project: Project) -> None:
    project.write("docs/id/draf.md", DRAFT)
    command = [sys.executable, "-c", PROGRAM, "preview"]
    subprocess.run(command, cwd=project.root, check=True, capture_output=True)
    page = project.read("preview/draf/index.html")
    assert 'class="draft"' in page
    assert not (project.root / "preview/en/draf").exists()


def test_the_root_404_is_in_every_language_and_the_others_in_their_own(project: Project) -> None:
    assert project.run("build", "--plain").code == 0
    root, english = project.read("site/404.html"), project.read("site/en/404.html")
    assert (root.count('<span lang="id">'), root.count('<span lang="en">')) == (1, 1)
    assert (english.count('<span lang="id">'), english.count('<span lang="en">')) == (0, 1)
    assert '<html lang="id">' in root
    assert '<html lang="en">' in english


def test_mkdocs_alone_stops_at_the_same_problems(project: Project) -> None:
    project.write("docs/_data/placeholders.yml", "")
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", "out"]
    done = subprocess.run(command, cwd=project.root, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "docs/_data/placeholders.yml:1: the file is empty" in done.stderr
    assert "Traceback" not in done.stderr
