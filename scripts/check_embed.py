"""What other sites show of the built site: its tools in frames, and what oEmbed says of them."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from scripts.check_page import TOOLS
from scripts.check_reading import stays
from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.built import Site
    from scripts.check_page import Page

EMBED, OEMBED = "embed/", "oembed/"
NUMBERS = ("cache_age", "width", "height")
# Of what a site offers, WordPress keeps a first quote with links, and a frame after it.
QUOTE_AND_FRAME = re.compile(
    r'<blockquote[^>]*><a href="([^"]*)">[^<]+</a></blockquote><iframe [^>]*?src="([^"]*)"[^>]*></iframe>'
)
OUTSIDE = ("mailto:", "tel:")  # opened by other programs


def tools_have_embeds(site: Site) -> Iterator[Problem]:
    """Give every tool a page of its own for frames, in its language."""
    for page in _tools(site):
        path = _beside(site, page, EMBED)
        if path not in site.pages:
            message = f'the tool has no page for frames; build "{path}"'
            yield page.problem(message, "<checklist-tool", "<flow-tool")


def embeds_stand_for_tools(site: Site) -> Iterator[Problem]:
    """Show in a page for frames the tool of the page that is its canonical address."""
    tools = {_beside(site, page, EMBED): page for page in _tools(site)}
    for page in _embeds(site):
        tool = tools.get(page.path)
        if not tool:
            yield page.problem("no tool has this page for frames; remove it")
            continue
        if not _is_tool(page):
            message = f"the page for frames is without the tool of site/{tool.path}; put it in"
            yield page.problem(message, "<main")
        if page.canonicals != (tool.address,):
            message = f'the canonical link is not that of the tool; write "{tool.address}" once'
            yield page.problem(message, *page.canonicals, "<head")


def embeds_are_noindex(site: Site) -> Iterator[Problem]:
    """Keep pages for frames out of search engines."""
    for page in _embeds(site):
        if not page.noindex:
            message = 'the page is for frames; add <meta name="robots" content="noindex">'
            yield page.problem(message, "robots", "<head")


def embeds_lead_outside(site: Site) -> Iterator[Problem]:
    """Open in a new tab what a frame links to, except for places in the tool itself."""
    for page in _embeds(site):
        for value in (value for value in stays(page.source) if value[:1] != "#"):
            if not value.startswith(OUTSIDE) and not _is_at(page, value):
                message = f'the link "{value}" stays in the frame; add target="_blank"'
                yield page.problem(message, value)


def _is_at(page: Page, value: str) -> bool:
    """Return whether an address leads to a place in the page that has it."""
    try:
        address = urlsplit(urljoin(page.address, value))
    except ValueError:  # it leads nowhere, as the rule about all addresses says
        return False
    return address._replace(query="", fragment="").geturl() == page.address


def tools_are_described(site: Site) -> Iterator[Problem]:
    """Link from every tool to what oEmbed says of it, and from nothing else."""
    for page in _tools(site):
        wanted = site.url + _description(site, page)
        if page.oembeds != (wanted,):
            found = " and ".join(f'"{value}"' for value in page.oembeds) or "missing"
            message = f'the link to the description for oEmbed is {found}; write "{wanted}" once'
            yield page.problem(message, *page.oembeds, "<head")
    known = {_description(site, page) for page in _tools(site)}
    for path in sorted(site.folder.lasting - known):
        if OEMBED in path and _own(site, path).startswith(OEMBED):
            yield Problem(f"site/{path}", 0, "no tool has this description for oEmbed; remove it")


def descriptions_are_oembed(site: Site) -> Iterator[Problem]:
    """Describe every tool by oEmbed 1.0, with a quote and a frame that lead to its addresses."""
    for page in _tools(site):
        path = _description(site, page)
        if site.has(path):
            faults = _faults(site, page, site.read(path))
            yield from (Problem(f"site/{path}", 0, fault) for fault in faults)


def _faults(site: Site, page: Page, source: bytes) -> Iterator[str]:
    try:
        data = json.loads(source)
    except ValueError as error:
        yield f"the description is not JSON ({error}); build it again"
        return
    if not isinstance(data, dict):
        yield f"the description is a JSON {type(data).__name__}; make it an object"
        return
    for key, value in {"version": "1.0", "type": "rich", "title": page.heading}.items():
        if data.get(key) != value:
            yield f'the "{key}" is {_shown(data, key)}; write "{value}"'
    for key in NUMBERS:
        if type(data.get(key)) is not int or data[key] <= 0:
            yield f'the "{key}" is {_shown(data, key)}; write a whole number'
    yield from _provider_faults(site, data)
    yield from _html_faults(site, page, str(data.get("html")))


def _provider_faults(site: Site, data: dict[str, Any]) -> Iterator[str]:
    if not data.get("provider_name"):
        yield 'the "provider_name" is empty; write the name of the site'
    url = str(data.get("provider_url"))
    if not url.startswith(site.url) or not site.page_at(url):
        yield f'the "provider_url" is {_shown(data, "provider_url")}; write "{site.url}"'


def _html_faults(site: Site, page: Page, html: str) -> Iterator[str]:
    found = QUOTE_AND_FRAME.fullmatch(html)
    if not found:
        yield 'the "html" is not a quote with a link and a frame; WordPress would drop it'
        return
    wanted = (
        page.address,
        urljoin(site.url, _beside(site, page, EMBED).removesuffix("index.html")),
    )
    for address, there in zip(found.groups(), wanted, strict=True):
        if unescape(address) != there:
            yield f'the "html" leads to "{address}"; write "{there}"'


def _shown(data: dict[str, Any], key: str) -> str:
    return json.dumps(data[key], ensure_ascii=False)[:80] if key in data else "missing"


def _tools(site: Site) -> Iterator[Page]:
    embeds = {page.path for page in _embeds(site)}
    tools = (page for page in site.pages.values() if _is_tool(page))
    yield from (page for page in tools if page.indexable and page.path not in embeds)


def _embeds(site: Site) -> Iterator[Page]:
    near = (page for page in site.pages.values() if EMBED in page.path)
    yield from (page for page in near if _own(site, page.path).startswith(EMBED))


def _is_tool(page: Page) -> bool:
    return not TOOLS.isdisjoint(page.marks)


def _own(site: Site, path: str) -> str:
    """Return a path without the folder of its language."""
    return path.removeprefix(site.prefix(site.locale(path)))


def _beside(site: Site, page: Page, folder: str) -> str:
    """Return a page's path in another folder of its language."""
    return site.prefix(page.locale) + folder + _own(site, page.path)


def _description(site: Site, page: Page) -> str:
    return f"{_beside(site, page, OEMBED).removesuffix('/index.html')}.json"


EMBED_RULES = (
    tools_have_embeds,
    embeds_stand_for_tools,
    embeds_are_noindex,
    embeds_lead_outside,
    tools_are_described,
    descriptions_are_oembed,
)
