"""The site as an app."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scripts import icons, webapp
from scripts.words import Words

if TYPE_CHECKING:
    from typing import Any

    from scripts.pages import Pages


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
        f"{scope.removeprefix('./')}{icon.address}" for icon in icons.OF_APP
    }


def test_both_languages_are_one_app(pages: Pages) -> None:
    assert manifest(pages, "id")["id"] == manifest(pages, "en")["id"] == "/"
