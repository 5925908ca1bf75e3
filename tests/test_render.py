"""Pages as HTML, from a small project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts import settings, shortcuts
from scripts.render import Renderer
from scripts.search_page import sections
from scripts.source import load
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://contoh.example/karier/"
LINKS = """\
[a](dua.md) [b](dua.md#kapan) [c](../index.md) [d](../../en/tentang.md) [e](../../assets/gambar.svg)
[f](#kapan) [g](https://lain.example/a.md) [h](//lain.example/a.md) [i](/a.md) [j](tidak-ada.md)
[k](mailto:a@lain.example) [l](d%75a.md) ![m](../../assets/gambar.svg) [n](satu.md#kapan)

`[o](dua.md)` <a href="dua.md">p</a> [@redaksi]
"""
EXPECTED = [
    *("../dua/", "../dua/#kapan", "../../", "../../en/tentang/", "../../assets/gambar.svg"),
    *("#kapan", "https://lain.example/a.md", "//lain.example/a.md", "/a.md", "tidak-ada.md"),
    *("mailto:a@lain.example", "../dua/", "../../assets/gambar.svg", "./#kapan", "dua.md"),
]


@pytest.fixture
def renderer(root: Path) -> Renderer:
    """Render the small project by the settings of the real one, in a folder of its host."""
    tree.pages(root)
    for code, heading in (("id", "## Kapan"), ("en", "## When")):
        tree.replace(root, f"docs/{code}/artikel/satu.md", heading, f"{LINKS}\n{heading}")
    library, _ = load(root)  # among the links are some that are no good
    wanted = settings.read(tree.ROOT, {})._replace(url=SITE)
    return Renderer(tools.maker(root, library, SITE), wanted, tree.ROOT / "overrides")


def shown(renderer: Renderer, path: str, locale: str = "id") -> tuple[str, str]:
    return renderer.page(renderer.maker.library.pages[locale, path])


def test_links_between_files_lead_to_the_addresses_of_their_pages(renderer: Renderer) -> None:
    _, content = shown(renderer, "artikel/satu")
    found = re.findall(r'(?:href|src)="([^"]*)"', content.partition("<!--/key-points-->")[2])
    assert found[: len(EXPECTED)] == EXPECTED
    assert "<code>[o](dua.md)</code>" in content


def test_pages_are_the_same_when_markdown_is_asked_for_all_of_them(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = renderer.maker.library.pages.values()
    short = [renderer.page(page) for page in pages]
    texts = [renderer.maker.pages.body.markdown(page) for page in pages]
    assert any(shortcuts.convert(text, str) for text in texts)
    monkeypatch.setattr(shortcuts, "convert", lambda *_: None)
    assert [renderer.page(page) for page in pages] == short


def test_a_sign_of_a_poster_ends_where_its_example_begins(root: Path) -> None:
    tools.pages(root)
    money = "{text: {id: Uang, en: Money}, source: majalah}"
    more = money.replace("source", "more: {id: Jangan bayar., en: Do not pay.}, source")
    tree.replace(root, "docs/_data/posters/palsu.yml", money, more)
    maker = tools.maker(root, tree.read(root))
    wanted = settings.read(tree.ROOT, {})._replace(url=tree.URL)
    _, content = shown(Renderer(maker, wanted, tree.ROOT / "overrides"), "artikel/satu")
    texts = [section.text for section in sections(content)]
    assert any("Uang · Jangan bayar." in text for text in texts)


def test_links_are_those_of_the_page_that_is_rendered(renderer: Renderer) -> None:
    first = shown(renderer, "artikel/satu", "en")
    _, content = shown(renderer, "tentang", "en")
    assert 'src="../../assets/gambar.svg"' in content
    assert '<a href="../">home</a>' in content
    assert shown(renderer, "artikel/satu", "en") == first


def test_a_page_has_its_frame_and_lists_its_own_headings(renderer: Renderer) -> None:
    html, content = shown(renderer, "artikel/satu")
    page = LexborHTMLParser(html)
    assert [h1.text() for h1 in page.css("h1")] == ["Dapat undangan?"]
    assert [(a.text(), a.attributes["href"]) for a in page.css(".contents a")] == [
        *(("Poin penting", "#poin-penting"), ("Kapan", "#kapan")),
        *(("Pengecualian", "#pengecualian"), ("Contoh pesan", "#contoh-pesan")),
        ("Sumber", "#sumber"),
    ]
    ids = re.findall(r'<h[23] id="([^"]+)"', content)
    assert set(ids) >= {"kapan", "palsu", "sumber"}
    assert len(set(ids)) == len(ids)


def test_headings_of_the_page_before_change_no_ids(renderer: Renderer) -> None:
    shown(renderer, "artikel/satu")
    _, content = shown(renderer, "artikel/dua")
    assert 'id="kapan"' in content
    assert "kapan_1" not in content


def test_templates_lead_from_the_page_to_the_root(renderer: Renderer) -> None:
    for path, up in (("", ""), ("artikel/satu", "../../")):
        html, _ = shown(renderer, path)
        assert f'href="{up}assets/stylesheets/site.css"' in html
    assert 'href="../../../assets/stylesheets/site.css"' in shown(renderer, "artikel/dua", "en")[0]


@pytest.mark.parametrize(("locale", "home"), [("id", "/karier/"), ("en", "/karier/en/")])
def test_a_wrong_address_leads_home_from_wherever_it_is(
    renderer: Renderer, locale: str, home: str
) -> None:
    page = LexborHTMLParser(renderer.missing(locale))
    links = [node.attributes["href"] or "" for node in page.css("[href]")]
    assert [node.attributes["lang"] for node in page.css("html")] == [locale]
    assert [node.attributes["href"] for node in page.css(".brand")] == [home]
    assert all(link.startswith("/karier/") for link in links if link != "#isi")
    assert "/karier/assets/stylesheets/site.css" in links


def test_the_sitemap_names_every_page_in_every_language(renderer: Renderer) -> None:
    text = renderer.sitemap()
    places = re.findall(r"<loc>(.*)</loc>", text)
    assert len(places) == len(set(places)) == len(renderer.maker.library.pages)
    assert {f"{SITE}artikel/satu/", f"{SITE}en/", SITE} <= set(places)
    one = text.partition(f"<loc>{SITE}en/artikel/dua/</loc>")[2].partition("</url>")[0]
    assert "<lastmod>2026-11-20</lastmod>" in one
    assert re.findall(r'hreflang="([^"]+)" href="([^"]+)"', one) == [
        ("id", f"{SITE}artikel/dua/"),
        ("en", f"{SITE}en/artikel/dua/"),
        ("x-default", f"{SITE}artikel/dua/"),
    ]
