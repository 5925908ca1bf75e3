"""Worlds in which little works: prefixes of a command that take something away from it.

Each is the system's own: a namespace that ends with its command and takes its mounts along, or
fewer rights for root. Where a system has none of it, the test is skipped, with what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = ("unshare", "--mount", "--map-root-user")
READ_ONLY = """mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$0" && exec "$@" """
# What is on the small disk in the end is copied to where it can be looked at.
SMALL = """
size=$1 after=$2; shift 2
mount -t tmpfs -o size=$size none "$0" && cp -R "$after/." "$0" && cd "$0" || exit 99
"$@"; code=$?
rm -rf "$after" && cp -R "$0/." "$after"; exit $code
"""
# Whom permissions bind, root too.
BOUND = ("setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search")
PAST = ("faketime", "-f", "@1970-01-01 12:00:00")
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def read_only(folder: Path) -> tuple[str, ...]:
    """Return the prefix of a command that finds a folder, where it runs, read-only."""
    _needs(*NAMESPACE, "mount", "-t", "tmpfs", "none", "/mnt")
    return (*NAMESPACE, "sh", "-c", READ_ONLY, str(folder))


def on_a_small_disk(folder: Path, point: Path, size: str) -> tuple[str, ...]:
    """Return the prefix of a command that runs in a copy of a folder on a disk of that size.

    The disk is seen at `point`, and in the end the folder is as the copy.
    """
    _needs(*NAMESPACE, "mount", "-t", "tmpfs", "none", "/mnt")
    return (*NAMESPACE, "sh", "-c", SMALL, str(point), size, str(folder))


def bound() -> tuple[str, ...]:
    """Return the prefix of a command that may do what files and folders permit, and no more."""
    if os.geteuid() != 0:
        return ()
    _needs(*BOUND, "true")
    return BOUND


def offline() -> tuple[str, ...]:
    """Return the prefix of a command that has no network, not even this machine's own."""
    prefix = ("unshare", "--net", "--map-root-user")
    _needs(*prefix, "true")
    return prefix


def in_the_past() -> tuple[str, ...]:
    """Return the prefix of a command whose clock stands in 1970."""
    _needs(*PAST, "true")
    return PAST


def _needs(*command: str) -> None:
    if reason := _missing(command):
        pytest.skip(reason)


@cache
def _missing(command: tuple[str, ...]) -> str:
    """Return why a command cannot be run here, or nothing."""
    if not shutil.which(command[0]):
        return f"there is no {command[0]} here"
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return f"{command[0]} may not be used here: {done.stderr.strip()}" if done.returncode else ""
