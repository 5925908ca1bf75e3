"""Publishing to a git branch, as GitHub Pages and its like serve it.

The branch has a history of its own, of as many commits as a server keeps releases: each
publication adds one and drops the oldest, so the branch does not grow for ever, and going back is
pushing the commit before. A push happens only if the branch is still as it was when we looked.

All of it is done by git's plumbing with an index and an object store of its own: neither the
project's working tree nor its index, branches or objects are touched, but its settings count, and
with them its remotes and credentials.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from scripts.digest import compare
from scripts.git import Git, GitError
from scripts.history import KEPT
from scripts.release import Layout, PublishError, Release, Track

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.digest import Difference

NAME = "Siap Wawancara"
EMAIL = "publish@siap-wawancara.invalid"


class GitTarget:
    """A branch of a repository, given as an address, a path, or the name of one of our remotes."""

    layout: Layout = "pages"

    def __init__(self, remote: str, branch: str, project: Path) -> None:
        self._remote = remote
        self._branch = branch
        self._ref = f"refs/heads/{branch}"
        self._project = project

    def compare(self, release: Release) -> Difference:
        """Return how a release differs from the files on the branch."""
        with self._git() as git:
            head = self._fetch(git)
            live = git.files(head) if head else {}
            new = git.files(git.tree(release.public))
        prefix = f"{release.public.name}/"
        return compare(
            {prefix + path: value for path, value in live.items()},
            {prefix + path: value for path, value in new.items()},
        )

    def publish(self, release: Release, track: Track) -> None:
        """Put a release on top of the branch, which keeps the last ones."""
        with self._git() as git:
            head = self._fetch(git)
            tree = git.tree(release.public)
            source, date = git.source()
            message = f"Publish {release.url}\n\nSource: {source}\n"
            commit = git.commit(tree, self._kept(git, head), date, message)
            for one in track("Pushing", (commit,), 1):
                git.push(self._remote, one, self._ref, head)

    def rollback(self) -> str:
        """Take the last commit off the branch, and return the one that it then ends with."""
        with self._git() as git:
            head = self._fetch(git)
            parents = git.out("log", "-1", "--format=%P", head) if head else ""
            if not parents:
                raise PublishError(f"{self._branch} has no earlier release to go back to")
            former = parents.split()[0]
            git.push(self._remote, former, self._ref, head)
        return former[:12]

    @contextmanager
    def _git(self) -> Iterator[Git]:
        try:
            with Git.beside(self._project, NAME, EMAIL) as git:
                yield git
        except GitError as error:
            raise PublishError(f"git: {error}") from error

    def _fetch(self, git: Git) -> str:
        """Return the branch's last commit, after fetching it, or an empty string without one."""
        head = git.out("ls-remote", git.address(self._remote), self._ref).partition("\t")[0]
        if head:
            git.fetch(self._remote, self._ref)
            self._expect_ours(git, head)
        return head

    def _expect_ours(self, git: Git, head: str) -> None:
        """Refuse to write over what is not ours: a name mistyped would cost somebody's work."""
        email, _, subject = git.out("log", "-1", "--format=%ce %s", head).partition(" ")
        if email != EMAIL:
            raise PublishError(
                f'the branch "{self._branch}" of {self._remote} was not published by this command: '
                f'its last commit is "{subject}"; name another branch, or delete that one'
            )

    def _kept(self, git: Git, head: str) -> str:
        """Return a commit like `head` that has only so many commits below it as are kept."""
        if not head:
            return ""
        chain = git.out("rev-list", "--first-parent", f"--max-count={KEPT}", head).split()
        if len(chain) < KEPT:
            return head
        parent = ""
        for commit in reversed(chain[: KEPT - 1]):
            about, _, message = git.out("log", "-1", "--format=%T %at%n%B", commit).partition("\n")
            tree, moment = about.split()
            parent = git.commit(tree, parent, f"@{moment} +0000", f"{message}\n")
        return parent
