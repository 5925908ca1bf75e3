"""The list of all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.contents import Entry, contents
from tests import tools

if TYPE_CHECKING:
    from pathlib import Path


def of(root: Path, path: str, locale: str = "id") -> tuple[Entry, ...]:
    pages = tools.pages(root)
    page = pages.library.pages[locale, path]
    return contents(page, pages.navigation, pages.body.parts)


def every(entries: tuple[Entry, ...]) -> list[Entry]:
    return [each for entry in entries for each in (entry, *every(entry.below))]


def test_every_page_but_the_list_itself_is_there_once(root: Path) -> None:
    pages = tools.pages(root).library.of("id")
    assert sorted(entry.title for entry in every(of(root, "artikel/dua"))) == sorted(
        page.meta.value.title for page in pages if page.path != "artikel/dua"
    )


def test_pages_stand_below_the_page_of_their_folder(root: Path) -> None:
    folder = next(entry for entry in of(root, "") if entry.address == "artikel/")
    assert [entry.title for entry in folder.below] == ["Dapat undangan?", "Bertanya"]


def test_addresses_are_as_seen_from_the_list(root: Path) -> None:
    folder = next(entry for entry in of(root, "artikel/dua", "en") if entry.address == "../")
    assert folder.below[0].address == "../satu/"


def test_parts_are_listed_but_not_every_item(root: Path) -> None:
    kinds = {part.kind for entry in every(of(root, "artikel/dua")) for part in entry.parts}
    assert {"section", "message", "phase", "question", "outcome"} <= kinds
    assert "item" not in kinds
