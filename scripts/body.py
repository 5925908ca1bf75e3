"""A page's body: its Markdown completed with key points, components, citations and sources.

What editors write (`[@source]`, `::template name`) becomes Markdown here with marks that stand for
HTML of ours. Once that is rendered, `Body.filled` puts the HTML in, and `Body.html` adds to each
section its links to itself and to the other languages.
"""

from __future__ import annotations

import html
import re
from functools import cache, partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from babel import Locale
from babel.dates import format_date
from babel.units import format_unit
from markupsafe import Markup, escape

from scripts import flow as flows
from scripts import licences, markup, proof_page, share, templates
from scripts.contents import contents
from scripts.listing import list_all
from scripts.model import (
    KEY_POINTS_ID,
    OVERVIEW_ID,
    PROOF,
    SOURCES_ID,
    TOOLS_ID,
    handout_name,
    poster_anchor,
    poster_handout,
    source_anchor,
    template_anchor,
)
from scripts.navigation import one_line, relative
from scripts.notices import Notices
from scripts.offline import WORKER
from scripts.parts import parts
from scripts.records import GAP, OURS, Article, ChecklistPage, FlowPage, ProofPage
from scripts.words import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from scripts.model import Library, Page
    from scripts.navigation import Link, Navigation
    from scripts.parts import Part
    from scripts.records import Checklist, Item, Phase

UNITS = {"d": "duration-day", "h": "duration-hour", "m": "duration-minute"}
TAG = re.compile(r"<[^>]+>")
HELD = re.compile(r"<p>\ue000(\d+)\ue001</p>|\ue000(\d+)\ue001")
"""What stands in a page's Markdown for HTML of ours, which Markdown need not read."""

