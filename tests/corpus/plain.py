"""The corpus as a plain project: stock Material and static-i18n, and Markdown without our additions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.corpus.language import LOCALES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "docs/_data/templates"
CITATION = re.compile(r" \[@([^\]]+)\]")
DIRECTIVE = re.compile(r"^::template (\S+)$", re.MULTILINE)
NAMES = {"id": "Bahasa Indonesia", "en": "English"}
# Material's fonts would come from a third party, which a benchmark without a network cannot ask.
CONFIG = """\
site_name: Corpus
site_url: https://corpus.example/
theme:
  name: material
  font: false
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
{languages}
markdown_extensions:
  - attr_list
  - toc:
      permalink: true
"""
LANGUAGE = "        - {{locale: {code}, name: {name}, build: true{default}}}"


def write(root: Path, articles: Iterable[Mapping[str, str]]) -> None:
    """Write the project; each article is given by language, as our pages have it."""
    languages = (
        LANGUAGE.format(code=code, name=NAMES[code], default=", default: true" * (code == "id"))
        for code in LOCALES
    )
    root.mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(CONFIG.format(languages="\n".join(languages)))
    for code in LOCALES:
        (root / "docs" / code / "artikel").mkdir(parents=True)
        (root / "docs" / code / "index.md").write_text(f"# {NAMES[code]}\n")
    for number, texts in enumerate(articles):
        for code, text in texts.items():
            file = root / "docs" / code / "artikel" / f"{number}.md"
            file.write_text(plain(text, code), encoding="utf-8")


def plain(text: str, locale: str) -> str:
    """Return the Markdown of an article with its parts written out."""
    _, front, body = text.split("---\n", 2)
    meta = yaml.load(front, yaml.CSafeLoader)
    points = "".join(f"- {point}\n" for point in meta["key_points"])
    whole = f"# {meta['title']}\n\n{meta['summary']}\n\n{points}{body}"
    cited = dict.fromkeys(CITATION.findall(whole))
    numbers = {key: i for i, key in enumerate(cited, 1)}
    whole = CITATION.sub(lambda found: f" [[{numbers[found[1]]}]](#sumber)", whole)
    whole = DIRECTIVE.sub(lambda found: _template(found[1], locale), whole)
    sources = "".join(f"{i}. <https://rujukan.example/{key}>\n" for key, i in numbers.items())
    return f"{whole}\n## Sumber {{#sumber}}\n\n{sources}"


def _template(name: str, locale: str) -> str:
    record: dict[str, Any] = yaml.safe_load((TEMPLATES / f"{name}.yml").read_text("utf-8"))
    text = "\n\n".join(record[tone][locale] for tone in ("formal", "friendly") if tone in record)
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    return f"### {record['title'][locale]}\n\n{record['when'][locale]}\n\n{quoted}"
