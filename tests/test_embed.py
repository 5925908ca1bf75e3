"""A tool's frame and what oEmbed says of it, made from a small project."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest

from scripts.embed import Embeds
from tests import tree, wordpress

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Page

# What other sites have put into their pages: a published script never changes, so its line stays.
PUBLISHED = {"v1.js": "sha384-qEif0+t2+KoyQP2gmUBAnFkM2g88eOUKR2ba9Xf8/51cR+EnYjgbOcGD/EGhFNaG"}
SCRIPTS = tree.ROOT / "overrides" / "sematkan"
LARGEST = 3 * 1024

CHECKLIST = """\
title: {id: "Siap \\"betul\\" & rapi", en: Ready}
introduction: {id: Sebelum datang., en: Before you go.}
article: artikel/satu
anchors:
  sent:
    label: {id: Dikirim pada, en: Sent on}
    moment: {id: dikirim, en: you send it}
phases:
  - id: pagi
    title: {id: Pagi, en: Morning}
    items:
      - {id: bangun, text: {id: Bangun., en: Get up.}, source: kabar, time: sent, link: artikel/satu#kapan}
"""
STUB = """\
---
kind: checklist
checklist: pagi
reviewed: 2026-11-22
---
"""
CONTENT = """\
<div class="checklist"><p class="handout"><a class="button" href="../../unduhan/pagi.pdf">PDF</a></p>
<checklist-tool data-checklist="pagi"><template><a href="https://wa.me/?text=" target="_blank">WhatsApp</a></template></checklist-tool></div>
<h2 id="pagi">Pagi</h2>
<ul class="items"><li id="bangun"><a class="item__why" href="../../artikel/satu/#kapan">Baca</a> <a class="item__self" href="#bangun">#</a>
<a class="cite" href="#sumber-kabar" aria-label="Sumber 1">1</a> <a href="../../tentang/">Kami</a> <a href="./">Ini</a></li></ul>
<h2 id="sumber">Sumber</h2>
<ol class="sources"><li id="sumber-kabar">Kabar Kerja</li></ol>
"""


@pytest.fixture
def embeds(root: Path) -> Embeds:
    """The frames of the small project, which has a checklist now."""
    tree.write(root, {"docs/_data/checklists/pagi.yml": CHECKLIST})
    for code in ("id", "en"):
        stub = (
            f"---\nkind: page\ntitle: Daftar {code}\nsummary: Daftar.\nreviewed: 2026-11-22\n---\n"
        )
        tree.write(
            root, {f"docs/{code}/daftar/pagi.md": STUB, f"docs/{code}/daftar/index.md": stub}
        )
    return Embeds(tree.pages(root), tree.ROOT / "overrides")


def page(embeds: Embeds, locale: str) -> Page:
    return embeds.pages.library.pages[locale, "daftar/pagi"]


def html(embeds: Embeds, locale: str = "id", content: str = CONTENT) -> str:
    return embeds.html(page(embeds, locale), content)


def links(text: str) -> list[tuple[str, bool]]:
    """Return where the links of a page's body lead, and whether that is in a new tab."""
    tags = re.findall(r"<a\b[^>]*>", text.partition("<body>")[2])
    found = [(re.search(r'href="([^"]*)"', tag), 'target="_blank"' in tag) for tag in tags]
    return [(match[1], new) for match, new in found if match]


def test_links_lead_from_the_frame_to_the_same_pages_in_a_new_tab(embeds: Embeds) -> None:
    assert links(html(embeds)) == [
        ("../../../unduhan/pagi.pdf", True),
        ("https://wa.me/?text=", True),
        ("../../../artikel/satu/#kapan", True),
        ("#bangun", False),
        ("../../../daftar/pagi/#sumber-kabar", True),
        ("../../../tentang/", True),
        ("../../../daftar/pagi/", True),
        ("https://kabar.example/jawab", True),
        ("../../../daftar/pagi/", True),
        ("../../../daftar/pagi/", True),
    ]


def test_links_stay_in_their_language(embeds: Embeds) -> None:
    assert ("../../../artikel/satu/#kapan", True) in links(html(embeds, "en"))
    assert 'href="../../../../assets/stylesheets/site.css"' in html(embeds, "en")


def test_the_head_says_what_the_frame_stands_for(embeds: Embeds) -> None:
    text = html(embeds, "en")
    assert '<html lang="en" data-page="https://contoh.example/en/daftar/pagi/">' in text
    assert '<link rel="canonical" href="https://contoh.example/en/daftar/pagi/">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert "<h1>Ready</h1>" in text


def test_scripts_are_no_modules_and_that_of_the_frame_is_first(embeds: Embeds) -> None:
    scripts = re.findall(
        r"<script[^>]*>", html(embeds, content=f"{CONTENT}<copy-text>a</copy-text>")
    )
    names = [re.search(r"javascripts/([\w-]+)\.js", script) for script in scripts]
    assert [name[1] for name in names if name] == ["embed-frame", "checklist-tool", "copy-text"]
    assert all("module" not in script and " defer " in script for script in scripts)


def test_the_policy_names_the_site_for_frames_without_an_origin(embeds: Embeds) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html(embeds))
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'self' https://contoh.example; ")
    assert "unsafe" not in policy[1]