INTERNAL = re.compile(r'<a href="(?!#|[a-z]+:)([^"]*)"')
HEADING = re.compile(r'<h([2-4]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
SIGNS = re.compile(r"[][\\`*_{}<>&!#|]|^(?:[-+:]|\d+(?=\.))")
"""What means something to Markdown or HTML, some of it only at the start of a line."""

AFTER_KEY_POINTS = "<!--/key-points-->"
"""Where the frame may put the table of contents."""


class Body:
    """What the bodies of a library's pages are made of.

    `components` is the folder of their templates, and `kept` as `templates.of_pages` has it;
    `contact` is where readers reach the editors, as an address of the web or `mailto:`, or an empty
    string.
    """

    def __init__(
        self,
        navigation: Navigation,
        components: Path,
        contact: str = "",
        kept: Path | None = None,
    ) -> None:
        self.navigation = navigation
        self.library: Library = navigation.library
        self.contact = contact
        self.words = {code: Words(self.library, code) for code in self.library.codes}
        self.notices = Notices(self.library)
        self._parts: dict[tuple[str, str], list[Part]] = {}
        self._titles: dict[tuple[str, str], dict[str, str]] = {}
        self._citations: dict[tuple[str, str, int], str] = {}
        self._messages: dict[tuple[str, str], str] = {}
        self._cited_by: dict[tuple[str, str], dict[str, int]] = {}
        self._held: dict[tuple[str, str], dict[str, str]] = {}
        self.share_script = components.parent / "sematkan" / "v1.js"
        self.templates = templates.of_components(components, kept)

    def markdown(self, page: Page) -> str:
        """Return the page's Markdown with marks for its components, citations and sources.

        What they stand for is kept until `filled` asks for it.
        """
        self._held[page.locale, page.path] = {}
        numbers = self.sources(page)
        cited = {name: self._hold(page, text) for name, text in self._all_cited(page).items()}
        body = markup.map_marks(page.body, lambda line: self._line(line, page, numbers, cited))
        pieces = (
            self._key_points(page, cited),
            self._checklist(page, numbers),
            self._flow(page, numbers),
            self._proof(page),
            body,
            self._tools(page),
            self._sources(page, numbers),
        )
        return "\n\n".join(piece for piece in pieces if piece.strip())

    def filled(self, content: str, page: Page) -> str:
        """Return the rendered Markdown of a page with HTML in place of its marks."""
        held = list(self._held.pop((page.locale, page.path), ()))
        return HELD.sub(lambda mark: held[int(mark[1] or mark[2])], content)

    def _hold(self, page: Page, text: str) -> str:
        """Return the mark that stands for HTML in a page's Markdown."""
        held = self._held[page.locale, page.path]
        return held.setdefault(text, _mark(len(held)))

    def html(self, content: str, page: Page) -> str:
        """Return the rendered page with links at each section, and whole addresses for paper."""
        canonical = self.navigation.absolute(page)
        others = self._others(page)
        # All sections of a page have the same tools but for their names and titles.
        gaps = [_mark(n) for n in range(2 + len(others))]
        name, title, *titles = gaps
        links = list(zip((link for link, _ in others), titles, strict=True))
        tools = self._render("section.html", page, name=name, title=title, links=links)

        def head(found: re.Match[str]) -> str:
            heading = html.unescape(TAG.sub("", found[3]))
            elsewhere = (self._title(other, found[2]) for _, other in others)
            own = tools
            for gap, text in zip(gaps, (found[2], heading, *elsewhere), strict=True):
                own = own.replace(gap, escape(text))
            return f'<div class="section-head">{found[0]}{own}{self.notice(page, found[2])}</div>'

        def link(found: re.Match[str]) -> str:
            return f'{found[0]} data-address="{urljoin(canonical, found[1])}"'

        return HEADING.sub(head, INTERNAL.sub(link, content))

    def notice(self, page: Page, part: str, name: str | None = None) -> Markup:
        """Return the notice that a part of a page is newer in other languages, if it is.

        `part` is its anchor, and `name` the anchor to link to when it has none of its own.
        """
        newer = self.notices.newer(page, part)
        if not newer:
            return Markup()
        name = part if name is None else name
        elsewhere = self._elsewhere(self._others(page), name)
        links = [link for link in elsewhere if link["locale"] in newer]
        text = self._render("newer.html", page, name=name, links=links) if links else ""
        return Markup(text)  # noqa: S704 - a component of ours

    def summary(self, page: Page) -> Markup:
        """Return the page's one sentence with its citations as links."""
        escaped = html.escape(page.meta.value.summary, quote=False)
        return Markup(_cite(escaped, self._all_cited(page)))  # noqa: S704 - escaped here

    def sources(self, page: Page) -> dict[str, int]:
        """Return the sources a page cites with their numbers, in the order of citation."""
        key = (page.locale, page.path)
        if key not in self._cited_by:
            self._cited_by[key] = self._numbered(page)
        return self._cited_by[key]

    def _numbered(self, page: Page) -> dict[str, int]:
        front = "\n".join((page.meta.value.summary, *_key_points(page)))
        lines = [line for _, line in markup.prose(front) if "[@" in line]
        found = (match for line in lines for match in markup.CITATION_OR_CODE.finditer(line))
        cited = [match["cited"] for match in found]
        cited += (mark.value for mark in page.outline.citations)
        cited += self.library.cited(page)
        names = (name for name in dict.fromkeys(cited) if name in self.library.sources)
        return {name: number for number, name in enumerate(names, 1)}

    def parts(self, page: Page) -> list[Part]:
        """Return the parts of a page in order; lists of them are on several pages and in files."""
        key = (page.locale, page.path)
        if key not in self._parts:
            self._parts[key] = parts(page, self.library, self.sources(page))
        return self._parts[key]

    def titles(self, page: Page) -> dict[str, str]:
        """Return what is at the anchors of a page, in words, by id."""
        key = (page.locale, page.path)
        if key not in self._titles:
            cited = self.sources(page)
            entries = {source_anchor(name): self.library.sources[name].value for name in cited}
            self._titles[key] = {
                **{part.id: part.title for part in self.parts(page)},
                **{anchor: source.title for anchor, source in entries.items()},
            }
        return self._titles[key]

    def fill(self, message: str, locale: str) -> Markup:
        """Return a message's HTML with its gaps named in square brackets."""

        def gap(found: re.Match[str]) -> str:
            label = self.library.placeholders[found[1]].value.label[locale]
            return f'<span class="gap" data-gap="{found[1]}">[{html.escape(label)}]</span>'

        # A blank line would end the HTML block in Markdown: newlines become line breaks.
        filled = GAP.sub(gap, html.escape(message.strip(), quote=False))
        return Markup(filled.replace("\n", "<br>"))  # noqa: S704 - escaped just above

    def _line(
        self, line: str, page: Page, numbers: dict[str, int], cited: Mapping[str, str]
    ) -> str:
        if "::" in line and (found := markup.DIRECTIVE.match(line)):
            return f"\n{self._component(found[1], found[2], page, numbers)}\n"
        return _cite(line, cited)

    def _all_cited(self, page: Page) -> dict[str, str]:
        """Return the mark of each source that a page may cite."""
        numbers = self.sources(page)
        return {name: self._citation(name, page, numbers) for name in (*numbers, OURS)}

    def _citation(self, name: str, page: Page, numbers: dict[str, int]) -> str:
        """Return the mark of one citation, held to the word before it by a no-break space."""
        key = (page.locale, name, numbers.get(name, 0))
        if key not in self._citations:
            self._citations[key] = self._cited_as(*key)
        return self._citations[key]

    def _cited_as(self, locale: str, name: str, number: int) -> str:
        words = self.words[locale]
        if name == OURS:
            return f'&nbsp;<span class="ours">{html.escape(words.ours)}</span>'
        label = f"{words.source} {number}: {self.library.sources[name].value.publisher}"
        return (
            f'&nbsp;<a class="cite" href="#{source_anchor(name)}" '
            f'aria-label="{html.escape(label)}">{number}</a>'
        )

    def _component(self, kind: str, name: str, page: Page, numbers: dict[str, int]) -> str:
        """Return the Markdown of what a directive puts in: `::template undangan-terima`."""
        if kind == "template":
            title = self.library.templates[name].value.title[page.locale]
            heading = _heading(3, title, template_anchor(name))
            return f"{heading}\n\n{self._hold(page, self._template(name, page))}"
        if kind == "poster":
            return self._poster(name, page, numbers)
        makers = {
            "kit": lambda: self._kit(page),
            "search": lambda: self._everything(page),
            "offline": lambda: self._offline(page),
            "licences": lambda: self._licences(page, name),
            "contact": lambda: self._render("contact.html", page, contact=self.contact),
            "pages": lambda: self._render(
                "pages.html", page, links=self.navigation.listed(page, name)
            ),
        }
        return self._hold(page, makers[kind]())

    def _everything(self, page: Page) -> str:
        """Return the list of all pages, which search stands above."""
        entries = contents(page, self.navigation, self.parts)
        return self._render("search.html", page, entries=entries)

    def _offline(self, page: Page) -> str:
        here = self.navigation.address(page.locale, page.path)
        return self._render("offline.html", page, worker=relative(here, WORKER))

    def _licences(self, page: Page, name: str) -> str:
        here = self.navigation.address(page.locale, page.path)
        texts = {each: relative(here, licences.address(each)) for each in licences.SHIPPED}
        return self._render("licences.html", page, packages=licences.group(name), texts=texts)

    def _template(self, name: str, page: Page) -> str:
        """Return a message template, which is the same on all pages of a language."""
        key = (page.locale, name)
        if key not in self._messages:
            self._messages[key] = self._written(name, page)
        return self._messages[key]

    def _written(self, name: str, page: Page) -> str:
        record, locale = self.library.templates[name].value, page.locale
        texts = {"formal": record.formal, "friendly": record.friendly}
        return self._render(
            "template.html",
            page,
            name=name,
            when=record.when[locale],
            channels=record.channels,
            subject=self.fill(record.subject[locale], locale) if record.subject else "",
            versions=[(tone, self.fill(text[locale], locale)) for tone, text in texts.items()],
        )

    def _poster(self, name: str, page: Page, numbers: dict[str, int]) -> str:
        poster = self.library.posters[name].value
        signs = self._render(
            "poster.html",
            page,
            poster=poster,
            cite=partial(self._cited, page=page, numbers=numbers),
            handout=self._handout(page, poster_handout(name)),
        )
        heading = _heading(3, poster.title[page.locale], poster_anchor(name))
        introduction = _verbatim(poster.introduction[page.locale])
        return f"{heading}\n\n{introduction}\n\n{self._hold(page, signs)}"

    def _kit(self, page: Page) -> str:
        """Return all that career centres may take along, to pick from."""
        words = self.words[page.locale]
        script = self.share_script
        address = self.navigation.site_url + script.relative_to(script.parents[1]).as_posix()
        texts = share.patterns(words, address, script.read_bytes())
        here = self.navigation.address(page.locale, page.path)
        return self._render(
            "kit.html",
            page,
            areas=share.offers(list_all(self, page.locale), page.locale),
            texts=texts,
            filled=share.filled,
            bundle=relative(here, self.navigation.bundle(page.locale)),
            scheme=self.navigation.site_url.find("://") + 3,
        )

    def _flow(self, page: Page, numbers: dict[str, int]) -> str:
        """Return a flow's questions and outcomes, and its overview."""
        flow, meta = self.library.flow(page), page.meta.value
        if not flow or not isinstance(meta, FlowPage):
            return ""
        here = self.navigation.address(page.locale, page.path)
        proof = self.library.pages.get((page.locale, f"{page.path}/{PROOF}"))
        guide = self._render(
            "flow.html",
            page,
            flow=flow,
            nodes={node.id: node for node in flow.nodes},
            numbers=flows.numbers(flow),
            rows=list(flows.overview(flow)),
            overview_id=OVERVIEW_ID,
            ours=OURS,
            cite=partial(self._cited, page=page, numbers=numbers),
            link=lambda link: self._link(link, page.locale, here),
            name=lambda link: self._link_name(link, page.locale),
            message=lambda name, node: self._message(name, node, page),
            handout=self._handout(page, handout_name(page)),
            file=self._file(page),
            proof=relative(here, self.navigation.address(proof.locale, proof.path))
            if proof
            else "",
        )
        return self._hold(page, guide)

    def _proof(self, page: Page) -> str:
        """Return what was proved of a flow, and its paths."""
        flow, meta = self.library.flow(page), page.meta.value
        if not flow or not isinstance(meta, ProofPage):
            return ""
        proof = self._render("proof.html", page, **proof_page.parts(page, flow, self.navigation))
        return self._hold(page, proof)

    def _message(self, name: str, node: str, page: Page) -> Markup:
        """Return a message template that can be filled in, as part of a node."""
        record = self.library.templates[name].value
        message = self._render(
            "message.html",
            page,
            title=record.title[page.locale],
            channels=record.channels,
            newer=self.notice(page, template_anchor(name), node),
            template=Markup(self._template(name, page)),  # noqa: S704 - a component of ours
        )
        return Markup(message)  # noqa: S704 - as above

    def _cited(self, name: str, page: Page, numbers: dict[str, int]) -> Markup:
        return Markup(self._citation(name, page, numbers))  # noqa: S704 - ours

    def _handout(self, page: Page, name: str) -> str:
        """Return the address of a handout as seen from a page."""
        here = self.navigation.address(page.locale, page.path)
        return relative(here, self.navigation.handout(page.locale, name))

    def _file(self, page: Page) -> str:
        """Return the address of a tool as one file, as seen from its page."""
        here = self.navigation.address(page.locale, page.path)
        return relative(here, self.navigation.file(page.locale, handout_name(page)))

    def _link(self, link: str, locale: str, here: str) -> str:
        """Return the address of a record's link, `path#section`, as seen from a page."""
        path, _, section = link.partition("#")
        address = relative(here, self.navigation.address(locale, path))
        return f"{address}#{section}" if section else address

    def _link_name(self, link: str, locale: str) -> str:
        """Return the title of the page or section that a record's link leads to."""
        path, _, section = link.partition("#")
        page = self.library.pages[locale, path]
        return self.titles(page).get(section, page.meta.value.title)

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
            handout=self._handout(page, handout_name(page)),
            file=self._file(page),
        )
        phases = (self._phase(phase, checklist, page, numbers) for phase in checklist.phases)
        return "\n\n".join((self._hold(page, tool), *phases))

    def _phase(
        self, phase: Phase, checklist: Checklist, page: Page, numbers: dict[str, int]
    ) -> str:
        here = self.navigation.address(page.locale, page.path)
        entries = [
            {
                "item": item,
                "when": self._when(item, checklist, page.locale),
                "citation": self._cited(item.source, page, numbers),
                "link": self._link(item.link, page.locale, here) if item.link else "",
                "newer": self.notice(page, item.id),
            }
            for item in phase.items
        ]
        heading = _heading(2, phase.title[page.locale], phase.id)
        items = self._render("items.html", page, phase=phase, entries=entries)
        return f"{heading}\n\n{self._hold(page, items)}"

    def _when(self, item: Item, checklist: Checklist, locale: str) -> str:
        return moment(item.time, checklist, self.words[locale]) if item.time else ""

    def _tools(self, page: Page) -> str:
        """Return links to the guides and checklists that serve an article."""
        links = self.navigation.tools(page)
        if not links:
            return ""
        heading = _heading(2, self.words[page.locale].tools, TOOLS_ID)
        return f"{heading}\n\n{self._hold(page, self._render('pages.html', page, links=links))}"

    def _key_points(self, page: Page, cited: Mapping[str, str]) -> str:
        points = _key_points(page)
        if not points:
            return ""
        items = "\n".join(f"- {_cite(point, cited)}" for point in points)
        heading = _heading(2, self.words[page.locale].key_points, KEY_POINTS_ID)
        begin, end = '<div class="key-points">', f"</div>\n{AFTER_KEY_POINTS}"
        return "\n\n".join((self._hold(page, begin), heading, items, self._hold(page, end)))

    def _sources(self, page: Page, numbers: dict[str, int]) -> str:
        if not numbers:
            return ""
        sources = {name: self.library.sources[name].value for name in numbers}
        entries = [
            (source_anchor(name), source, localised(source.seen, self.words[page.locale]))
            for name, source in sources.items()
        ]
        heading = _heading(2, self.words[page.locale].sources, SOURCES_ID)
        listed = self._render("sources.html", page, entries=entries)
        return f"{heading}\n\n{self._hold(page, listed)}"

    def _others(self, page: Page) -> list[tuple[Link, Page]]:
        """Return a page in the other languages with links there, as seen from it."""
        here = self.navigation.address(page.locale, page.path)
        links = zip(
            self.navigation.languages(page), self.navigation.translations(page), strict=True
        )
        return [
            (link._replace(address=relative(here, link.address)), other)
            for link, other in links
            if not link.here
        ]

    def _elsewhere(self, others: list[tuple[Link, Page]], name: str) -> list[dict[str, str]]:
        """Return the links of a part of a page to the same part of `others`."""
        return [
            {
                "text": link.text,
                "address": link.address,
                "locale": link.locale,
                "title": self._title(other, name),
            }
            for link, other in others
        ]

    def _title(self, page: Page, name: str) -> str:
        """Return the title of a part of a page, or of the page if it has no such part."""
        return self.titles(page).get(name, page.meta.value.name)

    def _render(self, component: str, page: Page, **values: object) -> str:
        words = self.words[page.locale]
        template = self.templates.get_template(component)
        text = template.render(words=words, locale=page.locale, **values)
        # Python-Markdown ends an HTML block at a blank line.
        return re.sub(r"\n\s*\n", "\n", text).strip()


