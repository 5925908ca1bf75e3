"""What records can say by themselves is not said in moved.yml; the other rules have golden cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.model import MOVED
from scripts.source import load
from scripts.validate import validate
from tests.project import copy_to

if TYPE_CHECKING:
    from pathlib import Path

LEDGER = (
    "pages:\n  daftar-periksa/wawancara-kerja: [lama, tua]\n  keputusan/terima-undangan: [lama]\n"
)


def said(root: Path, moved: str) -> list[str]:
    project = copy_to(root)
    for code in ("id", "en"):
        project.write(f"docs/_data/addresses/{code}.yml", LEDGER)
    project.write(MOVED, moved)
    library, problems = load(root)
    return [str(problem) for problem in (*problems, *validate(library))]


@pytest.mark.parametrize(
    ("path", "new"),
    [("daftar-periksa/wawancara-kerja", "isi-daya"), ("keputusan/terima-undangan", "terima")],
)
def test_items_and_nodes_keep_their_old_ids_themselves(tmp_path: Path, path: str, new: str) -> None:
    assert said(tmp_path, f"{path}#lama: {path}#{new}\n") == [
        f'{MOVED}:1: "{path}#lama" leads to "{path}#{new}", and both are of one record; '
        f'write `was: [lama]` there at "{new}"'
    ]


def test_phases_move_as_sections_do(tmp_path: Path) -> None:
    path = "daftar-periksa/wawancara-kerja"
    assert said(tmp_path, f"{path}#tua: {path}#persiapan\n{path}#lama: /#artikel\n") == []
