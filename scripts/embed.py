"""A tool as other sites show it: alone in a frame, and described by oEmbed (https://oembed.com)."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup, escape

from scripts.body import HEADING
from scripts.model import SOURCES_ID
from scripts.navigation import relative

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.model import Page
    from scripts.pages import Pages
    from scripts.records import Source

# Links to other pages, and citations: in a high frame the sources may be far out of sight.
LINK = re.compile(
    rf'<a\b(?P<before>[^>]*?) href="(?!#(?!{SOURCES_ID}-)|[a-z]+:)(?P<address>[^"]*)"'
)
SOURCES = f'<h2 id="{SOURCES_ID}"'
SCRIPT = re.compile(r"<(fill-message|copy-text|checklist-tool|flow-tool)\b")
FRAME = "embed-frame"
"""The script of the frame itself, which has to come before those of the tools."""

SIZE = (600, 800)
"""Width and height of a frame, in CSS pixels, until it has said how high it is."""
DAY = 86_400  # seconds
# WordPress keeps of a blockquote its links, of a frame these attributes, and adds its own sandbox.
HTML = """\
<blockquote class="wp-embedded-content"><a href="{page}">{title}</a></blockquote>\
<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" src="{embed}" \
width="{width}" height="{height}" title="{title}" frameborder="0" marginwidth="0" marginheight="0">\
</iframe>"""


class Embeds:
    """The frames of the tools among `pages`; `overrides` is the folder of the templates."""

    def __init__(self, pages: Pages, overrides: Path) -> None:
        self.pages = pages
        self.navigation = pages.navigation
        self._scripts = overrides / "sematkan"

    def files(self, page: Page, content: str) -> Iterator[tuple[str, bytes]]:
        """Yield the addresses and contents of what other sites show of a tool's page.

        `content` is the page's rendered Markdown.
        """
        names = page.locale, page.path
        yield f"{self.navigation.embed(*names)}index.html", self.html(page, content).encode()
        yield self.navigation.oembed(*names), self.oembed(page).encode()

    def scripts(self) -> Iterator[tuple[str, bytes]]:
        """Yield the addresses and contents of the scripts for other sites."""
        for script in sorted(self._scripts.glob("*.js")):
            yield f"sematkan/{script.name}", script.read_bytes()

    def html(self, page: Page, content: str) -> str:
        """Return a tool's frame, from the page's rendered Markdown."""
        here = self.navigation.embed(page.locale, page.path)
        tool = self._outward(self._headed(content.partition(SOURCES)[0], page), page, here)
        site = urlsplit(self.pages.site_url)
        return self.pages.body.templates.get_template("embed.html").render(
            view=self.pages.view(page),
            content=Markup(tool),  # noqa: S704 - components of ours
            scripts=[FRAME, *sorted(set(SCRIPT.findall(content)))],
            sources=self._sources(page),
            address=partial(relative, here),
            origin=f"{site.scheme}://{site.netloc}",
        )

    def oembed(self, page: Page) -> str:
        """Return what oEmbed says of a tool, as JSON."""
        return f"{json.dumps(self._described(page), ensure_ascii=False, indent=2)}\n"

    def _described(self, page: Page) -> dict[str, Any]:
        title, (width, height) = page.meta.value.title, SIZE
        html = HTML.format(
            page=self.navigation.absolute(page),
            embed=self.pages.site_url + self.navigation.embed(page.locale, page.path),
            title=escape(title),
            width=width,
            height=height,
        )
        return {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": self.pages.view(page).words.site_name,
            "provider_url": self.pages.site_url + self.navigation.address(page.locale, ""),
            "cache_age": DAY,
            "width": width,
            "height": height,
            "html": html,
        }

    def _outward(self, content: str, page: Page, here: str) -> str:
        """Let the links to other pages lead there from the frame's address, and out of the frame."""
        root = self.pages.site_url
        own = self.navigation.absolute(page)

        def link(found: re.Match[str]) -> str:
            there, sign, section = urljoin(own, found["address"]).partition("#")
            address = relative(here, there.removeprefix(root)) + sign + section
            return f'<a{found["before"]} href="{address}" target="_blank" rel="noopener"'

        return LINK.sub(link, content)

    def _headed(self, content: str, page: Page) -> str:
        """Return the content with its headings as on a page, but without links beside them."""

        def head(found: re.Match[str]) -> str:
            notice = self.pages.body.notice(page, found[2])
            return f'<div class="section-head">{found[0]}{notice}</div>'

        return HEADING.sub(head, content)

    def _sources(self, page: Page) -> list[Source]:
        return [self.pages.library.sources[name].value for name in self.pages.body.sources(page)]
