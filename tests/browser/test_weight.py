"""What a page costs its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader

REQUESTS = 6
BYTES = 100_000  # before the host compresses them


def test_a_page_is_light(reader: Reader, any_page: BuiltPage) -> None:
    page = reader.open(any_page)
    page.wait_for_load_state("networkidle")  # the icon comes last
    assert 3 <= len(reader.answers) <= REQUESTS, reader.answers
    assert sum(size for _, size in reader.answers) <= BYTES, reader.answers
