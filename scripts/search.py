"""Search: what a reader who asks in their own words can find, as files in `cari/<language>/`.

The way of a word. `search_page` reads the sections of each rendered page, `search_words` cuts them
into words, `search_families` finds out which words belong together, and `search_index` writes where
they stand. In the browser docs/assets/javascripts/search-index.js reads these files, and
site-search.js shows what it finds; both are fetched when the reader opens the search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.model import SEARCH_PATH
from scripts.navigation import plain
from scripts.records import Search
from scripts.search_index import INDEX, Found, files
from scripts.search_page import Section, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Page
    from scripts.pages import Pages

ABOUT = 0.5
"""What a page weighs that is about the advice instead of giving it."""
ADVICE = frozenset({"article", "checklist", "flow"})


class Finder:
    """What can be found in the rendered pages of a site."""

    def __init__(self, pages: Pages) -> None:
        self.library = pages.library
        self.navigation = pages.navigation
        self.kept: dict[tuple[str, str], tuple[Section, ...]] = {}

    def keep(self, page: Page, content: str) -> None:
        """Remember the rendered Markdown of a page."""
        self.kept[page.locale, page.path] = tuple(sections(content))

    def files(self, locale: str) -> Iterator[tuple[str, bytes]]:
        """Yield the files of a language's index, each with its address."""
        found = [self._found(page) for page in self.library.of(locale) if page.path != SEARCH_PATH]
        record = self.library.search.get(locale)
        rules = record.value if record else Search()
        folder = self.navigation.search_index(locale).removesuffix(INDEX)
        for name, data in files(found, rules):
            yield folder + name, data

    def _found(self, page: Page) -> Found:
        meta = page.meta.value
        above, *parts = self.kept[page.locale, page.path]
        head = Section("", meta.title, f"{plain(meta.summary)} {above.text}".strip())
        return Found(
            address=self.navigation.address(page.locale, page.path),
            title=meta.title,
            sections=(head, *parts),
            weight=1.0 if meta.kind in ADVICE else ABOUT,
        )
