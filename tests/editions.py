"""A small project of everything that a site is made of, and its site, made in this process."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from scripts import edition, pairs, receipt, settings, source, validate
from scripts.edition import Edition, Hands
from scripts.maker import CACHE
from scripts.pack import Pack
from tests import tools, tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

    from scripts.model import Library
    from scripts.problem import Problem

Site = dict[str, bytes]
ONE = Hands(1)
PACK = Pack()
"""What is known of files, in all tests."""

ROOT = tree.ROOT
DRAFT = """\
---
kind: page
title: Draf
summary: Belum selesai.
reviewed: 2026-11-20
draft: true
---

## Nanti {#nanti}

Lihat [satu](artikel/satu.md).
"""
STUB = """\
---
kind: page
title: {title}
summary: Isi halaman ini.
reviewed: 2026-11-20
order: 95
---

::{directive}
"""
LEDGER = """\
pages:
  artikel/nol: [kapan, entah]
  artikel/satu: [tanda]
  artikel/dua: [pindah]
  alat/purba: []
files: [unduhan/lama.pdf]
"""
SOURCE = (
    "contact: {publisher: C, title: T, url: 'https://c.example/', language: id, seen: 2026-11-20}\n"
)
"""A source that has the name of a directive."""

MORE = {
    "docs/_data/moved.yml": (
        "artikel/nol: artikel/satu\n"
        "artikel/satu#tanda: artikel/satu#palsu\n"
        "artikel/dua#pindah: artikel/satu#kapan\n"
        "unduhan/lama.pdf: unduhan/daftar.pdf\n"
        "alat/purba: alat/datang\n"
    ),
    **{f"docs/_data/addresses/{code}.yml": LEDGER for code in ("id", "en")},
    "docs/_data/short.yml": "k7tq: artikel/satu\nm3xr: artikel/nol\n",
    "docs/_data/glossary.yml": "karier:\n  term: {id: karier, en: career}\n  avoid: {id: [karir]}\n",
    "docs/_data/search/id.yml": "ignored: [yang]\n",
}
SHOWN = {"cari": "search", "luring": "offline", "pusat": "kit"}
"""The pages that show what all others are, and the directive on each."""


def plant(root: Path) -> Path:
    """Write a project with all kinds of pages and records, components and assets, and return it."""
    tree.plant(root)
    tools.pages(root)
    for part in ("overrides", "docs/assets"):
        shutil.copytree(ROOT / part, root / part, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    tree.write(root, {**MORE, "docs/_data/sources.yml": f"{tree.SOURCES}{SOURCE}"})
    for code in ("id", "en"):
        tree.write(root, {f"docs/{code}/draf.md": DRAFT})
        for name, directive in SHOWN.items():
            text = STUB.format(title=f"{name} {code}", directive=directive)
            tree.write(root, {f"docs/{code}/{name}.md": text})
    tree.write(root, pairs.grown(tree.read(root)))
    typeset(root)
    return root


def typeset(root: Path) -> None:
    """Let a project share what was typeset before: sheets are kept by what is on them."""
    (ROOT / CACHE).mkdir(parents=True, exist_ok=True)
    (root / CACHE).parent.mkdir(exist_ok=True)
    (root / CACHE).symlink_to(ROOT / CACHE)


def made(
    root: Path,
    hands: Hands = ONE,
    *,
    environment: Mapping[str, str] | None = None,
    spare: Path | None = None,
) -> tuple[Edition, Site]:
    """Make a project's site, in a spare folder or a new one, and return it with what came of it."""
    sources = receipt.sources(root)
    library = read(root)
    given = settings.read(root, environment or {})
    with tempfile.TemporaryDirectory() as folder:
        site = spare or Path(folder)
        done = edition.make(library, given, root, site, sources, hands=hands)
        done.tell()
        return done, files(site)


def site(root: Path, hands: Hands = ONE, **options: object) -> Site:
    """Make a project's site, in which nothing may be wrong, and return its files."""
    done, found = made(root, hands, **options)  # type: ignore[arg-type] # those of `made`
    assert done.problems == []
    return found


def clean(root: Path, monkeypatch: pytest.MonkeyPatch, **options: object) -> Site:
    """Make a project's site as if nothing had been made before."""
    with monkeypatch.context() as patch, tempfile.TemporaryDirectory() as store:
        patch.setattr(edition, "STORE", store)
        return site(root, ONE, **options)


def compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let templates be compiled once for all sites, not once for each."""
    compiled = jinja2.Environment.compile
    known: dict[object, object] = {}

    def compile_once(self: jinja2.Environment, source: str, *names: object) -> object:
        key = (source, names, self.trim_blocks)
        if key not in known:
            known[key] = compiled(self, source, *names)  # type: ignore[call-overload] # as called
        return known[key]

    monkeypatch.setattr(jinja2.Environment, "compile", compile_once)


def files(folder: Path) -> Site:
    """Return every file of a folder by its path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def entries(root: Path) -> set[str]:
    """Return the names in the store of a project's site for readers."""
    return {path.name for path in (root / edition.STORE / "live").iterdir()}


def different(one: Site, other: Site) -> list[str]:
    """Return the paths of files that two sites do not have in common."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def read(root: Path) -> Library:
    """Return the library of a project without problems."""
    library, found = judged(root)
    assert found == []
    return library


def is_valid(root: Path) -> bool:
    """Say whether a project has no problems."""
    return judged(root)[1] == []


def judged(root: Path) -> tuple[Library, list[Problem]]:
    """Return what is written in a project, and what is wrong with it."""
    library, problems = source.load(root, PACK)
    return library, [*problems, *validate.validate(library, PACK)]
