"""Where a page can be improved: its files, in the web editor of the site that hosts them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from scripts.records import ChecklistPage, FlowPage, ProofPage

if TYPE_CHECKING:
    from scripts.model import Library, Located, Page
    from scripts.records import Checklist, Flow
    from scripts.words import Words


def links(page: Page, library: Library, words: Words, base: str) -> tuple[tuple[str, str], ...]:
    """Return the text and address of a link for each file that a page is written in.

    A file's path from the project's root follows `base`; without it there are no links.
    """
    if not base:
        return ()
    texts = (words.improve_page, words.improve_record)
    files = (page.file, record(page, library))
    return tuple(
        (text, f"{base.rstrip('/')}/{quote(file)}")
        for text, file in zip(texts, files, strict=True)
        if file
    )


def record(page: Page, library: Library) -> str:
    """Return the file of the record that a page shows, or an empty string."""
    meta = page.meta.value
    found: Located[Checklist] | Located[Flow] | None = None
    if isinstance(meta, ChecklistPage):
        found = library.checklists.get(meta.checklist)
    elif isinstance(meta, FlowPage | ProofPage):
        found = library.flows.get(meta.flow)
    return found.path if found else ""
