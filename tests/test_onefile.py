"""A tool as one file."""

from __future__ import annotations

import base64
import re
import zlib
from typing import TYPE_CHECKING

import pytest

from scripts.digest import integrity
from scripts.onefile import OneFiles, needed
from tests import tree
from tests.test_embed import CHECKLIST, STUB

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = """\
<checklist-tool data-checklist="gaji"><template><p>Nanti</p></template></checklist-tool>
<h2 id="awal">Awal</h2>
<p><a href="../../artikel/satu/#kapan">Satu</a> <a class="cite" href="#sumber-kabar">1</a>
<a href="https://lain.example/">Lain</a></p>
"""


@pytest.fixture
def files(root: Path) -> OneFiles:
    """The files of the small project, which has a checklist now."""
    tree.write(root, {"docs/_data/checklists/pagi.yml": CHECKLIST})
    for code in ("id", "en"):
        index = (
            f"---\nkind: page\ntitle: Daftar {code}\nsummary: Daftar.\nreviewed: 2026-11-22\n---\n"
        )
        folder = f"docs/{code}/daftar"
        tree.write(root, {f"{folder}/pagi.md": STUB, f"{folder}/index.md": index})
    return OneFiles(tree.pages(root), tree.ROOT / "overrides/berkas", tree.ROOT / "docs/assets")


def made(files: OneFiles, locale: str = "id") -> tuple[str, str]:
    """Return the address of a checklist's file and what is in it."""
    page = next(p for p in files.pages.library.of(locale) if p.is_tool)
    address, data = files.file(page, CONTENT)
    return address, data.decode()


def packed(html: str) -> str:
    found = re.search(r"data-packed>([^<]*)<", html)
    assert found
    return zlib.decompress(base64.b64decode(found[1])).decode()


def test_a_file_is_named_as_the_handout_in_a_folder_of_its_language(files: OneFiles) -> None:
    address, _ = made(files)
    assert re.fullmatch(r"berkas/[\w-]+\.html", address)
    assert made(files, "en")[0] == f"en/{address}"


def test_the_tool_is_there_as_text_and_packed(files: OneFiles) -> None:
    _, html = made(files)
    assert '<h2 id="awal">Awal</h2>' in html
    assert "<checklist-tool" not in html
    tool = packed(html)
    assert '<div class="section-head"><h2 id="awal">Awal</h2></div>' in tool
    assert 'customElements.define("checklist-tool"' in tool
    assert 'define("flow-tool"' not in tool
    assert ".item__box" in tool


def test_links_lead_to_the_site_or_stay_in_the_file(files: OneFiles) -> None:
    _, html = made(files)
    for part in (html, packed(html)):
        assert f'href="{files.pages.site_url}artikel/satu/#kapan"' in part
        assert 'href="#sumber-kabar"' in part
        assert 'href="https://lain.example/"' in part


def test_the_policy_names_every_script_and_style_and_nothing_else(files: OneFiles) -> None:
    _, html = made(files)
    policy = re.search(r'Policy" content="([^"]*)"', html)
    assert policy
    parts = {name: sources for name, *sources in (part.split() for part in policy[1].split(";"))}
    assert parts["default-src"] == parts["base-uri"] == parts["form-action"] == ["'none'"]
    whole = html + packed(html)
    for name, tag in (("script-src", "script"), ("style-src", "style")):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", whole, re.DOTALL)
        assert len(texts) == 2
        assert sorted(parts[name]) == sorted(f"'{integrity(text.encode())}'" for text in texts)
    assert parts.keys() == {"default-src", "script-src", "style-src", "base-uri", "form-action"}


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".a{b:c}.x{b:c}", ".a{b:c}"),
        (".a .x{b:c}.x,.a-b{b:c}", ".x,.a-b{b:c}"),
        ("@media print{.x{b:c}.a{b:c}}", "@media print{.a{b:c}}"),
        ("p:not(.x){b:c}:is(.x,.a) p{b:c}", "p:not(.x){b:c}:is(.x,.a) p{b:c}"),
        ("p{b:.5rem}@keyframes k{from{b:c}}", "p{b:.5rem}@keyframes k{from{b:c}}"),
    ],
)
def test_styles_for_what_is_not_there_are_left_out(style: str, left: str) -> None:
    assert needed(style, '<p class="a a-b">') == left
