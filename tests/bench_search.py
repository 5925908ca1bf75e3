"""What search finds and costs: `python -m tests.bench_search`, or `make bench-search`.

Among the real pages and 100 or 500 invented articles it asks the queries of tests/probes, types some
of them on a real page, and prints what was found and fetched. It ends with exit code 1 when a goal
is missed.
"""

from __future__ import annotations

import gzip
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

from scripts.model import SEARCH_PATH
from scripts.search_index import INDEX
from tests import corpus, project, searching
from tests.browser.built import served
from tests.browser.conftest import ARGUMENTS
from tests.programs import CHROMIUM
from tests.searching import ask, probes, score
from tests.shared import URL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from scripts.search import Finder

SIZES = (100, 500)
BYTES = {100: 113_000, 500: 160_000}
"""Gzipped bytes of a first search at most, the script among them."""
KEYSTROKE = 50.0
"""Milliseconds from a key to its answer at most, with a processor four times slower."""
AMONG, FIRST = 0.95, 0.8
"""Parts of the queries that are answered among the first five, and first, beside 100 articles."""
TYPED = 12
"""Queries of each language that are typed key by key."""
SLOWER = 4
LEVEL = 6
PAGES = {"id": "artikel/undangan-wawancara/", "en": "en/artikel/undangan-wawancara/"}
RUNS = 3
"""How often a key is timed; the quickest run counts, since others use the machine too."""
FIND = """async ([home, address, queries, runs]) => {
  const { SearchIndex } = await import(`${home}search-index.js`);
  const index = new SearchIndex(new URL(address, location.origin).href);
  await index.open();
  const times = [];
  for (const query of queries) {
    await index.find(query, 8);
    const each = [];
    for (let run = 0; run < runs; run += 1) {
      index.memory.clear();
      const start = performance.now();
      await index.find(query, 8);
      each.push(performance.now() - start);
    }
    times.push(Math.min(...each));
  }
  return times;
}"""
SHOW = """async ([query, runs]) => {
  const input = document.querySelector(".search__input");
  const list = document.querySelector(".search__results");
  const ask = (text) => new Promise((resolve) => {
    new MutationObserver((_, observer) => { observer.disconnect(); resolve(); })
      .observe(list, { childList: true });
    input.value = text;
    input.dispatchEvent(new Event("input"));
  });
  const times = [];
  for (let run = 0; run <= runs; run += 1) {
    await ask(query.slice(0, -1));
    const start = performance.now();
    await ask(query);
    list.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return Math.min(...times.slice(1));
}"""


@dataclass(frozen=True)
class Result:
    """A line of the table, and whether its goal is reached."""

    line: str
    reached: bool = True


def main() -> int:
    """Print the table, and return the exit code."""
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        chromium = CHROMIUM.find()
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        site = Path(name, "site")
        assert project.make(site, URL) == []
        results = []
        for articles in SIZES:
            for result in bench(Path(name), site, articles, browser):
                print(result.line if result.reached else f"{result.line}  MISSED", flush=True)  # noqa: T201 - a table
                results.append(result)
        browser.close()
    return 0 if all(result.reached for result in results) else 1


def bench(folder: Path, site: Path, articles: int, browser: Browser) -> Iterator[Result]:
    """Yield what search finds and costs among so many articles in each language."""
    root = folder / f"project-{articles}"
    project.copy_to(root)
    corpus.write(root, articles)
    finder, listed = searching.finder(root)
    yield Result(f"{articles} articles: {_building(finder):.1f} ms a page to build the index")
    shutil.rmtree(site / "cari")
    searching.write_index(finder, listed, site)
    with served(site) as address:
        for locale in PAGES:
            yield from _found(browser, address, site, locale, articles)
            yield _fetched(browser, address, site, locale, articles)
            yield _answered(browser, address, site, locale)


def _building(finder: Finder) -> float:
    """Return how many milliseconds the index takes, for each page."""
    start = perf_counter()
    for code in finder.library.codes:
        for _ in finder.files(code):
            pass
    return 1000 * (perf_counter() - start) / len(finder.kept)


def _found(
    browser: Browser, address: str, site: Path, locale: str, articles: int
) -> Iterator[Result]:
    """Yield how well the queries are answered: all, those for tuning, and those held out."""
    page = browser.new_page()
    page.goto(address + PAGES[locale])
    everything = probes(locale)
    queries = [probe.query for probe in everything]
    found = ask(page, locale, queries, _scripts(address, site))
    page.close()
    for name, chosen in (("all", (True, False)), ("tuned", (False,)), ("held out", (True,))):
        some = [i for i, probe in enumerate(everything) if probe.held_out in chosen]
        result = score([everything[i] for i in some], [found[i] for i in some])
        among, first = result.among / result.asked, result.first / result.asked
        line = (
            f"  {locale} {name}: {result.asked} queries, {among:.3f} among five, {first:.3f} first"
        )
        counts = name == "all" and articles == SIZES[0]
        yield Result(line, not counts or (among >= AMONG and first >= FIRST))


def _fetched(browser: Browser, address: str, site: Path, locale: str, articles: int) -> Result:
    """Return what a first search fetches when its query is typed key by key."""
    sizes = [
        _typed(browser, address, site, locale, probe.query) for probe in probes(locale)[:TYPED]
    ]
    line = f"  {locale} first search: {median(sizes) / 1000:.0f} KB, at most {max(sizes) / 1000:.0f} KB"
    return Result(line, max(sizes) <= BYTES[articles])


def _typed(browser: Browser, address: str, site: Path, locale: str, query: str) -> int:
    context = browser.new_context()
    page = _opened(context.new_page(), address + PAGES[locale])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.locator(".search__input").wait_for()
    page.keyboard.type(query, delay=90)
    page.locator(".search__result").first.wait_for()
    page.wait_for_load_state("networkidle")
    context.close()
    paths = {unquote(urlsplit(url).path).lstrip("/") for url in asked}
    return sum(len(gzip.compress((site / path).read_bytes(), LEVEL)) for path in paths)


def _answered(browser: Browser, address: str, site: Path, locale: str) -> Result:
    """Return how long a key takes whose parts of the index are there, on a slow processor.

    That is to find all words anew, more than a key asks for, and to show what was found before.
    """
    page = _opened(browser.new_page(), address + PAGES[locale])
    page.keyboard.press("/")
    page.locator(".search__input").wait_for()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    queries = [probe.query for probe in probes(locale)[:TYPED]]
    index = f"/{SEARCH_PATH}/{locale}/{INDEX}"
    found = page.evaluate(FIND, [_scripts(address, site), index, queries, RUNS])
    shown = [page.evaluate(SHOW, [query, RUNS]) for query in queries]
    page.close()
    times = sorted(sum(pair) for pair in zip(found, shown, strict=True))
    line = (
        f"  {locale} a key: {median(times):.0f} ms, at most {times[-1]:.0f} ms ({SLOWER}× slower)"
    )
    return Result(line, times[-1] <= KEYSTROKE)


def _scripts(address: str, site: Path) -> str:
    [script] = site.rglob("search-index.js")
    return f"{address}{script.parent.relative_to(site).as_posix()}/"


def _opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page


if __name__ == "__main__":
    sys.exit(main())
