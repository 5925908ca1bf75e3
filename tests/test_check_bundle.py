"""The rule over ZIPs; a missing one is among the golden cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.built import read_site
from scripts.check_bundle import FILE, bundles_hold_handouts
from tests.kit import PDF, packed

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = packed({"gaji.pdf": PDF}).replace(PDF, b"%PDF-1.7 gajI")


def found(folder: Path, data: bytes) -> list[str]:
    """Return what is wrong with a ZIP beside one handout."""
    (folder / "unduhan").mkdir()
    (folder / "unduhan/gaji.pdf").write_bytes(PDF)
    (folder / FILE).write_bytes(data)
    site = read_site(folder, "https://contoh.example/", ("id",))
    return [str(problem) for problem in bundles_hold_handouts(site)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (packed({}), 'the handout "gaji.pdf" is not in it; add it'),
        (
            packed({"gaji.pdf": PDF, "lama.pdf": b""}),
            'the handout "lama.pdf" is in it alone; remove it',
        ),
        (
            packed({"gaji.pdf": b"%PDF"}),
            'the handout "gaji.pdf" is another one in it; pack it again',
        ),
        (
            BROKEN,
            "the ZIP is missing or broken (Bad CRC-32 for file 'gaji.pdf'); build it again",
        ),
        (b"PK", "the ZIP is missing or broken (File is not a zip file); build it again"),
    ],
)
def test_a_zip_of_something_else(tmp_path: Path, data: bytes, message: str) -> None:
    assert found(tmp_path, data) == [f"site/{FILE}: {message}"]


@pytest.mark.parametrize("name", ["gaji.pdf", "id/gaji.pdf"])
def test_a_zip_of_the_handouts(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, packed({name: PDF})) == []
