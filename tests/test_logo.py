from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from scripts.logo import BYTES, SIDE, LogoError, read

if TYPE_CHECKING:
    from pathlib import Path

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def picture(kind: str, width: int = 40, height: int = 30, mode: str = "RGB") -> bytes:
    """Return a picture, red or of another dark colour."""
    data = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert(mode).save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", picture("PNG")),
        ("Logo Kampus.PNG", picture("PNG", mode="RGBA")),
        ("logo.jpg", picture("JPEG")),
        ("sub/logo.jpeg", picture("JPEG", mode="CMYK")),
        ("logo.svg", SVG),
        ("wide.png", picture("PNG", SIDE, 1)),
        ("heavy.png", picture("PNG").ljust(BYTES, b"\0")),
    ],
)
def test_a_picture_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    assert read(tmp_path, name) == data


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("logo.png", picture("PNG")[:-40], "is broken; save it anew"),
        ("logo.png", picture("PNG")[:20], "is broken; save it anew"),
        ("logo.jpg", picture("JPEG", 400, 400)[:1000], "is broken; save it anew"),
        ("logo.svg", SVG[:-6], "is broken; save it anew as plain SVG"),
        ("logo.png", picture("PNG", SIDE + 1, 1), f"has {SIDE + 1} × 1 pixels; save it smaller"),
        ("logo.jpg", picture("JPEG", 1, SIDE + 1), f"has 1 × {SIDE + 1} pixels; save it smaller"),
        ("logo.png", picture("PNG").ljust(1_240_000, b"\0"), "has 1.2 MB; save it smaller"),
        ("logo.png", picture("JPEG"), "is a JPEG picture in fact"),
        ("logo.svg", picture("PNG"), "is a PNG picture in fact"),
        ("logo.gif", picture("GIF"), "is not a PNG, JPEG or SVG picture"),
        ("logo.png", picture("GIF"), "is not a PNG, JPEG or SVG picture"),
        ("logo.png", b"", "is not a PNG, JPEG or SVG picture"),
        ("logo", picture("PNG"), "is not a PNG, JPEG or SVG picture"),
    ],
)
def test_what_cannot_be_printed_is_said(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(LogoError, match=f"^{said}"):
        read(tmp_path, name)


def test_a_picture_that_would_fill_the_memory_is_not_unpacked(tmp_path: Path) -> None:
    data = bytearray(picture("PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    (tmp_path / "logo.png").write_bytes(data)
    with pytest.raises(LogoError):
        read(tmp_path, "logo.png")


@pytest.mark.parametrize(
    "name", ["../logo.png", "a/../../logo.png", "{}/logo.png", "link.png", "\0"]
)
def test_a_file_outside_of_the_folder_is_not_read(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "centre"
    folder.mkdir()
    (tmp_path / "logo.png").write_bytes(picture("PNG"))
    (folder / "link.png").symlink_to(tmp_path / "logo.png")
    with pytest.raises(LogoError, match=r"^is outside of the record's folder"):
        read(folder, name.format(folder))


def test_what_is_not_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "logo.png").mkdir()
    with pytest.raises(LogoError, match=r"^cannot be read"):
        read(tmp_path, "logo.png")
    with pytest.raises(LogoError, match=r"^is not there"):
        read(tmp_path, "logo.jpg")
