"""The search of a site without its pages: built at once, and asked through its own script."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from markdown import Markdown

from scripts.document import parse_yaml
from scripts.model import SEARCH_PATH
from scripts.pages import Pages
from scripts.search import Finder
from scripts.search_index import INDEX
from scripts.source import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
PROBES = Path(__file__).parent / "probes"
ENGINE = ("search-index.js", "search-rank.js", "search-words.js")
URL = "https://siap-wawancara.example/"
HELD_OUT = 5
"""Every one of so many queries is kept out of tuning."""
MOST = 8

ASK = """async ([home, address, queries, most]) => {
  const { SearchIndex } = await import(`${home}search-index.js`);
  const index = new SearchIndex(new URL(address, location.origin).href);
  await index.open();
  const found = [];
  for (const query of queries) {
    const results = await index.find(query, most);
    found.push(results.map((result) => result.address));
  }
  return found;
}"""


@dataclass(frozen=True)
class Probe:
    """A query, the sections that answer it as `path#id`, and whether tuning may look at it."""

    query: str
    expects: tuple[str, ...]
    held_out: bool


@dataclass(frozen=True)
class Score:
    """How many of some queries found what they should: among the first five, and first of all."""

    asked: int
    among: int
    first: int


def finder(root: Path) -> tuple[Finder, dict[str, bytes]]:
    """Return what can be found in a project's pages, rendered as MkDocs does, and their files."""
    library, problems = load(root)
    assert not problems
    config = parse_yaml((ROOT / "mkdocs.yml").read_text("utf-8"), "mkdocs.yml")[0].data
    names = [next(iter(e)) if isinstance(e, dict) else e for e in config["markdown_extensions"]]
    pages = Pages(library.published(), URL, ROOT / "overrides")
    found, listed = Finder(pages), dict[str, bytes]()
    renderer = Markdown(extensions=names)
    for page in pages.library.pages.values():
        renderer.reset()
        rendered = renderer.convert(pages.body.markdown(page))
        listed |= found.keep(page, pages.body.filled(rendered, page))
    return found, listed


def write(root: Path, folder: Path) -> None:
    """Write the index of a project's pages, the script that reads it, and a page to ask from."""
    write_index(*finder(root), folder)
    for name in ENGINE:
        shutil.copy(ROOT / "docs/assets/javascripts" / name, folder)
    (folder / "index.html").write_text("<!doctype html><title>Cari</title>", encoding="utf-8")
    (folder / "404.html").touch()


def write_index(found: Finder, listed: Mapping[str, bytes], folder: Path) -> None:
    """Write the index of what can be found, and the files of its pages."""
    parts = chain.from_iterable(map(found.files, found.library.codes))
    for address, data in (*listed.items(), *parts):
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(data)


def probes(locale: str) -> list[Probe]:
    """Return the queries of a language."""
    data: list[dict[str, Any]] = yaml.safe_load((PROBES / f"{locale}.yml").read_text("utf-8"))
    return [
        Probe(each["query"], tuple(each["expects"]), number % HELD_OUT == 0)
        for number, each in enumerate(data, 1)
    ]


def ask(page: Page, locale: str, queries: list[str], scripts: str = "/") -> list[list[str]]:
    """Return the sections that each query finds, as `path#id`, the best first.

    `scripts` is the address of the folder of the scripts, as the page sees it.
    """
    found = page.evaluate(ASK, [scripts, f"/{SEARCH_PATH}/{locale}/{INDEX}", queries, MOST])
    return [[_section(address, locale) for address in addresses] for addresses in found]


def _section(address: str, locale: str) -> str:
    path, _, anchor = address.split("/", 3)[3].partition("#")
    path = path.rstrip("/").removeprefix(locale).lstrip("/")
    return f"{path}#{anchor}" if anchor else path


def score(asked: list[Probe], found: list[list[str]]) -> Score:
    """Return how well queries were answered."""
    pairs = list(zip(asked, found, strict=True))
    return Score(
        asked=len(pairs),
        among=sum(not set(probe.expects).isdisjoint(five[:5]) for probe, five in pairs),
        first=sum(bool(five) and five[0] in probe.expects for probe, five in pairs),
    )
