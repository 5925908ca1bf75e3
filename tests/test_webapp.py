"""The site as an app."""

from __future__ import annotations

import io
import json
import math
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from scripts import webapp
from scripts.typeset import Typesetter
from scripts.words import Words

if TYPE_CHECKING:
    from typing import Any

    from scripts.pages import Pages

NILA = (31, 43, 80, 255)


def manifest(pages: Pages, locale: str) -> dict[str, Any]:
    text = webapp.manifest(pages.navigation, Words(pages.library, locale))
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.parametrize(("locale", "scope"), [("id", "./"), ("en", "../")])
def test_an_app_begins_in_its_language_and_holds_the_whole_site(
    pages: Pages, locale: str, scope: str
) -> None:
    data = manifest(pages, locale)
    assert (data["lang"], data["start_url"], data["scope"]) == (locale, "./", scope)
    assert data["name"] == Words(pages.library, locale).site_name
    assert {icon["src"] for icon in data["icons"]} == {
        f"{scope.removeprefix('./')}{icon.address}" for icon in webapp.ICONS
    }


def test_both_languages_are_one_app(pages: Pages) -> None:
    assert manifest(pages, "id")["id"] == manifest(pages, "en")["id"] == "/"


def drawn(icon: webapp.Icon) -> Image.Image:
    data = Typesetter().render(webapp.SHEET, icon.inputs, "png", webapp.PPI)
    assert len(data) < 15_000
    return Image.open(io.BytesIO(data)).convert("RGBA")


@pytest.mark.parametrize("icon", webapp.ICONS, ids=lambda icon: icon.name)
def test_icons_are_square_and_those_that_may_be_cut_are_full(icon: webapp.Icon) -> None:
    picture = drawn(icon)
    assert picture.size == (icon.size, icon.size)
    assert (picture.getpixel((0, 0)) == NILA) is icon.maskable


@pytest.mark.parametrize("icon", [icon for icon in webapp.ICONS if icon.maskable])
def test_what_matters_in_an_icon_is_within_the_circle_that_is_never_cut(icon: webapp.Icon) -> None:
    picture, middle = drawn(icon), icon.size / 2
    grid = range(0, icon.size, 4)
    ink = [(x, y) for x in grid for y in grid if picture.getpixel((x, y)) != NILA]
    assert 0.2 < max(math.dist(point, (middle, middle)) for point in ink) / icon.size < 0.4
