from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import receipt
from scripts.receipt import Receipt

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = {"SITE_URL": "https://siap.test/"}
SOURCES = {"docs/id/index.md": "1", "mkdocs.yml": "2"}
RECEIPT = Receipt({"index.html": "3"}, SOURCES, SETTINGS)


def test_a_receipt_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "very" / "deep" / "receipt.json"
    for one in (RECEIPT, Receipt({"bérkas.pdf": "4"}, {}, {})):
        receipt.write(file, one)
        assert receipt.read(file) == one


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"site": {}}', "\xff"])
def test_what_is_no_receipt_is_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "receipt.json"
    assert receipt.read(file) is None
    file.write_bytes(text.encode("latin-1"))
    assert receipt.read(file) is None


def test_sources_are_all_that_a_build_depends_on(tmp_path: Path) -> None:
    paths = {
        *("docs/id/a.md", "overrides/b.html", "scripts/c.py"),
        *("mkdocs.yml", "uv.lock", "LICENSE"),
    }
    for path in (*paths, "README.md", "tests/d.py", "scripts/__pycache__/c.pyc"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert receipt.sources(tmp_path).keys() == paths
    assert receipt.sources(tmp_path, str) == {path: str(tmp_path / path) for path in paths}


def test_code_is_what_runs_until_the_program_ends(tmp_path: Path) -> None:
    for path in (
        "docs/a.md",
        "scripts/b.py",
        "scriptsx/c.py",
        "overrides/scripts/d.html",
        "uv.lock",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert receipt.code(tmp_path).keys() == {"scripts/b.py", "uv.lock"}


def test_an_unchanged_project_has_no_objection() -> None:
    assert receipt.objection(RECEIPT, SOURCES, SETTINGS) is None


@pytest.mark.parametrize(
    ("sources", "path"),
    [
        ({**SOURCES, "mkdocs.yml": "0"}, "mkdocs.yml changed"),
        ({**SOURCES, "docs/id/b.md": "0"}, "docs/id/b.md changed"),
        ({"mkdocs.yml": "2"}, "docs/id/index.md changed"),
        ({}, "docs/id/index.md and 1 more changed"),
    ],
)
def test_a_changed_source_is_named(sources: dict[str, str], path: str) -> None:
    reason = receipt.objection(RECEIPT, sources, SETTINGS)
    assert reason == f"{path} after site/ was built; run `make` to build and check it again"


def test_a_changed_setting_is_named() -> None:
    reason = receipt.objection(RECEIPT, SOURCES, {"SITE_URL": "https://lain.test/"}) or ""
    assert reason.startswith(
        'site/ was built with SITE_URL="https://siap.test/", and now it is "https://lain.test/";'
    )
    reason = receipt.objection(RECEIPT, SOURCES, {"SITE_CONTACT": "x"}) or ""
    assert reason.startswith('site/ was built with SITE_CONTACT="", and now it is "x";')
    assert receipt.objection(RECEIPT, SOURCES, {"SITE_CONTACT": ""}) is None
