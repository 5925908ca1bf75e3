"""The judgement of one page alone: what it says to the site, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import force_setattr

from scripts.check_code import elements_are_harmless
from scripts.check_known import Kind, packed
from scripts.check_page import Page
from scripts.check_page_rules import PAGE_RULES
from scripts.check_reading import read_page
from scripts.check_text import utf8_fault
from scripts.pack import key
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.check_folder import Folder, Source
    from scripts.check_known import Memory

RULES = (*PAGE_RULES, elements_are_harmless)
"""Every rule over a page alone."""


class Judged(Struct, frozen=True, array_like=True, gc=False):
    """What a page says to the site, nothing if it is not UTF-8, and what is wrong with it alone.

    `digest` is a key of what it says, which is empty if its name is no text.
    """

    page: Page | None
    problems: tuple[Problem, ...]
    digest: bytes = b""


def judge(source: Source) -> Judged:
    """Return what a page says, without its source, and what is wrong with it alone."""
    content = source.read()
    if fault := utf8_fault(source.path, content):
        return Judged(None, (fault,))
    reading = read_page(source.path, source.address, source.locale, content)
    problems = tuple(problem for rule in RULES for problem in rule(reading))
    page = reading.page()
    facts = packed(page)
    return Judged(page, problems, key(facts) if isinstance(facts, bytes) else b"")


PAGES = Kind("pages", judge, Judged)


def judged(folder: Folder, sources: Sequence[Source], memory: Memory) -> list[Judged]:
    """Return what is said of each page of a folder, in order, found out or remembered."""
    found = memory.known(PAGES, sources)
    for page in (each.page for each in found if each.page):
        force_setattr(page, "folder", folder)
    return found
