from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from scripts.pages import Pages, View
from scripts.words import Words
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path


def view(pages: Pages, path: str, locale: str = "id") -> View:
    return pages.view(pages.library.pages[locale, path])


def test_the_frame_of_an_article(pages: Pages) -> None:
    shown = view(pages, "artikel/satu", "en")
    assert shown.words.locale == "en"
    assert shown.description == "Accept it."
    assert str(shown.summary).startswith('Accept it.&nbsp;<a class="cite" ')
    assert shown.address == "en/artikel/satu/"
    assert shown.canonical == "https://contoh.example/en/artikel/satu/"
    assert shown.alternates[-1] == ("x-default", "https://contoh.example/artikel/satu/")
    assert shown.feed == "en/atom.xml"
    assert [link.locale for link in shown.languages if link.here] == ["en"]
    assert [link.text for link in shown.menu] == ["Articles", "About"]
    assert [link.text for link in shown.trail] == ["Home", "Articles"]
    assert [link.text for link in shown.neighbours] == ["Asking"]
    assert shown.doors == ()
    assert (shown.home.address, shown.home.here) == ("en/", False)
    assert shown.about is not None
    assert shown.about.address == "en/tentang/"
    assert shown.reviewed == "20 November 2026"


def test_the_frame_of_the_home_page(pages: Pages) -> None:
    shown = view(pages, "")
    assert (shown.address, shown.canonical) == ("", "https://contoh.example/")
    assert shown.home.here
    assert shown.trail == ()
    assert [door.address for door in shown.doors] == ["artikel/satu/#contoh-pesan"]


@pytest.mark.parametrize(
    ("locale", "path", "card"),
    [
        ("id", "", "assets/kartu/id/index.png"),
        ("en", "", "assets/kartu/en/index.png"),
        ("id", "artikel", "assets/kartu/id/artikel.png"),
        ("en", "artikel/satu", "assets/kartu/en/artikel/satu.png"),
    ],
)
def test_every_page_has_a_picture_of_its_own(
    pages: Pages, locale: str, path: str, card: str
) -> None:
    shown = view(pages, path, locale)
    assert shown.card_address == f"{tree.URL}{card}"


def test_no_two_pages_share_an_address_or_a_picture(pages: Pages) -> None:
    views = [pages.view(page) for page in pages.library.pages.values()]
    assert len({shown.canonical for shown in views}) == len(views) == 10
    assert len({shown.card_address for shown in views}) == 10


def test_a_site_in_a_folder_has_its_folder_in_every_whole_address(pages: Pages) -> None:
    shown = Pages(pages.library, "https://contoh.example/siap/", tree.ROOT / "overrides").view(
        pages.library.pages["en", "tentang"]
    )
    whole = [shown.canonical, shown.card_address, *(address for _, address in shown.alternates)]
    assert all(address.startswith("https://contoh.example/siap/") for address in whole)
    assert shown.address == "en/tentang/"


def test_json_ld_describes_the_page(pages: Pages) -> None:
    data = json.loads(view(pages, "artikel/satu", "en").json_ld)
    assert data["headline"] == "Got an invitation?"
    assert data["url"] == "https://contoh.example/en/artikel/satu/"
    assert data["description"] == "Accept it."
    assert data["publisher"]["name"] == Words(pages.library, "en").site_name
    assert data["isBasedOn"] == ["https://kabar.example/jawab", "https://majalah.example/ask"]
    assert data["translationOfWork"] == {"@id": "https://contoh.example/artikel/satu/"}
    original = json.loads(view(pages, "artikel/satu").json_ld)
    assert original["workTranslation"] == [{"@id": "https://contoh.example/en/artikel/satu/"}]


def test_json_ld_of_a_draft_in_one_language_has_no_translation(root: Path) -> None:
    tree.write(root, {"docs/en/lain.md": tree.ABOUT["en"].replace("menu: 9", "draft: true")})
    data = json.loads(view(tree.pages(root), "lain", "en").json_ld)
    assert not {"workTranslation", "translationOfWork"} & data.keys()


@pytest.mark.parametrize(
    "evil", ["</script><script>alert(1)</script>", "<!--<script>", "a\u2028 & ' \\"]
)
def test_a_title_cannot_break_out_of_its_script_element(root: Path, evil: str) -> None:
    tree.replace(
        root, "docs/id/artikel/satu.md", "title: Dapat undangan?", f"title: {json.dumps(evil)}"
    )
    text = str(view(tree.pages(root), "artikel/satu").json_ld)
    assert "<" not in text
    assert json.loads(text)["headline"] == evil


def test_drafts_leave_no_trace(root: Path) -> None:
    for code in ("id", "en"):
        tree.replace(root, f"docs/{code}/artikel/dua.md", "order: 2", "draft: true")
        tree.replace(root, f"docs/{code}/artikel/satu.md", "(dua.md#kapan)", "(satu.md)")
        tree.replace(root, f"docs/{code}/tentang.md", "menu: 9", "draft: true")
    library = tree.pages(root).library.published()
    pages = Pages(library, tree.URL, tree.ROOT / "overrides")
    shown = view(pages, "artikel/satu")
    assert (shown.neighbours, shown.about) == ((), None)
    assert [link.address for link in shown.menu] == ["artikel/"]
    written = "".join(
        pages.body.filled(pages.body.markdown(page), page) for page in library.pages.values()
    )
    assert "dua/" not in written
    assert not [
        address for address, _, _ in pages.sitemap() if "dua" in address or "tentang" in address
    ]


def test_the_sitemap_has_every_page_with_its_day_and_alternates(pages: Pages) -> None:
    entries = pages.sitemap()
    addresses = [address for address, _, _ in entries]
    assert addresses[:5] == [
        "https://contoh.example/artikel/satu/",
        "https://contoh.example/artikel/dua/",
        "https://contoh.example/",
        "https://contoh.example/artikel/",
        "https://contoh.example/tentang/",
    ]
    assert len(set(addresses)) == 10
    assert {day for _, day, _ in entries} == {dt.date(2026, 11, 20)}
    for address, _, alternates in entries:
        assert [code for code, _ in alternates] == ["id", "en", "x-default"]
        assert address in dict(alternates).values()


def test_the_page_for_wrong_addresses_speaks_every_language_at_the_root(pages: Pages) -> None:
    root, english = pages.bare("id"), pages.bare("en")
    assert [(words.locale, address) for words, address in root["homes"]] == [
        ("id", ""),
        ("en", "en/"),
    ]
    assert [(words.locale, address) for words, address in english["homes"]] == [("en", "en/")]
    assert root["view"].page is pages.library.pages["id", ""]
    assert english["view"].page is pages.library.pages["en", ""]
