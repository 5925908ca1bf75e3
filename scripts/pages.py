"""From the model to Markdown and HTML: what a page holds besides what its editor wrote.

A page's Markdown gets its key points, components, citations and sources before MkDocs renders it
(`Pages.markdown`), links to its sections afterwards (`Pages.html`), and everything around it from
`Pages.view`. Addresses are relative to the site's root, with a trailing slash, unless said
otherwise; the home page's is an empty string.
"""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts import linked_data, markup
from scripts.model import (
    KEY_POINTS_ID,
    OURS,
    SOURCES_ID,
    Article,
    Home,
    Library,
    Page,
    parents,
    source_anchor,
    template_anchor,
)

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

NEIGHBOURS = 6
GAP = re.compile(r"\{([^{}]*)\}")
TAG = re.compile(r"<[^>]+>")
INTERNAL = re.compile(r'<a href="(?!#|[a-z]+:)([^"]*)"')
HEADING = re.compile(r'<h([2-4]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)


@dataclass(frozen=True)
class Link:
    """A link: its text, its address, the language it leads to, and whether it is this page."""

    text: str
    address: str
    locale: str
    here: bool = False
    summary: str = ""


@dataclass(frozen=True)
class View:
    """What the page's frame needs to know."""

    page: Page
    words: Words
    summary: Markup
    description: str
    address: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    languages: tuple[Link, ...]
    menu: tuple[Link, ...]
    trail: tuple[Link, ...]
    neighbours: tuple[Link, ...]
    doors: tuple[Link, ...]
    home: Link
    about: Link | None
    card: str
    card_address: str
    json_ld: Markup
    reviewed: str


class Words:
    """The interface's texts in one language, as attributes; a missing one is an error."""

    def __init__(self, library: Library, locale: str) -> None:
        self._library = library
        self.locale = locale

    def __getattr__(self, name: str) -> str:
        """Return the text `name`; AttributeError when docs/_data/words.yml has none."""
        if name not in self._library.words:
            raise AttributeError(f'docs/_data/words.yml has no "{name}"')
        return self._library.words[name].value[self.locale]

    def __getitem__(self, name: str) -> str:
        """Return the text `name`, so that a template cannot miss it silently."""
        return getattr(self, name)


class Pages:
    """Everything that pages are made of, for one library and one site address.

    `site_url` is absolute and ends with a slash; `overrides` is the folder of the templates;
    `contact` is where readers reach the editors, as an address of the web or `mailto:`.
    """

    def __init__(self, library: Library, site_url: str, overrides: Path, contact: str = "") -> None:
        self.library = library
        self.contact = contact
        self.site_url = site_url
        self.templates = Environment(
            loader=FileSystemLoader(overrides / "components"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def address(self, locale: str, path: str) -> str:
        """Return the address of a page: `en/artikel/undangan/`."""
        prefix = "" if locale == self.library.codes[0] else locale
        joined = posixpath.join(prefix, path).rstrip("/")
        return f"{joined}/" if joined else ""

    def words(self, locale: str) -> Words:
        """Return the interface's texts in one language."""
        return Words(self.library, locale)

    # The body, before and after Markdown

    def markdown(self, page: Page) -> str:
        """Return the page's Markdown with its components, citations and sources in place."""
        numbers = self.sources(page)
        body = markup.map_prose(page.body, lambda line: self._line(line, page, numbers))
        return "\n\n".join(
            part for part in (self._key_points(page, numbers), body, self._sources(page, numbers)) if part
        )

    def sources(self, page: Page) -> dict[str, int]:
        """Return the sources a page cites with their numbers, in the order of citation."""
        text = "\n".join((page.meta.value.summary, *_key_points(page), page.body))
        cited = (found["cited"] for _, line in markup.prose(text) for found in markup.CITATION_OR_CODE.finditer(line))
        names = dict.fromkeys(name for name in cited if name in self.library.sources)
        return {name: number for number, name in enumerate(names, 1)}

    def _line(self, line: str, page: Page, numbers: dict[str, int]) -> str:
        if found := markup.DIRECTIVE.match(line):
            return self.component(found[1], found[2], page)
        return self._cite(line, page, numbers)

    def _cite(self, text: str, page: Page, numbers: dict[str, int]) -> str:
        """Return `text` with its citations as links to their entries, outside code."""

        def link(found: re.Match[str]) -> str:
            return found["code"] or self._citation(found["cited"], page, numbers)

        return markup.CITATION_OR_CODE.sub(link, text)

    def _citation(self, name: str, page: Page, numbers: dict[str, int]) -> str:
        words = self.words(page.locale)
        if name == OURS:
            return f'<span class="ours">{html.escape(words.ours)}</span>'
        label = f"{words.source} {numbers[name]}: {self.library.sources[name].value.publisher}"
        return (
            f'<a class="cite" href="#{source_anchor(name)}" '
            f'aria-label="{html.escape(label)}">{numbers[name]}</a>'
        )

    def component(self, kind: str, name: str, page: Page) -> str:
        """Return the Markdown of what a directive puts in: `::template undangan-terima`."""
        if kind == "template":
            return self._template(name, page)
        if kind == "contact":
            return f"\n{self._render('contact.html', page, contact=self.contact)}\n"
        return f"\n{self._render('pages.html', page, links=self._listed(page, name))}\n"

    def _template(self, name: str, page: Page) -> str:
        record = self.library.templates[name].value
        locale = page.locale
        texts = {"formal": record.formal, "friendly": record.friendly}
        rendered = self._render(
            "template.html",
            page,
            name=name,
            when=record.when[locale],
            channels=record.channels,
            subject=self.fill(record.subject[locale], locale) if record.subject else "",
            versions=[(tone, self.fill(text[locale], locale)) for tone, text in texts.items()],
        )
        heading = f"### {record.title[locale]} {{#{template_anchor(name)}}}"
        return f"\n{heading}\n\n{rendered}\n"

    def fill(self, message: str, locale: str) -> Markup:
        """Return a message's HTML with its gaps named in square brackets."""

        def gap(found: re.Match[str]) -> str:
            label = self.library.placeholders[found[1]].value.label[locale]
            return f'<span class="gap" data-gap="{found[1]}">[{html.escape(label)}]</span>'

        # A blank line would end the HTML block in Markdown: newlines become line breaks.
        filled = GAP.sub(gap, html.escape(message.strip(), quote=False))
        return Markup(filled.replace("\n", "<br>"))  # noqa: S704 - escaped just above

    def _key_points(self, page: Page, numbers: dict[str, int]) -> str:
        points = _key_points(page)
        if not points:
            return ""
        items = "\n".join(f"- {self._cite(point, page, numbers)}" for point in points)
        heading = f"## {self.words(page.locale).key_points} {{#{KEY_POINTS_ID}}}"
        return f'<div class="key-points" markdown="1">\n\n{heading}\n\n{items}\n\n</div>\n\n<!--/key-points-->'

    def _sources(self, page: Page, numbers: dict[str, int]) -> str:
        if not numbers:
            return ""
        entries = [
            (source_anchor(name), self.library.sources[name].value, self._date(page, name))
            for name in numbers
        ]
        heading = f"## {self.words(page.locale).sources} {{#{SOURCES_ID}}}"
        return f"{heading}\n\n{self._render('sources.html', page, entries=entries)}"

    def _date(self, page: Page, source: str) -> str:
        return localised(self.library.sources[source].value.seen, page.locale)

    def _render(self, component: str, page: Page, **values: object) -> str:
        template = self.templates.get_template(component)
        text = template.render(words=self.words(page.locale), locale=page.locale, **values)
        # Python-Markdown ends an HTML block at a blank line.
        return re.sub(r"\n\s*\n", "\n", text).strip()

    def html(self, content: str, page: Page) -> str:
        """Return the rendered page with links at each section: to itself, and to each language."""

        def head(found: re.Match[str]) -> str:
            level, name, title = found[1], found[2], found[3]
            heading = f'<h{level} id="{name}">{title}</h{level}>'
            plain_title = html.unescape(TAG.sub("", title))
            links = self._same_section(page, name)
            tools = self._render("section.html", page, name=name, title=plain_title, links=links)
            return f'<div class="section-head">{heading}{tools}</div>'

        canonical = self.site_url + self.address(page.locale, page.path)
        return INTERNAL.sub(
            lambda link: f'{link[0]} data-address="{urljoin(canonical, link[1])}"',
            HEADING.sub(head, content),
        )

    def _same_section(self, page: Page, name: str) -> list[dict[str, str]]:
        """Return a link to the same section in each other language, with its title there."""
        here = self.address(page.locale, page.path)
        return [
            {
                "text": link.text,
                "address": relative(here, link.address),
                "locale": link.locale,
                "title": self._section_title(link.locale, page.path, name),
            }
            for link in self._languages(page)
            if not link.here
        ]

    def _section_title(self, locale: str, path: str, name: str) -> str:
        """Return a section's title in another language; components' titles come from records."""
        page, words = self.library.pages[locale, path], self.words(locale)
        titles = {KEY_POINTS_ID: words.key_points, SOURCES_ID: words.sources}
        titles |= {template_anchor(k): t.value.title[locale] for k, t in self.library.templates.items()}
        titles |= {mark.value: plain(mark.title) for mark in page.outline.headings}
        return titles.get(name, page.meta.value.name)

    # What stands around the body

    def view(self, page: Page) -> View:
        """Return what the frame around a page shows."""
        meta = page.meta.value
        numbers = self.sources(page)
        summary = self._cite(html.escape(meta.summary, quote=False), page, numbers)
        card = f"assets/kartu/{page.locale}/{page.path or 'index'}.png"
        canonical = self.site_url + self.address(page.locale, page.path)
        return View(
            page=page,
            words=self.words(page.locale),
            summary=Markup(summary),  # noqa: S704 - escaped just above
            description=plain(meta.summary),
            address=self.address(page.locale, page.path),
            canonical=canonical,
            alternates=tuple(self._alternates(page)),
            languages=tuple(self._languages(page)),
            menu=tuple(self._menu(page)),
            trail=tuple(self._trail(page)),
            neighbours=tuple(self._neighbours(page)),
            doors=tuple(self._doors(page)),
            home=self._link(self.library.pages[page.locale, ""], page),
            about=self._about(page),
            card=card,
            card_address=self.site_url + card,
            json_ld=linked_data.script(self._linked_data(page, canonical, card, numbers)),
            reviewed=localised(meta.reviewed, page.locale),
        )

    def bare(self, locale: str) -> dict[str, Any]:
        """Return what a page without a source (404) shows; at the root, in every language."""
        home = self.library.pages[locale, ""]
        codes = self.library.codes if locale == self.library.codes[0] else (locale,)
        return {"view": self.view(home), "homes": [(self.words(code), self.address(code, "")) for code in codes]}

    def sitemap(self) -> list[tuple[str, datetime.date, tuple[tuple[str, str], ...]]]:
        """Return each page's absolute address, last change and alternates."""
        return [
            (
                self.site_url + self.address(page.locale, page.path),
                page.meta.value.reviewed,
                tuple(self._alternates(page)),
            )
            for code in self.library.codes
            for page in self.library.of(code)
            if not page.meta.value.draft
        ]

    def _link(self, page: Page, current: Page) -> Link:
        meta = page.meta.value
        address = self.address(page.locale, page.path)
        return Link(meta.name, address, page.locale, page is current, plain(meta.summary))

    def _translations(self, page: Page) -> list[Page]:
        found = (self.library.pages.get((code, page.path)) for code in self.library.codes)
        return [other for other in found if other]

    def _alternates(self, page: Page) -> list[tuple[str, str]]:
        """Return the `hreflang` values of a page and the absolute addresses they lead to."""
        pages = self._translations(page)
        links = [(p.locale, self.site_url + self.address(p.locale, p.path)) for p in pages]
        return [*links, ("x-default", links[0][1])]

    def _languages(self, page: Page) -> list[Link]:
        names = {locale.code: locale.name for locale in self.library.locales}
        return [
            Link(names[p.locale], self.address(p.locale, p.path), p.locale, p is page)
            for p in self._translations(page)
        ]

    def _menu(self, page: Page) -> list[Link]:
        listed = [p for p in self.library.of(page.locale) if p.meta.value.menu]
        listed.sort(key=lambda p: p.meta.value.menu or 0)
        here = {page.path, *parents(page.path)} - {""}
        return [
            Link(p.meta.value.name, self.address(p.locale, p.path), p.locale, p.path in here)
            for p in listed
        ]

    def _trail(self, page: Page) -> list[Link]:
        above = (self.library.pages[page.locale, path] for path in parents(page.path))
        return [self._link(p, page) for p in above]

    def _neighbours(self, page: Page) -> list[Link]:
        """Return the pages nearest to this one in its folder: its neighbourhood, however large."""
        if not isinstance(page.meta.value, Article):
            return []
        folder = [p for p in self._folder(page, posixpath.dirname(page.path)) if p is not page]
        after = [p for p in folder if _rank(p) > _rank(page)]
        before = [p for p in folder if _rank(p) < _rank(page)]
        return [self._link(p, page) for p in (after + before)[:NEIGHBOURS]]

    def _folder(self, page: Page, folder: str) -> list[Page]:
        return [
            p
            for p in self.library.of(page.locale)
            if p.path and p.path != folder and posixpath.dirname(p.path) == folder
        ]

    def _listed(self, page: Page, folder: str) -> list[Link]:
        here = self.address(page.locale, page.path)
        links = (self._link(p, page) for p in self._folder(page, folder))
        return [
            Link(ln.text, relative(here, ln.address), ln.locale, summary=ln.summary) for ln in links
        ]

    def _doors(self, page: Page) -> list[Link]:
        meta = page.meta.value
        return [
            Link(door.label, self._door_address(page, door.link), page.locale, summary=door.text)
            for door in (meta.doors if isinstance(meta, Home) else ())
        ]

    def _door_address(self, page: Page, link: str) -> str:
        file, _, fragment = link.partition("#")
        path = file.removesuffix(".md").removesuffix("index").rstrip("/")
        return self.address(page.locale, path) + (f"#{fragment}" if fragment else "")

    def _about(self, page: Page) -> Link | None:
        about = self.library.pages.get((page.locale, "tentang"))
        return self._link(about, page) if about else None

    def _linked_data(
        self, page: Page, canonical: str, card: str, numbers: dict[str, int]
    ) -> dict[str, Any]:
        return linked_data.describe(
            page,
            url=canonical,
            description=plain(page.meta.value.summary),
            image=self.site_url + card,
            publisher=(self.words(page.locale).site_name, self.site_url),
            sources=[self.library.sources[name].value for name in numbers],
            translations=[url for code, url in self._alternates(page)[:-1] if code != page.locale],
            original=page.locale == self.library.codes[0],
        )


def plain(text: str) -> str:
    """Return a sentence without its citations."""
    return " ".join(markup.CITATION.sub("", text).split()).replace(" .", ".")


def localised(date: datetime.date, locale: str) -> str:
    """Return a date as people write it in a language: 22 November 2026."""
    return format_date(date, format="long", locale=locale)


def relative(here: str, there: str) -> str:
    """Return the address of one page as seen from another; both relative to the site's root."""
    path = posixpath.relpath(f"/{there}", f"/{here}")
    return path if path.endswith("/") else f"{path}/"


def _key_points(page: Page) -> tuple[str, ...]:
    meta = page.meta.value
    return meta.key_points if isinstance(meta, Article) else ()


def _rank(page: Page) -> tuple[int, str]:
    return page.meta.value.order, page.path
