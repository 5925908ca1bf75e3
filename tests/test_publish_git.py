from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts.digest import Difference
from scripts.history import KEPT
from scripts.publish_git import GitTarget
from scripts.release import PublishError, Release
from tests.interrupted import ROOT, git, release, silently, stops

if TYPE_CHECKING:
    from pathlib import Path

ME = ("-c", "user.name=a", "-c", "user.email=a@b.example")
DATE = {"GIT_AUTHOR_DATE": "@1700000000 +0000", "GIT_COMMITTER_DATE": "@1700000000 +0000"}


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Somebody's repository, with a branch of their own."""
    git("init", "-q", "--bare", "bare.git", cwd=tmp_path)
    return tmp_path / "bare.git"


@pytest.fixture
def target(bare: Path, tmp_path: Path) -> GitTarget:
    """The branch `pages` of that repository."""
    return GitTarget(str(bare), "pages", project(tmp_path / "project"))


def project(folder: Path) -> Path:
    folder.mkdir()
    git("init", "-q", cwd=folder)
    command = ["git", *ME, "commit", "-qm", "A start", "--allow-empty"]
    subprocess.run(command, cwd=folder, env=os.environ | DATE, check=True)
    return folder


def numbered(folder: Path, number: int, **files: str) -> Release:
    return release(folder / f"release-{number}", {"index.html": str(number), "a.txt": "a", **files})


def seen(bare: Path) -> str:
    return git("show", "pages:index.html", cwd=bare)


def test_a_branch_has_what_is_public_and_nothing_else(
    target: GitTarget, bare: Path, tmp_path: Path
) -> None:
    one = numbered(tmp_path, 1, **{".nojekyll": ""})
    (one.folder / "nginx.conf").touch()
    target.publish(one, silently)
    files = git("ls-tree", "-r", "--name-only", "pages", cwd=bare).split()
    assert files == [".nojekyll", "a.txt", "index.html"]
    about = git("log", "--format=%an <%ae> %at %ct%n%B", "pages", cwd=bare)
    head = git("rev-parse", "--short=12", "HEAD", cwd=tmp_path / "project")
    assert about == (
        "Siap Wawancara <publish@siap-wawancara.invalid> 1700000000 1700000000\n"
        f"Publish https://siap.test/\n\nSource: {head}"
    )


def test_what_changes_is_told(target: GitTarget, tmp_path: Path) -> None:
    first = numbered(tmp_path, 1)
    assert target.compare(first).added == ("public/a.txt", "public/index.html")
    target.publish(first, silently)
    assert target.compare(first) == Difference()
    second = numbered(tmp_path, 2, **{"b.txt": "b"})
    assert target.compare(second) == Difference(("public/b.txt",), ("public/index.html",))


def test_the_branch_keeps_so_many_releases_and_each_can_be_gone_back_to(
    target: GitTarget, bare: Path, tmp_path: Path
) -> None:
    for number in range(8):
        target.publish(numbered(tmp_path, number), silently)
        assert seen(bare) == str(number)
    assert git("rev-list", "--count", "pages", cwd=bare) == str(KEPT)
    for number in range(6, 7 - KEPT, -1):
        name = target.rollback()
        assert git("rev-parse", "pages", cwd=bare).startswith(name)
        assert seen(bare) == str(number)
    with pytest.raises(PublishError, match="no earlier release"):
        target.rollback()


def test_what_was_rolled_back_is_gone_with_the_next_publication(
    target: GitTarget, bare: Path, tmp_path: Path
) -> None:
    for number in (0, 1):
        target.publish(numbered(tmp_path, number), silently)
    target.rollback()
    target.publish(numbered(tmp_path, 2), silently)
    target.rollback()
    assert seen(bare) == "0"


def test_two_publications_of_a_commit_from_different_folders_are_the_same(tmp_path: Path) -> None:
    first = project(tmp_path / "here")
    shutil.copytree(first, tmp_path / "elsewhere")
    heads = set()
    for name in ("here", "elsewhere"):
        bare = tmp_path / f"{name}.git"
        git("init", "-q", "--bare", str(bare), cwd=tmp_path)
        made = release(tmp_path / f"release of {name}", {"index.html": "same"})
        GitTarget(str(bare), "pages", tmp_path / name).publish(made, silently)
        heads.add(git("rev-parse", "pages", cwd=bare))
    assert len(heads) == 1


def test_a_branch_of_somebody_else_is_left_alone(
    target: GitTarget, bare: Path, tmp_path: Path
) -> None:
    theirs = project(tmp_path / "theirs")
    git("push", "-q", str(bare), "HEAD:refs/heads/pages", cwd=theirs)
    head = git("rev-parse", "pages", cwd=bare)
    one = numbered(tmp_path, 1)
    for act in (
        lambda: target.publish(one, silently),
        lambda: target.compare(one),
        target.rollback,
    ):
        with pytest.raises(PublishError, match='its last commit is "A start"; name another'):
            act()
    assert git("rev-parse", "pages", cwd=bare) == head


def test_a_remote_that_is_not_there_is_a_sentence(target: GitTarget, bare: Path) -> None:
    shutil.rmtree(bare)
    with pytest.raises(PublishError, match=r"git: .*bare\.git"):
        target.rollback()


def test_nothing_to_go_back_to_is_a_sentence(target: GitTarget) -> None:
    with pytest.raises(PublishError, match="pages has no earlier release"):
        target.rollback()


@pytest.mark.parametrize("hook", ["pre-receive", "update", "post-update"])
@pytest.mark.parametrize("end", ["exit 1", "kill -9 $VICTIM; exit 1"])
def test_a_push_that_ends_halfway_shows_one_whole_release(
    target: GitTarget, bare: Path, tmp_path: Path, hook: str, end: str
) -> None:
    target.publish(numbered(tmp_path, 0), silently)
    script = bare / "hooks" / hook
    script.write_text(f"#!/bin/sh\n{end}\n")
    script.chmod(0o755)
    code = (
        "import os, pathlib, sys\nfrom scripts.publish_git import GitTarget\n"
        "from scripts.release import Release\nfrom tests.interrupted import silently\n"
        "os.environ['VICTIM'] = str(os.getpid())\n"
        "target = GitTarget(sys.argv[1], 'pages', pathlib.Path(sys.argv[2]))\n"
        "target.publish(Release(pathlib.Path(sys.argv[3]), 'https://siap.test/'), silently)\n"
    )
    arguments = (str(bare), str(tmp_path / "project"), str(numbered(tmp_path, 1).folder))
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, stderr=subprocess.PIPE, check=False
    )
    late = hook == "post-update"  # the branch has changed by then
    if "kill" in end:
        assert done.returncode == -signal.SIGKILL
    else:
        assert (done.returncode == 0) is late
    assert seen(bare) == ("1" if late else "0")
    script.unlink()
    target.publish(numbered(tmp_path, 2), silently)
    assert seen(bare) == "2"
    git("fsck", "--strict", cwd=bare)


def test_stopped_before_any_of_its_programs_the_old_site_is_whole(tmp_path: Path) -> None:
    assert stops("git", "killed", tmp_path) >= 10
