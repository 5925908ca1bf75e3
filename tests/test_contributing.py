"""CONTRIBUTING.md: its commands run, in order, and every message leads to one of its sections."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts import check, validate, validate_page
from scripts.problem import GUIDE
from scripts.source import load
from tests import tree
from tests.project import Project, copy_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXT = (tree.ROOT / GUIDE).read_text(encoding="utf-8")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECTIONS = {
    re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    for title in re.findall(r"^#+ (.+)$", re.sub(r"(?s)```.*?```", "", TEXT), re.MULTILINE)
}
WALK = Path(__file__).parent / "walk"
WALKED = TEXT.partition("## With a browser")[0]
TOP = (
    *("Makefile", "pyproject.toml", "uv.lock", "requirements-uv.txt"),
    *("README.md", "CONTRIBUTING.md", ".gitignore"),
)

# Stands for the environment that make installs: it runs what this test runs with.
SIAP = '#!/bin/sh\nexec "{python}" -m scripts "$@"\n'
PYTHON = '#!/bin/sh\nexec "{python}" "$@"\n'


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def fresh(tmp_path: Path) -> Project:
    """A fresh copy of the project as a newcomer has it after git clone, with nothing to download."""
    project = copy_to(tmp_path)
    for name in TOP:
        shutil.copy(tree.ROOT / name, tmp_path)
    shutil.copytree(tree.ROOT / "tests/articles", tmp_path / "tests/articles")
    commands = tmp_path / ".venv/bin"
    commands.mkdir(parents=True)
    for name, text in {"siap": SIAP, "python": PYTHON}.items():
        (commands / name).write_text(text.format(python=sys.executable), encoding="utf-8")
        (commands / name).chmod(0o755)
    for stamp in (".uv", ".runtime"):
        (tmp_path / ".venv" / stamp).touch()
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "config", "user.name", "Penulis Baru")
    git(tmp_path, "config", "user.email", "penulis@kampus.example")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=The project")
    return project


def name_the_source(project: Project) -> None:
    sources = "docs/_data/sources.yml"
    own = (WALK / "source.yml").read_text(encoding="utf-8")
    project.write(sources, project.read(sources) + own)


def write_drafts(project: Project) -> None:
    for code in ("id", "en"):
        text = (WALK / f"{code}.md").read_text(encoding="utf-8")
        draft = text.replace("order: 3\n", "order: 3\ndraft: true\n")
        project.write(f"docs/{code}/artikel/bicara-gaji.md", draft)


def say_what_became_of_each_paragraph_and_publish(project: Project) -> None:
    text = (WALK / "coverage.yml").read_text(encoding="utf-8")
    project.write("docs/_data/coverage/bicara-gaji.yml", text)
    for code in ("id", "en"):
        path = f"docs/{code}/artikel/bicara-gaji.md"
        project.write(path, project.read(path).replace("draft: true\n", ""))


# What a person does after a command, by the words that the command holds.
BY_HAND: dict[str, Callable[[Project], None]] = {
    "siap import": name_the_source,
    "mv desk/bicara-gaji/en.md": write_drafts,
    "mv desk/bicara-gaji/coverage.yml": say_what_became_of_each_paragraph_and_publish,
}


def commands() -> Iterator[str]:
    for block in BLOCK.findall(WALKED):
        yield from block.splitlines()


def test_a_newcomer_gets_from_a_source_to_a_published_pair_of_pages(fresh: Project) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SITE_", "GIT_"))}
    by_hand = dict(BY_HAND)
    for command in commands():
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=fresh.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        for words in [words for words in by_hand if words in command]:
            by_hand.pop(words)(fresh)
    assert by_hand == {}
    for page in ("site/artikel/bicara-gaji/index.html", "site/en/artikel/bicara-gaji/index.html"):
        assert "Kabar Kantor" in fresh.read(page)
    assert "artikel/bicara-gaji" in fresh.read("docs/_data/short.yml")
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=fresh.root, capture_output=True, text=True, check=True
    )
    assert status.stdout == ""


def test_what_the_walk_says_about_windows_is_what_the_readme_says() -> None:
    readme = (tree.ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("py -m pip install --require-hashes", "py -m uv run siap build"):
        assert command in TEXT
        assert command in readme


def test_links_inside_lead_to_headings() -> None:
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= SECTIONS


def test_every_rule_is_under_a_heading() -> None:
    rules = (validate.RULES, validate.WARNINGS, validate_page.OWN, validate_page.RULES)
    assert {section for group in rules for section in group} <= SECTIONS


def test_what_stages_say_is_under_a_heading() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (tree.ROOT / "scripts").glob("*.py")
    )
    named = set(re.findall(r'explained\("([\w-]+)"', code))
    named |= {question.section for group in check.questions([]) for question in group}
    assert {"files", "fields", "addresses", "guides", "built-pages"} <= named <= SECTIONS


def unruled(root: Path) -> list[str]:
    """Return what an editor is told without a section that explains it."""
    library, problems = load(root)
    found = [*problems, *validate.validate(library), *validate.warnings(library)]
    return [problem.told() for problem in found if problem.rule not in SECTIONS]


@pytest.mark.parametrize("name", ["validate", "source"])
def test_every_message_about_pages_and_records_is_explained(name: str, tmp_path: Path) -> None:
    for number, case in enumerate(tree.golden(name)):
        root = tree.plant(tmp_path / str(number))
        tree.change(root, case)
        assert unruled(root) == []


def test_every_message_about_tools_and_sources_is_explained(tmp_path: Path) -> None:
    checklist, flow = tree.golden("checklist"), tree.golden("flow")
    cases = [(checklist["tree"], case) for case in checklist["cases"]]
    others = (*flow["cases"], *tree.golden("flow_links"), *tree.golden("poster"))
    cases += [(flow["tree"], case) for case in others]
    for name in ("coverage", "originality", "glossary"):
        cases += [(tree.imported(), case) for case in tree.golden(name)["cases"]]
    for number, (files, case) in enumerate(cases):
        root = tmp_path / str(number)
        tree.write(root, files)
        tree.change(root, case)
        assert unruled(root) == []
