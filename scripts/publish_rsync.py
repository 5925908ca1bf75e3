"""Publishing to a server by rsync over SSH: a release is uploaded in hiding, then one rename shows it.

The server's folder looks as that of `publish_folder`. It needs rsync and a POSIX shell.
"""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from scripts.digest import Difference
from scripts.history import FOLDER, LINK, History
from scripts.release import OWN_FOLDER, Layout, PublishError, Release, Track

if TYPE_CHECKING:
    from collections.abc import Iterator

INCOMING = ".incoming-"
SSH = "ssh -o ConnectTimeout=20 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
OPTIONS = (
    *("--recursive", "--delete", "--checksum", "--perms", "--chmod=D755,F644", "--compress"),
    *("--secluded-args", "--8-bit-output", "--timeout=60"),
)
# Of what rsync says about a file: nothing of it was there before.
NEW = "+++++++++"
DELETED = "*deleting"

# Scripts for the server's shell. $1 is the folder; exit codes are those of the sentences below.
# A shell reads all between braces before it runs any of it: half a script, from a line that broke,
# does nothing.
WHOLE = "{{\n{}exit\n}}\n"
# Asks the server where the folder is, for a path may have dots and links.
GUARD = """\
case $(cd -- "$1" 2>/dev/null && pwd -P) in /|//) exit 76;; esac
"""
STATE = """\
cd -- "$1" 2>/dev/null || exit 0
if [ -e current ] && [ ! -L current ]; then exit 73; fi
readlink current || echo
ls -A releases 2>/dev/null || :
"""
PREPARE = """\
mkdir -p -- "$1/releases" || exit 74
"""
# $2 is where `current` leads now, $3 the name of the release to show.
SHOW = """\
set -e
cd -- "$1"; expected=$2; name=$3; shift 3
if [ "$(readlink current || :)" != "$expected" ]; then exit 75; fi
"""
# $4 is the folder that was uploaded, what follows are the releases to remove.
REPLACE = """\
incoming=$1; shift
for gone in "$@"; do mv -- "releases/$gone" "releases/.gone-$gone"; done
rm -rf releases/.gone-*
mv -- "releases/$incoming" "releases/$name"
sync
"""
POINT = """\
rm -f .current
ln -s "releases/$name" .current
mv -fT .current current 2>/dev/null || mv -fh .current current
"""
SWEEP = """\
rm -rf releases/.incoming-*
"""
FAULTS = {
    73: '"current" is in the way there: it is no symlink; move it, or publish elsewhere',
    74: "the folder cannot be made there",
    75: "somebody else published there meanwhile; look, and publish again",
    76: f"the folder is the root of the whole server; {OWN_FOLDER}",
    127: "a program is missing there; it needs rsync and a POSIX shell",
}


