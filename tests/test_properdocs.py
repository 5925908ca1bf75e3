"""ProperDocs, the maintained successor of MkDocs 1.x, renders the same site from the same tree."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from scripts.digest import digests
from tests.project import copy_to

if TYPE_CHECKING:
    from pathlib import Path

# ProperDocs stands in for MkDocs wherever plugins import it; what is left of MkDocs is printed.
PROPERDOCS = """
import sys
from properdocs.__main__ import cli
cli(sys.argv[1:], standalone_mode=False)
files = [getattr(module, "__file__", None) or "" for module in sys.modules.values()]
print(*[file for file in files if "/site-packages/mkdocs/" in file.replace("\\\\", "/")])
"""


def rendered(root: Path, name: str, *command: str) -> tuple[dict[str, str], str]:
    """Render the project, and return the digests of all files, and what the command printed."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SITE_")}
    done = subprocess.run(
        [sys.executable, *command, "build", "--quiet", "--strict", "--site-dir", name],
        cwd=root,
        env=environment | {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return digests(root / name), done.stdout.strip()


def test_properdocs_renders_every_file_as_mkdocs_does(tmp_path: Path) -> None:
    root = copy_to(tmp_path).root
    ours, _ = rendered(root, "with-mkdocs", "-m", "mkdocs")
    theirs, left = rendered(root, "with-properdocs", "-c", PROPERDOCS)
    assert left == ""
    assert {"index.html", "en/index.html", "sitemap.xml", "unduhan/semua.zip"} <= ours.keys()
    assert theirs == ours
