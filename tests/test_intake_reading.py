"""What is kept of a page while it is being understood."""

from __future__ import annotations

import pytest

from scripts.intake_line import Facts
from scripts.intake_reading import Reading, is_prose
from tests.articles import PROSE, cues, line


def test_noise_and_facts_are_not_kept() -> None:
    lines = [line("a"), line("b", 2), line("c", 3)]
    reading = Reading(lines, [None, "menu", None], Facts(), cues(), used={0: "title"})
    assert reading.kept == [2]
    assert reading.text == "c"


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (PROSE, True),
        ("Berikut ini adalah beberapa alasan yang patut Anda ingat baik-baik:", True),
        ("Cara Menjawab Pertanyaan tentang Gaji yang Diharapkan oleh Pewawancara", False),
        ("Datanglah lebih awal.", False),
    ],
)
def test_prose_is_long_or_ends_as_a_sentence(text: str, *, prose: bool) -> None:
    assert is_prose(line(text)) == prose
    assert not is_prose(line(text, kind="heading"))
