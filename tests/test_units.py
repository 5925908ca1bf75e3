"""What has an address, in pages and records, and what stands there in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.units import TOP, Key, Piece, shown, units
from tests import tools, tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Library

ONE = "docs/id/artikel/satu.md"


def ids(library: Library, name: str) -> list[str]:
    return [key.id for key in units(library) if key.name == name]


def test_a_page_has_its_top_and_its_sections(library: Library) -> None:
    assert ids(library, "artikel/satu") == [TOP, "kapan", "pengecualian", "palsu", "contoh-pesan"]
    assert ids(library, "index") == [TOP, "artikel"]
    assert ids(library, "artikel") == [TOP]


def test_a_section_goes_up_to_the_next_heading(library: Library) -> None:
    found = units(library)[Key("artikel/satu", "pengecualian")]
    assert found["id"].path == ONE
    assert found["id"].text == ("## Pengecualian Bila palsu. Kode `[@kode]` tetap. [@redaksi]")
    assert found["en"].text.startswith("## Exceptions If it is fake.")


def test_every_piece_knows_its_line(root: Path) -> None:
    tree.replace(
        root,
        ONE,
        "- Diminta membayar. [@majalah]",
        "- Satu\n  lagi. [@kabar]\n- Dua.\n\nTiga\nempat.",
    )
    lines = (root / ONE).read_text(encoding="utf-8").splitlines()
    for key, written in units(tree.read(root)).items():
        for piece in written["id"].pieces if key.name == "artikel/satu" else ():
            assert piece.text.split("\n")[0] in lines[piece.line - 1]
    pieces = units(tree.read(root))[Key("artikel/satu", "palsu")]["id"].pieces
    assert [piece.text for piece in pieces[1:]] == [
        "- Satu\n  lagi. [@kabar]",
        "- Dua.",
        "Tiga\nempat.",
    ]


def test_the_top_of_a_page_is_its_front_matter(library: Library) -> None:
    top = units(library)[Key("artikel/satu", TOP)]["en"]
    assert (
        top.text
        == "Got an invitation? Invitation Accept it. [@kabar] Go. [@majalah] Ask. [@kabar] Make sure. [@redaksi]"
    )
    home = units(library)[Key("index", TOP)]["en"].text
    assert home == "Ready? Home Advice with its sources. I am invited Messages to copy."


def test_what_a_page_puts_in_is_not_its_own(library: Library) -> None:
    assert "::template" not in units(library)[Key("artikel/satu", "contoh-pesan")]["id"].text


def test_a_template_is_one_unit_and_keys_are_one_each(library: Library) -> None:
    assert ids(library, "templates/undangan") == [TOP]
    assert ids(library, "placeholders") == ["nama", "waktu"]
    assert ids(library, "words") == ["home", "menu"]
    assert ids(library, "sources") == ["majalah"], "a source without a text has nothing to keep up"


def test_a_letter_has_a_piece_for_each_line(library: Library) -> None:
    lines = tree.TEMPLATE.splitlines()
    written = units(library)[Key("templates/undangan", TOP)]["id"]
    assert Piece(lines.index("    {nama}") + 1, "{nama}") in written.pieces
    for line, text in written.pieces:
        assert text in lines[line - 1]


def test_tools_have_the_parts_that_can_be_linked_to(root: Path) -> None:
    library = tools.pages(root).library
    checklist = library.checklists["daftar"].value
    expected = [
        TOP,
        *(name for phase in checklist.phases for name in (phase.id, *(i.id for i in phase.items))),
    ]
    assert ids(library, "checklists/daftar") == expected
    flow = library.flows["datang"].value
    assert ids(library, "flows/datang") == [TOP, *(node.id for node in flow.nodes)]
    assert ids(library, "posters/palsu") == [TOP]


def test_a_tools_page_leaves_its_title_to_the_record(root: Path) -> None:
    library = tools.pages(root).library
    [page] = [p for p in library.of("id") if p.meta.value.kind == "checklist"]
    assert page.meta.value.title
    assert Key(page.path, TOP) not in units(library)
    assert dict(shown(page, library))[TOP] == Key("checklists/daftar", TOP)


def test_what_a_page_shows_is_there(root: Path) -> None:
    library = tools.pages(root).library
    found = units(library)
    for page in library.pages.values():
        keys = {key for _, key in shown(page, library)}
        assert {key for key in keys if key.id != TOP} <= found.keys()
    one = dict(shown(library.pages["en", "artikel/satu"], library))
    assert one["pesan-undangan"] == Key("templates/undangan", TOP)
    assert one["poster-palsu"] == Key("posters/palsu", TOP)
