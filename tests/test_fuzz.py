"""A short run of every harness: its corpus, and inputs made of it, the same each time."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.fuzz.harnesses import HARNESSES

if TYPE_CHECKING:
    from collections.abc import Iterator

FUZZ = Path(__file__).parent / "fuzz"
WORDS = [
    re.sub(rb"\\x(..)", lambda found: bytes([int(found[1], 16)]), line[1:-1]).replace(b'\\"', b'"')
    for line in (FUZZ / "words.dict").read_bytes().splitlines()
]
INPUTS = 60
HANG = 5
"""Seconds of computing that no input may take."""


def seeds(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((FUZZ / "corpus" / name).iterdir())]


def mutants(name: str) -> Iterator[bytes]:
    """Yield seeds with pieces put in, taken out, doubled and exchanged."""
    chance = random.Random(name)  # noqa: S311 - the same inputs each time
    every = seeds(name)
    for _ in range(INPUTS):
        data = chance.choice(every)
        for _ in range(chance.randint(1, 6)):
            at, end = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
            piece = chance.choice(
                (
                    chance.choice(WORDS),
                    b"",
                    chance.choice(every),
                    chance.randbytes(2),
                    data[at:end] * 2,
                )
            )
            data = data[:at] + piece + data[chance.choice((at, end)) :]
        yield data[:8192]


def test_every_harness_has_a_corpus_and_every_corpus_a_harness() -> None:
    assert {path.name for path in (FUZZ / "corpus").iterdir()} == set(HARNESSES)


@pytest.mark.parametrize("name", HARNESSES)
def test_no_input_fails_or_hangs(name: str) -> None:
    for data in (*seeds(name), *mutants(name)):
        began = time.process_time()
        HARNESSES[name](data)
        assert time.process_time() - began < HANG, data
