from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scripts.model import flow_handout, poster_handout
from scripts.navigation import NEIGHBOURS, Link, Navigation, plain, relative
from tests import tree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from scripts.model import Library

FOLDERS = st.sampled_from(("en/", "artikel/", "artikel-2/", "a/"))


@pytest.fixture
def navigation(library: Library) -> Navigation:
    return Navigation(library, tree.URL)


def addresses(links: Iterable[Link]) -> list[str]:
    return [link.address for link in links]


def with_articles(root: Path, count: int) -> Navigation:
    """Return the navigation of a project with so many articles more, at the folder's end."""
    for number in range(count):
        for code in ("id", "en"):
            text = tree.TWO[code].replace("order: 2", f"order: {number + 10}")
            tree.write(root, {f"docs/{code}/artikel/a{number}.md": text})
    return Navigation(tree.read(root), tree.URL)


@pytest.mark.parametrize(
    ("locale", "path", "address"),
    [
        ("id", "", ""),
        ("en", "", "en/"),
        ("id", "artikel", "artikel/"),
        ("id", "artikel/satu", "artikel/satu/"),
        ("en", "artikel/satu", "en/artikel/satu/"),
    ],
)
def test_addresses(navigation: Navigation, locale: str, path: str, address: str) -> None:
    assert navigation.address(locale, path) == address
    assert navigation.absolute(navigation.library.pages[locale, path]) == tree.URL + address


def test_what_belongs_to_a_page_or_a_language_has_an_address(library: Library) -> None:
    navigation = Navigation(replace(library, short=tree.short(k7tq="artikel/satu")), tree.URL)
    assert navigation.qr("id", "", "svg") == "qr/beranda.svg"
    assert navigation.qr("en", "artikel/satu", "png") == "en/qr/artikel/satu.png"
    assert navigation.embed("en", "alat/daftar") == "en/embed/alat/daftar/"
    assert navigation.oembed("en", "alat/daftar") == "en/oembed/alat/daftar.json"
    assert (navigation.feed("id"), navigation.feed("en")) == ("atom.xml", "en/atom.xml")
    assert navigation.bundle("en") == "en/unduhan/semua.zip"
    assert navigation.codes["artikel/satu"] == "k7tq"
    assert navigation.short("en", "k7tq") == "en/l/k7tq/"


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("", "", "./"),
        ("", "artikel/satu/", "artikel/satu/"),
        ("artikel/satu/", "", "../../"),
        ("artikel/satu/", "artikel/dua/", "../dua/"),
        ("artikel/satu/", "artikel/", "../"),
        ("artikel/", "artikel/satu/", "satu/"),
        ("artikel/satu/", "en/artikel/satu/", "../../en/artikel/satu/"),
        ("en/", "", "../"),
        ("en/", "en/", "./"),
    ],
)
def test_relative_addresses(here: str, there: str, address: str) -> None:
    assert relative(here, there) == address


@given(st.lists(FOLDERS), st.lists(FOLDERS), st.sampled_from(("", "a.css", "#bagian")))
def test_relative_addresses_lead_there(here: list[str], there: list[str], rest: str) -> None:
    page, address = "".join(here), f"{''.join(there)}{rest}"
    assert urljoin(f"{tree.URL}{page}", relative(page, address)) == f"{tree.URL}{address}"


def test_links_are_named_as_in_menus(navigation: Navigation) -> None:
    page, other = (navigation.library.pages["en", path] for path in ("artikel/satu", "tentang"))
    assert navigation.link(page, page) == Link(
        "Invitation", "en/artikel/satu/", "en", here=True, summary="Accept it."
    )
    assert not navigation.link(page, other).here
    assert navigation.card(page, other).text == "Got an invitation?"


