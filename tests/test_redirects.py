from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from scripts.navigation import Navigation
from scripts.redirects import Anchor, Redirect, Redirects
from scripts.source import load
from tests import tree
from tests.test_moves import LEDGER, MOVED

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.pages import Pages


@pytest.fixture
def moved(root: Path) -> Pages:
    """The pages of the small project, some of which were elsewhere before."""
    tree.write(root, {f"docs/_data/addresses/{code}.yml": LEDGER for code in ("id", "en")})
    tree.write(root, {"docs/_data/moved.yml": MOVED})
    tree.write(root, {"docs/_data/short.yml": "kb4d: artikel/lama\nhjkm: artikel/hilang\n"})
    return tree.pages(root)


def redirects(pages: Pages, locale: str, *built: str) -> dict[str, Redirect]:
    every = [pages.redirects.of_page(page) for page in pages.library.of(locale)]
    found = [one for each in (*every, pages.redirects.others(locale, built)) for one in each]
    assert len({one.address for one in found}) == len(found)
    return {one.address: one for one in found}


def links(redirect: Redirect) -> dict[str, str]:
    return {anchor.id: anchor.link for anchor in redirect.anchors}


def test_every_page_has_a_short_link_in_every_language(pages: Pages) -> None:
    codes = pages.navigation.codes
    for locale, root in (("id", ""), ("en", "en/")):
        found = redirects(pages, locale)
        assert found.keys() == {f"{root}l/{code}/" for code in codes.values()}
        for path, code in codes.items():
            one = found[f"{root}l/{code}/"]
            assert one.page is pages.library.pages[locale, path]
            assert not one.moved


def test_a_short_link_knows_every_anchor_of_its_page(pages: Pages) -> None:
    code = pages.navigation.codes["artikel/satu"]
    one = redirects(pages, "en")[f"en/l/{code}/"]
    assert one.link == "../../artikel/satu/"
    assert {"kapan", "palsu", "pesan-undangan", "sumber-kabar", "poin-penting"} <= links(one).keys()
    assert all(link == f"../../artikel/satu/#{name}" for name, link in links(one).items())


def test_the_address_of_a_page_that_has_moved_leads_on(moved: Pages) -> None:
    one = redirects(moved, "id")["artikel/lama/"]
    assert one.moved
    assert (one.page.path, one.link) == ("artikel/dua", "../dua/")
    assert links(one) | {
        "kapan": "../dua/#kapan",
        "tanda": "../satu/#palsu",
        "hilang": "../dua/",
    } == links(one)
    palsu = next(anchor for anchor in one.anchors if anchor.id == "tanda")
    assert palsu == Anchor(
        "tanda", moved.library.pages["id", "artikel/satu"], "palsu", "../satu/#palsu"
    )


def test_a_short_link_goes_along_with_its_page(moved: Pages) -> None:
    one = redirects(moved, "en")["en/l/kb4d/"]
    assert one.link == "../../artikel/dua/"
    assert links(one)["tanda"] == "../../artikel/satu/#palsu"
    assert links(one)["pengecualian"] == "../../artikel/dua/#pengecualian"


def test_a_code_whose_page_is_gone_leads_nowhere(moved: Pages) -> None:
    assert "l/hjkm/" not in redirects(moved, "id")


def test_a_short_link_knows_the_anchors_that_its_page_had(moved: Pages) -> None:
    code = moved.navigation.codes["artikel/satu"]
    found = links(redirects(moved, "id")[f"l/{code}/"])
    assert (found["tua"], found["usang"]) == (
        "../../artikel/satu/#palsu",
        "../../artikel/dua/#kapan",
    )


def test_an_anchor_that_leads_nowhere_is_left_out(root: Path) -> None:
    tree.write(root, {"docs/_data/moved.yml": "artikel/satu#tua: artikel/hilang\n"})
    library, _ = load(root)
    navigation = Navigation(library, tree.URL)
    (one,) = Redirects(library, navigation).of_page(library.pages["id", "artikel/satu"])
    assert "palsu" in links(one)
    assert "tua" not in links(one)


def test_an_embed_moves_with_its_page(moved: Pages) -> None:
    found = redirects(moved, "en", "en/embed/artikel/dua/index.html")
    page = moved.library.pages["en", "artikel/dua"]
    old = "en/embed/artikel/lama/"
    assert found[old] == Redirect(old, page, "../dua/", anchors=(), moved=True)
    assert "embed/artikel/lama/" not in redirects(moved, "id", "en/embed/artikel/dua/index.html")


def test_files_are_served_under_their_old_names_too(moved: Pages) -> None:
    built = {
        "unduhan/baru.pdf",
        "qr/artikel/dua.svg",
        "qr/artikel/dua.png",
        "oembed/artikel/dua.json",
    }
    assert dict(moved.redirects.copies("id", built)) == {
        "unduhan/lama.pdf": "unduhan/baru.pdf",
        **{
            f"qr/artikel/{name}.{kind}": f"qr/artikel/dua.{kind}"
            for name in ("lama", "purba")
            for kind in ("svg", "png")
        },
        **{f"oembed/artikel/{name}.json": "oembed/artikel/dua.json" for name in ("lama", "purba")},
    }
    assert dict(moved.redirects.copies("en", built)) == {}
    assert "unduhan/lama.pdf" not in dict(
        moved.redirects.copies("id", built | {"unduhan/lama.pdf"})
    )


@pytest.mark.parametrize("locale", ["id", "en"])
def test_a_redirect_is_a_whole_page(moved: Pages, locale: str) -> None:
    code = moved.navigation.codes["artikel/satu"]
    root = moved.navigation.address(locale, "")
    html = moved.redirect(redirects(moved, locale)[f"{root}l/{code}/"])
    page = LexborHTMLParser(html)
    assert f'<html lang="{locale}">' in html
    assert f'<link rel="canonical" href="{tree.URL}{root}artikel/satu/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "http-equiv=refresh" not in html.replace('"', "")
    title = moved.library.pages[locale, "artikel/satu"].meta.value.title
    assert [h1.text() for h1 in page.css("h1")] == [title]
    text = {node.attributes["id"]: node.text() for node in page.css(".carry[id]")}
    name = {"id": "Tanda palsu", "en": "Signs of a fake"}[locale]
    assert text["palsu"] == text["tua"]
    assert text["palsu"].endswith(f": {name}")
    assert text["sumber-kabar"].endswith(": Cara menjawab")


def test_a_file_that_moved_to_none_is_said(moved: Pages) -> None:
    said = 'docs/_data/moved.yml:7: "unduhan/lama.pdf" leads to "unduhan/baru.pdf", which is no file of the site; correct it'
    assert list(map(str, moved.redirects.unbuilt("id", set()))) == [said]
    assert list(moved.redirects.unbuilt("id", {"unduhan/baru.pdf"})) == []
    assert list(moved.redirects.unbuilt("en", set())) == []
