"""The files of the kit, all together: of a small site, by their addresses."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from scripts import kit
from scripts.pages import Pages
from tests import tools, tree
from tests.codes import show

if TYPE_CHECKING:
    from pathlib import Path

PDFS = {"en/unduhan/daftar.pdf": b"%PDF 1", "en/unduhan/panduan-datang.pdf": b"%PDF 2"}
PATHS = ("beranda", "artikel/satu", "artikel/dua", "alat/daftar", "alat/datang")


@pytest.fixture
def pages(root: Path) -> Pages:
    return tools.pages(root)


def files(pages: Pages, locale: str) -> dict[str, bytes]:
    every = (kit.codes(pages, page) for page in pages.library.of(locale))
    return dict([*kit.files(pages, locale, PDFS), *(file for each in every for file in each)])


def test_a_language_has_a_feed_a_zip_and_a_code_for_every_page(pages: Pages) -> None:
    codes = {f"en/qr/{path}.{kind}" for path in PATHS for kind in ("svg", "png")}
    assert files(pages, "en").keys() == codes | {"en/atom.xml", "en/unduhan/semua.zip"}


def test_the_catalogue_comes_with_the_default_language(pages: Pages) -> None:
    default, other = files(pages, "id").keys(), files(pages, "en").keys()
    ours = {name.removeprefix("en/") for name in other}
    assert default - ours == {"katalog.json", "katalog.schema.json"}


def test_the_catalogue_names_every_file(pages: Pages) -> None:
    made = {**files(pages, "id"), **files(pages, "en")}
    text = made["katalog.json"].decode()
    assert json.loads(text)["$schema"] == f"{tree.URL}katalog.schema.json"
    assert json.loads(made["katalog.schema.json"])["$id"] == f"{tree.URL}katalog.schema.json"
    assert [name for name in made if f'"{tree.URL}{name}"' not in text] == ["katalog.json"]


def test_the_zip_has_a_folder_of_its_language(pages: Pages) -> None:
    packed = ZipFile(io.BytesIO(files(pages, "en")["en/unduhan/semua.zip"]))
    assert packed.namelist() == ["en/daftar.pdf", "en/panduan-datang.pdf"]


@pytest.mark.parametrize(("name", "path"), [("qr/beranda", ""), ("qr/alat/daftar", "alat/daftar")])
def test_codes_lead_to_short_links_and_home_needs_none(pages: Pages, name: str, path: str) -> None:
    made = files(pages, "en")
    address = f"en/l/{pages.navigation.codes[path]}/" if path else "en/"
    for kind in ("svg", "png"):
        assert show(made[f"en/{name}.{kind}"]).codes == (tree.URL + address,)
    assert f"<title>QR code to {tree.URL}{address}</title>".encode() in made[f"en/{name}.svg"]


def test_codes_lead_to_the_short_link_that_was_given_out(pages: Pages) -> None:
    library = replace(pages.library, short=tree.short(k7tq="alat/daftar", aaaa="/"))
    made = files(Pages(library, tree.URL, tree.ROOT / "overrides"), "en")
    assert show(made["en/qr/alat/daftar.png"]).codes == (f"{tree.URL}en/l/k7tq/",)
    assert show(made["en/qr/beranda.svg"]).codes == (f"{tree.URL}en/",)


def test_the_same_site_gives_the_same_bytes(pages: Pages) -> None:
    assert files(pages, "id") == files(pages, "id")
