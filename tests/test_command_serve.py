"""`siap serve` shows a project, and what is changed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.project import copy_to

if TYPE_CHECKING:
    from pathlib import Path


def test_the_preview_says_why_it_cannot_listen(tmp_path: Path) -> None:
    done = copy_to(tmp_path).run("serve", "--host", "no.such.host.invalid")
    assert done.code == 1
    assert done.err.startswith("Error: ")
    assert "Traceback" not in done.err
