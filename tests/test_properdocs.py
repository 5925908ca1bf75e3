"""The ways out of what has an end, tried: MkDocs 1.x, Material and static-i18n."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts.digest import digests
from tests.project import copy_to

if TYPE_CHECKING:
    from pathlib import Path

    from tests.project import Project

# ProperDocs stands in for MkDocs wherever plugins import it; what is left of MkDocs is printed.
PROPERDOCS = """
import sys
from properdocs.__main__ import cli
cli(sys.argv[1:], standalone_mode=False)
files = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
print(*[file for file in files if "/site-packages/mkdocs/" in file.replace("\\\\", "/")])
"""
THEME = "  name: material\n  custom_dir: overrides\n  font: false\n"
OWN_THEME = "  name: null\n  custom_dir: overrides\n  static_templates: [404.html]\n"

# What cannot be imported is as good as not installed.
WITHOUT = """
import sys
sys.modules |= dict.fromkeys(("mkdocs", "material", "mkdocs_static_i18n"))
from scripts.__main__ import main
main(sys.argv[1:])
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_to(tmp_path_factory.mktemp("project")).root


def run(root: Path, *arguments: str) -> str:
    """Run Python in the project, and return what it printed."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith("SITE_")}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=outside | {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def rendered(root: Path, name: str, *command: str) -> tuple[dict[str, str], str]:
    """Render the project, and return the digests of all files, and what the command printed."""
    said = run(root, *command, "build", "--quiet", "--strict", "--site-dir", name)
    return digests(root / name), said


@pytest.fixture(scope="module")
def by_mkdocs(root: Path) -> dict[str, str]:
    found, _ = rendered(root, "with-mkdocs", "-m", "mkdocs")
    assert {"index.html", "en/index.html", "sitemap.xml", "unduhan/semua.zip"} <= found.keys()
    return found


def test_properdocs_renders_every_file_as_mkdocs_does(
    root: Path, by_mkdocs: dict[str, str]
) -> None:
    found, left = rendered(root, "with-properdocs", "-c", PROPERDOCS)
    assert left == ""
    assert found == by_mkdocs


def test_every_file_is_the_same_without_material(root: Path, by_mkdocs: dict[str, str]) -> None:
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert THEME in text
    config.write_text(text.replace(THEME, OWN_THEME), encoding="utf-8")
    found, _ = rendered(root, "without-material", "-m", "mkdocs")
    config.write_text(text, encoding="utf-8")
    assert found == by_mkdocs


def test_the_usual_build_needs_none_of_them(root: Path, built_once: Project) -> None:
    run(root, "-c", WITHOUT, "build")
    assert digests(root / "site") == digests(built_once.root / "site")
