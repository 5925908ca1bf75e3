"""Fixtures that several test files share."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from scripts import lock
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library
    from scripts.pages import Pages

# The same examples in every run, however busy the machine.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a small project without problems."""
    return tree.plant(tmp_path)


@pytest.fixture
def library(root: Path) -> Library:
    """Return what is written in the small project."""
    return tree.read(root)


@pytest.fixture
def pages(root: Path) -> Pages:
    """Return the pages of the small project, with the words and components of the real one."""
    return tree.pages(root)


@pytest.fixture(params=["folder", "file"])
def locks(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """Lock folders themselves, or files that stand for them, as on Windows; return which of them."""
    if request.param == "file":
        monkeypatch.setenv("TMPDIR", str(tmp_path_factory.mktemp("locks")))
        monkeypatch.setattr(tempfile, "tempdir", None)
        monkeypatch.setattr(lock, "fcntl", None)
    return str(request.param)
