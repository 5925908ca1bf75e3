"""Which part of a page is the article."""

from __future__ import annotations

from scripts.intake_html import read

P = f"<p>{'Ini kalimat yang cukup panjang untuk menjadi bagian dari sebuah artikel. ' * 2}</p>"
TEASER = "<p>Sebuah cuplikan dari artikel lain yang panjangnya juga cukup menipu pembaca.</p>"


def zones(body: str) -> list[str | None]:
    return [line.zone for line in read(f"<body>{body}</body>")[0]]


def test_the_article_is_where_the_prose_is() -> None:
    assert zones(f"<div>{P * 4}</div><div>{TEASER}</div>") == [*[None] * 4, "outside"]


def test_an_article_element_wins_over_its_parts() -> None:
    assert zones(f"<article>{TEASER}<div>{P * 6}</div></article>") == [None] * 7


def test_names_of_small_parts_count_and_those_around_the_article_do_not() -> None:
    page = f"<div class='has-sidebar comments'><div>{P * 3}</div><div class=comments>{TEASER}</div></div>"
    assert zones(page) == [None, None, None, "comment"]


def test_title_and_lead_above_the_article_belong_to_it() -> None:
    page = f"<div><h1>Judul</h1>{TEASER}</div><p>Bagikan</p><div class=post>{P * 5}</div>"
    assert zones(page) == [None, None, "outside", *[None] * 5]


def test_a_page_without_prose_has_no_article() -> None:
    assert zones("<p>a</p><div>b</div>") == ["outside", "outside"]
