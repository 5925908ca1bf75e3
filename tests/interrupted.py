"""Publications that are stopped at every step, one after the other; run in a process of its own.

`python -m tests.interrupted TARGET WAY FOLDER` publishes to a folder, to a git branch, or by rsync
to a host that is this machine, again and again, and stops the first time at the first step, then at
the second, and so on until nothing is left to stop. The ways:

- killed: the process is killed before the step
- full: from that step on, the disk has no room
- cut: the line to the host takes so many bytes and no more
- lost: the host's shell is killed before it starts its next program

A step changes the disk or, when git or rsync do the work, starts a program. After each stop readers
must see one whole release, and the next run must bring the new one and leave no litter. Prints how
many stops there were.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.digest import digests
from scripts.history import KEPT, NAME
from scripts.publish_folder import FolderTarget
from scripts.publish_git import GitTarget
from scripts.publish_rsync import RsyncTarget
from scripts.release import PublishError, Release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scripts.release import Item, Target

ROOT = Path(__file__).parent.parent
OLDEST = {"index.html": "first", "en/index.html": "first"}
PAGES = ("", "en", "artikel", "en/artikel", "artikel/satu", "artikel/dua", "artikel/tiga")
OLD = {f"{name}/index.html": name for name in (*PAGES, "lama")}
NEW = {**OLD, "/index.html": "changed", "baru/index.html": "new", "a/b/c/style.css": "new"}
NEW.pop("lama/index.html")

STARTS = ("subprocess.Popen",)
MAKES = ("os.mkdir", "os.link", "os.symlink", "shutil.copyfile")
REMOVES = ("os.remove", "os.rmdir")
MOVES = ("os.rename", "os.chmod")
# How many bytes more pass at each step.
BYTES = 100
FAKE_SSH = """#!/bin/bash
shift  # the host; what is left is the command
if [ -n "$CUT" ]; then sh -c "$*" < <(dd bs=1 count="$CUT" status=none); else exec sh -c "$*"; fi
"""
FAKE_PROGRAM = """#!/bin/sh
[ -n "$LOST" ] && echo >> "$LOST" && [ "$(wc -l < "$LOST")" = "$STEP" ] && kill -9 $PPID
[ "${0##*/}" = sync ] && exit  # it only makes power cuts safe, and there are none here
PATH=${PATH#*:} exec "${0##*/}" "$@"
"""


@dataclass(frozen=True)
class Scene:
    """A target, what readers see there, and what a publication leaves behind."""

    home: Path
    make: Callable[[], Target]
    live: Callable[[], object]
    litter: Callable[[], list[str]]
    broken: Callable[[], list[str]] = list  # what a rollback would lead to, and is not whole


def release(folder: Path, files: dict[str, str]) -> Release:
    """Write a release with these public files."""
    for path, text in files.items():
        file = folder / "public" / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return Release(folder, "https://siap.test/")


def silently(label: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """Yield the items."""
    del label, total
    yield from items


def served_scene(home: Path, make: Callable[[], Target]) -> Scene:
    """Return a scene with a folder for a web server."""

    def litter() -> list[str]:
        names = [
            path.name for path in (home / "releases").iterdir() if not NAME.fullmatch(path.name)
        ]
        return names + [path.name for path in home.glob(".*")] + damaged(home)

    def broken() -> list[str]:
        current = (home / "current").readlink().name
        return [name for name in damaged(home) if NAME.fullmatch(name) and name <= current]

    return Scene(home, make, lambda: digests(home / "current" / "public"), litter, broken)


def damaged(home: Path) -> list[str]:
    """Return the releases that are not what their names say."""
    return [
        path.name
        for path in (home / "releases").iterdir()
        if not path.name.endswith(Release(path, "").digest()[:12])
    ]


def git_scene(home: Path) -> Scene:
    """Return a scene with a bare repository; the project is another."""
    project = home.parent / "project"
    git("init", "-q", str(project), cwd=home.parent)
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm.", "--allow-empty", cwd=project)
    git("init", "-q", "--bare", str(home), cwd=home.parent)
    before = digests(project)

    def litter() -> list[str]:
        return [] if digests(project) == before else ["the project's repository was touched"]

    make = lambda: GitTarget(str(home), "pages", project)  # noqa: E731 - a factory like the others
    return Scene(home, make, lambda: git("rev-parse", "pages^{tree}", cwd=home), litter)


def git(*arguments: str, cwd: Path) -> str:
    """Run git."""
    done = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def scene_of(target: str, home: Path) -> Scene:
    """Return a scene in a folder that is not there yet."""
    if target == "git":
        return git_scene(home)
    if target == "folder":
        return served_scene(home, lambda: FolderTarget(home))
    programs = home.parent / "programs"
    programs.mkdir()
    for name in ("ssh", "mkdir", "mv", "ln", "rm", "sync"):
        (programs / name).write_text(FAKE_SSH if name == "ssh" else FAKE_PROGRAM)
        (programs / name).chmod(0o755)
    os.environ["RSYNC_RSH"] = "ssh"
    os.environ["PATH"] = f"{programs}:{os.environ['PATH']}"
    return served_scene(home, lambda: RsyncTarget("host.test", str(home)))


def stop_at(step: int, way: str, target: str) -> None:
    """Let this process be stopped at a step."""
    starts_only = target != "folder"
    os.environ |= {
        "cut": {"CUT": str(step * BYTES)},
        "lost": {"LOST": f"{tempfile.mkdtemp()}/steps", "STEP": str(step)},
    }.get(way, {})
    if way in {"killed", "full"}:
        steps = count(1)
        kinds = STARTS if starts_only else MAKES if way == "full" else (*MAKES, *REMOVES, *MOVES)

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            writes = event == "open" and not starts_only and is_writing(arguments)
            now = next(steps) if writes or event in kinds else 0
            if now == step and way == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            if now >= step and way == "full":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        sys.addaudithook(hook)


def is_writing(arguments: tuple[object, ...]) -> bool:
    """Return whether an audited `open` is for writing."""
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def attempt(step: int, way: str, target: str, act: Callable[[], object]) -> bool:
    """Do something in a child that is stopped at a step; return whether it got to the end."""
    child = os.fork()
    if child == 0:
        stop_at(step, way, target)
        try:
            act()
        except (OSError, PublishError):
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def stops(target: str, way: str, folder: Path) -> int:
    """Stop publications everywhere in a process of its own, and return how often."""
    command = [sys.executable, "-m", "tests.interrupted", target, way, str(folder)]
    left = folder / "left"  # what those that are killed put down elsewhere
    left.mkdir()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(left)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def main(target: str, way: str, folder: Path) -> None:
    """Stop publications everywhere, and print how often."""
    os.sync = lambda: None  # as the host's
    scene = scene_of(target, folder / "target")
    old, new = release(folder / "old", OLD), release(folder / "new", NEW)
    earlier = [
        release(folder / str(number), {**OLDEST, "n": str(number)}) for number in range(KEPT)
    ]
    for one in (*earlier, old):  # so many that the next one takes the place of the first
        scene.make().publish(one, silently)
    before = scene.live()
    shutil.copytree(scene.home, folder / "start", symlinks=True)
    scene.make().publish(new, silently)
    after = scene.live()
    assert before != after
    for step in count(1):
        shutil.rmtree(scene.home)
        shutil.copytree(folder / "start", scene.home, symlinks=True)
        done = attempt(step, way, target, lambda: scene.make().publish(new, silently))
        assert scene.broken() == [], (step, scene.broken())
        seen = scene.live()
        assert seen == after if done else seen in (before, after), (step, seen)
        if seen == before or scene.litter():
            scene.make().publish(new, silently)
        assert scene.live() == after, step
        assert scene.litter() == [], (step, scene.litter())
        if done:
            scene.make().rollback()
            assert scene.live() == before
            sys.stdout.write(f"{step - 1}\n")
            return


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
