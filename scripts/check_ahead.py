"""What is found out about files while others of their site are still being made.

It is kept by their bytes, as the check keeps it, so the check of the whole site need not look again.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from scripts.built import TEXTS, is_page, is_text, located
from scripts.check_code import DRAWINGS, is_drawing
from scripts.check_folder import ChangedError, Source
from scripts.check_judge import PAGES
from scripts.check_search import SECTIONS, is_listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from scripts.check_folder import Stamp
    from scripts.check_known import Kind, Memory

OTHERS: tuple[tuple[Kind[Any], Callable[[str], bool]], ...] = (
    (TEXTS, is_text),
    (DRAWINGS, is_drawing),
    (SECTIONS, is_listed),
)
"""What is found out about files that are no pages, and about which of them."""


def look_ahead(
    site: Path, stamps: Mapping[str, Stamp], memory: Memory, site_url: str, locales: Sequence[str]
) -> None:
    """Judge some files of a site by themselves, for `memory` to keep.

    What is not as its stamp says is left to the check, which says so.
    """
    tags = tuple(locales)

    def source(path: str, address: str = "", locale: str = "") -> Source:
        digest = bytes.fromhex(stamps[path].digest)
        return Source(path, address, locale, f"{site}/{path}", digest)

    pages = [source(path, *located(path, site_url, tags)) for path in stamps if is_page(path, tags)]
    others = [source(path) for path in stamps if not is_page(path, tags)]
    with suppress(ChangedError):
        under_way = [memory.asked(PAGES, pages)]
        for kind, is_wanted in OTHERS:
            under_way.append(memory.asked(kind, [each for each in others if is_wanted(each.path)]))
        for wait in under_way:
            wait()
