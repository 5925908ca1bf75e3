"""A corpus: invented articles by the hundred, for measuring search, builds and pages.

`python -m tests.corpus DIR N` writes a copy of the project with N more articles in each language,
`--stock` the same articles as a plain project of stock Material.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.corpus import plain
from tests.corpus.article import Plan, Planner, markdown, source
from tests.corpus.language import LOCALES, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCES = "docs/_data/sources.yml"
SOURCE = """
{key}:
  publisher: {publisher}
  title: "{title}"
  url: https://rujukan.example/{key}
  language: id
  seen: 2026-11-20
"""


def write(root: Path, articles: int, *, seed: int = 1) -> None:
    """Write so many articles in each language, and their sources, into a copy of the project.

    They are the same for the same seed, and the first ones are the same however many follow.
    """
    keys: dict[str, None] = {}
    for plan, texts in written(root, articles, seed):
        keys[source(plan.number)] = None
        for locale, text in texts.items():
            (root / f"docs/{locale}/{plan.path}.md").write_text(text, encoding="utf-8")
    with (root / SOURCES).open("a", encoding="utf-8") as file:
        file.writelines(map(_source, keys))


def stock(root: Path, articles: int, *, seed: int = 1) -> None:
    """Write a project of stock Material with the same articles into an empty folder."""
    plain.write(root, (texts for _, texts in written(plain.ROOT, articles, seed)))


def written(root: Path, articles: int, seed: int) -> Iterator[tuple[Plan, dict[str, str]]]:
    """Yield plans with their texts by language; `root` has the message templates."""
    templates = sorted(path.stem for path in (root / "docs/_data/templates").glob("*.yml"))
    planner = Planner(seed, templates)
    taken: set[str] = set()
    for _ in range(articles):
        plan = planner.plan()
        speakers = [Speaker(locale, f"{seed}/{plan.number}") for locale in LOCALES]
        yield plan, {each.locale: markdown(plan, each, _title(each, taken)) for each in speakers}


def _title(speaker: Speaker, taken: set[str]) -> str:
    """Return a title that no other article has."""
    while (title := speaker.line("title")) in taken:
        pass
    taken.add(title)
    return title


def _source(key: str) -> str:
    speaker = Speaker("id", key)
    return SOURCE.format(key=key, publisher=speaker.say("firm"), title=speaker.line("title"))
