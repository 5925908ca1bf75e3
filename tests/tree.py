"""A small complete project, valid by every rule, for tests that then change one thing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scripts import fingerprint, validate
from scripts.model import FINGERPRINTS, Located
from scripts.pages import Pages
from scripts.source import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.model import Library
    from scripts.problem import Problem

ROOT = Path(__file__).parent.parent
WORDS = "docs/_data/words.yml"
URL = "https://contoh.example/"

CONFIG = """\
site_name: Contoh
site_url: !ENV [SITE_URL, "https://contoh.example/"]
plugins:
  - search
  - i18n:
      languages:
        - {locale: en, name: English, build: true}
        - {locale: id, name: Bahasa Indonesia, build: true, default: true}
"""
SOURCES = """\
kabar:
  publisher: Kabar Kerja
  title: Cara menjawab
  url: https://kabar.example/jawab
  language: id
  seen: 2026-11-20
majalah:
  publisher: Careers & Co
  title: How to ask
  url: https://majalah.example/ask
  language: en
  seen: 2026-11-21
  note:
    id: Laporan ulang.
    en: A second-hand report.
  people:
    sari:
      name: Sari
      role: {id: pelatih karier, en: career coach}
"""
PLACEHOLDERS = """\
nama:
  label: {id: nama saya, en: my name}
waktu:
  label: {id: hari & jam, en: day & time}
"""
TEMPLATE = """\
title: {id: Menerima, en: Accept}
when:
  id: Kirim segera.
  en: Send it soon.
channels: [email, whatsapp]
subject: {id: "Wawancara – {nama}", en: "Interview – {nama}"}
formal:
  id: |
    Saya datang pada {waktu}.

    {nama}
  en: |
    I will come on {waktu}.

    {nama}
friendly:
  id: Saya datang, {waktu}.
  en: I will come, {waktu}.
"""
HOME = {
    "id": """\
---
kind: home
title: Siap?
nav_title: Beranda
summary: Saran yang jelas sumbernya.
reviewed: 2026-11-20
doors:
  - label: Saya diundang
    text: Pesan yang tinggal disalin.
    link: artikel/satu.md#contoh-pesan
---

## Artikel {#artikel}

::pages artikel
""",
    "en": """\
---
kind: home
title: Ready?
nav_title: Home
summary: Advice with its sources.
reviewed: 2026-11-20
doors:
  - label: I am invited
    text: Messages to copy.
    link: artikel/satu.md#contoh-pesan
---

## Articles {#artikel}

::pages artikel
""",
}
FOLDER = {
    "id": """\
---
kind: page
title: Artikel
summary: Semua artikel.
reviewed: 2026-11-20
menu: 1
---

::pages artikel
""",
    "en": """\
---
kind: page
title: Articles
summary: Every article.
reviewed: 2026-11-20
menu: 1
---

::pages artikel
""",
}
ONE = {
    "id": """\
---
kind: article
title: Dapat undangan?
nav_title: Undangan
summary: Terima undangannya. [@kabar]
published: 2026-11-01
reviewed: 2026-11-20
order: 1
key_points:
  - Datanglah. [@majalah]
  - Bertanyalah. [@kabar]
  - Pastikan dulu. [@redaksi]
---

## Kapan {#kapan}

