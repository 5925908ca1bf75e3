"""The rules over tools as one file, in a site with one fault at a time."""

from __future__ import annotations

import base64
import hashlib
import zlib
from typing import TYPE_CHECKING

import pytest

from scripts.built import read_site
from scripts.check_file import FILE_RULES, MOST

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://contoh.example/siap/"
TOOL = """\
<html lang="id"><head><link rel="canonical" href="https://contoh.example/siap/"></head>
<body><main class="page page--checklist"><checklist-tool></checklist-tool><h2 id="awal">Awal</h2>
<a href="berkas/gaji.html" download>Berkas</a></main>
"""
PLAIN = '<main><h2 id="awal">Awal</h2><a href="#awal">1</a> <a href="https://contoh.example/siap/">2</a> <a href="https://lain.example/">3</a></main>'
WHOLE = '<style>b{}</style><main><div><h2 id="awal">Awal</h2></div><h2 id="seluruh-panduan">Semua</h2></main><script>1</script>'
FILE = """\
<html lang="id"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {code}; style-src {styles}; base-uri 'none'; form-action 'none'">
<style>i{{}}</style></head><body>
{plain}
<script type="text/plain" data-packed>{packed}</script>
<script>2</script></body></html>
"""


def name_of(*texts: str) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def file(plain: str = PLAIN, whole: str = WHOLE) -> str:
    packed = base64.b64encode(zlib.compress(whole.encode())).decode()
    return FILE.format(
        code=name_of("2", "1"), styles=name_of("i{}", "b{}"), plain=plain, packed=packed
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site without faults."""
    (tmp_path / "index.html").write_text(TOOL)
    (tmp_path / "berkas").mkdir()
    (tmp_path / "berkas/gaji.html").write_text(file())
    return tmp_path


def found(folder: Path) -> list[str]:
    site = read_site(folder, URL, ("id", "en"))
    return sorted({str(problem) for rule in FILE_RULES for problem in rule(site)})


def test_a_site_without_faults(folder: Path) -> None:
    assert found(folder) == []


def test_files_are_no_pages(folder: Path) -> None:
    assert read_site(folder, URL, ("id", "en")).pages.keys() == {"index.html"}


def test_a_tool_without_a_file_and_a_file_without_a_tool(folder: Path) -> None:
    page = folder / "index.html"
    page.write_text(page.read_text().replace("berkas/gaji.html", "berkas/lain.html"))
    assert found(folder) == [
        "site/berkas/gaji.html: no tool has this file for phones; remove it",
    ]
    page.write_text(page.read_text().replace("berkas/lain.html", "#"))
    assert found(folder) == [
        "site/berkas/gaji.html: no tool has this file for phones; remove it",
        "site/index.html:2: the tool links to 0 files for phones; link to its own",
    ]


def test_a_file_that_is_too_large(folder: Path) -> None:
    page = folder / "berkas/gaji.html"
    page.write_text(page.read_text().ljust(MOST + 1))
    assert found(folder) == [
        f"site/berkas/gaji.html: the file has {MOST + 1} bytes; at most {MOST} are sent"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "<script>2</script>",
            "<script>3</script>",
            ':2: the policy has another "script-src"; build it again',
        ),
        ("<style>i{}", "<style>j{}", ':2: the policy has another "style-src"; build it again'),
        (
            "default-src 'none'",
            "default-src 'self'",
            ':2: the policy has another "default-src"; build it again',
        ),
        (
            "; base-uri",
            "; img-src data:; base-uri",
            ':2: the policy allows "img-src"; take that out',
        ),
        (
            "<main>",
            '<main><img src="https://lain.example/a.png" alt="">',
            ': the file loads "https://lain.example/a.png"; put it in',
        ),
        (
            '<main><h2 id="awal">',
            '<main><h2 id="awal" style="x">',
            ': style="x" is in an attribute; move it to a script or style',
        ),
        (
            'href="#awal"',
            'href="#akhir"',
            ':4: the link "#akhir" leads to no place in the file; correct it',
        ),
        (
            'href="#awal"',
            'href="../a/"',
            f':4: the link "../a/" leads nowhere from a phone; write it whole, with {URL}',
        ),
        ("data-packed", "data-x", ": the tool in the file is missing or broken; build it again"),
    ],
)
def test_a_file_with_a_fault(folder: Path, old: str, new: str, message: str) -> None:
    page = folder / "berkas/gaji.html"
    page.write_text(page.read_text().replace(old, new, 1))
    assert f"site/berkas/gaji.html{message}" in found(folder)


def test_a_link_to_a_page_that_is_gone(folder: Path) -> None:
    page = folder / "berkas/gaji.html"
    page.write_text(page.read_text().replace('siap/"', 'siap/hilang/"'))
    (fault,) = found(folder)
    assert "hilang/index.html" in fault


def test_a_packed_tool_that_loads_or_runs_what_no_hash_names(folder: Path) -> None:
    whole = WHOLE.replace("<main>", '<main onclick="x"><script src="a.js"></script>')
    (folder / "berkas/gaji.html").write_text(file(whole=whole))
    text = "\n".join(found(folder))
    assert 'the file loads "a.js"; put it in' in text
    assert 'onclick="x" is in an attribute' in text


def test_a_place_that_is_in_the_tool_alone(folder: Path) -> None:
    whole = WHOLE.replace("</main>", '<h2 id="akhir">Akhir</h2></main>')
    (folder / "berkas/gaji.html").write_text(file(whole=whole))
    assert found(folder) == ['site/berkas/gaji.html: the plain text is without "akhir"; put it in']
