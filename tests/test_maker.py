"""What a build makes of each page and of each language, from a small project with tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.problem import Problem
from tests import tools, tree
from tests.test_moves import LEDGER, MOVED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.maker import Maker

CONTENT = '<checklist-tool data-checklist="daftar"></checklist-tool><h2 id="awal">Awal</h2>'
PDF, PNG = b"%PDF", b"\x89PNG"


@pytest.fixture
def maker(root: Path) -> Maker:
    """What makes the site of the small project, which has tools."""
    return tools.maker(root, tools.pages(root).library)


def made(files: Iterable[tuple[str, bytes | Problem]]) -> dict[str, bytes]:
    """Return files by their addresses, none of which is a problem or is there twice."""
    every = list(files)
    found = {address: data for address, data in every if not isinstance(data, Problem)}
    assert len(found) == len(every)
    return found


def beside(maker: Maker, path: str, locale: str = "en") -> dict[str, bytes]:
    return made(maker.beside(maker.library.pages[locale, path], CONTENT))


def pictures(maker: Maker, path: str) -> dict[str, bytes]:
    return made(maker.pictures(maker.library.pages["en", path]))


def test_an_article_has_a_picture_codes_and_a_short_link(maker: Maker) -> None:
    files = pictures(maker, "artikel/satu")
    assert files.keys() == {
        "assets/kartu/en/artikel/satu.png",
        *(f"en/qr/artikel/satu.{kind}" for kind in ("svg", "png")),
    }
    code = maker.pages.navigation.codes["artikel/satu"]
    assert beside(maker, "artikel/satu").keys() == {f"en/l/{code}/index.html"}
    assert files["assets/kartu/en/artikel/satu.png"].startswith(PNG)


def test_a_tool_has_its_frame_file_and_handout_too(maker: Maker) -> None:
    files = beside(maker, "alat/daftar")
    assert files.keys() >= {
        *("en/embed/alat/daftar/index.html", "en/oembed/alat/daftar.json"),
        *("en/berkas/daftar.html", "en/unduhan/daftar.pdf"),
    }
    assert files["en/unduhan/daftar.pdf"].startswith(PDF)
    assert b"checklist-tool" in files["en/embed/alat/daftar/index.html"]


def test_a_page_that_is_not_shared_has_no_code(maker: Maker) -> None:
    assert not [address for address in pictures(maker, "tentang") if "/qr/" in address]
    assert "en/qr/beranda.png" in pictures(maker, "")


def test_handouts_of_a_language_are_those_of_its_tools_and_posters(maker: Maker) -> None:
    posters = made(maker.posters("id"))
    assert posters.keys() == {"unduhan/poster-palsu.pdf"}
    tool_files = {**beside(maker, "alat/daftar", "id"), **beside(maker, "alat/datang", "id")}
    printed = {address for address in tool_files if address.endswith(".pdf")}
    assert sorted(maker.handouts("id")) == sorted(printed | posters.keys())


def test_a_sign_that_cannot_be_printed_is_a_problem_of_its_record(root: Path) -> None:
    sign = "\N{JAVANESE LETTER HA}"
    tools.pages(root)
    tree.replace(root, "docs/_data/posters/palsu.yml", "id: Uang", f"id: Uang {sign}")
    maker = tools.maker(root, tree.read(root))
    [(address, problem)] = maker.posters("id")
    assert address == "unduhan/poster-palsu.pdf"
    assert str(problem) == (
        f'docs/_data/posters/palsu.yml: the handout cannot show "{sign}"; use words'
    )


def test_a_language_has_a_manifest_a_feed_and_a_bundle(maker: Maker) -> None:
    common = {"atom.xml", "aplikasi.webmanifest", "unduhan/semua.zip"}
    assert made(maker.of_language("en", {})).keys() == {f"en/{name}" for name in common}
    assert made(maker.of_language("id", {})).keys() == {
        *common,
        *("katalog.json", "katalog.schema.json"),
    }


def test_some_files_are_the_same_in_every_language(maker: Maker) -> None:
    files = made(maker.once())
    assert {"favicon.ico", "apple-touch-icon.png", "ikon/192.png", "sematkan/v1.js"} <= files.keys()


def test_a_page_that_has_moved_leads_on_from_its_old_address(root: Path) -> None:
    tree.write(root, {f"docs/_data/addresses/{code}.yml": LEDGER for code in ("id", "en")})
    tree.write(root, {"docs/_data/moved.yml": MOVED})
    maker = tools.maker(root, tree.pages(root).library)
    files = made(maker.moved("en", []))
    assert files.keys() >= {"en/artikel/lama/index.html"}
    assert b'href="../dua/"' in files["en/artikel/lama/index.html"]


def test_nothing_depends_on_what_was_made_before(maker: Maker) -> None:
    first = beside(maker, "alat/daftar")
    beside(maker, "alat/datang")
    beside(maker, "alat/daftar", "id")
    assert beside(maker, "alat/daftar") == first
