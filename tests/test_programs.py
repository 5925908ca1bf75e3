from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests import programs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.programs import Program

NOTES = '#!/bin/sh\necho "${0##*/} $*" >> "${0%/*}/log"\n'


def add(folder: Path, name: str, script: str = NOTES) -> Path:
    path = folder / name
    path.write_text(script)
    path.chmod(0o755)
    return path


def installs(name: str) -> str:
    return f'{NOTES}case "$*" in *install*{name}) /bin/ln -s "$0" "${{0%/*}}/{name}";; esac\n'


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its PATH but this folder, which has `env`; we are its root."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (tmp_path / "env").symlink_to("/usr/bin/env")
    return tmp_path


@pytest.fixture
def chromium() -> Program:
    """Chromium, which this machine has in no usual place outside the path."""
    return replace(programs.CHROMIUM, places=())


def test_nothing_is_found_where_nothing_is(bare: Path, chromium: Program) -> None:
    assert shutil.which("env") == str(bare / "env")
    assert chromium.find() is None


@pytest.mark.parametrize("name", programs.CHROMIUM.names)
def test_each_usual_name_is_found_on_the_path(bare: Path, chromium: Program, name: str) -> None:
    program = add(bare, name)
    assert chromium.find() == program


def test_a_usual_place_outside_the_path_is_found(bare: Path, chromium: Program) -> None:
    (bare / "Program Files").mkdir()
    program = add(bare / "Program Files", "chrome.exe")
    assert replace(chromium, places=(str(program),)).find() == program


def test_the_environment_decides(
    bare: Path, chromium: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(bare, "chromium")
    mine = add(bare, "mine")
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert chromium.find() == mine


def test_what_the_environment_names_must_be_there(
    bare: Path, chromium: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(bare, "chromium")
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert '"/nowhere/chromium"' in chromium.ensure()


def test_what_is_there_is_not_installed_again(bare: Path, chromium: Program) -> None:
    add(bare, "chromium")
    add(bare, "apt-get")
    assert chromium.ensure() == ""
    assert not (bare / "log").exists()


def test_the_packages_are_brought_up_to_date_before_installing(
    bare: Path, chromium: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    add(bare, "apt-get", installs("chromium-headless-shell"))
    assert chromium.ensure() == ""
    assert (bare / "log").read_text().splitlines() == [
        "apt-get -qq update",
        "apt-get -qq install -y --no-install-recommends fonts-liberation chromium-headless-shell",
    ]
    assert "Installing Chromium" in capfd.readouterr().out


def test_several_packages_can_be_needed(bare: Path) -> None:
    add(bare, "apt-get")
    sshd = replace(programs.SSHD, names=("sshd",))
    assert "apt-get install openssh-server openssh-client" in sshd.ensure()
    assert (bare / "log").read_text().splitlines()[1].endswith(" openssh-server openssh-client")


def test_the_other_name_of_the_package_is_tried(bare: Path, chromium: Program) -> None:
    add(bare, "apt-get", installs("chromium-browser"))
    assert chromium.ensure() == ""
    assert chromium.find() == bare / "chromium-browser"


def test_others_than_root_ask_sudo_without_a_password(
    bare: Path, chromium: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    add(bare, "sudo", f'{NOTES}shift; exec "$@"\n')
    add(bare, "apt-get", installs("chromium"))
    assert chromium.ensure() == ""
    assert (bare / "log").read_text().startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt")


@pytest.mark.parametrize("uid", [0, 1000])
def test_what_cannot_be_installed_is_one_sentence(
    bare: Path,
    chromium: Program,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    uid: int,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    monkeypatch.setattr(programs, "PROGRAMS", (chromium,))
    add(bare, "apt-get", "#!/bin/sh\nexit 100\n")
    assert programs.main() == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "CHROMIUM=/path/to/chromium" in error


def test_a_machine_without_a_known_package_manager_is_told_so(
    bare: Path, chromium: Program
) -> None:
    assert bare.is_dir()
    assert chromium.ensure().startswith(
        "The browser tests need Chromium, and no package manager is"
    )


def test_all_programs_are_looked_for(
    bare: Path, chromium: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    rsync = add(bare, "rsync")
    add(bare, "chromium")
    monkeypatch.setattr(programs, "PROGRAMS", (chromium, programs.RSYNC))
    assert programs.main() == 0
    rsync.unlink()
    assert programs.main() == 1