def test_alternates_are_every_language_and_a_default(navigation: Navigation) -> None:
    expected = (
        ("id", f"{tree.URL}artikel/satu/"),
        ("en", f"{tree.URL}en/artikel/satu/"),
        ("x-default", f"{tree.URL}artikel/satu/"),
    )
    for locale in ("id", "en"):
        assert navigation.alternates(navigation.library.pages[locale, "artikel/satu"]) == expected


def test_a_draft_in_one_language_is_its_own_default(root: Path) -> None:
    text = tree.ABOUT["en"].replace("menu: 9", "draft: true")
    tree.write(root, {"docs/en/lain.md": text})
    navigation = Navigation(tree.read(root), tree.URL)
    page = navigation.library.pages["en", "lain"]
    address = f"{tree.URL}en/lain/"
    assert navigation.alternates(page) == (("en", address), ("x-default", address))
    assert [link.locale for link in navigation.languages(page)] == ["en"]


def test_languages_are_named_in_their_own_words(navigation: Navigation) -> None:
    links = navigation.languages(navigation.library.pages["en", "tentang"])
    assert [(link.text, link.address, link.here) for link in links] == [
        ("Bahasa Indonesia", "tentang/", False),
        ("English", "en/tentang/", True),
    ]


@pytest.mark.parametrize(
    ("path", "here"),
    [("", []), ("artikel", ["artikel/"]), ("artikel/dua", ["artikel/"]), ("tentang", ["tentang/"])],
)
def test_the_menu_marks_the_page_and_its_folder(
    navigation: Navigation, path: str, here: list[str]
) -> None:
    menu = navigation.menu(navigation.library.pages["id", path])
    assert [(link.text, link.address) for link in menu] == [
        ("Artikel", "artikel/"),
        ("Tentang", "tentang/"),
    ]
    assert addresses(link for link in menu if link.here) == here


def test_the_home_page_may_be_in_the_menu(root: Path) -> None:
    for code in ("id", "en"):
        tree.replace(root, f"docs/{code}/index.md", "kind: home", "kind: home\nmenu: 5")
    navigation = Navigation(tree.read(root), tree.URL)
    for path, here in (("", [""]), ("artikel/satu", ["artikel/"])):
        menu = navigation.menu(navigation.library.pages["id", path])
        assert addresses(menu) == ["artikel/", "", "tentang/"]
        assert addresses(link for link in menu if link.here) == here


@pytest.mark.parametrize(
    ("path", "trail"), [("", []), ("tentang", [""]), ("artikel/satu", ["", "artikel/"])]
)
def test_the_trail_leads_down_from_the_home_page(
    navigation: Navigation, path: str, trail: list[str]
) -> None:
    assert addresses(navigation.trail(navigation.library.pages["id", path])) == trail


def test_neighbours_are_the_other_articles_of_the_folder(navigation: Navigation) -> None:
    page = navigation.library.pages["en", "artikel/satu"]
    [link] = navigation.neighbours(page)
    assert (link.text, link.address) == ("Asking", "en/artikel/dua/")
    assert link.summary == "Ask what you want to know."
    assert navigation.neighbours(navigation.library.pages["en", "artikel"]) == ()


def test_neighbours_are_few_however_many_articles_there_are(root: Path) -> None:
    navigation = with_articles(root, 28)
    articles = [page for page in navigation.library.of("id") if page.path.startswith("artikel/")]
    assert len(articles) == 30
    shown = {page.path: addresses(navigation.neighbours(page)) for page in articles}
    assert {len(links) for links in shown.values()} == {NEIGHBOURS}
    assert shown["artikel/a0"] == [f"artikel/a{number}/" for number in range(1, 7)]
    assert shown["artikel/a27"][:3] == ["artikel/satu/", "artikel/dua/", "artikel/a0/"]
    assert {link for links in shown.values() for link in links} == {
        f"{page.path}/" for page in articles
    }


