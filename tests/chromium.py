"""Chromium for the browser tests: where it is, and how it gets there.

`python -m tests.chromium` installs it from the system's packages when it is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "~/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "~/AppData/Local/Google/Chrome/Application/chrome.exe",
)
APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
APT_INSTALL = (*APT, "install", "-y", "--no-install-recommends")

# Package manager -> what to run, in order, until Chromium is there. Ubuntu has its own package name.
RECIPES = {
    "apt-get": ((*APT, "update"), (*APT_INSTALL, "chromium"), (*APT_INSTALL, "chromium-browser")),
    "dnf": (("dnf", "install", "-y", "-q", "chromium"),),
    "pacman": (("pacman", "-Sy", "--noconfirm", "--needed", "chromium"),),
    "brew": (("brew", "install", "--quiet", "--cask", "google-chrome"),),
}
BY_HAND = (
    "install Chromium or Chrome by hand (on Debian: apt-get install chromium) "
    "or say where it is with CHROMIUM=/path/to/chromium."
)


def find_chromium() -> Path | None:
    """Return the Chromium or Chrome to test with: the one CHROMIUM names, or the first found."""
    named = os.environ.get("CHROMIUM")
    candidates = (named,) if named else (*NAMES, *PLACES)
    found = (shutil.which(Path(candidate).expanduser()) for candidate in candidates)
    return next((Path(path) for path in found if path), None)


def main() -> int:
    """Make sure that there is a Chromium; return 1, and say what to do, when there can be none."""
    if find_chromium():
        return 0
    if named := os.environ.get("CHROMIUM"):
        return _fail(f'CHROMIUM is "{named}", which is no program here; {BY_HAND}')
    manager = next((name for name in RECIPES if shutil.which(name)), None)
    if manager is None:
        return _fail(f"The browser tests need Chromium, and no package manager is known; {BY_HAND}")
    sys.stdout.write(f"Installing Chromium for the browser tests with {manager} …\n")
    sys.stdout.flush()
    if _install(manager):
        return 0
    return _fail(f"Chromium could not be installed with {manager}; {BY_HAND}")


def _install(manager: str) -> bool:
    as_root = () if manager == "brew" or os.geteuid() == 0 else ("sudo", "-n")
    for command in RECIPES[manager]:
        try:
            subprocess.run((*as_root, *command), stdin=subprocess.DEVNULL, check=False)
        except FileNotFoundError:  # there is no sudo
            return False
        if find_chromium():
            return True
    return False


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
