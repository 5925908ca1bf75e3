"""Programs of the system that tests need: where they are, and how they get there.

`python -m tests.programs` installs those that are missing from the system's packages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
APT_INSTALL = (*APT, "install", "-y", "--no-install-recommends")

# Package manager -> what to run before the first package, and for each package.
MANAGERS = {
    "apt-get": ((*APT, "update"), APT_INSTALL),
    "dnf": ((), ("dnf", "install", "-y", "-q")),
    "pacman": ((), ("pacman", "-Sy", "--noconfirm", "--needed")),
    "brew": ((), ("brew", "install", "--quiet")),
}


@dataclass(frozen=True)
class Program:
    """A program: the names and places it may have, and its packages by manager.

    A setting of the environment may say where it is. Packages are tried in turn, since systems
    name them differently; each is what the package manager's command ends with.
    """

    title: str
    purpose: str
    names: tuple[str, ...]
    packages: dict[str, tuple[str, ...]]
    setting: str = ""
    places: tuple[str, ...] = field(default=())

    def find(self) -> Path | None:
        """Return the one that the environment names, or the first found."""
        named = os.environ.get(self.setting) if self.setting else None
        candidates = (named,) if named else (*self.names, *self.places)
        found = (shutil.which(Path(candidate).expanduser()) for candidate in candidates)
        return next((Path(path) for path in found if path), None)

    def ensure(self) -> str:
        """Install the program if it is missing; return what is wrong and what to do, or nothing."""
        if self.find():
            return ""
        if self.setting and (named := os.environ.get(self.setting)):
            return f'{self.setting} is "{named}", which is no program here; {self._by_hand()}'
        manager = next((name for name in MANAGERS if shutil.which(name)), None)
        if manager is None:
            needed = f"{self.purpose} need {self.title}, and no package manager is known"
            return f"{needed[0].upper()}{needed[1:]}; {self._by_hand()}"
        sys.stdout.write(f"Installing {self.title} for {self.purpose} with {manager} …\n")
        sys.stdout.flush()
        if self._install(manager):
            return ""
        return f"{self.title} could not be installed with {manager}; {self._by_hand()}"

    def _install(self, manager: str) -> bool:
        as_root = () if manager == "brew" or os.geteuid() == 0 else ("sudo", "-n")
        before, install = MANAGERS[manager]
        packages = [(*install, *package.split()) for package in self.packages.get(manager, ())]
        for command in filter(None, (before, *packages)):
            try:
                subprocess.run((*as_root, *command), stdin=subprocess.DEVNULL, check=False)
            except FileNotFoundError:  # there is no sudo
                return False
            if self.find():
                return True
        return False

    def _by_hand(self) -> str:
        where = f" or say where it is with {self.setting}=/path/to/{self.names[0]}"
        package = self.packages["apt-get"][0]
        told = f"install {self.title} by hand (on Debian: apt-get install {package})"
        return f"{told}{where if self.setting else ''}."


CHROMIUM = Program(
    title="Chromium",
    purpose="the browser tests",
    # The shell is the same browser without windows: the tests take three quarters of the time.
    names=(
        *("chromium-headless-shell", "chromium", "chromium-browser"),
        *("google-chrome", "google-chrome-stable"),
    ),
    packages={
        # Ubuntu has no shell, and a name of its own. The fonts are as wide as those of most readers: a bare
        # machine has none, or wide ones.
        "apt-get": tuple(
            f"fonts-liberation {name}"
            for name in ("chromium-headless-shell", "chromium", "chromium-browser")
        ),
        "dnf": ("chromium",),
        "pacman": ("chromium",),
        "brew": ("--cask google-chrome",),
    },
    setting="CHROMIUM",
    places=(
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "~/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
        "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
        "~/AppData/Local/Google/Chrome/Application/chrome.exe",
    ),
)
EVERYWHERE = ("apt-get", "dnf", "pacman", "brew")
PUBLISHING = "the tests of publishing"
NGINX = Program(
    title="nginx",
    purpose=PUBLISHING,
    names=("nginx", "/usr/sbin/nginx"),
    packages={
        **dict.fromkeys(EVERYWHERE, ("nginx",)),
        "apt-get": ("nginx libnginx-mod-http-brotli-static", "nginx"),
    },
)
CADDY = Program(
    title="Caddy",
    purpose=PUBLISHING,
    names=("caddy",),
    packages=dict.fromkeys(EVERYWHERE, ("caddy",)),
)
RSYNC = Program(
    title="rsync",
    purpose=PUBLISHING,
    names=("rsync",),
    packages=dict.fromkeys(EVERYWHERE, ("rsync",)),
)
SSHD = Program(
    title="OpenSSH",
    purpose=PUBLISHING,
    names=("/usr/sbin/sshd", "/usr/bin/sshd", "sshd"),
    packages={
        "apt-get": ("openssh-server openssh-client",),
        "dnf": ("openssh-server openssh-clients",),
        "pacman": ("openssh",),
        "brew": ("openssh",),
    },
)
OPENSSL = Program(
    title="OpenSSL",
    purpose="the benchmark of pages",
    names=("openssl",),
    packages=dict.fromkeys(EVERYWHERE, ("openssl",)),
)
FAKETIME = Program(
    title="faketime",
    purpose="the tests of faults",
    names=("faketime",),
    packages={**dict.fromkeys(EVERYWHERE, ("libfaketime",)), "apt-get": ("faketime",)},
)
# Not among those of the tests: the benchmark of load installs it when it is run.
WRK = Program(
    title="wrk",
    purpose="the benchmark of load",
    names=("wrk",),
    packages=dict.fromkeys(EVERYWHERE, ("wrk",)),
)
PROGRAMS = (CHROMIUM, NGINX, CADDY, RSYNC, SSHD, OPENSSL, FAKETIME)


def main() -> int:
    """Make sure that every program is there; return 1, and say what to do, when one cannot be."""
    for program in PROGRAMS:
        if sentence := program.ensure():
            sys.stderr.write(f"{sentence}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
