"""The key of a piece is another one as soon as what it is made of is different."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from scripts import plan as plans
from scripts import receipt, settings, source
from scripts.plan import Plan
from scripts.works import Order
from tests import editions, tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = editions.plant(tmp_path_factory.mktemp("plan") / "project")
    for folder in ("docs/assets/javascripts", "overrides/print"):  # one style will do
        shutil.rmtree(root / folder)
    return root


@pytest.fixture(scope="module")
def before(planted: Path) -> dict[str, str]:
    return keys(plan(planted))


@pytest.fixture
def project(planted: Path, tmp_path: Path) -> Path:
    return shutil.copytree(planted, tmp_path / "project", symlinks=True)


def plan(root: Path, environment: Mapping[str, str] | None = None, *, live: bool = True) -> Plan:
    library = source.load(root)[0]
    library = library.published() if live else library
    given = settings.read(root, environment or {})
    order = Order(library, given, root, root / "site", root / "store", live)
    return Plan(order, receipt.sources(root))


def keys(plan: Plan) -> dict[str, str]:
    """Return the keys of the pieces that need no other, by kind, language and path."""
    found = plan.pages
    return {f"{piece.kind} {piece.locale} {piece.path}".rstrip(): piece.key for piece in found}


def test_pictures_of_many_pages_are_several_pieces(
    planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "GROUP", 3)
    found = plan(planted)
    groups = [piece.paths for piece in found.pages if piece.name[:2] == ("pictures", "en")]
    paths = [page.path for page in found.library.of("en")]
    assert sorted(path for group in groups for path in group) == sorted(paths)
    assert len(groups) == (len(paths) + 2) // 3 > 2
    assert {len(group) for group in groups} <= {2, 3}


def test_languages_take_turns_with_their_pictures(
    planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "GROUP", 3)
    found = plan(planted)
    turns = [piece.locale for piece in found.pages if piece.kind == "pictures"]
    assert turns[:4] == [*found.library.codes] * 2


@pytest.mark.parametrize("case", tree.cases("plan"))
def test_an_edit_changes_the_keys_of_all_that_it_changes(
    before: dict[str, str], project: Path, case: dict[str, Any]
) -> None:
    tree.change(project, case)
    now = keys(plan(project, case.get("environment")))
    changed = {name for name, key in now.items() if before.get(name) != key}
    wanted = {str(name).replace('""', "").rstrip() for name in case["pieces"]}
    assert changed >= wanted
    if case.get("only"):
        assert changed == wanted
