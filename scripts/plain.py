"""The site by MkDocs alone: the way out when our own renderer fails, and what it is compared with."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from scripts import assets, stamp
from scripts.finish import finish
from scripts.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path


class Collector(logging.Handler):
    """Turns what MkDocs warns of into problems."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning."""
        self.problems.append(Problem("mkdocs", 0, record.getMessage(), "built-pages"))


def make(root: Path, site: Path, url: str, *, live: bool = True) -> list[Problem]:
    """Write the whole site into an empty folder with MkDocs, and return what it found wrong.

    `root` is the project's folder. Drafts are for editors, who see the site while they write.
    """
    # MkDocs stamps what it packs with the time of the build; ours depends on the content alone.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    collector = Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(collector)
    try:
        config = load_config(
            str(root / "mkdocs.yml"), site_dir=str(site), site_url=url, strict=True
        )
        config.plugins.on_startup(command="build" if live else "serve", dirty=False)
        build_mkdocs(config)
    except (Abort, MkDocsException) as error:
        if not collector.problems:
            collector.problems.append(Problem("mkdocs", 0, str(error), "built-pages"))
    finally:
        logger.removeHandler(collector)
    if live and not collector.problems:
        assets.dress(site)
        finish(site, url, root, stamp.read(site))
    return collector.problems