def test_headings_are_as_on_the_page_and_the_sources_short(embeds: Embeds) -> None:
    text = html(embeds)
    assert '<div class="section-head"><h2 id="pagi">Pagi</h2></div>' in text
    assert text.count("Kabar Kerja") == 1
    assert 'id="sumber"' not in text


def test_titles_are_escaped(embeds: Embeds) -> None:
    assert "<h1>Siap &#34;betul&#34; &amp; rapi</h1>" in html(embeds)
    described = json.loads(embeds.oembed(page(embeds, "id")))
    assert described["title"] == 'Siap "betul" & rapi'
    assert "Siap &#34;betul&#34; &amp; rapi</a>" in described["html"]


def test_oembed_describes_a_tool(embeds: Embeds) -> None:
    described = json.loads(embeds.oembed(page(embeds, "en")))
    assert list(described) == [
        *("version", "type", "title", "provider_name", "provider_url"),
        *("cache_age", "width", "height", "html"),
    ]
    assert (described["version"], described["type"]) == ("1.0", "rich")
    assert described["provider_url"] == "https://contoh.example/en/"


def test_wordpress_keeps_the_quote_and_the_frame(embeds: Embeds) -> None:
    described = json.loads(embeds.oembed(page(embeds, "en")))
    kept = wordpress.filtered(described["html"], "abc123")
    assert '<a href="https://contoh.example/en/daftar/pagi/">Ready</a></blockquote>' in kept
    assert 'src="https://contoh.example/en/embed/daftar/pagi/#?secret=abc123"' in kept
    assert 'title="Ready"' in kept
    assert wordpress.filtered("<p>Ready</p>", "abc123") == ""


def test_files_are_by_language_and_scripts_once(embeds: Embeds) -> None:
    files = dict(embeds.files(page(embeds, "id"), CONTENT))
    assert files == {
        "embed/daftar/pagi/index.html": html(embeds).encode(),
        "oembed/daftar/pagi.json": embeds.oembed(page(embeds, "id")).encode(),
    }
    assert {path for path, _ in embeds.files(page(embeds, "en"), CONTENT)} == {
        "en/embed/daftar/pagi/index.html",
        "en/oembed/daftar/pagi.json",
    }
    assert {path for path, _ in embeds.scripts()} == {f"sematkan/{name}" for name in PUBLISHED}


def test_published_scripts_never_change() -> None:
    digests = {path.name: hashlib.sha384(path.read_bytes()).digest() for path in SCRIPTS.iterdir()}
    assert {
        name: f"sha384-{base64.b64encode(digest).decode()}" for name, digest in digests.items()
    } == PUBLISHED


def test_the_newest_script_is_the_one_to_paste() -> None:
    readme = (tree.ROOT / "README.md").read_text(encoding="utf-8")
    name, integrity = list(PUBLISHED.items())[-1]
    assert f'sematkan/{name}" integrity="{integrity}" crossorigin="anonymous"' in readme


@pytest.mark.parametrize("name", PUBLISHED)
def test_scripts_for_other_sites_are_small_and_alone(name: str) -> None:
    script = (SCRIPTS / name).read_bytes()
    assert len(script) <= LARGEST
    assert len(gzip.compress(script)) <= LARGEST / 2
    assert not re.search(rb"\bimport\b|\bfetch\(|https?://", script)
