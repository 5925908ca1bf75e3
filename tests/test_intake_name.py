"""Names and roles in sentences, in both languages."""

from __future__ import annotations

import pytest

from scripts.intake_name import Namer
from tests.articles import cues


def named(text: str, *known: str) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in Namer(cues(), frozenset(known)).named(text)]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("“Ya,” kata Sari Dewi, manajer SDM di PT Maju.", "Sari Dewi", "manajer SDM di PT Maju"),
        (
            "“Ya,” kata angelina Darrisaw, pelatih karier, melalui Kabar.",
            "Angelina Darrisaw",
            "pelatih karier",
        ),
        (
            "“Ya,” ujar Dr. Laksmi Hadi, M.Si., ketua panel Yayasan X.",
            "Dr. Laksmi Hadi",
            "ketua panel Yayasan X",
        ),
        ('"Ya," ujar Kepala BKK, Suryo Atmojo.', "Suryo Atmojo", "Kepala BKK"),
        ("“Ya,” tutur psikolog Rani Wijaya.", "Rani Wijaya", "psikolog"),
        ("“Ya,” kata Budi kepada kami, Senin (1/2).", "Budi", ""),
        ("“Ya” dan lebih luas, kata Darrisaw.", "Darrisaw", ""),
        (
            "Menurut Galih Pramono, kepala desain, portofolio perlu.",
            "Galih Pramono",
            "kepala desain",
        ),
        ("Menurut Galih, pelamar yang siap akan tenang.", "Galih", ""),
        (
            "Menurut salah satu pewawancara, Mega Anindita, siswa perlu berlatih.",
            "Mega Anindita",
            "pewawancara",
        ),
        (
            "Sari Dewi, manajer SDM PT Maju, mengatakan bahwa itu biasa.",
            "Sari Dewi",
            "manajer SDM PT Maju",
        ),
        (
            "Direktur Talenta Raya Hendra Wijaya mengatakan, itu biasa.",
            "Hendra Wijaya",
            "Direktur Talenta Raya",
        ),
        (
            "Kepala Biro SDM, Dr. Ir. Bambang Prakoso, M.Sc., menyebut itu biasa.",
            "Dr. Ir. Bambang Prakoso",
            "Kepala Biro SDM",
        ),
        (
            "“Ya,” tegas Wahyu Lesmana selaku Direktur PT Karya Bersama.",
            "Wahyu Lesmana",
            "Direktur PT Karya Bersama",
        ),
        ("Salah satu peserta, Togar, mengaku lebih tenang.", "Togar", "peserta"),
        (
            "“Yes,” said Ruth Okafor, recruitment lead at Pennine Rail.",
            "Ruth Okafor",
            "recruitment lead at Pennine Rail",
        ),
        (
            "“Yes,” says Priya Ramanathan, a talent partner at Labs.",
            "Priya Ramanathan",
            "talent partner at Labs",
        ),
        ("'Yes,' said Alasdair Munro, who ran an office.", "Alasdair Munro", ""),
        (
            "“Yes,” says my neighbour Oskar Lind, operations director at Vale.",
            "Oskar Lind",
            "operations director at Vale",
        ),
        ("“Yes,” says HR manager Dina Putri.", "Dina Putri", "HR manager"),
        (
            "According to Helena Voss, head of recruitment at Staffing, arrive early.",
            "Helena Voss",
            "head of recruitment at Staffing",
        ),
        (
            "Beatrix Holloway, a researcher at the Institute, says that two suffice.",
            "Beatrix Holloway",
            "researcher at the Institute",
        ),
        ("As career coach Benji Oduya puts it, “Nobody hires you.”", "Benji Oduya", "career coach"),
        (
            "“Cerita jujur diingat.” — Bagas Wiranata, pembimbing magang",
            "Bagas Wiranata",
            "pembimbing magang",
        ),
    ],
)
def test_who_speaks(text: str, name: str, role: str) -> None:
    assert named(text) == [(name, role)]


@pytest.mark.parametrize(
    "text",
    [
        "Kandidat mengatakan bahwa mereka gugup.",
        "She said that it was fine.",
        "Banyak pelamar mengatakan hal yang sama.",
        "One recruiter at Acme said so.",
        "“By then I was tired,” admits one member.",
        "Catat kata kunci, kata Anda sendiri.",
        "According to a survey, most people wait.",
        "“Ya,” kata dia.",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert named(text) == []


def test_a_surname_alone_speaks_once_it_is_known() -> None:
    assert named("Holloway says so.") == []
    assert named("Holloway says so.", "Holloway") == [("Holloway", "")]
