"""The career-centre kit of the small site that the tests of the checks build, made by hand."""

from __future__ import annotations

import hashlib
import io
import json
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from scripts.catalogue import schema
from scripts.records import Search
from scripts.search_counts import Counter
from scripts.search_index import files as files_of
from scripts.search_index import found, shown
from scripts.search_page import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PDF = b"%PDF-1.7 gaji"
LANGUAGES = (("id", ""), ("en", "en/"))
FEED = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{locale}">
<id>{url}{prefix}atom.xml</id>
<title>Contoh</title>
<updated>2026-02-01T00:00:00Z</updated>
<author><name>Contoh</name></author>
<link rel="self" type="application/atom+xml" href="{url}{prefix}atom.xml"/>
<entry>
<id>{url}{prefix}gaji/</id>
<title>Gaji</title>
<summary>Tentang gaji.</summary>
<updated>2026-02-01T00:00:00Z</updated>
<published>2026-01-31T00:00:00Z</published>
<link rel="alternate" href="{url}{prefix}gaji/"/>
</entry>
<entry>
<id>{url}{prefix}unduhan/gaji.pdf#{version}</id>
<title>Gaji (PDF)</title>
<summary>Lembar.</summary>
<updated>2026-01-31T00:00:00Z</updated>
<link rel="alternate" href="{url}{prefix}gaji/"/>
<link rel="enclosure" type="application/pdf" length="{length}" href="{url}{prefix}unduhan/gaji.pdf"/>
</entry>
</feed>
"""


def files(url: str, code: bytes) -> dict[str, str | bytes]:
    """Return the kit's files by path; `code` is the picture of every QR code."""
    found: dict[str, str | bytes] = {
        "katalog.json": json.dumps(catalogue(url), ensure_ascii=False, indent=1),
        "katalog.schema.json": schema(f"{url}katalog.schema.json"),
    }
    version = hashlib.sha256(PDF).hexdigest()[:12]
    for locale, prefix in LANGUAGES:
        feed = FEED.format(url=url, locale=locale, prefix=prefix, version=version, length=len(PDF))
        found |= {
            f"{prefix}atom.xml": feed,
            f"{prefix}unduhan/gaji.pdf": PDF,
            f"{prefix}unduhan/semua.zip": packed({"id/gaji.pdf": PDF}),
        }
        found |= {f"cari/{locale}/{name}": data for name, data in index(prefix)}
        for name in ("beranda", "gaji"):
            found |= {f"{prefix}qr/{name}.png": code, f"{prefix}qr/{name}.svg": "<svg/>"}
    return found


def index(prefix: str, more: Mapping[str, str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a language's search index, with `more` pages by their addresses."""
    for_all = (Section("alasan-2", "Alasan", "Karena."), Section("bé", "Bé", "Cé."))
    titles = {"": "Beranda & lain-lain", "gaji/": "Gaji & lain-lain"} | dict(more or {})
    counter, pages = Counter(Search()), []
    for address, title in titles.items():
        sections = (Section("", title, "Ringkas."), *for_all)
        name, data = shown(prefix + address, title, sections)
        yield f"halaman/{name}.json", data
        pages.append(found(name, sections, counter.counts(sections)))
    yield from files_of(pages, Search())


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP."""
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return data.getvalue()


def catalogue(url: str) -> dict[str, Any]:
    """Return the catalogue of the site at `url`."""
    pages = [page(f"{url}{prefix}", locale) for locale, prefix in LANGUAGES]
    return {
        "$schema": f"{url}katalog.schema.json",
        "version": 1,
        "site": url,
        "licence": "https://lisensi.example/",
        "updated": "2026-02-01",
        "languages": [
            {
                "code": locale,
                "name": locale,
                "home": f"{url}{prefix}",
                "qr_svg": f"{url}{prefix}qr/beranda.svg",
                "qr_png": f"{url}{prefix}qr/beranda.png",
                "feed": f"{url}{prefix}atom.xml",
                "handouts": f"{url}{prefix}unduhan/semua.zip",
            }
            for locale, prefix in LANGUAGES
        ],
        "sources": [],
        "pages": pages,
        "parts": [
            part(each, *of) for each in pages for of in (("alasan-2", "Alasan"), ("bé", "Bé"))
        ],
    }


def page(base: str, locale: str) -> dict[str, Any]:
    """Return the row of a page."""
    return {
        "id": "gaji",
        "kind": "article",
        "language": locale,
        "languages": ["id", "en"],
        "title": "Gaji & lain-lain",
        "address": f"{base}gaji/",
        "handout": f"{base}unduhan/gaji.pdf",
        "qr_svg": f"{base}qr/gaji.svg",
        "qr_png": f"{base}qr/gaji.png",
        "reviewed": "2026-02-01",
        "sources": [],
    }


def part(whole: dict[str, Any], name: str, title: str) -> dict[str, Any]:
    """Return the row of a part of a page."""
    common = {key: whole[key] for key in ("language", "languages", "reviewed", "sources")}
    return common | {
        "id": f"gaji#{name}",
        "kind": "section",
        "page": "gaji",
        "title": title,
        "address": f"{whole['address']}#{name}",
    }
