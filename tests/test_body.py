from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.body import localised
from scripts.words import Words
from tests import tree

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Page
    from scripts.pages import Pages

# What mkdocs.yml and MkDocs itself turn on.
EXTENSIONS = ["attr_list", "fenced_code", "sane_lists", "tables", "toc"]
ONE = "docs/id/artikel/satu.md"
TEMPLATE = "docs/_data/templates/undangan.yml"
EVIL = '<script>alert("1")</script> <img src=x> & \\'


def written(pages: Pages, path: str, locale: str = "id") -> str:
    page = pages.library.pages[locale, path]
    return pages.body.filled(pages.body.markdown(page), page)


def shown(pages: Pages, path: str, locale: str = "id") -> LexborHTMLParser:
    """Return a page's body as a browser would read it."""
    page = pages.library.pages[locale, path]
    rendered = pages.body.filled(markdown(pages.body.markdown(page), extensions=EXTENSIONS), page)
    return LexborHTMLParser(pages.body.html(rendered, page))


def one(html: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    [node] = html.css(selector)
    return node


def text(node: LexborNode) -> str:
    return " ".join(node.text().split())


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace a piece of a page in both languages."""
    for code in ("id", "en"):
        tree.replace(root, f"docs/{code}/{path}.md", old, new)


# Citations


def cite(source: str, label: str, number: int) -> str:
    return f'&nbsp;<a class="cite" href="#sumber-{source}" aria-label="{label}">{number}</a>'


def test_sources_are_numbered_in_the_order_in_which_they_are_cited(pages: Pages) -> None:
    numbers = {page.path: pages.body.sources(page) for page in pages.library.of("id")}
    assert list(numbers["artikel/satu"].items()) == [("kabar", 1), ("majalah", 2)]
    assert list(numbers["artikel/dua"].items()) == [("majalah", 1)]
    assert numbers["tentang"] == {}


def test_citations_in_code_are_not_counted(root: Path) -> None:
    code = "\n`[@majalah]`\n\n```\n[@majalah]\n```\n\n[@kabar] ``[@majalah]`` [@majalah]\n"
    edit(root, "tentang", "\n::contact\n", code)
    pages = tree.pages(root)
    assert list(pages.body.sources(pages.library.pages["id", "tentang"])) == ["kabar", "majalah"]


def test_a_citation_links_to_its_source(pages: Pages) -> None:
    source, page = Words(pages.library, "id").source, written(pages, "artikel/satu")
    kabar = cite("kabar", f"{source} 1: Kabar Kerja", 1)
    majalah = cite("majalah", f"{source} 2: Careers &amp; Co", 2)
    assert f"- Bertanyalah.{kabar}\n" in page
    assert f"[yang lain](dua.md#kapan).{kabar}\n" in page
    assert f"- Diminta membayar.{majalah}\n" in page
    assert "[@kabar]" not in page


@pytest.mark.parametrize(("locale", "advice"), [("id", "Pastikan dulu."), ("en", "Make sure.")])
def test_our_own_advice_is_marked(pages: Pages, locale: str, advice: str) -> None:
    ours = Words(pages.library, locale).ours
    mark = f'{advice}&nbsp;<span class="ours">{ours}</span>'
    assert mark in written(pages, "artikel/satu", locale)


def test_code_stays_as_it_is(root: Path) -> None:
    code = "```\n[@kabar]\n::template undangan\n```"
    edit(root, "artikel/satu", "`[@kode]`", f"`[@kode]`\n\n{code}\n\n")
    page = written(tree.pages(root), "artikel/satu")
    assert code in page
    assert "`[@kode]`" in page
    assert page.count('data-template="undangan"') == 1


def test_the_summary_cites_and_is_escaped(root: Path) -> None:
    tree.replace(root, ONE, "Terima undangannya.", "Terima & `[@kode]` 1 < 2.")
    pages = tree.pages(root)
    label = f"{Words(pages.library, 'id').source} 1: Kabar Kerja"
    assert str(pages.body.summary(pages.library.pages["id", "artikel/satu"])) == (
        f"Terima &amp; `[@kode]` 1 &lt; 2.{cite('kabar', label, 1)}"
    )


# Key points and sources


def test_key_points_come_first_in_a_card(pages: Pages) -> None:
    card, _, rest = written(pages, "artikel/satu", "en").partition("<!--/key-points-->")
    assert card.startswith('<div class="key-points">')
    assert rest.lstrip().startswith("## When {#kapan}")
    html = one(shown(pages, "artikel/satu", "en"), ".key-points")
    assert text(one(html, "h2#poin-penting")) == Words(pages.library, "en").key_points
    assert [text(item)[:4].strip(". ") for item in html.css("li")] == ["Go", "Ask", "Make"]
    assert len(html.css("li a.cite")) == 2


def test_only_articles_have_key_points(pages: Pages) -> None:
    for path in ("", "artikel", "tentang"):
        assert "key-points" not in written(pages, path)


def test_the_list_of_sources_ends_the_page(pages: Pages) -> None:
    words, html = Words(pages.library, "id"), shown(pages, "artikel/satu")
    assert [node.id for node in html.css("h2, h3")][-1] == "sumber"
    assert text(one(html, "h2#sumber")) == words.sources
    assert [item.id for item in html.css("ol.sources > li")] == ["sumber-kabar", "sumber-majalah"]
    assert text(one(html, "#sumber-kabar")) == (
        f"Kabar Kerja. Cara menjawab. {words.seen} 20 November 2026."
    )
    assert text(one(html, "#sumber-majalah")) == (
        f"Careers & Co. How to ask. {words.seen} 21 November 2026. Laporan ulang."
    )


def test_a_source_is_linked_with_its_language_when_it_is_another(pages: Pages) -> None:
    for locale, foreign in (("id", "majalah"), ("en", "kabar")):
        html = shown(pages, "artikel/satu", locale)
        for name in ("kabar", "majalah"):
            link, source = one(html, f"#sumber-{name} a"), pages.library.sources[name].value
            expected = source.language if name == foreign else None
            assert link.attributes["href"] == source.url
            assert link.attributes.get("lang") == link.attributes.get("hreflang") == expected


def test_a_page_that_cites_nothing_has_no_list_of_sources(pages: Pages) -> None:
    assert "{#sumber}" not in written(pages, "tentang")


# Components


def test_a_template_is_put_in_under_a_heading_of_its_own(pages: Pages) -> None:
    words, html = Words(pages.library, "en"), shown(pages, "artikel/satu", "en")
    assert text(one(html, "h3#pesan-undangan")) == "Accept"
    block = one(html, "[data-template=undangan]")
    assert "Send it soon." in text(block)
    assert f"{words.channel_email}, {words.channel_whatsapp}" in text(block)
    assert "Interview – [my name]" in text(block)
    assert [text(slip) for slip in block.css(".slip__text")] == [
        "I will come on [day & time].[my name]",
        "I will come, [day & time].",
    ]
    assert [gap.attributes["data-gap"] for gap in block.css(".gap")] == [
        "nama",
        "waktu",
        "nama",
        "waktu",
    ]


def test_blank_lines_do_not_end_a_component(pages: Pages) -> None:
    page = written(pages, "artikel/satu")
    block = page.partition("{#pesan-undangan}\n\n")[2].partition("\n\n")[0]
    assert block.startswith("<div ")
    assert block.endswith("</div>")
    assert "<br><br>" in block


def test_a_template_without_a_subject_shows_none(root: Path) -> None:
    subject = 'subject: {id: "Wawancara – {nama}", en: "Interview – {nama}"}\n'
    tree.replace(root, TEMPLATE, subject, "")
    html = shown(tree.pages(root), "artikel/satu")
    assert len(html.css("[data-template=undangan] .gap")) == 3


@pytest.mark.parametrize(
    ("path", "old", "where"),
    [
        (TEMPLATE, "Saya datang, {waktu}.", "artikel/satu"),
        (TEMPLATE, "Kirim segera.", "artikel/satu"),
        (TEMPLATE, "Menerima", "artikel/satu"),
        (TEMPLATE, '"Wawancara – {nama}"', "artikel/satu"),
        ("docs/_data/placeholders.yml", "nama saya", "artikel/satu"),
        ("docs/_data/sources.yml", "Laporan ulang.", "artikel/satu"),
        ("docs/_data/sources.yml", "Careers & Co", "artikel/satu"),
        ("docs/_data/sources.yml", "How to ask", "artikel/satu"),
        (ONE, "Dapat undangan?", "artikel"),
    ],
)
def test_html_in_a_text_is_shown_and_never_run(root: Path, path: str, old: str, where: str) -> None:
    tree.replace(root, path, old, f"'{EVIL}'")
    html = shown(tree.pages(root), where)
    assert EVIL in text(one(html, "body"))
    assert html.css("script, img") == []


def test_several_lines_in_the_title_of_a_template_become_one(root: Path) -> None:
    tree.replace(
        root,
        TEMPLATE,
        "title: {id: Menerima, en: Accept}",
        "title:\n  id: |\n    Me\n    nerima\n  en: A",
    )
    assert "### Me nerima {#pesan-undangan}\n" in written(tree.pages(root), "artikel/satu")


def test_gaps_are_named_in_each_language(pages: Pages) -> None:
    assert pages.body.fill(" {nama}\n\n<b>{waktu} \n", "id") == (
        '<span class="gap" data-gap="nama">[nama saya]</span><br><br>&lt;b&gt;'
        '<span class="gap" data-gap="waktu">[hari &amp; jam]</span>'
    )
    assert "[my name]" in pages.body.fill("{nama}", "en")


def test_a_list_of_pages_is_put_in(pages: Pages) -> None:
    items = shown(pages, "", "en").css("ul.cards > li")
    links = [one(item, "a") for item in items]
    assert [(link.attributes["href"], text(link)) for link in links] == [
        ("artikel/satu/", "Got an invitation?"),
        ("artikel/dua/", "Asking"),
    ]
    assert text(items[0]).endswith("Accept it.")


@pytest.mark.parametrize(
    "contact", ["mailto:redaksi@contoh.example", "https://contoh.example/?a&b"]
)
def test_the_contact_is_put_in(root: Path, contact: str) -> None:
    pages = tree.pages(root, contact)
    html, words = shown(pages, "tentang"), Words(pages.library, "id")
    assert text(one(html, f'a[href="{contact}"]')) == words.contact
    assert words.no_contact not in text(one(html, "body"))


def test_without_a_contact_the_page_says_so(pages: Pages) -> None:
    assert Words(pages.library, "id").no_contact in written(pages, "tentang")


def test_licences_are_put_in_with_links_to_their_texts(root: Path) -> None:
    edit(root, "tentang", "\n::contact\n", "\n::licences shipped\n\n::licences tools\n")
    shipped, tools = shown(tree.pages(root), "tentang").css("table")
    links = [link.attributes["href"] for link in shipped.css("td a")]
    assert links == ["../lisensi/siap-wawancara.txt", "../lisensi/font-hanken-grotesk.txt"]
    assert not tools.css("td a")
    assert "typst" in [text(cell) for cell in tools.css("tbody th")]


# Sections


def tools(html: LexborHTMLParser, section: str) -> list[LexborNode]:
    """Return the links beside the heading of a section."""
    heading = one(html, f"#{section}")
    assert heading.parent is not None
    assert heading.parent.attributes["class"] == "section-head"
    return heading.parent.css("a")


@pytest.mark.parametrize(
    ("locale", "other", "address"),
    [("id", "en", "../../en/artikel/satu/"), ("en", "id", "../../../artikel/satu/")],
)
def test_a_section_links_to_itself_and_to_the_other_language(
    pages: Pages, locale: str, other: str, address: str
) -> None:
    titles = {"id": "Tanda palsu", "en": "Signs of a fake"}
    there, here = tools(shown(pages, "artikel/satu", locale), "palsu")
    assert there.attributes["href"] == f"{address}#palsu"
    assert there.attributes["lang"] == there.attributes["hreflang"] == other
    assert titles[other] in text(there)
    assert here.attributes["href"] == "#palsu"
    assert f"{Words(pages.library, locale).link_here}: {titles[locale]}" in text(here)


def test_every_section_has_its_title_in_the_other_language(pages: Pages) -> None:
    words, html = Words(pages.library, "en"), shown(pages, "artikel/satu")
    titles = {
        "poin-penting": words.key_points,
        "kapan": "When",
        "pengecualian": "Exceptions",
        "palsu": "Signs of a fake",
        "contoh-pesan": "Messages",
        "pesan-undangan": "Accept",
        "sumber": words.sources,
    }
    assert [node.id for node in html.css("h2, h3")] == list(titles)
    for section, title in titles.items():
        assert text(tools(html, section)[0]).endswith(title)


def test_titles_of_sections_stay_escaped(root: Path) -> None:
    edit(root, "tentang", "{#lapor}", "&lt;b> & `c` {#lapor}")
    html = shown(tree.pages(root), "tentang")
    assert html.css("b") == []
    assert text(tools(html, "lapor")[1]).endswith("Lapor <b> & c")


def test_a_draft_in_one_language_links_to_itself_alone(root: Path) -> None:
    tree.write(root, {"docs/en/lain.md": tree.ABOUT["en"].replace("menu: 9", "draft: true")})
    links = tools(shown(tree.pages(root), "lain", "en"), "lapor")
    assert [link.attributes["href"] for link in links] == ["#lapor"]


def test_links_inside_the_site_carry_their_whole_address(pages: Pages) -> None:
    page: Page = pages.library.pages["en", "artikel/satu"]
    others = '<a href="#b">b</a> <a href="https://c.example/">c</a> <a href="mailto:d@e">d</a>'
    assert pages.body.html(f'<a href="../dua/?a&amp;b#c">a</a> {others}', page) == (
        '<a href="../dua/?a&amp;b#c" '
        f'data-address="https://contoh.example/en/artikel/dua/?a&amp;b#c">a</a> {others}'
    )


def test_headings_without_an_id_are_left_alone(pages: Pages) -> None:
    content = '<h1 id="a">A</h1><h2>B</h2><h5 id="c">C</h5>'
    assert pages.body.html(content, pages.library.pages["id", ""]) == content


@pytest.mark.parametrize(("locale", "date"), [("id", "5 Agustus 2026"), ("en", "5 August 2026")])
def test_dates_are_written_as_people_do(pages: Pages, locale: str, date: str) -> None:
    assert localised(dt.date(2026, 8, 5), Words(pages.library, locale)) == date
