"""Plain HTML of components."""

from __future__ import annotations

import pytest

from scripts.lean import lean

SLIP = '<div class="template" data-template="a"><p>Halo</p><p class="slip__status"></p></div>'


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ('<h2 id="a" class="x" data-y="z">A &amp; B</h2>', '<h2 id="a">A &amp; B</h2>'),
        ('<div class="x"><p>Satu <span>dua</span></p></div>', "<p>Satu dua</p>"),
        ('<a href="#a" aria-label="x" target="_blank">1</a>', '<a href="#a">1</a>'),
        ('<a href="?a=1&amp;b=2">1</a>', '<a href="?a=1&amp;b=2">1</a>'),
        ('<span class="was" id="lama"></span>', '<span id="lama"></span>'),
        ('<div id="bagian"><p>1</p></div>', '<span id="bagian"></span><p>1</p>'),
        (
            '<input type="checkbox" id="x" class="y"><label for="x">Y</label>',
            '<input type="checkbox" id="x"><label for="x">Y</label>',
        ),
        ("<template><p>Nanti</p></template><p>Kini</p>", "<p>Kini</p>"),
        ('<p>A<button type="button">B<b>C</b></button>D</p>', "<p>AD</p>"),
        ('<p hidden>A</p><dl aria-hidden="true"><dt>B<br><img></dt></dl><p>C</p>', "<p>C</p>"),
        ('<p>A<span class="visually-hidden">B</span></p>', "<p>A</p>"),
        ('<section class="overview"><ul><li>A</li></ul></section><p>B</p>', "<p>B</p>"),
        ("<ul>\n  <li>A</li>\n\n  <li></li>\n</ul>", "<ul>\n<li>A</li>\n</ul>"),
        ('<svg><path d="x"/></svg><p>A<br>B</p>', "<p>A<br>B</p>"),
    ],
)
def test_text_and_links_stay_and_the_rest_goes(html: str, plain: str) -> None:
    assert lean(html, "Di atas") == plain


def test_a_message_that_was_there_is_a_link_to_it() -> None:
    assert lean(f"{SLIP}{SLIP}<p>Akhir</p>", "Di atas") == (
        '<span id="pesan-a"></span><p>Halo</p><p><a href="#pesan-a">Di atas</a></p><p>Akhir</p>'
    )
