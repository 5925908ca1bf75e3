"""A tool as one file, to forward in a chat and to open from a phone's files, without a network.

Programs that show files often run no scripts, so the file is complete without: its plain text is
there for all. The tool itself, with the style and scripts of its page, is packed beside it, and takes
the place of the text where scripts run. All of it is allowed by hash alone, and nothing is fetched.
"""

from __future__ import annotations

import base64
import re
import zlib
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from markupsafe import Markup

from scripts import minify
from scripts.digest import integrity
from scripts.embed import SCRIPT, headed
from scripts.lean import lean
from scripts.model import handout_name

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.model import Page
    from scripts.pages import Pages

RULE = re.compile(r"([^{}@;]+)\{[^{}]*\}")
NEGATION = re.compile(r":not\([^()]*\)")
CLASS = re.compile(r"\.(-?[a-z_][\w-]*)")
NAME = re.compile(r"[\w-]+")
NOTICE = re.compile(r'<p class="newer">.*?</p>', re.DOTALL)
"""That another language is newer: where the file is read, that may have changed long ago."""

LINK = re.compile(r'(<a\b[^>]*? href=")(?!#|[a-z]+:)([^"]*)"')


class OneFiles:
    """The files of the tools among `pages`.

    `parts` is the folder of what is in files alone, `assets` that of styles and scripts of pages.
    """

    def __init__(self, pages: Pages, parts: Path, assets: Path) -> None:
        self.pages = pages
        self.parts = parts
        self.assets = assets

    def file(self, page: Page, content: str) -> tuple[str, bytes]:
        """Return the address and content of a tool's file, from its page's rendered Markdown."""
        address = self.pages.navigation.file(page.locale, handout_name(page))
        return address, self.html(page, content).encode()

    def html(self, page: Page, content: str) -> str:
        """Return a tool's file."""
        body, script = self._body(page, content), self._script(content)
        style = self._style(page, body + script)
        plain, opener = self._read("plain.css"), minify.script(self._read("open.js"))
        whole = f"<style>{style}</style>{body}<script>{script}</script>"
        return self._render(
            "file.html",
            page,
            plain=Markup(lean(body, self.pages.view(page).words.file_again)),  # noqa: S704 - our components
            style=Markup(plain),  # noqa: S704 - a file of ours
            script=Markup(opener),  # noqa: S704 - as above
            packed=base64.b64encode(zlib.compress(whole.encode(), 9)).decode(),
            code=_hashes(opener, script),
            styles=_hashes(plain, style),
        )

    def _body(self, page: Page, content: str) -> str:
        content = self._absolute(headed(NOTICE.sub("", content)), page)
        values = {"content": Markup(content), "site": self.pages.site_url}  # noqa: S704 - our components
        return self._render("file_body.html", page, **values)

    def _render(self, template: str, page: Page, **values: object) -> str:
        found = self.pages.body.templates.get_template(template)
        return found.render(view=self.pages.view(page), **values)

    def _absolute(self, content: str, page: Page) -> str:
        """Let the links to other pages lead to the site."""
        own = self.pages.navigation.absolute(page)
        return LINK.sub(lambda found: f'{found[1]}{urljoin(own, found[2])}"', content)

    def _style(self, page: Page, used: str) -> str:
        names = ("site", page.meta.value.kind)
        files = (self._asset(f"stylesheets/{name}.css") for name in names)
        return needed(minify.styles("".join((*files, self._read("file.css")))), used)

    def _script(self, content: str) -> str:
        names = sorted(set(SCRIPT.findall(content)))
        files = (self._asset(f"javascripts/{name}.js") for name in names)
        return minify.script("".join((self._read("guard.js"), *files)))

    def _asset(self, path: str) -> str:
        return (self.assets / path).read_text(encoding="utf-8")

    def _read(self, path: str) -> str:
        return (self.parts / path).read_text(encoding="utf-8")


def needed(style: str, used: str) -> str:
    """Return a style sheet without rules for classes that stand nowhere in `used`."""
    names = set(NAME.findall(used))

    def rule(found: re.Match[str]) -> str:
        selectors = NEGATION.sub("", found[1]).split(",")
        return found[0] if any(names.issuperset(CLASS.findall(one)) for one in selectors) else ""

    return RULE.sub(rule, style)


def _hashes(*parts: str) -> Markup:
    return Markup(" ".join(f"'{integrity(part.encode())}'" for part in parts))  # noqa: S704 - as computed
