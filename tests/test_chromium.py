from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests import chromium

if TYPE_CHECKING:
    from pathlib import Path

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
    monkeypatch.setattr(chromium, "PLACES", ())
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (tmp_path / "env").symlink_to("/usr/bin/env")
    return tmp_path


def test_nothing_is_found_where_nothing_is(bare: Path) -> None:
    assert shutil.which("env") == str(bare / "env")
    assert chromium.find_chromium() is None


@pytest.mark.parametrize("name", chromium.NAMES)
def test_each_usual_name_is_found_on_the_path(bare: Path, name: str) -> None:
    program = add(bare, name)
    assert chromium.find_chromium() == program


def test_a_usual_place_outside_the_path_is_found(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bare / "Program Files").mkdir()
    program = add(bare / "Program Files", "chrome.exe")
    monkeypatch.setattr(chromium, "PLACES", (str(program),))
    assert chromium.find_chromium() == program


def test_the_environment_decides(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(bare, "chromium")
    mine = add(bare, "mine")
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert chromium.find_chromium() == mine


def test_what_the_environment_names_must_be_there(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(bare, "chromium")
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert chromium.main() == 1
    assert '"/nowhere/chromium"' in capsys.readouterr().err


def test_what_is_there_is_not_installed_again(bare: Path) -> None:
    add(bare, "chromium")
    add(bare, "apt-get")
    assert chromium.main() == 0
    assert not (bare / "log").exists()


def test_the_packages_are_brought_up_to_date_before_installing(
    bare: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    add(bare, "apt-get", installs("chromium"))
    assert chromium.main() == 0
    assert (bare / "log").read_text().splitlines() == [
        "apt-get -qq update",
        "apt-get -qq install -y --no-install-recommends chromium",
    ]
    assert "Installing Chromium" in capfd.readouterr().out


def test_the_other_name_of_the_package_is_tried(bare: Path) -> None:
    add(bare, "apt-get", installs("chromium-browser"))
    assert chromium.main() == 0
    assert chromium.find_chromium() == bare / "chromium-browser"


def test_others_than_root_ask_sudo_without_a_password(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    add(bare, "sudo", f'{NOTES}shift; exec "$@"\n')
    add(bare, "apt-get", installs("chromium"))
    assert chromium.main() == 0
    assert (bare / "log").read_text().startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt")


@pytest.mark.parametrize("uid", [0, 1000])
def test_what_cannot_be_installed_is_one_sentence(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], uid: int
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    add(bare, "apt-get", "#!/bin/sh\nexit 100\n")
    assert chromium.main() == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "CHROMIUM=/path/to/chromium" in error


def test_a_machine_without_a_known_package_manager_is_told_so(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bare.is_dir()
    assert chromium.main() == 1
    assert "no package manager is known" in capsys.readouterr().err
