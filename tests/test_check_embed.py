"""Checks of what other sites show: a small site with a tool, and one fault at a time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scripts.built import read_site
from scripts.check_embed import EMBED_RULES
from tests import kit
from tests.test_check import BODY, ENTRY, HEAD, LOCALES, META, ROOT, SUBFOLDER, Built, build, damage
from tests.test_check_file import file

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = yaml.safe_load((Path(__file__).parent / "golden" / "check_embed.yml").read_text("utf-8"))

DISCOVERY = '<link rel="alternate" type="application/json+oembed" href="$url$oembed">\n'
TOOL = '<checklist-tool></checklist-tool><a href="${base}${prefix}berkas/pagi.html">↓</a>\n</main>'
EMBED = (
    HEAD
    + """\
<meta name="robots" content="noindex">
<link rel="canonical" href="$url$own">
<meta property="og:title" content="$title">
<meta property="og:description" content="$title.">
<meta property="og:url" content="$url$own">
<meta property="og:image" content="${url}aset/kartu.png">
</head>
<body>
<main>
<h1>$title</h1>
<checklist-tool><template><a href="https://wa.example/" target="_blank">WA</a></template></checklist-tool>
<p><a href="#pagi" id="pagi">1</a> <a href="?a=1#pagi">2</a> <a href="mailto:a@b.example">3</a></p>
<p><a href="${base}gaji/" target="_blank">4</a></p>
</main>
</body>
</html>
"""
)


def description(url: str, own: str, embed: str, title: str) -> str:
    quote = f'<blockquote><a href="{url}{own}">{title}</a></blockquote>'
    data = {
        "version": "1.0",
        "type": "rich",
        "title": f"{title} & lain-lain",
        "provider_name": "Contoh",
        "provider_url": url,
        "cache_age": 86400,
        "width": 600,
        "height": 800,
        "html": f'{quote}<iframe src="{url}{embed}" title="{title}"></iframe>',
    }
    return json.dumps(data, indent=1)


def build_tools(folder: Path, url: str) -> Built:
    """Build the small site with a tool in each language."""
    site = build(folder, url)
    base, entries = url.removeprefix("https://contoh.example"), ""
    for locale, prefix in (("id", ""), ("en", "en/")):
        values = {
            "locale": locale,
            "title": "Daftar",
            "name": "alat/pagi/",
            "url": url,
            "base": base,
        }
        values |= {"prefix": prefix, "kind": "page"}
        values |= {"own": f"{prefix}alat/pagi/", "up": "../" * (2 + len(prefix) // 3)}
        values |= {"embed": f"{prefix}embed/alat/pagi/", "oembed": f"{prefix}oembed/alat/pagi.json"}
        page = HEAD + DISCOVERY + META + BODY.replace("</main>", TOOL)
        site.write(f"{values['own']}index.html", Template(page).substitute(values))
        site.write(f"{values['embed']}index.html", Template(EMBED).substitute(values))
        site.write(f"{prefix}berkas/pagi.html", file(plain='<p id="awal">Awal</p>'))
        site.write(values["oembed"], description(url, values["own"], values["embed"], "Daftar"))
        entries += Template(ENTRY).substitute(values)
        shutil.rmtree(site.folder / "cari" / locale)
        for name, data in kit.index(prefix, {"alat/pagi/": "Daftar & lain-lain"}):
            site.write(f"cari/{locale}/{name}", data)
    site.replace("sitemap.xml", "</urlset>", f"{entries}</urlset>")
    return site


def found_by(name: str, site: Built) -> Iterator[str]:
    """Yield what one rule finds by itself."""
    read = read_site(site.folder, site.url, LOCALES)
    for rule in EMBED_RULES:
        if rule.__name__ == name:
            yield from map(str, rule(read))


@pytest.fixture
def site(tmp_path: Path) -> Built:
    return build_tools(tmp_path / "site", ROOT)


@pytest.mark.parametrize("url", [ROOT, SUBFOLDER])
def test_a_site_without_faults(tmp_path: Path, url: str) -> None:
    assert build_tools(tmp_path / "site", url).check() == []


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_one_fault(site: Built, case: dict[str, Any]) -> None:
    damage(site, case)
    assert site.check() == case["problems"]
    assert set(found_by(case["rule"], site)) & set(case["problems"])


def test_every_rule_has_a_case() -> None:
    assert {case["rule"] for case in GOLDEN} == {rule.__name__ for rule in EMBED_RULES}


def test_every_rule_has_a_sentence() -> None:
    for rule in EMBED_RULES:
        assert rule.__doc__
        assert rule.__doc__.endswith(".")


def test_a_page_that_stands_for_another_may_have_its_title(site: Built) -> None:
    site.replace("embed/alat/pagi/index.html", "<title>Daftar", "<title>Beranda")
    assert site.check() == []


def test_a_page_that_stands_for_itself_may_not(site: Built) -> None:
    site.replace("alat/pagi/index.html", "<title>Daftar", "<title>Beranda")
    assert site.check() == [
        'site/index.html:7: the title "Beranda" is that of site/alat/pagi/index.html too; change one'
    ]


def test_a_missing_description_is_a_broken_link(site: Built) -> None:
    (site.folder / "en/oembed/alat/pagi.json").unlink()
    [line] = site.check()
    assert line.endswith(
        'leads to "en/oembed/alat/pagi.json", which is not in the site; correct it'
    )


@pytest.mark.parametrize("text", ["[1]", "{", '"a"', "\\ud800"])
def test_descriptions_of_any_kind_are_read(site: Built, text: str) -> None:
    site.write("oembed/alat/pagi.json", text)
    [line] = site.check()
    assert line.startswith("site/oembed/alat/pagi.json: the description is ")


def test_what_is_no_address_leads_out_of_no_frame(site: Built) -> None:
    site.replace("embed/alat/pagi/index.html", "</main>", '<a href="http://[">a</a></main>')
    told = [line.partition(": ")[2] for line in site.check()]
    assert 'the link "http://[" is not an address; correct it' in told
    assert 'the link "http://[" stays in the frame; add target="_blank"' in told
