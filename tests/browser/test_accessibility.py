"""axe on every page: in both schemes, on a telephone and on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.axe import WIDTHS, find_in_both_schemes
from tests.browser.test_layout import OPEN

if TYPE_CHECKING:
    from tests.browser.built import BuiltPage
    from tests.browser.reader import Reader


def test_axe_finds_nothing(reader: Reader, typical_page: BuiltPage) -> None:
    page = reader.open(typical_page)
    page.evaluate(OPEN)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = find_in_both_schemes(page)
        assert not found, f"At {width} px:\n\n{found}"
