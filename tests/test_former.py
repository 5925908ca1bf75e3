from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts import former
from tests import tree
from tests.test_moves import LEDGER, MOVED

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Page
    from scripts.pages import Pages

MORE = "artikel/satu#lawas: artikel/satu#palsu\nartikel/satu#awal: artikel/satu\nartikel/satu#asal: artikel/satu#sumber-kabar\n"


@pytest.fixture
def moved(root: Path) -> Pages:
    ledger = LEDGER.replace("[tua, usang]", "[tua, usang, lawas, awal, asal]")
    tree.write(root, {f"docs/_data/addresses/{code}.yml": ledger for code in ("id", "en")})
    tree.write(root, {"docs/_data/moved.yml": MOVED + MORE})
    return tree.pages(root)


def page(pages: Pages, path: str) -> Page:
    return pages.library.pages["id", path]


def test_what_was_called_otherwise_is_found_by_its_old_ids(moved: Pages) -> None:
    content = '<h2 id="kapan">A</h2><h3 class="x" id="palsu">B</h3><li id="sumber-kabar">C</li>'
    html = former.placed(content, page(moved, "artikel/satu"), moved.redirects.moves)
    marks = '<span class="was" id="lawas"></span><span class="was" id="tua"></span>'
    assert html == (
        f'<h2 id="kapan">A</h2>{marks}<h3 class="x" id="palsu">B</h3>'
        '<li id="sumber-kabar"><span class="was" id="asal"></span>C</li>'
    )


def test_a_page_where_nothing_moved_stays_as_it_is(moved: Pages) -> None:
    content = '<h2 id="kapan">A</h2>'
    assert former.placed(content, page(moved, "artikel/dua"), moved.redirects.moves) == content


def test_what_is_elsewhere_now_is_told_with_a_link(moved: Pages) -> None:
    found = dict(moved.view(page(moved, "artikel/satu")).departed)
    assert found.keys() == {"usang", "awal"}
    assert (found["usang"].text, found["usang"].address) == ("Kapan", "artikel/dua/#kapan")
    assert found["awal"].here
    assert not found["usang"].here


def test_a_page_that_nothing_left_tells_of_nothing(pages: Pages) -> None:
    views = [pages.view(page) for page in pages.library.pages.values()]
    assert [view.departed for view in views] == [()] * len(views)
