"""The checks of guides: a small site without faults, and the same site with one fault at a time."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Any

import pytest

from scripts.check_flow import RULES, check_flows, count, read_flow
from scripts.check_reading import read_page
from tests import tree

if TYPE_CHECKING:
    from scripts.check_page import Page

ROOT = "https://contoh.example/"
GOLDEN = tree.cases("check_flow")
HEAD = """\
<!doctype html>
<html lang="$locale">
<head>
<link rel="alternate " hreflang="id" href="https://contoh.example/$name">
<link rel="alternate " hreflang="en" href="https://contoh.example/en/$name">
<link rel="alternate " hreflang="x-default" href="https://contoh.example/$name">
</head>
<body>
"""
GUIDE = """\
<flow-tool>
<template><a href="#uang">Lagi</a></template>
<section class="node" data-node="uang">
<h2 id="uang">Diminta uang?</h2>
<ul class="options">
<li><a class="option" data-option="ada" href="#jangan">Ya</a></li>
<li><a class="option" data-option="tidak" href="#waktu">Tidak</a></li>
</ul>
</section>
<section class="node" data-node="waktu">
<h2 id="waktu">Bisa?</h2>
<ul class="options">
<li><a class="option" data-option="ya" href="#datang">Ya</a></li>
<li><a class="option" data-option="entah" href="#jangan">Entah</a></li>
<li><a class="option" data-option="tidak" href="#jangan">Tidak</a></li>
</ul>
</section>
<section class="node" data-node="datang" data-outcome="yes">
<div class="verdict"><h2 id="datang">Datanglah.</h2></div>
<ul class="outcome__why"><li>Karena.</li></ul>
<ol class="outcome__steps"><li>Datang.</li></ol>
</section>
<section class="node" data-node="jangan" data-outcome="no">
<div class="verdict"><h2 id="jangan">Jangan.</h2></div>
<ul class="outcome__why"><li>Sebab.</li></ul>
<ol class="outcome__steps"><li>Tolak.</li></ol>
</section>
</flow-tool>
"""
PROOF = """\
<data class="proof__paths" value="4">4</data>
<a class="path" href="../?uang=ada#jangan">1a</a>
<a class="path" href="../?uang=tidak&amp;waktu=ya#datang">1b 2a</a>
<a class="path" href="../?uang=tidak&amp;waktu=entah#jangan">1b 2b</a>
<a class="path" href="../?uang=tidak&amp;waktu=tidak#jangan">1b 2c</a>
"""
OTHER = "<p>Halaman lain.</p>\n"
NAMES = {"panduan/": GUIDE, "panduan/bukti/": PROOF, "lain/": OTHER}
SITE = {
    f"{folder}{name}index.html": Template(HEAD).substitute(locale=locale, name=name) + body
    for locale, folder in (("id", ""), ("en", "en/"))
    for name, body in NAMES.items()
}


def read(files: dict[str, str]) -> list[Page]:
    return [
        read_page(
            path,
            ROOT + path.removesuffix("index.html"),
            "en" if path.startswith("en/") else "id",
            source.encode(),
        )
        for path, source in files.items()
    ]


def faulty(case: dict[str, Any]) -> list[Page]:
    """Return the pages of the site with the fault of a golden case."""
    files, path = dict(SITE), case["file"]
    if "replace" not in case:
        del files[path]
        return read(files)
    found = files[path].count(case["replace"])
    assert found == 1 or (found and case.get("all")), f"the case damages {found} things"
    files[path] = files[path].replace(case["replace"], case["with"])
    return read(files)


def test_the_small_site_has_no_fault() -> None:
    assert list(check_flows(read(SITE))) == []


@pytest.mark.parametrize("case", GOLDEN)
def test_each_fault_is_found(case: dict[str, Any]) -> None:
    pages = faulty(case)
    assert sorted(map(str, check_flows(pages))) == case["problems"]


@pytest.mark.parametrize("case", GOLDEN)
def test_the_fault_is_found_by_its_rule(
    case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = next(rule for rule in RULES if rule.__name__ == case["rule"])
    monkeypatch.setattr("scripts.check_flow.RULES", (rule,))
    assert list(check_flows(faulty(case)))


def test_every_rule_has_a_fault_and_says_itself() -> None:
    assert {case.values[0]["rule"] for case in GOLDEN} == {rule.__name__ for rule in RULES}
    assert all((rule.__doc__ or "").endswith(".") for rule in RULES)
    names = [case.id for case in GOLDEN]
    assert len(names) == len(set(names))


def test_a_proof_without_a_guide_above_it() -> None:
    files = {path: text for path, text in SITE.items() if not path.endswith("panduan/index.html")}
    assert [str(problem) for problem in check_flows(read(files))] == [
        f"site/{folder}panduan/bukti/index.html:9: the page proves a guide that is not above it; "
        "put one there, or remove this"
        for folder in ("", "en/")
    ]


def test_paths_beyond_all_walking_are_counted() -> None:
    sections = [
        f'<section data-node="n{i}"><ul class="options">'
        + "".join(
            f'<li><a class="option" data-option="{o}" href="#n{i + 1}">{o}</a></li>' for o in "ab"
        )
        + "</ul></section>"
        for i in range(100)
    ]
    page = (
        f"<flow-tool>{''.join(sections)}<section data-node=n100 data-outcome></section></flow-tool>"
    )
    [read_of] = read({"panduan/index.html": page})
    assert count(read_flow(read_of, None)) == 2**100
