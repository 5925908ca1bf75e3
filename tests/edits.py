"""Edits at random of the project of tests/editions.py, as editors and designers make them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests import editions, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

ALWAYS = ("overrides/", "mkdocs.yml")
"""Where edits are never a problem."""

BOTH = ("id", "en")
SENTENCE = re.compile(r"^(?![#:\-\n! ])(\w[^:\n]*)$", re.MULTILINE)
HEADING = re.compile(r"^(##+ )(.*?)( \{#[\w-]+\})$", re.MULTILINE)
SECTION = re.compile(r"\{#([\w-]+)\}")
FIELD = re.compile(r"^(title|summary|nav_title): (.*)$", re.MULTILINE)
REVIEWED = re.compile(r"^(reviewed: 2026-11-)(\d\d)$", re.MULTILINE)
TEXT = re.compile(r"\bid: ([A-Z][a-z]+)")
NEW = """\
---
kind: page
title: {name}
summary: Halaman {name}.
reviewed: 2026-11-20
---

## Isi {{#isi}}

Lihat [satu](../artikel/satu.md).
"""


class Editor:
    """Edits a project; what it does depends on its numbers alone."""

    def __init__(self, root: Path, random: Random) -> None:
        self.root = root
        self.random = random
        self.environment: dict[str, str] = {}
        self.edits: tuple[Callable[[], str], ...] = (
            *(self.sentence, self.sentence, self.title, self.heading, self.section, self.field),
            *(self.reviewed, self.order, self.draft, self.add, self.delete, self.rename),
            *(self.record, self.words, self.component, self.asset, self.picture, self.option),
            *(self.setting, self.moved, self.cite),
        )

    def edit(self) -> str:
        """Make an edit that leaves the project without problems, and return what was done."""
        while True:
            before, settings = editions.files(self.root / "docs"), dict(self.environment)
            said = self.random.choice(self.edits)()
            after = editions.files(self.root / "docs")
            is_new = (after, self.environment) != (before, settings)
            if (is_new or said.startswith(ALWAYS)) and editions.is_valid(self.root):
                return said
            tree.write(self.root / "docs", {**dict.fromkeys(after), **before})
            self.environment = settings

    def sentence(self) -> str:
        return self._put(self._page(), SENTENCE, lambda found: f"{found[1]} Tambahan.")

    def title(self) -> str:
        return self._put(self._page(), FIELD, lambda found: f"{found[1]}: {self._word()}")

    def heading(self) -> str:
        return self._put(self._page(), HEADING, lambda found: f"## {self._word()}{found[3]}")

    def section(self) -> str:
        """Give a section another id, in every language and wherever it is named."""
        page = self._page()
        if not (ids := SECTION.findall(page.read_text(encoding="utf-8"))):
            return "no section"
        old, new = self.random.choice(ids), self._word().lower()
        return self._everywhere(rf"(?<=#){old}\b", new)

    def field(self) -> str:
        return self._put(self._page(), FIELD, lambda found: f"{found[0]} {self._word()}")

    def reviewed(self) -> str:
        day = self.random.randint(10, 22)
        return self._put(self._page(), REVIEWED, lambda found: f"{found[1]}{day}")

    def order(self) -> str:
        name = self.random.choice(("order", "menu"))
        change = f"{name}: {self.random.randint(1, 99)}"
        return self._put(
            self._page(), re.compile(rf"^{name}: \d+$", re.MULTILINE), lambda _: change
        )

    def draft(self) -> str:
        """Hide or show a page in both languages."""
        path = self._path()
        for file in self._files(path):
            text = file.read_text(encoding="utf-8")
            shown = text.replace("draft: true\n", "")
            hidden = text.replace("\n---\n", "\ndraft: true\n---\n", 1)
            file.write_text(hidden if shown == text else shown, encoding="utf-8")
        return f"draft {path}"

    def add(self) -> str:
        name = self._word().lower()
        for code in BOTH:
            tree.write(self.root, {f"docs/{code}/artikel/{name}.md": NEW.format(name=name)})
        return f"added {name}"

    def delete(self) -> str:
        path = self._path()
        for file in self._files(path):
            file.unlink()
        return f"deleted {path}"

    def rename(self) -> str:
        """Move a page, and let every link follow."""
        path, name = self._path(), self._word().lower()
        for file in self._files(path):
            file.rename(file.with_name(f"{name}.md"))
        last = path.rpartition("/")[2]
        return self._everywhere(rf"\b{last}(?=\.md)|(?<=: )artikel/{last}\b", name)

    def record(self) -> str:
        names = ("templates/undangan", "checklists/daftar", "flows/datang", "posters/palsu")
        name = self.random.choice((*names, "placeholders", "sources", "glossary"))
        pattern = re.compile(r"(publisher: )(.*)") if name == "sources" else TEXT
        file = self.root / f"docs/_data/{name}.yml"
        return self._put(file, pattern, lambda found: f"{found[0]} {self._word()}")

    def words(self) -> str:
        file = self.root / tree.WORDS
        return self._put(file, re.compile(r"^  id: ([A-Z][a-z ]+)$", re.MULTILINE), self._longer)

    def component(self) -> str:
        files = sorted((self.root / "overrides").rglob("*.html"))
        return self._put(
            self.random.choice(files), re.compile(r"</(p|h2|main|div)>"), self._commented
        )

    def asset(self) -> str:
        files = [*(self.root / "docs/assets").rglob("*.css")]
        files += (self.root / "docs/assets/javascripts").glob("*.js")
        file = self.random.choice(sorted(files))
        more = f"\n.x{self._word()} {{ color: red }}\n" if file.suffix == ".css" else "\nvoid 0;\n"
        file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
        return f"{file.name} grew"

    def picture(self) -> str:
        tree.write(self.root, {f"docs/assets/{self._word()}.svg": "<svg/>"})
        return "a new picture"

    def option(self) -> str:
        file = self.root / "mkdocs.yml"
        depth = self.random.choice(("2-2", "2-3", "2-4"))
        return self._put(file, re.compile(r"toc_depth: .*"), lambda _: f"toc_depth: {depth}")

    def setting(self) -> str:
        name = self.random.choice(("SITE_URL", "SITE_CONTACT", "SITE_EDIT"))
        self.environment[name] = f"https://{self._word().lower()}.example/x/"
        return f"set {name}"

    def moved(self) -> str:
        file = self.root / "docs/_data/moved.yml"
        target = self.random.choice(("artikel/satu", "artikel/dua", "tentang"))
        return self._put(file, re.compile(r"(artikel/nol: )\S+"), lambda found: found[1] + target)

    def cite(self) -> str:
        """Let a sentence cite another source, in both languages."""
        new = self.random.choice(("kabar", "majalah", "contact"))
        for file in self._files("artikel/dua"):
            text = file.read_text(encoding="utf-8")
            file.write_text(
                re.sub(r"(?<=\. )\[@\w+\]$", f"[@{new}]", text, count=1, flags=re.MULTILINE)
            )
        return f"cited {new}"

    def _word(self) -> str:
        return "".join(self.random.choices("ABCDEFGHIJ", k=1) + self.random.choices("aiueonr", k=5))

    def _page(self) -> Path:
        return self.random.choice([file for code in BOTH for file in self._pages(code)])

    def _pages(self, code: str) -> list[Path]:
        return sorted((self.root / "docs" / code).rglob("*.md"))

    def _path(self) -> str:
        folder = self.root / "docs" / "id"
        files = [file for file in self._pages("id") if file.name != "index.md"]
        return self.random.choice(files).relative_to(folder).as_posix().removesuffix(".md")

    def _files(self, path: str) -> list[Path]:
        files = (self.root / "docs" / code / f"{path}.md" for code in BOTH)
        return [file for file in files if file.is_file()]

    def _put(
        self, file: Path, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]
    ) -> str:
        """Change one of the pieces of a file that fit a pattern."""
        text = file.read_text(encoding="utf-8")
        if not (places := list(pattern.finditer(text))):
            return f"nothing in {file.name}"
        found = self.random.choice(places)
        text = text[: found.start()] + change(found) + text[found.end() :]
        file.write_text(text, encoding="utf-8")
        return f"{file.relative_to(self.root)}: {found[0]!r} is {change(found)!r}"

    def _everywhere(self, pattern: str, new: str) -> str:
        for file in (*(self.root / "docs").rglob("*.md"), *(self.root / "docs").rglob("*.yml")):
            text = file.read_text(encoding="utf-8")
            file.write_text(re.sub(pattern, new, text), encoding="utf-8")
        return f"{pattern} is {new}"

    def _longer(self, found: re.Match[str]) -> str:
        return f"{found[0]} sekali"

    def _commented(self, found: re.Match[str]) -> str:
        return f"<b>{self._word()}</b>{found[0]}"
