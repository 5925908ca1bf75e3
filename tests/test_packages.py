"""What installed packages say of themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scripts.packages import described, required
from tests.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = "Classifier: License :: OSI Approved :: "


@pytest.fixture
def alat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The metadata of an installed package called `alat`, to be completed."""
    monkeypatch.syspath_prepend(str(tmp_path))
    file = tmp_path / "alat-1.2.dist-info" / "METADATA"
    file.parent.mkdir()
    file.write_text("Metadata-Version: 2.4\nName: Alat\nVersion: 1.2\n", encoding="utf-8")
    return file


def add(file: Path, *lines: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("lines", "licence"),
    [
        (["License-Expression: MIT OR Apache-2.0", "License: no"], "MIT OR Apache-2.0"),
        (["License: BSD", f"{ORIGIN}BSD License"], "BSD"),
        (["License: UNKNOWN", f"{ORIGIN}MIT License"], "MIT License"),
        (["License: A long\n        text", f"{ORIGIN}MIT License"], "MIT License"),
        ([f"{ORIGIN}One", f"{ORIGIN}Two", "Classifier: Topic :: Software"], "One, Two"),
        ([], ""),
    ],
)
def test_a_licence_is_found_where_packages_say_it(
    alat: Path, lines: list[str], licence: str
) -> None:
    add(alat, *lines)
    assert described("alat").licence == licence


@pytest.mark.parametrize(
    ("lines", "home"),
    [
        (["Home-page: https://a.example", "Project-URL: Source, https://b.example"], "a"),
        (["Home-page: http://a.example", "Project-URL: Source, https://b.example"], "b"),
        (["Project-URL: Source Code, https://b.example"], "b"),
        (
            ["Project-URL: Source, https://b.example", "Project-URL: Homepage, https://c.example"],
            "c",
        ),
        (["Project-URL: Changes, https://b.example"], ""),
    ],
)
def test_a_home_is_an_address_that_others_can_be_sent_to(
    alat: Path, lines: list[str], home: str
) -> None:
    add(alat, *lines)
    assert described("alat").home == (f"https://{home}.example" if home else "")


def test_name_and_version_are_the_package_s_own(alat: Path) -> None:
    assert alat.is_file()
    assert (described("alat").name, described("alat").version) == ("Alat", "1.2")


def test_what_a_package_requires_is_named_without_versions(alat: Path) -> None:
    add(alat, "Requires-Dist: Zeta.x>=2,<3", 'Requires-Dist: beta[all]; python_version > "3"')
    assert required("alat") == ("beta", "Zeta.x")


def test_the_project_requires_what_it_declares() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.partition("dependencies = [")[2].partition("]\n")[0]
    assert list(required()) == re.findall(r'"([\w.-]+)', block)
