"""Codes lead to their address, whichever file they are read from."""

from __future__ import annotations

import io
import re
import string
import struct
from xml.etree import ElementTree as ET

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from scripts.qr import MASK, QUIET, _modules, drawing, pictures
from tests.codes import show

SVG = "{http://www.w3.org/2000/svg}"
SHORT = "https://contoh.example/l/a1/"
LONG = f"https://contoh.example/siap/en/l/{'abc' * 40}/#bagian"


def lines(svg: str) -> str:
    (found,) = re.findall(r'stroke="#000" d="([^"]+)"', svg)
    return str(found)


def pixels(png: bytes) -> bytes:
    return Image.open(io.BytesIO(png)).convert("L").tobytes()


addresses = pytest.mark.parametrize("address", [SHORT, LONG])


@addresses
def test_both_files_are_read_as_the_address(address: str) -> None:
    found = {kind: show(picture).codes for kind, picture in pictures(address, "Kode").items()}
    assert found == {"svg": (address,), "png": (address,)}


@addresses
def test_every_module_is_where_the_library_draws_it(address: str) -> None:
    code, made = segno.make_qr(address, error="m", mask=MASK), pictures(address, "Kode")
    svg, png = io.BytesIO(), io.BytesIO()
    code.save(svg, kind="svg", border=QUIET)
    assert lines(made["svg"].decode()) == lines(svg.getvalue().decode())
    width = Image.open(io.BytesIO(made["png"])).width
    code.save(png, kind="png", border=QUIET, scale=width // code.symbol_size(border=QUIET)[0])
    assert pixels(made["png"]) == pixels(png.getvalue())


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


@settings(max_examples=40, deadline=None)
@given(st.text(string.ascii_letters + string.digits + "/-#.", max_size=90))
def test_codes_laid_over_one_another_are_those_that_the_library_draws(rest: str) -> None:
    address = f"https://{rest}"
    drawn = segno.make_qr(address, error="m", mask=MASK).matrix
    rows = ["".join(map(str, row)) for row in drawn]
    assert _modules(address) == "\n".join(rows)
