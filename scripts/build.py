"""A build is whole or not at all: the site is made beside the old one and put in its place."""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scripts.lock import locked, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.problem import Problem


def build(
    site: Path,
    stage: Callable[[Path], list[Problem]],
    check: Callable[[Path], list[Problem]],
    spare: Path | None = None,
) -> list[Problem]:
    """Replace `site` with what `stage` writes into a folder, if nothing is wrong with it.

    The folder is empty, or else it is `spare`, where there is one; and the folder that is no longer
    shown becomes that. `check` judges it when `stage` had no problems. Problems are returned and
    exceptions passed on, and after either one `site` is as it was. Builds may run at the same time:
    each has a folder of its own, and the last one to finish stays.
    """
    site = site.resolve()
    with _staging(site, spare) as folder:
        problems = stage(folder) or check(folder)
        if not problems:
            _publish(folder, site)
        return problems


@contextmanager
def _staging(site: Path, spare: Path | None) -> Iterator[Path]:
    """Give a folder beside `site` that no other build takes for a leftover."""
    site.parent.mkdir(parents=True, exist_ok=True)
    folder = _sibling(site, "new")
    with locked(site.parent):
        _sweep(site)
        if not spare or not _taken(spare, folder):
            folder.mkdir()
        lock = take(folder)
    try:
        yield folder
    finally:
        with locked(site.parent):
            if lock:
                lock.release()
            if spare:
                _moved(folder, spare)
        shutil.rmtree(folder, ignore_errors=True)


def _taken(spare: Path, folder: Path) -> bool:
    """Give the spare folder another name, unless a build that is about to end still holds it."""
    lock = take(spare)
    if lock:
        lock.release()
    return lock is not None and _moved(spare, folder)


def _moved(folder: Path, there: Path) -> bool:
    """Give a folder the name of one that is not there, if that can be done."""
    try:
        there.parent.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink() or there.exists():
            return False
        folder.rename(there)
    except OSError:
        return False
    return True


def _publish(new: Path, site: Path) -> None:
    """Let `new` and `site` change places; if that fails the old site comes back."""
    old = _sibling(site, "old")
    with locked(site.parent):
        try:
            if site.exists():
                site.rename(old)
            new.rename(site)
        except BaseException:
            if old.exists() and not site.exists():
                old.rename(site)
            raise
        if old.exists():
            old.rename(new)


def _sweep(site: Path) -> None:
    """Remove what killed builds left; one that was killed between two renames gets its site back."""
    for old in site.parent.glob(f".{site.name}-old-*"):
        if not site.exists():
            old.rename(site)
        shutil.rmtree(old, ignore_errors=True)
    for folder in site.parent.glob(f".{site.name}-new-*"):
        if lock := take(folder):
            shutil.rmtree(folder, ignore_errors=True)
            lock.release()


def _sibling(site: Path, kind: str) -> Path:
    return site.with_name(f".{site.name}-{kind}-{secrets.token_hex(4)}")
