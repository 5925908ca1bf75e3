"""Rules over checklists. Each rule yields problems; its docstring is the rule."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from scripts.model import DATA, Library, Located, flow_handout, is_reserved, poster_handout
from scripts.problem import Problem, did_you_mean
from scripts.records import AnchorName, Checklist, ChecklistPage, Item
from scripts.validate_links import broken_link, only_drafts, unknown_source

if TYPE_CHECKING:
    from collections.abc import Iterator


def stubs(library: Library) -> Iterator[Problem]:
    """Every checklist has a page, and every checklist's page has its record."""
    shown = set()
    for page in library.pages.values():
        meta = page.meta.value
        if not isinstance(meta, ChecklistPage):
            continue
        shown.add(meta.checklist)
        record = f"{DATA}/checklists/{meta.checklist}.yml"
        if meta.checklist not in library.checklists and record not in library.unread:
            hint = did_you_mean(meta.checklist, library.checklists)
            message = f'"checklist" is "{meta.checklist}", but there is no {record}{hint}'
            yield Problem(page.file, page.meta.line("checklist"), message)
    unread = {posixpath.basename(path).removesuffix(".md") for path in library.unread}
    for name in library.checklists.keys() - shown - unread:
        files = " and ".join(f"docs/{code}/daftar-periksa/{name}.md" for code in library.codes)
        message = f"no page shows this checklist; write {files} with `checklist: {name}`"
        yield Problem(library.checklists[name].path, 0, message)


def names(library: Library) -> Iterator[Problem]:
    """A checklist's name does not begin as those of the handouts of flows and posters do."""
    for name, record in library.checklists.items():
        for prefix in (flow_handout(""), poster_handout("")):
            if name.startswith(prefix):
                message = f'the name of a checklist cannot begin with "{prefix}", as other handouts do; choose another'
                yield Problem(record.path, 0, message)


def item_ids(library: Library) -> Iterator[Problem]:
    """Ids of phases and items, earlier ones too, are used once in a checklist."""
    for record in library.checklists.values():
        taken: dict[str, int] = {}
        for name, line in _ids(record):
            if is_reserved(name):
                yield Problem(
                    record.path, line, f'the id "{name}" is used by every page; choose another'
                )
            elif name in taken:
                message = f'the id "{name}" is already used on line {taken[name]}; choose another'
                yield Problem(record.path, line, message)
            taken.setdefault(name, line)


def _ids(record: Located[Checklist]) -> Iterator[tuple[str, int]]:
    for p, phase in enumerate(record.value.phases):
        yield phase.id, record.line("phases", p, "id")
        for i, item in enumerate(phase.items):
            place = ("phases", p, "items", i)
            yield item.id, record.line(*place, "id")
            for w, was in enumerate(item.was):
                yield was, record.line(*place, "was", w)


def items(library: Library) -> Iterator[Problem]:
    """An item names a known source, a section that exists, and a time from a known anchor."""
    for record in library.checklists.values():
        pages = library.pages.values()
        draft = only_drafts(page for page in pages if library.checklist(page) is record.value)
        for p, phase in enumerate(record.value.phases):
            for i, item in enumerate(phase.items):
                for field, message in _unfit(item, record.value, library, draft=draft):
                    line = record.line("phases", p, "items", i, field)
                    yield Problem(record.path, line, message)


def _unfit(
    item: Item, checklist: Checklist, library: Library, *, draft: bool
) -> Iterator[tuple[str, str]]:
    """Yield the fields of an item that do not fit, and what is wrong with each."""
    if fault := unknown_source(item.source, library):
        yield "source", fault
    if item.time and (anchor := _anchor(item.time)) not in checklist.anchors:
        yield "time", f'"time" counts from "{anchor}", which "anchors" does not have; add it there'
    if item.link and (fault := broken_link(item.link, library, draft=draft)):
        yield "link", f'the link "{item.link}" {fault}'


def _anchor(time: str) -> str:
    return time.replace("+", "-").partition("-")[0]


def used(library: Library) -> Iterator[Problem]:
    """A checklist serves an article that exists, and uses each of its anchors."""
    for record in library.checklists.values():
        checklist = record.value
        paths = {path for _, path in library.pages}
        unread = any(f"/{checklist.article}.md" in path for path in library.unread)
        if checklist.article not in paths and not unread:
            hint = did_you_mean(checklist.article, paths - {""})
            message = f'"article" is "{checklist.article}", which is not a page{hint}'
            yield Problem(record.path, record.line("article"), message)
        named: set[AnchorName | str] = {_anchor(item.time) for item in checklist.items if item.time}
        for name in checklist.anchors.keys() - named:
            message = f'no item counts from the anchor "{name}"; remove it, or give an item a time'
            yield Problem(record.path, record.line("anchors", name), message)


RULES = (stubs, names, item_ids, items, used)
