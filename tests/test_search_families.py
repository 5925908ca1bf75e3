"""Word families, with the affixes that the site's own data names."""

from __future__ import annotations

from functools import cache

import pytest

from scripts.records import Search
from scripts.search_families import Roots, families
from scripts.source import load
from tests.tree import ROOT

# Words of one family each, as they may stand in one vocabulary.
FAMILIES = {
    "id": [
        "tolak menolak ditolak penolakan tertolak",
        "wawancara pewawancara diwawancarai mewawancarai wawancaranya",
        "undang undangan mengundang diundang undangannya",
        "kirim mengirim dikirim pengiriman kirimkan ngirim",
        "tanya bertanya pertanyaan menanyakan ditanyai tanyakan nanya",
        "latih latihan berlatih melatih pelatihan dilatih",
        "cari mencari pencarian dicari nyari",
        "sapa menyapa sapaan disapa",
        "pakai memakai pemakaian dipakai",
        "siap persiapan bersiap menyiapkan disiapkan siapkan",
        "lamar melamar pelamar lamaran dilamar ngelamar",
        "ajar belajar pelajaran mengajar diajarkan",
        "tipu penipu penipuan menipu tertipu",
        "kenal kenalan mengenal perkenalan dikenalkan dikenalin",
    ],
    "en": [
        "decline declines declined declining",
        "refuse refusal refusing refused",
        "apply applies applied applying",
        "invite invited invitation inviting",
        "plan plans planned planning",
        "reply replies replied",
        "interview interviews interviewer interviewed",
        "prepare prepared preparing preparation",
        "company companies",
        "clear clearly",
    ],
}


@cache
def rules(locale: str) -> Search:
    return load(ROOT)[0].search[locale].value


@pytest.mark.parametrize("locale", FAMILIES)
def test_words_of_a_family_come_together_and_no_others(locale: str) -> None:
    wanted = {frozenset(family.split()) for family in FAMILIES[locale]}
    vocabulary = {word for family in wanted for word in family}
    grouped = families(vocabulary, rules(locale))
    assert {frozenset(family) for family in grouped.values()} == wanted


@pytest.mark.parametrize("absent", ["tolak", "undang", "kirim", "tanya", "lamar", "siap"])
def test_a_family_needs_no_root_among_its_words(absent: str) -> None:
    family = next(f for f in map(str.split, FAMILIES["id"]) if f[0] == absent)
    assert list(families(family[1:], rules("id")).values()) == [sorted(family[1:])]


@pytest.mark.parametrize(
    "alone", ["pesan kesan", "tempat sempat", "uang orang ruang", "bersama sama"]
)
def test_what_only_looks_alike_stays_apart(alone: str) -> None:
    assert len(families(alone.split(), rules("id"))) == len(alone.split())


def test_ignored_words_are_in_no_family() -> None:
    given = Search(ignored=("apa",), prefixes={"ber": ("",)})
    assert families(["apa", "berapa"], given) == {"apa": ["apa"], "berapa": ["berapa"]}


def test_words_apart_keep_themselves_and_may_be_roots() -> None:
    given = Search(apart=("tempat",), prefixes={"te": ("",)}, suffixes={"nya": ("",)})
    found = families(["tempat", "tempatnya", "mpat"], given)
    assert found == {"mpat": ["mpat"], "tempat": ["tempat", "tempatnya"]}


def test_without_rules_every_word_is_alone() -> None:
    assert families(["walk", "walks"], Search()) == {"walk": ["walk"], "walks": ["walks"]}


def test_roots_are_long_enough_and_figures_have_none() -> None:
    given = Search(prefixes={"di": ("",)}, suffixes={"kan": ("",), "ied": ("y",)})
    assert Roots(given).of("dikutipkan") == {"dikutipkan", "kutipkan", "dikutip", "kutip"}
    assert Roots(given).of("diam") == {"diam"}
    assert Roots(given).of("applied") == {"applied", "apply"}
    assert Roots(given).of("di2024") == {"di2024"}