def _cite(text: str, cited: Mapping[str, str]) -> str:
    """Return `text` with what `cited` has in place of its citations, outside code."""
    if "[@" not in text:
        return text
    if "`" not in text:
        return markup.CITATION.sub(lambda found: cited[found["cited"]], text)
    return markup.CITATION_OR_CODE.sub(lambda found: found["code"] or cited[found["cited"]], text)


def _mark(number: int) -> str:
    """Return a mark that stands for HTML."""
    return f"\ue000{number}\ue001"


def _heading(level: int, title: str, name: str) -> str:
    """Return a heading of Markdown whose title stands as it is written."""
    return f"{'#' * level} {_verbatim(title)} {{#{name}}}"


def _verbatim(text: str) -> str:
    """Return a text as one line that Markdown and HTML leave as it is."""
    return SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", one_line(text))


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


def localised(date: dt.date, words: Words) -> str:
    """Return a date as people write it in the language of `words`: 22 November 2026."""
    return _localised(date, words.dates)


@cache
def _localised(date: dt.date, tag: str) -> str:
    return format_date(date, format="long", locale=Locale.parse(tag, sep="-"))


def _key_points(page: Page) -> tuple[str, ...]:
    meta = page.meta.value
    return meta.key_points if isinstance(meta, Article) else ()
