"""The site as an app: its web app manifest in a language, and its icons."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scripts.navigation import relative

if TYPE_CHECKING:
    from scripts.navigation import Navigation
    from scripts.words import Words

PAPER, NILA = "#fbf7ee", "#1f2b50"
"""The page behind the first view, and the bar above it; as in site.css."""

SHEET = "icon.typ"
PPI = 72  # one pixel is one point of the sheet


@dataclass(frozen=True)
class Icon:
    """A square PNG of `size` pixels; a maskable one fills its square, for systems that cut it."""

    name: str
    size: int
    maskable: bool = False

    @property
    def address(self) -> str:
        """The address below the site's root."""
        return f"ikon/{self.name}.png"

    @property
    def inputs(self) -> dict[str, str]:
        """What its sheet is told."""
        return {"size": str(self.size), "maskable": str(self.maskable).lower()}


ICONS = (
    Icon("192", 192),
    Icon("512", 512),
    Icon("512-penuh", 512, maskable=True),
)


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
        "icons": [_described(icon, home) for icon in ICONS],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n"


def _described(icon: Icon, home: str) -> dict[str, str]:
    return {
        "src": relative(home, icon.address),
        "sizes": f"{icon.size}x{icon.size}",
        "type": "image/png",
        "purpose": "maskable" if icon.maskable else "any",
    }
