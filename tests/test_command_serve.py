"""`siap serve` shows a project, and what is changed in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

from tests import tree
from tests.project import Project, copy_to, ended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLE = "docs/id/artikel/undangan-wawancara.md"
PATIENCE = 120


def test_the_preview_says_why_it_cannot_listen(tmp_path: Path) -> None:
    done = copy_to(tmp_path).run("serve", "--host", "no.such.host.invalid")
    assert done.code == 1
    assert done.err.startswith("Error: ")
    assert "Traceback" not in done.err


def told(process: subprocess.Popen[str]) -> Iterator[str]:
    """Yield what the preview says, without how long it took."""
    assert process.stdout
    for line in process.stdout:
        yield line.partition(" (")[0].rstrip()


def has(address: str, text: str) -> bool:
    """Say whether a page has a text, now or soon."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                if text in answer.read().decode():
                    return True
        except HTTPError:
            pass
        time.sleep(0.05)
    return False


def test_the_preview_shows_what_changes_and_what_is_wrong(tmp_path: Path) -> None:
    project: Project = copy_to(tmp_path)
    own = {name: value for name, value in os.environ.items() if not name.startswith("SITE_")}
    with (
        subprocess.Popen(
            [sys.executable, "-m", "scripts", "serve", "--port", "0"],
            cwd=project.root,
            env=own,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
        ended(process),
    ):
        assert process.stdout
        address = process.stdout.readline().split()[1]
        page = f"{address}artikel/undangan-wawancara/"
        lines = told(process)
        assert next(lines) == "All is well"
        tree.replace(project.root, ARTICLE, "\ntitle: ", "\ntitle: Baru! ")
        assert has(page, "<title>Baru! ")
        assert [next(lines), next(lines)] == ["All is well", "All pages are up to date"]
        assert has(f"{address}artikel/", "Baru! ")
        tree.replace(project.root, ARTICLE, "\ntitle: Baru! ", "\ntittle: ")
        assert has(page, "siap-preview")
        assert next(lines).startswith("The last good build is shown: ")
        tree.replace(project.root, ARTICLE, "\ntittle: ", "\ntitle: ")
        assert "All pages are up to date" in lines
        process.send_signal(signal.SIGTERM)  # as Ctrl-C, which shells switch off in the background
        assert process.wait(PATIENCE) == 0
    assert list((project.root / ".cache" / "preview").iterdir()) == []
    assert (project.root / ".cache" / "known").exists()
