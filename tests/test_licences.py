"""Licences of what readers get, and of what it is made with."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from scripts import licences
from scripts.licences import FONT, files, group
from scripts.packages import PROJECT
from scripts.typeset import FONTS
from tests.tree import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_what_readers_get_is_the_project_s_and_a_font() -> None:
    assert [package.name for package in group("shipped")] == [PROJECT, FONT]
    assert FONT.replace("-", "_") == FONTS


def test_tools_are_all_that_the_project_declares_besides() -> None:
    names = [package.name.lower() for package in group("tools")]
    assert {"mkdocs", "jinja2", "typst"} <= set(names)
    assert FONT not in names
    assert names == sorted(names)


def test_every_package_says_its_licence() -> None:
    assert all(package.licence for name in ("shipped", "tools") for package in group(name))


def test_the_texts_of_licences_come_with_what_readers_get() -> None:
    texts = files()
    assert texts.keys() == {licences.address(name) for name in (PROJECT, FONT)}
    assert texts[licences.address(PROJECT)] == (ROOT / "LICENSE").read_bytes()


def test_the_font_s_licence_is_whole_and_bears_the_font_s_notice_alone() -> None:
    text = files()[licences.address(FONT)].decode()
    notices = re.findall(r"(?im)^copyright \(c\).*", text)
    assert notices == [
        "Copyright (c) 2018, Alfredo Marco Pradil (hello@hanken.co), with Font Name Hanken Grotesk."
    ]
    assert "PERMISSION & CONDITIONS" in text
    assert text.rstrip().endswith("OTHER DEALINGS IN THE FONT SOFTWARE.")


def test_a_font_without_its_notice_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files/HankenGrotesk-Medium.otf").write_bytes(b"OTTO")
    (tmp_path / "files/OFL.txt").write_text("SIL OPEN FONT LICENSE Version 1.1")
    monkeypatch.setattr(resources, "files", lambda _name: tmp_path)
    with pytest.raises(LookupError, match="has lost its notice"):
        files()
