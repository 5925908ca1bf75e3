"""The checks: a small site without faults, and the same site with one fault at a time."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scripts.check import SITE_RULES, check_site, read_site
from scripts.check_page import PAGE_RULES, line_of, read_page
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = "https://contoh.example/"
SUBFOLDER = "https://contoh.example/siap/"
LOCALES = ("id", "en")
GOLDEN = yaml.safe_load((Path(__file__).parent / "golden" / "check.yml").read_text("utf-8"))
RULES = {rule.__name__ for rule in (*SITE_RULES, *PAGE_RULES)}

HEAD = """\
<!doctype html>
<html lang="$locale">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'">
<meta name="viewport" content="width=device-width">
<title>$title</title>
<meta name="description" content="$title, $locale.">
"""
META = """\
<link rel="canonical" href="$url$own">
<link rel="alternate " hreflang="id" href="$url$name">
<link rel="alternate " hreflang="en" href="${url}en/$name">
<link rel="alternate " hreflang="x-default" href="$url$name">
<meta property="og:title" content="$title">
<meta property="og:description" content="$title, $locale.">
<meta property="og:url" content="$url$own">
<meta property="og:image" content="${url}aset/kartu.png">
<link rel="icon" href="${base}aset/kartu.png">
<link rel="stylesheet" href="${up}aset/gaya.css">
<script type="application/ld+json">
{"@context": "https://schema.org",
 "@type": "Article",
 "url": "$url$own",
 "inLanguage": "$locale",
 "headline": "$title & lain-lain",
 "datePublished": "2026-01-31",
 "dateModified": "2026-02-01T08:00:00+07:00"}
</script>
"""
BODY = """\
<script src="${up}aset/skrip.js" defer></script>
</head>
<body>
<a href="#isi">↓</a>
<a href="${base}en/$name" hreflang="en" lang="en">English</a>
<a href="${url}$name" hreflang="id" lang="id">Bahasa Indonesia</a>
<main id="isi">
<h1>$title
  &amp; lain-lain</h1>
<h2 id="alasan-2">Alasan</h2>
<h3 id="b%C3%A9">Bé</h3>
<h2>Akhir</h2>
<p><a href="${base}gaji/?a=1&amp;b=2#alasan-2">1</a> <a href="${base}gaji#top">2</a> <a href="mailto:a@b.example">3</a></p>
<p><a href="${base}b%C3%A9rkas.pdf#page=2">4</a> <a href="https://lain.example/x">5</a> <a href="#b%C3%A9">6</a> <a href="#">7</a></p>
<p><img src="${base}aset/kartu.png" srcset="${base}aset/kartu.png 1x, ${base}aset/kartu.png 2x" alt=""></p>
<p>Kode: <code>{{ a }}</code> std::string</p>
<pre>
:: b
{% c %} {# d #} [@e]
</pre>
<template><img src="${base}aset/kartu.png" alt=""></template>
</main>
</body>
</html>
"""
NOINDEX = '<meta name="robots" content="noindex, follow">\n'
ENTRY = """\
<url>
<loc>$url$own</loc>
<xhtml:link rel="alternate" hreflang="id" href="$url$name"/>
<xhtml:link rel="alternate" hreflang="en" href="${url}en/$name"/>
<xhtml:link rel="alternate" hreflang="x-default" href="$url$name"/>
</url>
"""
SITEMAP = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""
STYLE = """\
/* url(https://lain.example/a.css) */
@import "cetak.css";
b { background: url("data:image/svg+xml;utf8,<svg fill='url(https://lain.example/)'/>") }
i { background: url(kartu.png); filter: url(#f) }
"""


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((1 + (width + 7) // 8) * height))
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@dataclass
class Built:
    folder: Path
    url: str

    def check(self) -> list[str]:
        problems = check_site(self.folder, site_url=self.url, locales=LOCALES)
        assert problems == sorted(problems)
        return [str(problem) for problem in problems]

    def write(self, path: str, content: str | bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def replace(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text("utf-8")
        assert old in text, "the case must damage something"
        self.write(path, text.replace(old, new, 1))


def build(folder: Path, url: str) -> Built:
    site = Built(folder, url)
    base = url.removeprefix("https://contoh.example")
    sitemap = SITEMAP
    for locale, prefix in (("id", ""), ("en", "en/")):
        for name, title in (("", "Beranda"), ("gaji/", "Gaji")):
            own = prefix + name
            values = {"locale": locale, "title": title, "name": name, "own": own}
            values |= {"url": url, "base": base, "up": "../" * own.count("/")}
            site.write(f"{own}index.html", Template(HEAD + META + BODY).substitute(values))
            sitemap += Template(ENTRY).substitute(values)
        values |= {"name": "", "title": "404", "up": base}
        site.write(f"{prefix}404.html", Template(HEAD + NOINDEX + BODY).substitute(values))
    site.write("sitemap.xml", sitemap + "</urlset>\n")
    site.write("aset/gaya.css", STYLE)
    site.write("aset/cetak.css", "")
    site.write("aset/skrip.js", "")
    site.write("aset/kartu.png", png(1200, 630))
    site.write("bérkas.pdf", b"%PDF \xff")
    return site


@pytest.fixture
def site(tmp_path: Path) -> Built:
    return build(tmp_path / "site", ROOT)


@pytest.fixture
def subfolder(tmp_path: Path) -> Built:
    return build(tmp_path / "site", SUBFOLDER)


def found_by(name: str, site: Built) -> Iterator[str]:
    """Yield what one rule finds by itself."""
    read = read_site(site.folder, site.url, LOCALES)
    for rule in SITE_RULES:
        if rule.__name__ == name:
            yield from map(str, rule(read))
    for page_rule in PAGE_RULES:
        if page_rule.__name__ == name:
            yield from (str(problem) for page in read.pages.values() for problem in page_rule(page))
