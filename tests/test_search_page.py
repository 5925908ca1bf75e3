"""What of a page's HTML can be found."""

from __future__ import annotations

from scripts.search_page import Section, sections

ARTICLE = """\
<p>Mula-mula <em>ini</em>.</p>
<h2 id="kapan">Kapan <em>berlaku</em></h2>
<ul><li>Satu</li><li>Dua.&nbsp;<a class="cite" href="#sumber-x">1</a></li></ul>
<h3 id="lain">Yang lain</h3>
<p>Tiga<br>empat</p>
<h2 id="akhir">Akhir</h2>
"""
CHECKLIST = """\
<h2 id="hari-h">Hari H</h2>
<ul><li class="item" id="tiba"><input id="cek-tiba"><label for="cek-tiba">Tiba <b>awal</b></label>
<p>Karena aman.&nbsp;<span class="ours">Saran redaksi</span></p>
<p class="item__links"><a href="#tiba">#</a></p></li>
<li class="item" id="duduk"><label>Duduk</label></li></ul>
"""
GUIDE = """\
<template><h2 id="cetakan">Tidak</h2><p>tampak</p></template>
<section><p class="node__number">1</p><h2 id="datang">Datang?</h2><ul>
<li><a class="option" href="#x"><span>Ya</span> <span class="option__goto">ke 2</span></a></li></ul>
</section>
<h2 id="seluruh">Seluruhnya</h2><details class="overview__box"><p>Datang? Ya</p></details>
"""


def test_sections_have_their_text_and_the_title_above_them() -> None:
    assert list(sections(ARTICLE)) == [
        Section("", "", "Mula-mula ini."),
        Section("kapan", "Kapan berlaku", "Satu · Dua."),
        Section("lain", "Yang lain", "Tiga · empat", above="Kapan berlaku"),
        Section("akhir", "Akhir", ""),
    ]


def test_items_stand_below_their_phase_under_their_label() -> None:
    assert list(sections(CHECKLIST))[1:] == [
        Section("hari-h", "Hari H", ""),
        Section("tiba", "Tiba awal", "Karena aman.", above="Hari H"),
        Section("duduk", "Duduk", "", above="Hari H"),
    ]


def test_what_is_not_shown_or_only_repeats_is_left_out() -> None:
    assert list(sections(GUIDE))[1:] == [
        Section("datang", "Datang?", "Ya"),
        Section("seluruh", "Seluruhnya", ""),
    ]


def test_a_page_without_anything_has_a_beginning() -> None:
    assert list(sections("")) == [Section("", "", "")]
