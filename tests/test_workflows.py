"""The workflows of .github, without a runner: their form, their dangers, and what their scripts do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tree import ROOT

FOLDER = ROOT / ".github/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
BIN = Path(sys.executable).parent

# Stands for GitHub's command line: it writes down what it is asked, and answers from its folder.
GH = """\
#!{python}
import json, pathlib, sys
here, asked = pathlib.Path(__file__).parent, sys.argv[1:]
body = pathlib.Path("body.md").read_text(encoding="utf-8") if "-F" in asked else ""
with (here / "asked").open("a") as file:
    file.write(json.dumps([asked, body]) + chr(10))
if "-F" not in asked:
    print((here / ("comments" if "comments" in " ".join(asked) else "pulls")).read_text(), end="")
"""


def steps(name: str) -> list[dict[str, Any]]:
    workflow = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_they_have_the_form_that_github_asks_for() -> None:
    done = run(*(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows"), *FILES)
    assert done.returncode == 0, done.stdout


def test_nothing_in_them_is_known_to_be_dangerous() -> None:
    done = run(BIN / "zizmor", "--offline", "--quiet", FOLDER.parent)
    assert done.returncode == 0, done.stdout


def test_newer_packages_are_asked_for_in_the_form_that_github_knows() -> None:
    check = BIN / "check-jsonschema"
    done = run(check, "--builtin-schema", "vendor.dependabot", FOLDER.parent / "dependabot.yml")
    assert done.returncode == 0, done.stdout


def test_the_lock_is_audited_weekly_and_when_it_changes() -> None:
    text = (FOLDER / "audit.yml").read_text(encoding="utf-8").replace("\non:", "\nwhen:")
    when = yaml.safe_load(text)["when"]  # `on` is true in YAML 1.1
    assert when["schedule"] == [{"cron": "17 3 * * 1"}]
    for event in ("push", "pull_request"):
        assert when[event]["paths"] == ["uv.lock", "requirements-uv.txt"]
    assert "make audit" in [step.get("run") for step in steps("audit.yml")]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_action_is_one_commit_and_says_its_version(file: Path) -> None:
    used = re.findall(r"uses: (.*)", file.read_text(encoding="utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_links_of_a_preview_lead_to_its_branch(tmp_path: Path) -> None:
    (script,) = (s["run"] for s in steps("preview.yml") if "GITHUB_ENV" in s.get("run", ""))
    file = tmp_path / "environment"
    environment = {"HOST": "https://git.example/o/n", "BRANCH": "a/b#1", "GITHUB_ENV": str(file)}
    subprocess.run(["bash", "-ec", script], env=environment, check=True)
    assert file.read_text() == "SITE_EDIT=https://git.example/o/n/edit/a/b%231/\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A runner's folder, with an open pull request that has no comment yet."""
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin/gh"
    gh.write_text(GH.format(python=sys.executable), encoding="utf-8")
    gh.chmod(0o755)
    (tmp_path / "bin/pulls").write_text("7\n")
    (tmp_path / "bin/comments").write_text("")
    (tmp_path / "review").mkdir()
    (tmp_path / "review/problems.md").write_text("**1 problem to fix.**\n", encoding="utf-8")
    return tmp_path


def comment(desk: Path, conclusion: str = "success") -> list[tuple[list[str], str]]:
    """Run the script that comments, and return what GitHub was asked."""
    (script,) = (step["run"] for step in steps("comment.yml") if "run" in step)
    environment = {
        "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "REPOSITORY": "o/n",
        "OWNER": "sari",
        "BRANCH": "perbaikan",
        "COMMIT": "c0ffee",
        "RUN": "https://git.example/run",
        "CONCLUSION": conclusion,
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    subprocess.run(command, cwd=desk, env=environment, check=True)
    return [tuple(json.loads(line)) for line in (desk / "bin/asked").read_text().splitlines()]


def test_a_pull_request_gets_one_comment(desk: Path) -> None:
    (pulls, _), _, (posted, body) = comment(desk)
    assert "head=sari:perbaikan" in pulls
    assert 'select(.head.sha == "c0ffee")' in pulls[-1]
    assert posted[:4] == ["api", "--method", "POST", "repos/o/n/issues/7/comments"]
    assert body.startswith("<!-- siap -->\n**1 problem to fix.**\n")
    assert "[can be downloaded](https://git.example/run#artifacts)" in body


def test_its_comment_is_brought_up_to_date(desk: Path) -> None:
    (desk / "bin/comments").write_text("41\n42\n")
    *_, (patched, body) = comment(desk, "failure")
    assert patched[:4] == ["api", "--method", "PATCH", "repos/o/n/issues/comments/41"]
    assert "Nothing was built" in body


def test_nobody_is_called_and_a_comment_is_not_too_long(desk: Path) -> None:
    text = "@sari " + "…" * 30_000
    (desk / "review/problems.md").write_text(text, encoding="utf-8")
    *_, (_, body) = comment(desk)
    assert "@" not in body
    assert len(body.encode()) < 65_536


def test_without_a_pull_request_nothing_is_posted(desk: Path) -> None:
    (desk / "bin/pulls").write_text("")
    assert len(comment(desk)) == 1


def test_a_stranger_s_build_may_read_and_nothing_else() -> None:
    workflow = yaml.safe_load((FOLDER / "preview.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "secrets." not in (FOLDER / "preview.yml").read_text(encoding="utf-8")
    assert all("permissions" not in job for job in workflow["jobs"].values())
