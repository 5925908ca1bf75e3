"""Search: what a reader who asks in their own words can find, as files in `cari/<language>/`.

The way of a word. `search_page` reads the sections of each rendered page, `search_words` cuts them
into words, `search_counts` weighs these, `search_families` finds out which words belong together, and
`search_index` writes where they stand. In the browser docs/assets/javascripts/search-index.js reads these files, and
site-search.js shows what it finds; both are fetched when the reader opens the search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.model import SEARCH_PATH
from scripts.navigation import plain
from scripts.records import Search
from scripts.search_counts import Counter
from scripts.search_index import INDEX, PAGES, files, found, packed, shown, unpacked
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
        self.kept: dict[tuple[str, str], bytes] = {}
        self._counters: dict[str, Counter] = {}

    def known(self, page: Page, content: str) -> tuple[bytes, dict[str, bytes]]:
        """Return what can be found of a page, packed, and its file in the index by its address.

        `content` is the page's rendered Markdown. The page of the search itself is not found.
        """
        if page.path == SEARCH_PATH:
            return b"", {}
        meta = page.meta.value
        above, *parts = sections(content)
        head = Section("", meta.title, f"{plain(meta.summary)} {above.text}".strip())
        here = (head, *parts)
        address = self.navigation.address(page.locale, page.path)
        name, data = shown(address, meta.title, here)
        counts = self._counter(page.locale).counts(here)
        weight = 1.0 if meta.kind in ADVICE else ABOUT
        file = f"{self._folder(page.locale)}{PAGES}{name}.json"
        return packed(found(name, here, counts, weight)), {file: data}

    def keep(self, page: Page, content: str) -> dict[str, bytes]:
        """Remember what can be found of a page, and return its file, as `known` does."""
        self.kept[page.locale, page.path], files = self.known(page, content)
        return files

    def files(self, locale: str) -> Iterator[tuple[str, bytes]]:
        """Yield the files of a language's index but those of its pages, each with its address."""
        pages = [page for page in self.library.of(locale) if page.path != SEARCH_PATH]
        known = [unpacked(self.kept[locale, page.path]) for page in pages]
        for name, data in files(known, self._rules(locale)):
            yield self._folder(locale) + name, data

    def _folder(self, locale: str) -> str:
        return self.navigation.search_index(locale).removesuffix(INDEX)

    def _rules(self, locale: str) -> Search:
        record = self.library.search.get(locale)
        return record.value if record else Search()

    def _counter(self, locale: str) -> Counter:
        if locale not in self._counters:
            self._counters[locale] = Counter(self._rules(locale))
        return self._counters[locale]
