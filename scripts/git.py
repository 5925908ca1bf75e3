"""Git, with an object store and an index of its own beside those of a repository."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What the settings of a user or a project could change about the bytes or about their repository.
SETTINGS = (
    *("-c", "i18n.commitEncoding=UTF-8"),
    *("-c", "core.quotePath=false"),
    *("-c", "fetch.writeCommitGraph=false"),
    *("-c", "maintenance.auto=false"),
    *("-c", "gc.auto=0"),
    *("-c", "log.showSignature=false"),
)
NOTHING: Mapping[str, str] = MappingProxyType({})
INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")


class GitError(Exception):
    """What git said when it could not do something."""


@dataclass(frozen=True)
class Git:
    """Runs git in a repository that it leaves as it was; what it makes goes to a folder beside."""

    folder: Path
    environment: Mapping[str, str]

    @classmethod
    @contextmanager
    def beside(cls, folder: Path, name: str, email: str) -> Iterator[Git]:
        """Give a git for the repository of a folder, and remove all that it made.

        Commits bear the name and the e-mail address. Raises GitError without a repository.
        """
        inherited = {key: value for key, value in os.environ.items() if key not in INHERITED}
        plain = cls(folder, inherited)
        objects = plain.out("rev-parse", "--path-format=absolute", "--git-path", "objects")
        with TemporaryDirectory(prefix="siap-git-") as made:
            own = {
                "GIT_INDEX_FILE": str(Path(made, "index")),
                "GIT_OBJECT_DIRECTORY": made,
                "GIT_ALTERNATE_OBJECT_DIRECTORIES": objects,
            }
            person = {"NAME": name, "EMAIL": email}
            own |= {f"GIT_AUTHOR_{key}": value for key, value in person.items()}
            own |= {f"GIT_COMMITTER_{key}": value for key, value in person.items()}
            yield cls(folder, inherited | own)

    def out(
        self, *arguments: str, given: str = "", seen: bool = False, own: Mapping[str, str] = NOTHING
    ) -> str:
        """Run a command, and return what it prints without the white space at its end.

        It gets `given` as its input and `own` in its environment; if `seen`, what it says meanwhile
        goes to the terminal. Raises GitError with git's words when it fails.
        """
        try:
            done = subprocess.run(
                ["git", *SETTINGS, *arguments],
                cwd=self.folder,
                env={**self.environment, **own},
                input=given.encode(
                    errors="surrogateescape"
                ),  # bytes: Windows would change line ends
                stdout=subprocess.PIPE,
                stderr=None if seen else subprocess.PIPE,
                check=False,
            )
        except FileNotFoundError:
            raise GitError("there is no git on this machine; install it") from None
        if done.returncode:
            said = (done.stderr or b"").decode(errors="surrogateescape")
            raise GitError(" ".join((said or f"`git {arguments[0]}` failed").split()))
        return done.stdout.decode(errors="surrogateescape").rstrip()

    def source(self) -> tuple[str, str]:
        """Return the commit that is checked out, marked if files differ from it, and its date."""
        head, date = self.out("log", "-1", "--format=%h %ct", "--abbrev=12", "HEAD").split()
        index = self.out("rev-parse", "--path-format=absolute", "--git-dir")
        own = {"GIT_INDEX_FILE": f"{index}/index", "GIT_OPTIONAL_LOCKS": "0"}
        changes = self.out("status", "--porcelain", own=own)
        return (f"{head}, with changes" if changes else head), f"@{date} +0000"

    def address(self, remote: str) -> str:
        """Return the address of a remote of the repository; an address is its own."""
        names = self.out("remote").split()
        return self.out("remote", "get-url", "--push", remote) if remote in names else remote

    def fetch(self, remote: str, ref: str) -> None:
        """Fetch the commits of a remote's ref without noting that anywhere."""
        self.out(
            *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap="),
            *("--no-recurse-submodules", self.address(remote), ref),
        )

    def push(self, remote: str, commit: str, ref: str, expected: str) -> None:
        """Let a remote's ref lead to a commit, if it still leads where expected: "" is nowhere."""
        seen = sys.stderr.isatty()
        self.out(
            *("push", "--progress" if seen else "--quiet", "--no-verify", "--no-signed"),
            *(
                "--no-follow-tags",
                "--recurse-submodules=no",
                f"--force-with-lease={ref}:{expected}",
            ),
            *(self.address(remote), f"{commit}:{ref}"),
            seen=seen,
        )

    def tree(self, folder: Path) -> str:
        """Store the files of a folder, byte for byte, and return their tree."""
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        names = "".join(f"{path}\n" for path in paths)
        ids = self.out("hash-object", "-w", "--no-filters", "--stdin-paths", given=names).split()
        entries = [
            f"100644 {id_}\t{path.relative_to(folder).as_posix()}\0"
            for id_, path in zip(ids, paths, strict=True)
        ]
        self.out("read-tree", "--empty")
        self.out("update-index", "-z", "--index-info", given="".join(entries))
        return self.out("write-tree")

    def files(self, tree: str) -> dict[str, str]:
        """Return the object of every file in a tree or commit by its path."""
        entries = self.out("ls-tree", "-r", "-z", tree).split("\0")
        pairs = (entry.split("\t", 1) for entry in filter(None, entries))
        return {path: about.split()[2] for about, path in pairs}

    def commit(self, tree: str, parent: str, date: str, message: str) -> str:
        """Make a commit of a tree, dated as `@seconds +0000`, and return it."""
        parents = ("-p", parent) if parent else ()
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        return self.out("commit-tree", tree, *parents, given=message, own=dates)
