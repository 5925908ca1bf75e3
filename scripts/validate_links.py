"""Links: where they lead from, and what is wrong with one."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scripts.model import (
    DATA,
    KEY_POINTS_ID,
    OVERVIEW_ID,
    PROOF_IDS,
    RESERVED_IDS,
    SOURCES_ID,
    TOOLS_ID,
    Library,
    Mark,
    Page,
    poster_anchor,
    source_anchor,
    template_anchor,
)
from scripts.problem import did_you_mean
from scripts.records import OURS, Article, FlowPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


DECEIT = re.compile("[\\\\\u200c\u200d]")
"""What browsers read as another sign than readers do."""


def broken(link: str, page: Page, library: Library) -> str:
    """Return what is wrong with a link, or an empty string."""
    unfit = "is not a web address; write it whole, as https://example.org/page"
    try:
        parts = _split(link)
    except ValueError:
        return unfit
    if parts.scheme or parts.netloc or link.startswith("www."):
        is_mail = parts.scheme == "mailto"
        fits = parts.path if is_mail else parts.netloc and "@" not in parts.netloc
        known = parts.scheme in {"https", "http", "mailto"}
        return "" if fits and known and not DECEIT.search(link) else unfit
    if not link or parts.path.startswith("/"):
        begins = "begins with /" if link else "is empty"
        return f"{begins}; write the path from this file to the other .md file"
    return _missing(parts.path, unquote(parts.fragment), page, library)


_split = lru_cache(maxsize=10_000)(urlsplit)


def _missing(path: str, fragment: str, page: Page, library: Library) -> str:
    """Return what is wrong with a link inside the site, or an empty string."""
    folder = posixpath.dirname(page.file)
    target = _target(folder, path) if path else page.file
    if target.removeprefix("docs/") in library.assets or target in library.unread:
        return ""
    if target not in library.files:
        files = {other.file for other in library.of(page.locale) if other is not page}
        files |= {f"docs/{asset}" for asset in library.assets}
        names = {posixpath.relpath(file, folder) for file in files}
        return f"leads to no page or file{did_you_mean(path, names)}"
    return _unfit(library.files[target], fragment, page, library)


@lru_cache(maxsize=10_000)
def _target(folder: str, path: str) -> str:
    """Return the file that a link's path leads to from a folder."""
    return posixpath.normpath(posixpath.join(folder, unquote(path)))


def _unfit(target: Page, fragment: str, page: Page, library: Library) -> str:
    if target.locale != page.locale:
        return f'leads to the language "{target.locale}"; link to the page in this language'
    if target.meta.value.draft and not page.meta.value.draft:
        return f"leads to {target.file}, which is a draft; remove the link until it is published"
    if not fragment or fragment in [mark.value for mark in target.outline.headings]:
        return ""
    if fragment not in (known := anchors(target, library)):
        return f"leads to a page without that section{did_you_mean(fragment, known)}"
    return ""


def anchors(page: Page, library: Library) -> set[str]:
    """Return every id on a page that a link may lead to."""
    templates = {m.title for m in page.outline.directives if m.value == "template"}
    sources = {mark.value for mark in cited_sources(page, library)}
    posters = {m.title for m in page.outline.directives if m.value == "poster"}
    return {
        *_record_ids(page, library),
        *page.outline.ids,
        *({KEY_POINTS_ID} if isinstance(page.meta.value, Article) else ()),
        *({SOURCES_ID} if sources else ()),
        *({TOOLS_ID} if library.tools(page) else ()),
        *(template_anchor(name) for name in templates),
        *(poster_anchor(name) for name in posters),
        *(source_anchor(name) for name in sources),
    }


def _record_ids(page: Page, library: Library) -> Iterator[str]:
    """Yield the ids that the parts of a page's record give it."""
    if checklist := library.checklist(page):
        yield from (phase.id for phase in checklist.phases)
        for item in checklist.items:
            yield from (item.id, *item.was)
    elif (flow := library.flow(page)) and isinstance(page.meta.value, FlowPage):
        yield OVERVIEW_ID
        yield from flow.ids
    elif flow:
        yield from PROOF_IDS
        yield from (outcome.id for outcome in flow.outcomes)


def cited_sources(page: Page, library: Library) -> list[Mark]:
    """Return the citations of a page that name a source, in their order; those of its records once."""
    unread = f"{DATA}/sources.yml" in library.unread
    citations = (
        *page.front.citations,
        *page.outline.citations,
        *(Mark(1, name) for name in dict.fromkeys(library.cited(page))),
    )
    return [m for m in citations if m.value in library.sources or (unread and m.value != OURS)]


def broken_link(link: str, library: Library, *, draft: bool = False) -> str:
    """Return what is wrong with a record's link, `path#section`, or an empty string.

    It is followed in every language, from the default one; only from a draft to other drafts.
    """
    path, _, section = link.partition("#")
    files = {
        code: (f"docs/{code}/{path}.md", f"docs/{code}/{path}/index.md") for code in library.codes
    }
    read = [code for code, names in files.items() if not library.unread.intersection(names)]
    found = {code: library.pages[code, path] for code in read if (code, path) in library.pages}
    if lost := [code for code in read if code not in found]:
        paths = {path for code, path in library.pages if code in lost}
        return f"leads to no page{_among(lost, read)}{did_you_mean(path, paths - {''})}"
    hidden = [page.file for page in found.values() if page.meta.value.draft]
    if hidden and not draft:
        return f"leads to {hidden[0]}, which is a draft; remove the link until it is published"
    known = {code: anchors(page, library) for code, page in found.items()} if section else {}
    if section and (lost := [code for code in read if section not in known[code]]):
        hint = did_you_mean(section, known[lost[0]] - RESERVED_IDS)
        return f"leads to a page without that section{_among(lost, read)}{hint}"
    return ""


def only_drafts(pages: Iterable[Page]) -> bool:
    """Say whether what is on these pages is on drafts, and nowhere else."""
    drafts = [page.meta.value.draft for page in pages]
    return bool(drafts) and all(drafts)


def unknown_source(name: str, library: Library) -> str:
    """Return what is wrong with the source that a record names, or an empty string."""
    sources = {*library.sources, OURS}
    if name in sources or f"{DATA}/sources.yml" in library.unread:
        return ""
    return f'"source" is "{name}", which is not a source{did_you_mean(name, sources)}'


def _among(some: list[str], every: list[str]) -> str:
    """Return in which languages something is so, or nothing when it is so in all."""
    return "" if some == every else f' in "{some[0]}"'
