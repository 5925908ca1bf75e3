"""From a web page to the lines that its readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.intake_html import read

if TYPE_CHECKING:
    from scripts.intake_line import Line


def lines(body: str) -> list[Line]:
    return read(f"<body>{body}</body>")[0]


def texts(body: str) -> list[str]:
    return [line.text for line in lines(body)]


def test_blocks_are_lines_and_inline_elements_are_not() -> None:
    assert texts("<p>satu <b>dua</b>&nbsp;tiga</p><div>empat<p>lima</div>") == [
        "satu dua tiga",
        "empat",
        "lima",
    ]


def test_what_readers_do_not_see_is_left_out() -> None:
    assert texts(
        "<script>a</script><style>b</style><!-- c --><p>d<svg><text>e</text></svg></p>"
    ) == ["d"]


def test_two_breaks_end_a_paragraph_and_one_ends_a_finished_line() -> None:
    long = "sebuah kalimat yang cukup panjang lalu terputus di tengah"
    assert texts(f"satu<br><br>dua.<br>Tiga.<br>{long}<br>jalan saja.") == [
        "satu",
        "dua.",
        "Tiga.",
        f"{long} jalan saja.",
    ]


def test_bold_and_linked_lines_are_known_between_breaks() -> None:
    found = lines("<b>Judul</b><br><br>teks <b>tebal</b><br><br><a href=x>tautan</a>")
    assert [(line.strong, line.linked) for line in found] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_a_link_that_never_ends_is_none() -> None:
    assert not any(line.linked for line in lines(f"<a href=x>Menu<p>{'kata ' * 80}</p><p>lagi"))


def test_headings_items_quotations_and_their_levels() -> None:
    found = lines(
        "<h3>a</h3><ul><li>b<ol><li>c</ol></ul><blockquote><p>d</blockquote><dl><dt>e<dd>f"
    )
    assert [(line.kind, line.level, line.text) for line in found] == [
        ("heading", 3, "a"),
        ("item", 1, "b"),
        ("item", 2, "c"),
        ("quote", 0, "d"),
        ("item", 0, "e"),
        ("item", 0, "f"),
    ]


def test_a_row_of_data_is_one_line_and_a_table_for_layout_is_none() -> None:
    assert texts("<table><tr><td>a<td></td><td>b</table>") == ["a | b"]
    assert texts("<table><tr><td><p>a</p><td>b</table>") == ["a", "b"]
    assert [line.kind for line in lines("<table><tr><td>a<td>b</table>")] == ["row"]


def test_dates_in_a_line_of_facts_are_set_apart() -> None:
    assert texts("<div><span class=author>A B</span><time>1 Mei 2025</time></div>") == [
        "A B | 1 Mei 2025"
    ]
    assert texts("<p>Pada <time>1 Mei</time> ini</p>") == ["Pada 1 Mei ini"]


def test_numbered_lines_between_breaks_are_items() -> None:
    found = lines("Langkah:<br>1. Duduk.<br>2. Bicara.")
    assert [(line.kind, line.text) for line in found][1:] == [
        ("item", "Duduk."),
        ("item", "Bicara."),
    ]


def test_an_empty_page_has_no_lines() -> None:
    assert read("")[0] == read("<html><frameset></frameset>")[0] == []