Bila Anda melamar. Baca juga [yang lain](dua.md#kapan). [@kabar]

## Pengecualian {#pengecualian}

Bila palsu. Kode `[@kode]` tetap. [@redaksi]

### Tanda palsu {#palsu}

- Diminta membayar. [@majalah]

## Contoh pesan {#contoh-pesan}

Salin ini. [@redaksi]

::template undangan
""",
    "en": """\
---
kind: article
title: Got an invitation?
nav_title: Invitation
summary: Accept it. [@kabar]
published: 2026-11-01
reviewed: 2026-11-20
order: 1
key_points:
  - Go. [@majalah]
  - Ask. [@kabar]
  - Make sure. [@redaksi]
---

## When {#kapan}

If you applied. Read [the other](dua.md#kapan) too. [@kabar]

## Exceptions {#pengecualian}

If it is fake. Code `[@kode]` stays. [@redaksi]

### Signs of a fake {#palsu}

- You are asked to pay. [@majalah]

## Messages {#contoh-pesan}

Copy this. [@redaksi]

::template undangan
""",
}
TWO = {
    "id": """\
---
kind: article
title: Bertanya
summary: Tanyakan yang ingin Anda tahu.
published: 2026-11-02
reviewed: 2026-11-20
order: 2
key_points:
  - Bertanya itu wajar. [@majalah]
  - Dengarkan. [@majalah]
  - Catat. [@redaksi]
---

## Kapan {#kapan}

Kapan saja. [@majalah]

## Pengecualian {#pengecualian}

Tidak ada. [@redaksi]

## Contoh pesan {#contoh-pesan}

Lihat [undangan](satu.md#pesan-undangan). [@redaksi]
""",
    "en": """\
---
kind: article
title: Asking
summary: Ask what you want to know.
published: 2026-11-02
reviewed: 2026-11-20
order: 2
key_points:
  - Asking is fine. [@majalah]
  - Listen. [@majalah]
  - Take notes. [@redaksi]
---

## When {#kapan}

Any time. [@majalah]

## Exceptions {#pengecualian}

None. [@redaksi]

## Messages {#contoh-pesan}

See [the invitation](satu.md#pesan-undangan). [@redaksi]
""",
}
ABOUT = {
    "id": """\
---
kind: page
title: Tentang kami
nav_title: Tentang
summary: Siapa kami.
reviewed: 2026-11-20
menu: 9
order: 90
---

## Lapor {#lapor}

![Gambar](../assets/gambar.svg) Lihat [beranda](index.md) atau [situs lain](https://lain.example/).

::contact
""",
    "en": """\
---
kind: page
title: About us
nav_title: About
summary: Who we are.
reviewed: 2026-11-20
menu: 9
order: 90
---

## Report {#lapor}

![Picture](../assets/gambar.svg) See [home](index.md) or [another site](https://lain.example/).

::contact
""",
}
PAGES = {
    "index": HOME,
    "artikel/index": FOLDER,
    "artikel/satu": ONE,
    "artikel/dua": TWO,
    "tentang": ABOUT,
}
FILES = {
    "mkdocs.yml": CONFIG,
    WORDS: "home: {id: Beranda, en: Home}\nmenu:\n  id: Menu utama\n  en: Main menu\n",
    "docs/_data/sources.yml": SOURCES,
    "docs/_data/placeholders.yml": PLACEHOLDERS,
    "docs/_data/templates/undangan.yml": TEMPLATE,
    "docs/assets/gambar.svg": "<svg/>",
    **{f"docs/{code}/{path}.md": page[code] for path, page in PAGES.items() for code in page},
}


def short(**codes: str) -> dict[str, Located[str]]:
    """Return the short links of a library, pages by their codes."""
    return {code: Located(path, "docs/_data/short.yml", {}) for code, path in codes.items()}


def write(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write files under `root`, by path; None deletes one."""
    for path, content in files.items():
        target = root / path
        if content is None:
            target.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)


def plant(root: Path) -> Path:
    """Write the whole project to `root`, with few words: enough for all but showing pages."""
    write(root, FILES)
    return root


@cache
def words() -> str:
    """Return the real project's words in the languages of this one."""
    real = yaml.safe_load((ROOT / WORDS).read_text(encoding="utf-8"))
    ours = {name: {code: text[code] for code in HOME} for name, text in real.items()}
    return yaml.safe_dump(ours, allow_unicode=True)


def replace(root: Path, path: str, old: str, new: str) -> None:
    """Replace a piece of a file, which must be there once."""
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, f'"{old}" is {text.count(old)} times in {path}'
    write(root, {path: text.replace(old, new)})


def problems(root: Path) -> list[str]:
    """Return all that is wrong, in the order in which the command prints it."""
    library, found = load(root)
    return said(sorted([*found, *validate.validate(library)]))


def said(problems: Sequence[Problem]) -> list[str]:
    """Return problems as the command prints them; each has a line, if it is 0."""
    assert all(isinstance(problem.line, int) for problem in problems)
    return [str(problem) for problem in problems]


def read(root: Path) -> Library:
    """Return the library of a project without problems."""
    library, found = load(root)
    assert [str(problem) for problem in [*found, *validate.validate(library)]] == []
    return library


def pages(root: Path, contact: str = "") -> Pages:
    """Return the pages of a project, with the words and components of the real one."""
    write(root, {WORDS: words()})
    return Pages(read(root), URL, ROOT / "overrides", contact)


def fingerprints(sources: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the files of the fingerprints of sources, given by their paragraphs."""
    return {
        f"{FINGERPRINTS}/{name}.yml": fingerprint.text(fingerprint.of(paragraphs))
        for name, paragraphs in sources.items()
    }


def imported() -> dict[str, str]:
    """Return a small project whose sources have been imported, with what golden/coverage.yml adds."""
    more = golden("coverage")
    return {**FILES, **fingerprints(more["sources"]), **more["tree"]}


def warnings(root: Path) -> list[str]:
    """Return what an editor should look at, in the order in which the command prints it."""
    return said(validate.warnings(load(root)[0]))


def cases(name: str) -> list[Any]:
    """Return the cases of `golden/<name>.yml` as parameters of a test."""
    found = golden(name)
    every = found["cases"] if isinstance(found, dict) else found
    return [pytest.param(case, id=case["name"]) for case in every]


def golden(name: str) -> Any:
    """Return what stands in `golden/<name>.yml`."""
    text = (Path(__file__).parent / "golden" / f"{name}.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def change(root: Path, case: Mapping[str, Any]) -> None:
    """Change the project as a golden case says."""
    write(root, case.get("files", {}))
    for piece in case.get("replace", []):
        replace(root, piece["path"], piece["find"], piece["with"])
