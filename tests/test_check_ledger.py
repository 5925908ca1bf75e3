"""What a site has lost of the ledger; the small site is that of tests/test_check.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.built import read_site
from scripts.check import check_site
from scripts.check_ledger import RULES, Promise, offers
from tests.test_check import LOCALES, ROOT, SUBFOLDER, Built, build

GOLDEN = yaml.safe_load((Path(__file__).parent / "golden" / "ledger.yml").read_text("utf-8"))
# printf 1 | openssl dgst -sha384 -binary | base64
ONE = "sha384-R/BdNnsMMuQ4+2Pmz0pfNcKqL5DcdUP4pBoPlc6KQKMTq1zzYTSiBoxMlpy1Dbd2"
FLOW = '<h2 id="alasan-2">Alasan</h2>'
NODES = """\
<section data-node="mulai" data-was="awal"><h2 id="mulai">?</h2><b id="awal"></b>
<a href="#usai" data-option="ya" data-was="iya">a</a><a href="#usai" data-option="tidak">b</a></section>
<section data-node="usai"><h2 id="usai">!</h2></section><h2 id="alasan-2">Alasan</h2>"""
SHORT = """\
<!doctype html>
<html lang="id"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Gaji</title>
<meta name="description" content="Gaji">
<link rel="canonical" href="https://contoh.example/gaji/">
<meta property="og:title" content="Gaji">
<meta property="og:description" content="Gaji">
<meta property="og:url" content="https://contoh.example/gaji/">
<meta property="og:image" content="https://contoh.example/aset/kartu.png">
</head><body><main><h1>Gaji</h1><a href="/en/gaji/" lang="en" hreflang="en">English</a>
<p id="alasan-2"></p><p id="bé"></p><p id="mulai"></p><p id="awal"></p><p id="usai"></p>
</main></body></html>
"""
# An old address need not know every anchor of the page that it leads to, and nobody links into a proof.
MOVED = re.sub("<p id.*\n", "", SHORT)
PROOF = SHORT.replace("contoh.example/gaji/", "contoh.example/gaji/bukti/").replace(
    "noindex", "all"
)
FRAME = (
    *("isi", "kawung", "daftar-isi", "baca-juga", "jawaban-anda"),
    *("cek-a", "ket-a", "alat-a", "isian-a", "jalur-a"),
)


@pytest.fixture
def site(tmp_path: Path) -> Built:
    """The small site with a flow and its proof, what leads there, a versioned script, a frame."""
    site = build(tmp_path / "site", ROOT)
    for root in ("", "en/"):
        site.replace(f"{root}gaji/index.html", FLOW, NODES)
    frame = "".join(f'<b id="{name}"></b>' for name in FRAME)
    site.replace("gaji/index.html", "<h2>Akhir</h2>", f"<h2>Akhir</h2>{frame}")
    site.write("l/kb4d/index.html", SHORT)
    site.write("gajian/index.html", MOVED)
    site.write("gaji/bukti/index.html", PROOF)
    site.write("sematkan/v1.js", "1")
    site.write("assets/a.css", "")
    site.write("cari/id/indeks.json", "{}")
    return site


def promised(case: dict[str, Any]) -> list[Promise]:
    return [
        Promise("ledger.yml", line, *(entry.split() or [""]))
        for line, entry in enumerate(case["ledger"], 1)
    ]


def test_what_a_site_offers(site: Built) -> None:
    found = offers(read_site(site.folder, site.url, LOCALES))
    digest = found.pop("sematkan/v1.js")
    assert digest == ONE
    assert set(found.values()) == {""}
    page = ["#alasan-2", "#bé"]
    flow = ["#alasan-2", "#awal", "#bé", "#mulai", "#usai"]
    flow += [f"?{q}={a}" for q in ("awal", "mulai") for a in ("iya", "tidak", "ya")]
    pages = [address for address in found if re.search(r"/$|[#?]|^$", address)]
    assert sorted(pages) == sorted(
        [
            *("l/kb4d/", "gajian/", "gaji/bukti/"),
            *(root + end for root in ("", "en/") for end in ("", *page)),
            *(f"{root}gaji/{end}" for root in ("", "en/") for end in ("", *flow)),
        ]
    )
    assert {"aset/kartu.png", "bérkas.pdf"} <= found.keys()
    assert (
        not {"404.html", "en/404.html", "sitemap.xml", "assets/a.css", "cari/id/indeks.json"}
        & found.keys()
    )


def test_a_site_keeps_all_that_it_offers(site: Built) -> None:
    found = offers(read_site(site.folder, site.url, LOCALES))
    ledger = [Promise("ledger.yml", 1, *entry) for entry in found.items()]
    read = read_site(site.folder, site.url, LOCALES)
    assert [problem for rule in RULES for problem in rule(read, ledger)] == []


def test_a_file_without_a_version_may_change(site: Built) -> None:
    read = read_site(site.folder, site.url, LOCALES)
    ledger = [Promise("ledger.yml", 1, "bérkas.pdf")]
    assert [problem for rule in RULES for problem in rule(read, ledger)] == []


def test_what_is_lost_is_among_what_is_wrong_with_a_site(tmp_path: Path) -> None:
    site = build(tmp_path / "site", ROOT)
    assert check_site(site.folder, site_url=site.url, locales=LOCALES) == []
    ledger = [Promise("ledger.yml", 1, "upah/")]
    found = check_site(site.folder, site_url=site.url, locales=LOCALES, ledger=ledger)
    assert [problem.path for problem in found] == ["ledger.yml"]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_what_is_lost_is_said(site: Built, case: dict[str, Any]) -> None:
    for change in case.get("replace", []):
        site.replace(change["file"], change["find"], change["with"])
    for file in case.get("delete", []):
        (site.folder / file).unlink()
    read = read_site(site.folder, site.url, LOCALES)
    found = [str(problem) for rule in RULES for problem in rule(read, promised(case))]
    assert found == case["problems"]


def test_every_rule_has_a_case_and_a_sentence() -> None:
    assert {case["rule"] for case in GOLDEN} == {rule.__name__ for rule in RULES}
    assert all((rule.__doc__ or "").endswith(".") for rule in RULES)


def test_the_ledger_is_the_same_in_a_subfolder(tmp_path: Path) -> None:
    here, there = build(tmp_path / "a", ROOT), build(tmp_path / "b", SUBFOLDER)
    sites = [read_site(site.folder, site.url, LOCALES) for site in (here, there)]
    assert offers(sites[0]).keys() == offers(sites[1]).keys()
