"""The checks: a small site without faults, and the same site with one fault at a time."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.built import read_site
from scripts.check import SITE_RULES, check_site
from scripts.check_page_rules import PAGE_RULES
from scripts.check_reading import read_again
from scripts.problem import Problem
from tests import kit

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = "https://contoh.example/"
SUBFOLDER = "https://contoh.example/siap/"
LOCALES = ("id", "en")
GOLDEN = [
    case
    for name in ("check", "check_kit")
    for case in yaml.safe_load((Path(__file__).parent / f"golden/{name}.yml").read_text("utf-8"))
]
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
<link rel="canonical" href="$url$own"><link rel="alternate" type="application/atom+xml" href="$base${prefix}atom.xml">
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
<main id="isi" class="page page--$kind">
<h1>$title
  &amp; lain-lain</h1>
<h2 id="alasan-2">Alasan</h2>
<h3 id="bé">Bé</h3>
<h2>Akhir</h2>
<p><a href="${base}gaji/?a=1&amp;b=2#alasan-2">1</a> <a href="${base}gaji#top">2</a> <a href="mailto:a@b.example">3</a></p>
<p><a href="${base}b%C3%A9rkas.pdf#page=2">4</a> <a href="https://lain.example/x">5</a> <a href="#b%C3%A9">6</a> <a href="#">7</a></p>
<p><img src="${base}aset/kartu.png" srcset="${base}aset/kartu.png 1x, ${base}aset/kartu.png 2x" alt=""></p>
<p>Kode: <code>{{ a }}</code></p>
<pre>
:: b
{% c %} {# d #} [@e]
</pre>
<template><img src="${base}aset/kartu.png" alt=""></template><svg><title>Gambar</title></svg>
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
        lines = [str(problem) for problem in problems]
        assert "\n".join(lines).encode().count(b"\n") < max(len(lines), 1)
        return lines

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
        for name, title, kind in (("", "Beranda", "home"), ("gaji/", "Gaji", "article")):
            own = prefix + name
            values = {"locale": locale, "title": title, "name": name, "own": own}
            values |= {"prefix": prefix, "kind": kind}
            values |= {"url": url, "base": base, "up": "../" * own.count("/")}
            site.write(f"{own}index.html", Template(HEAD + META + BODY).substitute(values))
            sitemap += Template(ENTRY).substitute(values)
        values |= {"name": "", "title": "404", "up": base, "kind": "missing"}
        site.write(f"{prefix}404.html", Template(HEAD + NOINDEX + BODY).substitute(values))
    site.write("sitemap.xml", sitemap + "</urlset>\n")
    site.write("aset/gaya.css", STYLE)
    site.write("aset/cetak.css", "")
    site.write("aset/skrip.js", "")
    site.write("aset/kartu.png", png(1200, 630))
    site.write("bérkas.pdf", b"%PDF \xff")
    for path, content in kit.files(url, png(600, 600)).items():
        site.write(path, content)
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
            readings = [read_again(page) for page in read.pages.values()]
            yield from (str(problem) for page in readings for problem in page_rule(page))


def damage(site: Built, case: dict[str, str]) -> None:
    if "replace" in case:
        site.replace(case["file"], case["replace"], case["with"])
    else:
        (site.folder / case["file"]).unlink()


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_one_fault(site: Built, case: dict[str, Any]) -> None:
    damage(site, case)
    assert site.check() == case["problems"]
    assert set(found_by(case["rule"], site)) & set(case["problems"])


def test_every_rule_has_a_case() -> None:
    assert {case["rule"] for case in GOLDEN} == RULES - {"files_are_utf8"}


def test_every_rule_has_a_sentence() -> None:
    for rule in (*SITE_RULES, *PAGE_RULES):
        assert rule.__doc__
        assert rule.__doc__.endswith(".")


def test_guides_are_checked_too(site: Built) -> None:
    site.replace("gaji/index.html", "<h2>Akhir</h2>", "<h2>Akhir</h2><flow-tool></flow-tool>")
    assert "site/gaji/index.html:39: the guide has no nodes; build the site again" in site.check()


@pytest.mark.parametrize("url", [ROOT, SUBFOLDER])
def test_a_site_without_faults(tmp_path: Path, url: str) -> None:
    site = build(tmp_path / "site", url)
    assert len(list(site.folder.rglob("*.html"))) == 6
    assert site.check() == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("index.html", "gaji#top", "gaji#TOP"),
        ("index.html", "gaji#top", "./gaji/./index.html#b%C3%A9"),
        ("index.html", "gaji#top", "?a#isi"),
        ("404.html", '<a href="#isi">', '<a href="#lain" id="lain">'),
        ("404.html", '<a href="#isi">', '<a href="?a#lain" id="lain">'),
        ("404.html", "noindex, follow", "NoIndex"),
        ("gaji/index.html", 'href="../aset/gaya.css"', 'href="../../../aset/gaya.css"'),
        ("index.html", "application/ld+json", "Application/LD+JSON"),
        ("index.html", 'rel="alternate "', 'rel="Alternate" type="Text/HTML"'),
        ("index.html", 'name="description"', 'name="Description"'),
        ("index.html", "Content-Security-Policy", "content-security-policy"),
        ("index.html", "default-src 'none'", "Default-Src 'NONE' "),
        ("index.html", "<h2>Akhir</h2>", "<h2>Akhir</h2><p>std::string, a :: b, {a}, [b@c]</p>"),
        ("index.html", "</main>", '<script type="application/ld+json">{"@context": "https://schema.org", "a": "{{ [@"}</script></main>'),
        ("index.html", "https://lain.example/x", "//lain.example/x"),
        ("sitemap.xml", "<loc>", "<loc>\n  "),
        ("aset/gaya.css", "kartu.png", "https://contoh.example/aset/kartu.png?a#b"),
    ],
)  # fmt: skip
def test_no_fault(site: Built, path: str, old: str, new: str) -> None:
    site.replace(path, old, new)
    assert site.check() == []


def test_a_link_from_the_root_stays_in_the_subfolder(subfolder: Built) -> None:
    subfolder.replace("gaji/index.html", "/siap/gaji#top", "/gaji/#top")
    subfolder.replace("gaji/index.html", "https://lain.example/x", "../../x/")
    subfolder.replace("gaji/index.html", "mailto:a@b.example", "https://contoh.example/lain/")
    assert subfolder.check() == [
        'site/gaji/index.html:40: the link "/gaji/#top" leads out of the site; stay below "/siap/"',
        'site/gaji/index.html:41: the link "../../x/" leads out of the site; stay below "/siap/"',
    ]


def test_links_in_the_subfolder_are_followed(subfolder: Built) -> None:
    subfolder.replace("en/gaji/index.html", "/siap/gaji#top", "/siap/gaji#atas")
    subfolder.replace("en/gaji/index.html", "https://lain.example/x", "../../lain/")
    subfolder.replace("en/gaji/index.html", "mailto:a@b.example", SUBFOLDER + "en/gajih/")
    subfolder.replace("404.html", "/siap/aset/skrip.js", "aset/skrip.js")
    known = '"404.html", "aset", "atom.xml", "bérkas.pdf", "cari", "en", "gaji", "index.html", …'
    assert subfolder.check() == [
        'site/404.html:10: the resource "aset/skrip.js" is relative, but a 404 page is served at '
        "any depth; write it from the root",
        'site/en/gaji/index.html:40: the link "/siap/gaji#atas" leads to a page without the id '
        '"atas"; known: "alasan-2", "bé", "isi"',
        'site/en/gaji/index.html:40: the link "https://contoh.example/siap/en/gajih/" leads to '
        '"en/gajih/index.html", which is not in the site; did you mean "gaji"?',
        'site/en/gaji/index.html:41: the link "../../lain/" leads to "lain/index.html", which is '
        f"not in the site; known: {known}",
    ]


def test_a_page_that_asks_to_be_left_out_needs_no_canonical_link(site: Built) -> None:
    for path in ("gaji/index.html", "en/gaji/index.html"):
        text = (site.folder / path).read_text("utf-8")
        lines = [line for line in text.splitlines() if "canonical" not in line]
        lines = [line for line in lines if "alternate" not in line]
        site.write(path, "\n".join(lines).replace("<title>", NOINDEX + "<title>"))
        entry = f"<loc>{ROOT}{path.removesuffix('index.html')}</loc>"
        sitemap = (site.folder / "sitemap.xml").read_text("utf-8")
        before, after = sitemap.split(f"<url>\n{entry}")
        site.write("sitemap.xml", before + after.partition("</url>\n")[2])
    kit_files = ("site/katalog.json", "site/atom.xml", "site/en/atom.xml", "site/cari/")
    assert [line for line in site.check() if not line.startswith(kit_files)] == []


@pytest.mark.parametrize("folder", ["kosong", "tidak-ada"])
def test_no_pages(tmp_path: Path, folder: str) -> None:
    (tmp_path / "kosong").mkdir()
    problems = check_site(tmp_path / folder, site_url=ROOT, locales=LOCALES)
    message = f'the folder "{folder}" has no pages; build the site first'
    assert problems == [Problem("site", 0, message)]


def test_a_file_that_is_not_utf8(site: Built) -> None:
    site.write("aset/gaya.css", b"a {}\nb { content: '\xe9' }\n")
    assert site.check() == [
        "site/aset/gaya.css:2: the byte 0xe9 is not UTF-8; save the file as UTF-8"
    ]
    assert list(found_by("files_are_utf8", site)) == site.check()


def test_a_page_and_a_sitemap_that_are_not_utf8(site: Built) -> None:
    site.write("404.html", b"\xff")
    site.write("sitemap.xml", b"<\xff")
    assert site.check() == [
        "site/404.html:1: the byte 0xff is not UTF-8; save the file as UTF-8",
        "site/sitemap.xml: the sitemap is missing or broken (no element found: line 1, column 0); "
        "build it again",
        "site/sitemap.xml:1: the byte 0xff is not UTF-8; save the file as UTF-8",
    ]


@pytest.mark.parametrize(
    ("image", "message"),
    [
        (png(1200, 628), "the og:image is 1200 × 628; make it 1200 × 630"),
        (png(1200, 630)[:23], "the og:image is not a PNG; convert it"),
        (b"GIF89a" * 10, "the og:image is not a PNG; convert it"),
        (png(1200, 630).ljust(300_001), "the og:image has 300001 bytes; bring it down to 300000"),
    ],
)
def test_an_image_that_cannot_be_shared(site: Built, image: bytes, message: str) -> None:
    site.write("aset/kartu.png", image)
    assert site.check() == [f"site/aset/kartu.png: {message}"]


@pytest.mark.parametrize("image", [png(1200, 630)[:24], png(1200, 630).ljust(300_000)])
def test_an_image_that_can_be_shared(site: Built, image: bytes) -> None:
    site.write("aset/kartu.png", image)
    assert site.check() == []


@pytest.mark.parametrize("kind", ["js", "json", "svg", "txt", "webmanifest", "xml"])
def test_text_of_any_kind_is_utf8(site: Built, kind: str) -> None:
    site.write(f"aset/a.{kind}", b"\n\xff")
    message = "the byte 0xff is not UTF-8; save the file as UTF-8"
    assert site.check() == [f"site/aset/a.{kind}:2: {message}"]


ODD = """\
<frameset>|</head>|<body|<template>|<base href='//['>|<a href='http://['>|<a hreflang lang>
<script type=application/ld+json>|{"@graph": [[|{"@graph": [[]]}|{"@graph": []}|{"@graph": 1}|{"@context": "\\ud800"}|[1]|</script>|<link rel=canonical>
<meta http-equiv=content-security-policy>|<link rel=alternate hreflang=en>|<img srcset=', ,'>
<h9>|<svg id>|<meta property=og:image content=//[>|<a href=/%ff#%ff>|<a href=../../..>|\0
"""
LINES = st.sampled_from([*(HEAD + META + BODY).split("\n"), *ODD.replace("\n", "|").split("|")])


@settings(deadline=None)  # reading and writing files takes its time
@given(st.lists(LINES).map("\n".join) | st.text() | st.binary())
def test_no_page_makes_the_checks_fail(content: str | bytes) -> None:
    with TemporaryDirectory() as folder:
        site = Built(Path(folder), ROOT)
        site.write("index.html", content)
        assert site.check()
