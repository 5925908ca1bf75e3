"""Lines and bytes of built texts."""

from __future__ import annotations

import pytest

from scripts.check_text import line_of, utf8_fault


@pytest.mark.parametrize(
    ("value", "line"),
    [("a", 3), ("b&c", 2), ("x<y", 4), ("a b", 1), ("\ud800", 0), ("tidak ada", 0), ("", 0)],
)
def test_the_line_of_a_value(value: str, line: int) -> None:
    source = b'a b&c b&amp;c\n<p title="b&amp;c">\n<a href="a">\nx&lt;y'
    assert line_of(source, value) == line


def test_bytes_that_are_no_text_are_named_with_their_line() -> None:
    assert utf8_fault("a.txt", "é\n".encode()) is None
    assert str(utf8_fault("a.txt", b"a\n\nb\xe9")) == (
        "site/a.txt:3: the byte 0xe9 is not UTF-8; save the file as UTF-8"
    )
