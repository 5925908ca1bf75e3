"""What career centres copy: everything that may be handed on, and texts that are right to the sign."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest

from scripts import share
from scripts.listing import list_all
from scripts.pages import Pages
from scripts.source import load
from scripts.words import Words
from tests import tree

if TYPE_CHECKING:
    from scripts.catalogue import Catalogue, Page, Thing


@pytest.fixture(scope="module")
def pages() -> Pages:
    """The real site."""
    return Pages(load(tree.ROOT)[0], "https://contoh.example/siap/", tree.ROOT / "overrides")


@pytest.fixture(scope="module")
def catalogue(pages: Pages) -> Catalogue:
    """All that the real site has."""
    return list_all(pages.body)


def test_everything_but_items_is_offered_in_its_language(catalogue: Catalogue) -> None:
    offered = [
        thing.id
        for area in share.offers(catalogue, "en").values()
        for offer in area
        for thing in (offer.page, *offer.parts)
    ]
    wanted = [t.id for t in catalogue.things if t.language == "en" and t.kind != "item"]
    assert sorted(offered) == sorted(wanted)
    assert len(offered) == len(set(offered)) > 50


def test_an_area_without_pages_is_left_out(catalogue: Catalogue) -> None:
    articles = [page for page in catalogue.pages if page.kind == "article"]
    found = share.offers(catalogue.model_copy(update={"pages": articles}), "id")
    assert list(found) == ["kit_articles"]


def thing(catalogue: Catalogue, **values: str | None) -> Page:
    page = next(page for page in catalogue.pages if page.kind == "flow")
    return page.model_copy(update=values)


def test_texts_have_the_short_link_and_codes_the_whole_one(catalogue: Catalogue) -> None:
    page = thing(
        catalogue, title="A & “B”", address="https://a.example/b/", short="https://a.example/l/c/"
    )
    assert share.filled("{title} {link}", page) == "A & “B” https://a.example/l/c/"
    assert share.filled("{title} {link}", page, code=True) == "A &amp; “B” https://a.example/b/"


def test_what_a_thing_does_not_have_is_left_empty(catalogue: Catalogue) -> None:
    page: Thing = thing(catalogue, summary=None, short=None, embed=None)
    assert share.filled("<{summary}|{embed}>", page) == "<|>"
    assert share.filled("{link}", page) == page.address


def test_values_are_never_patterns_or_markup(catalogue: Catalogue) -> None:
    page = thing(catalogue, title='"><script>{link}')
    assert "<script>" not in share.filled(share.FRAME, page, code=True)


def test_the_script_is_named_with_its_hash(pages: Pages) -> None:
    found = share.patterns(Words(pages.library, "id"), "https://a.example/v1.js", b"source")
    digest = base64.b64encode(hashlib.sha384(b"source").digest()).decode()
    assert (
        f'src="https://a.example/v1.js" integrity="sha384-{digest}" crossorigin="anonymous"'
        in found.script
    )
