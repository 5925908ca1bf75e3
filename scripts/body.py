"""A page's body: its Markdown completed with key points, components, citations and sources.

What editors write (`[@source]`, `::template name`) becomes Markdown and HTML here; MkDocs then
renders it, and `Body.html` adds to each section its links to itself and to the other languages.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from babel.dates import format_date
from babel.units import format_unit
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts import markup
from scripts.model import KEY_POINTS_ID, SOURCES_ID, TOOLS_ID, source_anchor, template_anchor
from scripts.navigation import plain, relative
from scripts.records import GAP, OURS, Article, ChecklistPage
from scripts.words import Words

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from scripts.model import Library, Page
    from scripts.navigation import Navigation
    from scripts.records import Checklist, Item, Phase

UNITS = {"d": "duration-day", "h": "duration-hour", "m": "duration-minute"}
TAG = re.compile(r"<[^>]+>")
INTERNAL = re.compile(r'<a href="(?!#|[a-z]+:)([^"]*)"')
HEADING = re.compile(r'<h([2-4]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
AFTER_KEY_POINTS = "<!--/key-points-->"
"""Where the frame may put the table of contents."""


class Body:
    """What the bodies of a library's pages are made of.

    `components` is the folder of their templates; `contact` is where readers reach the editors,
    as an address of the web or `mailto:`, or an empty string.
    """

    def __init__(self, navigation: Navigation, components: Path, contact: str = "") -> None:
        self.navigation = navigation
        self.library: Library = navigation.library
        self.contact = contact
        self.templates = Environment(
            loader=FileSystemLoader(components),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def markdown(self, page: Page) -> str:
        """Return the page's Markdown with its components, citations and sources in place."""
        numbers = self.sources(page)
        body = markup.map_prose(page.body, lambda line: self._line(line, page, numbers))
        parts = (
            self._key_points(page, numbers),
            self._checklist(page, numbers),
            body,
            self._tools(page),
            self._sources(page, numbers),
        )
        return "\n\n".join(part for part in parts if part.strip())

    def html(self, content: str, page: Page) -> str:
        """Return the rendered page with links at each section, and whole addresses for paper."""
        canonical = self.navigation.absolute(page)
        titles = {p.locale: self._section_titles(p) for p in self.navigation.translations(page)}

        def head(found: re.Match[str]) -> str:
            tools = self._section_tools(
                page, found[2], html.unescape(TAG.sub("", found[3])), titles
            )
            return f'<div class="section-head">{found[0]}{tools}</div>'

        def link(found: re.Match[str]) -> str:
            return f'{found[0]} data-address="{urljoin(canonical, found[1])}"'

        return INTERNAL.sub(link, HEADING.sub(head, content))

    def summary(self, page: Page) -> Markup:
        """Return the page's one sentence with its citations as links."""
        escaped = html.escape(page.meta.value.summary, quote=False)
        return Markup(self._cite(escaped, page, self.sources(page)))  # noqa: S704 - escaped here

    def sources(self, page: Page) -> dict[str, int]:
        """Return the sources a page cites with their numbers, in the order of citation."""
        text = "\n".join((page.meta.value.summary, *_key_points(page), page.body))
        found = (markup.CITATION_OR_CODE.finditer(line) for _, line in markup.prose(text))
        cited = [match["cited"] for matches in found for match in matches]
        checklist = self.library.checklist(page)
        cited += [item.source for item in checklist.items] if checklist else []
        names = dict.fromkeys(name for name in cited if name in self.library.sources)
        return {name: number for number, name in enumerate(names, 1)}

    def fill(self, message: str, locale: str) -> Markup:
        """Return a message's HTML with its gaps named in square brackets."""

        def gap(found: re.Match[str]) -> str:
            label = self.library.placeholders[found[1]].value.label[locale]
            return f'<span class="gap" data-gap="{found[1]}">[{html.escape(label)}]</span>'

        # A blank line would end the HTML block in Markdown: newlines become line breaks.
        filled = GAP.sub(gap, html.escape(message.strip(), quote=False))
        return Markup(filled.replace("\n", "<br>"))  # noqa: S704 - escaped just above

    def _line(self, line: str, page: Page, numbers: dict[str, int]) -> str:
        if found := markup.DIRECTIVE.match(line):
            return f"\n{self._component(found[1], found[2], page)}\n"
        return self._cite(line, page, numbers)

    def _cite(self, text: str, page: Page, numbers: dict[str, int]) -> str:
        """Return `text` with its citations as links to their entries, outside code."""

        def link(found: re.Match[str]) -> str:
            return found["code"] or self._citation(found["cited"], page, numbers)

        return markup.CITATION_OR_CODE.sub(link, text)

    def _citation(self, name: str, page: Page, numbers: dict[str, int]) -> str:
        """Return the mark of one citation, held to the word before it by a no-break space."""
        words = Words(self.library, page.locale)
        if name == OURS:
            return f'&nbsp;<span class="ours">{html.escape(words.ours)}</span>'
        label = f"{words.source} {numbers[name]}: {self.library.sources[name].value.publisher}"
        return (
            f'&nbsp;<a class="cite" href="#{source_anchor(name)}" '
            f'aria-label="{html.escape(label)}">{numbers[name]}</a>'
        )

    def _component(self, kind: str, name: str, page: Page) -> str:
        """Return the Markdown of what a directive puts in: `::template undangan-terima`."""
        if kind == "template":
            return self._template(name, page)
        if kind == "contact":
            return self._render("contact.html", page, contact=self.contact)
        return self._render("pages.html", page, links=self.navigation.listed(page, name))

    def _template(self, name: str, page: Page) -> str:
        record, locale = self.library.templates[name].value, page.locale
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
        title = html.escape(" ".join(record.title[locale].split()), quote=False)
        return f"### {title} {{#{template_anchor(name)}}}\n\n{rendered}"

    def _checklist(self, page: Page, numbers: dict[str, int]) -> str:
        """Return a checklist's tools and phases."""
        checklist, meta = self.library.checklist(page), page.meta.value
        if not checklist or not isinstance(meta, ChecklistPage):
            return ""
        tool = self._render(
            "checklist.html",
            page,
            name=meta.checklist,
            checklist=checklist,
            address=self.navigation.absolute(page),
            handout=relative(
                self.navigation.address(page.locale, page.path),
                self.navigation.handout(page.locale, meta.checklist),
            ),
        )
        phases = (self._phase(phase, checklist, page, numbers) for phase in checklist.phases)
        return "\n\n".join((tool, *phases))

    def _phase(
        self, phase: Phase, checklist: Checklist, page: Page, numbers: dict[str, int]
    ) -> str:
        here = self.navigation.address(page.locale, page.path)
        entries = [
            {
                "item": item,
                "when": self._when(item, checklist, page.locale),
                "citation": Markup(self._citation(item.source, page, numbers)),  # noqa: S704 - ours
                "link": self._item_link(item, page.locale, here),
            }
            for item in phase.items
        ]
        heading = f"## {phase.title[page.locale]} {{#{phase.id}}}"
        return f"{heading}\n\n{self._render('items.html', page, phase=phase, entries=entries)}"

    def _item_link(self, item: Item, locale: str, here: str) -> str:
        path, _, section = (item.link or "").partition("#")
        target = self.navigation.address(locale, path)
        return f"{relative(here, target)}#{section}" if path else ""

    def _when(self, item: Item, checklist: Checklist, locale: str) -> str:
        return moment(item.time, checklist, Words(self.library, locale)) if item.time else ""

    def _tools(self, page: Page) -> str:
        """Return links to the checklists that serve an article."""
        links = self.navigation.tools(page)
        if not links:
            return ""
        heading = f"## {Words(self.library, page.locale).tools} {{#{TOOLS_ID}}}"
        return f"{heading}\n\n{self._render('pages.html', page, links=links)}"

    def _key_points(self, page: Page, numbers: dict[str, int]) -> str:
        points = _key_points(page)
        if not points:
            return ""
        items = "\n".join(f"- {self._cite(point, page, numbers)}" for point in points)
        heading = f"## {Words(self.library, page.locale).key_points} {{#{KEY_POINTS_ID}}}"
        card = f'<div class="key-points" markdown="1">\n\n{heading}\n\n{items}\n\n</div>'
        return f"{card}\n\n{AFTER_KEY_POINTS}"

    def _sources(self, page: Page, numbers: dict[str, int]) -> str:
        if not numbers:
            return ""
        sources = {name: self.library.sources[name].value for name in numbers}
        entries = [
            (source_anchor(name), source, localised(source.seen, page.locale))
            for name, source in sources.items()
        ]
        heading = f"## {Words(self.library, page.locale).sources} {{#{SOURCES_ID}}}"
        return f"{heading}\n\n{self._render('sources.html', page, entries=entries)}"

    def _section_tools(
        self, page: Page, name: str, title: str, titles: dict[str, dict[str, str]]
    ) -> str:
        """Return the links of a section; `titles` are those of all sections in each language."""
        here = self.navigation.address(page.locale, page.path)
        links = [
            {
                "text": link.text,
                "address": relative(here, link.address),
                "locale": link.locale,
                "title": titles[link.locale].get(name, self._name(link.locale, page.path)),
            }
            for link in self.navigation.languages(page)
            if not link.here
        ]
        return self._render("section.html", page, name=name, title=title, links=links)

    def _name(self, locale: str, path: str) -> str:
        return self.library.pages[locale, path].meta.value.name

    def _section_titles(self, page: Page) -> dict[str, str]:
        """Return the titles of a page's sections by id; components' titles come from records."""
        locale, words = page.locale, Words(self.library, page.locale)
        templates = self.library.templates.items()
        titles = {KEY_POINTS_ID: words.key_points, SOURCES_ID: words.sources, TOOLS_ID: words.tools}
        checklist = self.library.checklist(page)
        phases = checklist.phases if checklist else ()
        titles |= {phase.id: phase.title[locale] for phase in phases}
        titles |= {template_anchor(key): item.value.title[locale] for key, item in templates}
        return titles | {mark.value: plain(mark.title) for mark in page.outline.headings}

    def _render(self, component: str, page: Page, **values: object) -> str:
        words = Words(self.library, page.locale)
        template = self.templates.get_template(component)
        text = template.render(words=words, locale=page.locale, **values)
        # Python-Markdown ends an HTML block at a blank line.
        return re.sub(r"\n\s*\n", "\n", text).strip()


def moment(time: str, checklist: Checklist, words: Words) -> str:
    """Return when an item is due in words: `interview-2d` is "H-2" or "2 days before …"."""
    found = re.fullmatch(r"([a-z]+)(?:([+-])(\d+)([dhm]))?", time)
    name, sign, number, unit = found.groups() if found else ("", "", "", "")
    anchor = next(anchor for key, anchor in checklist.anchors.items() if key == name)
    if not sign:
        return words.time_at.format(moment=anchor.moment[words.locale])
    if (name, unit) == ("interview", "d"):
        pattern = words.day_before if sign == "-" else words.day_after
    else:
        pattern = words.time_before if sign == "-" else words.time_after
    length = format_unit(int(number), UNITS[unit], locale=words.locale)
    return pattern.format(n=number, time=length, moment=anchor.moment[words.locale])


def localised(date: dt.date, locale: str) -> str:
    """Return a date as people write it in a language: 22 November 2026."""
    return format_date(date, format="long", locale=locale)


def _key_points(page: Page) -> tuple[str, ...]:
    meta = page.meta.value
    return meta.key_points if isinstance(meta, Article) else ()
