"""Fixtures that several test files share."""

from __future__ import annotations

import shutil
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from scripts import lock
from scripts.pool import cores
from tests import editions, shared, tree
from tests.desks import Desk, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.model import Library
    from scripts.pages import Pages
    from scripts.works import Name
    from tests.project import Project

# The same examples in every run, however busy the machine.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


@pytest.hookimpl(optionalhook=True)  # `make mutate` runs tests without xdist
def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once: browsers and servers are waited for a third of the time."""
    return cores() * 3 // 2


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


@pytest.fixture(scope="session")
def shared_folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run, and no others, share."""
    return shared.folder_of(pytestconfig, tmp_path_factory)


@pytest.fixture(scope="session")
def built_once(shared_folder: Path) -> Project:
    """The real project after `siap build`, which nobody may change."""
    return shared.built(shared_folder / "built")


@pytest.fixture
def built_for_campus(shared_folder: Path, tmp_path: Path) -> Project:
    """A copy of the real project after `siap build` and `siap publish` for CAMPUS."""
    return shared.campus(shared_folder / "campus").copied_to(tmp_path / "campus")


@pytest.fixture
def built(built_once: Project, tmp_path: Path) -> Project:
    """A copy of the real project after `siap build`: it knows what it has made."""
    return built_once.copied_to(tmp_path / "built")


@pytest.fixture(scope="module")
def compiled() -> Iterator[None]:
    """Compile templates once for all sites that the tests of a file make."""
    with pytest.MonkeyPatch.context() as patch:
        editions.compiled_once(patch)
        yield


@pytest.fixture(scope="session")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site for editors was made once."""
    folder = tmp_path_factory.mktemp("edited")
    root = editions.plant(folder / "project")
    Desk(root, folder / "first").update()
    return root


@pytest.fixture
def desk(edited: Path, tmp_path: Path) -> Desk:
    """A desk at which the site was made."""
    desk = Desk(shutil.copytree(edited, tmp_path / "project", symlinks=True), tmp_path / "desk")
    (step,) = desk.update()
    assert step.changed == desk.site.keys()
    return desk


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Name]:
    """The names of the pieces that are made from now on, in their order."""
    return recorded(monkeypatch)


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
