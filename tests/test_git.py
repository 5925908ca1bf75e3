from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from scripts.digest import digests
from scripts.git import Git, GitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ME = ("-c", "user.name=a", "-c", "user.email=a@b.example")
DATE = "@1700000000 +0000"


def run(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with one commit and something that is not committed yet."""
    project = tmp_path / "project"
    run("init", "-q", str(project), cwd=tmp_path)
    (project / "a.txt").write_text("a")
    run("add", ".", cwd=project)
    run(*ME, "commit", "-qm", "A start", cwd=project)
    (project / "staged.txt").write_text("b")
    run("add", ".", cwd=project)
    return project


@pytest.fixture
def git(project: Path) -> Iterator[Git]:
    """Git beside the repository, which in the end is as it was."""
    before = digests(project)
    with Git.beside(project, "Siap", "siap@b.example") as git:
        yield git
    assert digests(project) == before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files that git would change or leave out if it were asked nicely."""
    folder = tmp_path / "files"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "lines.txt").write_bytes(b"a\r\nb\n")
    (folder / ".gitignore").write_bytes(b"*\n")
    (folder / ".gitattributes").write_bytes(b"* text eol=crlf\n")
    (folder / "deep/er/é ü.html").write_bytes(b"\x00\xff")
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Somebody's repository."""
    run("init", "-q", "--bare", "bare.git", cwd=tmp_path)
    return tmp_path / "bare.git"


def test_a_tree_has_the_bytes_of_a_folder(git: Git, folder: Path, bare: Path) -> None:
    tree = git.tree(folder)
    git.push(str(bare), git.commit(tree, "", DATE, "All\n"), "refs/heads/pages", "")
    found = {}
    for path, blob in git.files(tree).items():
        command = ["git", "cat-file", "blob", blob]
        found[path] = subprocess.run(command, cwd=bare, check=True, capture_output=True).stdout
    files = (path for path in folder.rglob("*") if path.is_file())
    assert found == {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_commit_depends_on_what_it_is_given_alone(
    git: Git, folder: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = git.commit(git.tree(folder), "", DATE, "All\n")
    for name, value in {"user.name": "x", "i18n.commitEncoding": "latin1"}.items():
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv("GIT_CONFIG_KEY_0", name)
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", value)
        monkeypatch.setenv("GIT_AUTHOR_NAME", "somebody else")
        monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")
        with Git.beside(project, "Siap", "siap@b.example") as again:
            assert again.commit(again.tree(folder), "", DATE, "All\n") == first
            about = again.out("log", "-1", "--format=%an %ae %cn %ce %ct %s", first)
            assert about == "Siap siap@b.example Siap siap@b.example 1700000000 All"


def test_the_source_is_the_commit_and_whether_files_differ(project: Path) -> None:
    head, date = run("log", "-1", "--format=%H %ct", cwd=project).split()
    with Git.beside(project, "a", "b") as git:
        assert git.source() == (f"{head[:12]}, with changes", f"@{date} +0000")
        run("reset", "-q", "--hard", cwd=project)
        assert git.source() == (head[:12], f"@{date} +0000")


def test_a_push_needs_the_branch_to_be_as_expected(git: Git, folder: Path, bare: Path) -> None:
    ref = "refs/heads/pages"
    first = git.commit(git.tree(folder), "", DATE, "First\n")
    second = git.commit(git.tree(folder), "", DATE, "Second\n")
    git.push(str(bare), first, ref, "")
    for expected in ("", second):
        with pytest.raises(GitError, match="stale info"):
            git.push(str(bare), second, ref, expected)
    assert run("rev-parse", "pages", cwd=bare) == first
    git.push(str(bare), second, ref, first)
    assert run("rev-parse", "pages", cwd=bare) == second


def test_a_remote_is_known_by_its_name_and_nothing_is_noted(
    project: Path, folder: Path, bare: Path
) -> None:
    run("remote", "add", "origin", str(bare), cwd=project)
    before = digests(project)
    for _ in range(2):
        with Git.beside(project, "Siap", "siap@b.example") as git:
            assert git.address("origin") == str(bare)
            assert git.address("https://b.example/a.git") == "https://b.example/a.git"
            commit = git.commit(git.tree(folder), "", DATE, "All\n")
            seen = git.out("ls-remote", str(bare), "refs/heads/pages").partition("\t")[0]
            git.push("origin", commit, "refs/heads/pages", seen)
            git.fetch("origin", "refs/heads/pages")
    assert digests(project) == before
    run("fsck", "--strict", cwd=project)


def test_a_folder_without_a_repository_is_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(GitError, match="not a git repository"),
        Git.beside(tmp_path, "a", "b"),
    ):
        pass


def test_a_machine_without_git_is_a_sentence(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="no git on this machine"), Git.beside(project, "a", "b"):
        pass
