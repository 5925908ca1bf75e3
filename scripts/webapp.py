"""The site as an app: its web app manifest in a language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scripts.icons import OF_APP
from scripts.navigation import relative

if TYPE_CHECKING:
    from scripts.icons import Icon
    from scripts.navigation import Navigation
    from scripts.words import Words

PAPER, NILA = "#fbf7ee", "#1f2b50"
"""The page behind the first view, and the bar above it; as in site.css."""


def manifest(navigation: Navigation, words: Words) -> str:
    """Return the web app manifest of a language, as a file; its addresses are relative to it."""
    home = navigation.address(words.locale, "")
    data = {
        "id": urlsplit(navigation.site_url).path,
        "lang": words.locale,
        "name": words.site_name,
        "short_name": words.site_name,
        "description": words.tagline,
        "start_url": "./",
        "scope": relative(home, ""),
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": NILA,
        "icons": [_described(icon, home) for icon in OF_APP],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n"


def _described(icon: Icon, home: str) -> dict[str, str]:
    return {
        "src": relative(home, icon.address),
        "sizes": f"{icon.size}x{icon.size}",
        "type": "image/png",
        "purpose": "maskable" if icon.maskable else "any",
    }
