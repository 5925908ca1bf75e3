"""Pages as HTML, by the same Markdown and the same templates as MkDocs renders them.

MkDocs renders one page after the other in one process and knows of no page that is the same as
before; here a page is rendered alone, whenever and in whatever process it is asked for.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from scripts import shortcuts, templates
from scripts.navigation import relative
from scripts.shortcuts import Converted

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from scripts.maker import Maker
    from scripts.model import Page
    from scripts.settings import Settings


class Item(NamedTuple):
    """An entry of a table of contents: its title as HTML, and its address on the page."""

    title: str
    url: str


class Toc(NamedTuple):
    """The topmost entries of a table of contents."""

    items: tuple[Item, ...]


class Rendered(NamedTuple):
    """A page as its template takes it: HTML, and table of contents."""

    content: str
    toc: Toc


class Renderer:
    """Renders the pages of a maker; `overrides` is the folder of their templates."""

    def __init__(self, maker: Maker, settings: Settings, overrides: Path) -> None:
        self.maker = maker
        self._base = urlsplit(maker.pages.site_url).path
        self._links = _Links(maker)
        self._markdown = reader(settings)
        self._markdown.treeprocessors.register(self._links, "links", 0)
        self._known = shortcuts.known(settings.extensions)
        self._templates = templates.of_pages(overrides, maker.root / templates.COMPILED)

    def page(self, page: Page) -> tuple[str, str]:
        """Return a page's HTML, and its Markdown rendered with components."""
        pages = self.maker.pages
        self._links.page = page
        rendered, contents = self._converted(pages.body.markdown(page))
        content = pages.body.filled(rendered, page)
        view = pages.view(page)
        toc = Toc(tuple(Item(title, f"#{name}") for title, name in contents))
        shown = Rendered(pages.html(content, page), toc)
        return self._render("main.html", page=shown, view=view, base_url=None), content

    def _converted(self, text: str) -> Converted:
        """Return what a page's Markdown becomes, by the short way if there is one."""
        short = shortcuts.convert(text, self._links.address) if self._known else None
        if short:
            return short
        self._markdown.reset()
        html = self._markdown.convert(text)
        tokens: list[dict[str, Any]] = self._markdown.toc_tokens  # type: ignore[attr-defined] # toc's
        return Converted(html, [(token["name"], token["id"]) for token in tokens])

    def missing(self, locale: str) -> str:
        """Return the page for wrong addresses of a language, which leads from any address."""
        return self._render(
            "404.html", page=None, base_url=self._base, **self.maker.pages.bare(locale)
        )

    def sitemap(self) -> str:
        """Return the sitemap."""
        return self._render("sitemap.xml", page=None, sitemap=self.maker.pages.sitemap())

    def _render(self, template: str, **values: Any) -> str:
        return self._templates.get_template(template).render(**values)


def reader(settings: Settings) -> Markdown:
    """Return what reads Markdown; the first time its extensions are loaded."""
    return Markdown(
        extensions=list(settings.extensions),
        extension_configs={name: dict(each) for name, each in settings.extensions.items()},
    )


class _Links(Treeprocessor):
    """Lets links between files lead to the addresses of their pages."""

    def __init__(self, maker: Maker) -> None:
        super().__init__()
        self.page: Page | None = None
        self._navigation = maker.pages.navigation
        self._files = maker.library.files
        self._assets = maker.library.assets

    def run(self, root: Element) -> None:
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            if key and (link := element.get(key)):
                element.set(key, self.address(link))

    def address(self, link: str) -> str:
        """Return the address that a link of the page leads to, if it is one to a file."""
        parts = urlsplit(link)
        if not self.page or parts.scheme or parts.netloc or not parts.path or link[0] == "/":
            return link
        folder = posixpath.dirname(self.page.file)
        file = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        here = self._navigation.address(self.page.locale, self.page.path)
        if target := self._files.get(file):
            there = self._navigation.address(target.locale, target.path)
        elif (asset := file.removeprefix("docs/")) in self._assets:
            there = asset
        else:
            return link
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return relative(here, there) + fragment