def test_pages_that_are_no_articles_are_no_neighbours(root: Path) -> None:
    for code in ("id", "en"):
        tree.write(
            root, {f"docs/{code}/tips.md": tree.TWO[code].replace("(satu.md", "(artikel/satu.md")}
        )
    navigation = Navigation(tree.read(root), tree.URL)
    assert navigation.neighbours(navigation.library.pages["id", "tips"]) == ()


def test_a_list_has_the_pages_of_a_folder_as_seen_from_the_page(navigation: Navigation) -> None:
    pages = navigation.library.pages
    assert addresses(navigation.listed(pages["id", ""], "artikel")) == [
        "artikel/satu/",
        "artikel/dua/",
    ]
    assert addresses(navigation.listed(pages["en", "artikel"], "artikel")) == ["satu/", "dua/"]
    assert [link.text for link in navigation.listed(pages["id", "tentang"], "artikel")] == [
        "Dapat undangan?",
        "Bertanya",
    ]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("artikel/satu.md", "en/artikel/satu/"),
        ("artikel/satu.md#palsu", "en/artikel/satu/#palsu"),
        ("artikel/index.md", "en/artikel/"),
        ("./artikel/../tentang.md", "en/tentang/"),
        ("index.md", "en/"),
    ],
)
def test_doors_lead_where_their_paths_lead(root: Path, link: str, address: str) -> None:
    tree.replace(root, "docs/en/index.md", "artikel/satu.md#contoh-pesan", link)
    navigation = Navigation(tree.read(root), tree.URL)
    assert navigation.doors(navigation.library.pages["en", ""]) == (
        Link("I am invited", address, "en", summary="Messages to copy."),
    )


def test_a_name_that_ends_as_index_does_is_a_name(root: Path) -> None:
    for code in ("id", "en"):
        tree.write(
            root,
            {f"docs/{code}/artikel/my-index.md": tree.TWO[code].replace("order: 2", "order: 3")},
        )
        tree.replace(root, f"docs/{code}/index.md", "satu.md#contoh-pesan", "my-index.md")
    navigation = Navigation(tree.read(root), tree.URL)
    assert addresses(navigation.doors(navigation.library.pages["id", ""])) == ["artikel/my-index/"]


def test_only_the_home_page_has_doors(navigation: Navigation) -> None:
    assert navigation.doors(navigation.library.pages["id", "tentang"]) == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Satu. [@kabar]", "Satu."),
        ("Satu [@a] dan [@b]  dua.", "Satu dan dua."),
        ("Satu.", "Satu."),
    ],
)
def test_plain_sentences_have_no_citations(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_drafts_are_nowhere(root: Path) -> None:
    for code in ("id", "en"):
        tree.replace(root, f"docs/{code}/artikel/dua.md", "order: 2", "draft: true\nmenu: 2")
        tree.replace(root, f"docs/{code}/artikel/satu.md", "(dua.md#kapan)", "(satu.md)")
    library = tree.read(root)
    navigation = Navigation(library.published(), tree.URL)
    page = navigation.library.pages["id", "artikel/satu"]
    assert navigation.neighbours(page) == ()
    assert addresses(navigation.menu(page)) == ["artikel/", "tentang/"]
    assert addresses(navigation.listed(page, "artikel")) == ["./"]
    assert addresses(Navigation(library, tree.URL).neighbours(page)) == ["artikel/dua/"]


def test_a_handout_is_in_the_folder_of_its_language(navigation: Navigation) -> None:
    handout = navigation.handout
    assert handout("id", "melamar") == "unduhan/melamar.pdf"
    assert handout("en", flow_handout("melamar")) == "en/unduhan/panduan-melamar.pdf"
    assert handout("id", poster_handout("melamar")) == "unduhan/poster-melamar.pdf"


def test_a_records_link_has_a_whole_address_in_each_language(navigation: Navigation) -> None:
    target = navigation.target
    assert target("id", "artikel/satu") == "https://contoh.example/artikel/satu/"
    assert target("en", "artikel/satu#palsu") == "https://contoh.example/en/artikel/satu/#palsu"
