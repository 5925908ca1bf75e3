"""Whatever is installed is what was locked: every way of installing checks hashes."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.servers import answering
from tests.test_workflows import FILES
from tests.tree import ROOT

UV = Path(sys.executable).with_name("uv")
UV_FILE = "requirements-uv.txt"
PINNED = re.compile(r"^uv==(\S+) \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+\Z", re.MULTILINE)
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PACKAGES: list[dict[str, Any]] = [each for each in LOCK["package"] if "registry" in each["source"]]
DOCUMENTS = [ROOT / name for name in ("Makefile", "README.md", "CONTRIBUTING.md")]

PROJECT = """\
[project]
name = "toko"
version = "1"
requires-python = ">=3.11"
dependencies = ["alat"]

[[tool.uv.index]]
url = "{index}"
default = true
"""

LINUX_ALONE = {"atheris"}
"""What pyproject.toml asks for on Linux and nowhere else."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_"))}
    return subprocess.run(
        command, cwd=cwd, env=outside | environment, capture_output=True, text=True, check=False
    )


def wheel(folder: Path, name: str, version: str, text: str = "") -> Path:
    """Write a wheel with one module of its name."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{name}.py", text)
        archive.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return file


def test_every_file_that_may_be_installed_has_its_hash() -> None:
    for package in PACKAGES:
        files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
        assert files
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", file["hash"]) for file in files)


def test_packages_come_from_the_public_index_alone() -> None:
    assert {package["source"]["registry"] for package in PACKAGES} == {"https://pypi.org/simple"}


def test_the_lock_is_that_of_the_project() -> None:
    done = run(UV, "lock", "--check", "--offline", cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_uv_itself_has_its_hashes() -> None:
    text = (ROOT / UV_FILE).read_text(encoding="utf-8")
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    pinned = PINNED.search(text)
    assert pinned
    assert f"uv_build>={pinned[1]}," in settings


@pytest.mark.parametrize("file", [*DOCUMENTS, *FILES], ids=lambda path: path.name)
def test_pip_installs_nothing_without_a_hash(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for command in re.findall(r"-m pip install[^\n`]*", text):
        assert command.endswith(f"--require-hashes -r {UV_FILE}")


def test_what_builds_this_project_is_part_of_uv(tmp_path: Path) -> None:
    """A build backend is fetched by name and version, without a hash: ours is not fetched."""
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/__init__.py").touch()
    done = run(UV, "build", "--wheel", "--offline", "--no-cache", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_one_package_is_built_where_it_has_no_wheel() -> None:
    """What it is built with has no hash either; it has at least one version."""
    systems = ("linux", "win_amd64", "macosx")
    built = set()
    for package in PACKAGES:
        names = [file["url"] for file in package.get("wheels", [])]
        if not all(any(s in n or "none-any" in n for n in names) for s in systems):
            built.add(package["name"])
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["uv"]
    assert built - LINUX_ALONE == {"rcssmin"}
    assert [re.sub("==.*", "", pin) for pin in settings["build-constraint-dependencies"]] == [
        "setuptools"
    ]


def test_workflows_run_no_code_to_install_packages() -> None:
    """All but the one of Windows, where that package has to be built."""
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert ("make" in re.findall(r"run: (\w+)", text)) is ("UV_NO_BUILD" in text)


@pytest.mark.parametrize("honest", [True, False])
def test_another_uv_of_the_same_version_is_refused(*, honest: bool, tmp_path: Path) -> None:
    for name in ("Makefile", UV_FILE):
        shutil.copy(ROOT / name, tmp_path)
    text = (tmp_path / UV_FILE).read_text(encoding="utf-8")
    version = PINNED.search(text)
    assert version
    file = wheel(tmp_path / "wheels", "uv", version[1])
    if honest:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        text = re.sub(r"(?<=--hash=sha256:)[0-9a-f]{64}", digest, text, count=1)
        (tmp_path / UV_FILE).write_text(text, encoding="utf-8")
    run(UV, "venv", "--quiet", "--python", sys.executable, ".venv", cwd=tmp_path)
    done = run(
        *("make", ".venv/.uv"),
        cwd=tmp_path,
        PIP_NO_INDEX="1",
        PIP_FIND_LINKS=str(tmp_path / "wheels"),
        PIP_NO_CACHE_DIR="1",
    )
    assert (done.returncode == 0) is honest, done.stderr
    assert ("DO NOT MATCH THE HASHES" in done.stderr) is not honest
    assert any((tmp_path / ".venv").rglob("uv.py")) is honest


def test_another_package_of_the_same_version_is_refused(tmp_path: Path) -> None:
    good = wheel(tmp_path / "alat", "alat", "1.0")
    digest = hashlib.sha256(good.read_bytes()).hexdigest()
    page = f'<a href="{good.name}#sha256={digest}">{good.name}</a>'
    (tmp_path / "alat/index.html").write_text(page, encoding="utf-8")
    with answering(partial(Quiet, directory=str(tmp_path))) as address:
        (tmp_path / "pyproject.toml").write_text(PROJECT.format(index=address), encoding="utf-8")
        uv = partial(run, UV, "--no-cache", cwd=tmp_path)
        assert uv("lock").returncode == 0
        assert digest in (tmp_path / "uv.lock").read_text(encoding="utf-8")
        wheel(tmp_path / "alat", "alat", "1.0", text="import os")
        done = uv("sync", "--frozen", "--python", sys.executable)
    assert done.returncode != 0
    assert "Hash mismatch" in done.stderr
    assert not any((tmp_path / ".venv").rglob("alat.py"))
