"""What is known of the files of a site without reading them again."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest

from scripts.stamp import Stamp, digests, read, stamp
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b'<head><meta http-equiv="Content-Security-Policy" content="img-src a"></head><body>'


def test_a_stamp_says_digest_and_size() -> None:
    whole = hashlib.sha256(b"a{}")
    found = stamp("assets/a.css", b"a{}")
    assert found == Stamp(whole.hexdigest(), 3)
    assert found.integrity == f"sha256-{base64.b64encode(whole.digest()).decode()}"


@pytest.mark.parametrize(
    ("path", "policies"),
    [
        ("index.html", ("img-src a",)),
        ("en/404.html", ("img-src a",)),
        ("artikel/berkas/index.html", ()),
        ("berkas/a.html", ()),
        ("en/berkas/a.html", ()),
        ("berkas.html", ("img-src a",)),
        ("a.svg", ()),
    ],
)
def test_pages_have_policies_but_tools_as_one_file_keep_theirs(
    path: str, policies: tuple[str, ...]
) -> None:
    assert stamp(path, PAGE).policies == policies


def test_a_picture_need_not_be_text() -> None:
    assert stamp("a.png", b"\xff\xfe").size == 2


def test_a_site_is_stamped_file_by_file(tmp_path: Path) -> None:
    files = {"en/index.html": PAGE, ".a": b"", "b/c.txt": b"c"}
    tree.write(tmp_path, files)
    found = read(tmp_path)
    assert found == {path: stamp(path, data) for path, data in files.items()}
    assert digests(found)["b/c.txt"] == hashlib.sha256(b"c").hexdigest()