class RsyncTarget:
    """A folder of another machine that keeps the last releases, and a symlink for its web server."""

    layout: Layout = "server"

    def __init__(self, host: str, path: str, port: int | None = None) -> None:
        self._host = host
        self._path = path.removeprefix("~/").rstrip("/") or "/"  # SSH starts in the home folder
        given = shlex.split(os.environ.get("RSYNC_RSH") or SSH)
        self._ssh = [*given, "-p", str(port)] if port else given

    def compare(self, release: Release) -> Difference:
        """Return how a release differs from the files that are live."""
        if not self._history().current:
            return Difference(added=tuple(release.digests()))
        return self._compare(release, LINK)

    def publish(self, release: Release, track: Track) -> None:
        """Make a release live, and remove the oldest, and what an interrupted run left."""
        history = self._history(PREPARE)
        incoming = f"{INCOMING}{secrets.token_hex(4)}"
        changes = self._compare(release, LINK) if history.current else None
        total = len(changes.paths if changes else release.digests())
        for _ in track("Uploading", self._upload(release, incoming, history), total):
            pass
        if self._compare(release, f"{FOLDER}/{incoming}").paths:
            raise PublishError(f"{self._host}: {FAULTS[75]}")
        name = history.following(release.digest())
        script = SHOW + REPLACE + POINT + SWEEP
        self._run(script, history.link, name, incoming, *history.surplus())

    def rollback(self) -> str:
        """Make the release before the live one live again, and return its name."""
        history = self._history()
        name = history.former()
        if not name:
            raise PublishError(f"{self._host}:{self._path} has no earlier release to go back to")
        self._run(SHOW + POINT, history.link, name)
        return name

    def _history(self, before: str = "") -> History:
        link, *names = self._run(GUARD + before + STATE).splitlines() or [""]
        history = History(link, tuple(names))
        if history.objection:
            raise PublishError(f'{self._host}: "{LINK}" is in the way there: {history.objection}')
        return history

    def _run(self, script: str, *arguments: str) -> str:
        """Run a script in the server's shell and return what it prints."""
        command = shlex.join(["sh", "-s", "--", self._path, *arguments])
        host = self._host.replace("[", "").replace("]", "")
        with _named_programs():
            done = subprocess.run(
                [*self._ssh, host, command],
                input=WHOLE.format(script),
                capture_output=True,
                encoding="utf-8",
                errors="surrogateescape",
                check=False,
            )
        if done.returncode:
            raise PublishError(self._sentence(done.returncode, done.stderr))
        return done.stdout

    def _upload(self, release: Release, incoming: str, history: History) -> Iterator[str]:
        """Upload a release, and yield the files that had to travel as they do.

        What the live release and interrupted uploads have already is linked to on the server.
        """
        halves = [name for name in history.names if name.startswith(INCOMING)][:10]
        former = [f"../{history.current}"] if history.current else []
        links = [f"--link-dest={place}" for place in (*former, *(f"../{half}" for half in halves))]
        said = self._rsync(release, f"{FOLDER}/{incoming}", "--out-format=%n", *links)
        yield from (line for line in said if not line.endswith("/"))

    def _compare(self, release: Release, place: str) -> Difference:
        """Return how a release differs from the files in a folder, as rsync sees it."""
        said = self._rsync(release, place, "--dry-run", "--out-format=%i %n")
        lines = [line.split(maxsplit=1) for line in said if not line.endswith("/")]
        return Difference(
            added=tuple(path for signs, path in lines if signs.endswith(NEW)),
            changed=tuple(p for signs, p in lines if signs != DELETED and not signs.endswith(NEW)),
            removed=tuple(path for signs, path in lines if signs == DELETED),
        )

    def _rsync(self, release: Release, place: str, *options: str) -> Iterator[str]:
        """Yield the lines that rsync prints while it brings a release to a folder of the server."""
        ends = [f"{release.folder}/", f"{self._host}:{self._path}/{place}/"]
        with (
            _named_programs(),
            TemporaryFile("w+", encoding="utf-8", errors="replace") as complaint,
        ):
            with subprocess.Popen(
                ["rsync", *OPTIONS, *options, "-e", shlex.join(self._ssh), "--", *ends],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaint,
                encoding="utf-8",
                errors="surrogateescape",
            ) as process:
                yield from (line.rstrip("\n") for line in process.stdout or ())
            if process.returncode:
                complaint.seek(0)
                raise PublishError(self._sentence(process.returncode, complaint.read()))

    def _sentence(self, code: int, complaint: str) -> str:
        """Return what went wrong there: as we know it, or else as the program said it first."""
        said = next(iter(complaint.strip().splitlines()), f"the command ended with code {code}")
        return f"{self._host}: {FAULTS.get(code, said)}"


@contextmanager
def _named_programs() -> Iterator[None]:
    """Say which program of this machine is missing."""
    try:
        yield
    except FileNotFoundError as error:
        raise PublishError(f"{error.filename} is missing on this machine; install it") from error
