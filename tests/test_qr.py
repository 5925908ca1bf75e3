"""Codes lead to their address, whichever file they are read from."""

from __future__ import annotations

import struct
from xml.etree import ElementTree as ET

import pytest

from scripts.qr import QUIET, drawing, pictures
from tests.codes import show

SVG = "{http://www.w3.org/2000/svg}"
SHORT = "https://contoh.example/l/a1/"
LONG = f"https://contoh.example/siap/en/l/{'abc' * 40}/#bagian"
addresses = pytest.mark.parametrize("address", [SHORT, LONG])


@addresses
def test_both_files_are_read_as_the_address(address: str) -> None:
    found = {kind: show(picture).codes for kind, picture in pictures(address, "Kode").items()}
    assert found == {"svg": (address,), "png": (address,)}


@addresses
def test_both_files_have_the_quiet_zone_inside(address: str) -> None:
    made = pictures(address, "Kode")
    width = int(ET.fromstring(made["svg"]).attrib["viewBox"].split()[-1])
    for picture in made.values():
        assert show(picture).margin == pytest.approx(400 * QUIET / width, abs=1)


@addresses
def test_a_picture_is_square_and_large_enough_to_print(address: str) -> None:
    width, height = struct.unpack(">II", pictures(address, "Kode")["png"][16:24])
    assert 600 <= width == height < 700


def test_an_svg_is_an_image_with_a_name_whatever_is_in_it() -> None:
    root = ET.fromstring(pictures(SHORT, 'Kode "A" & <B>')["svg"])
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == 'Kode "A" & <B>'
    assert not {"width", "height"} & root.attrib.keys()


def test_the_same_address_gives_the_same_bytes() -> None:
    assert pictures(SHORT, "a") == pictures(SHORT, "a")
    assert pictures(SHORT, "a")["png"] != pictures(f"{SHORT}#a", "a")["png"]


def test_a_drawing_for_a_sheet_has_no_border() -> None:
    code = drawing(SHORT)
    assert code.startswith("<svg ")
    assert "<path " in code
    assert "M0 0.5h7" in code
