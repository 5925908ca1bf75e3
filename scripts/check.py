"""Check: rules over the finished site, which know nothing of how it was made."""

from __future__ import annotations

import re
import struct
from collections import Counter
from contextlib import nullcontext
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from scripts import check_ledger
from scripts.built import fragment_fault, read_site
from scripts.check_address import ABSOLUTE, OWN, is_foreign
from scripts.check_asking import answers
from scripts.check_bundle import bundles_hold_handouts
from scripts.check_catalogue import catalogue_is_whole
from scripts.check_code import CODE_RULES
from scripts.check_embed import EMBED_RULES
from scripts.check_feed import feeds_tell_of_all
from scripts.check_file import FILE_RULES
from scripts.check_flow import check_flows
from scripts.check_folder import ChangedError
from scripts.check_known import Memory
from scripts.check_offline import OFFLINE_RULES
from scripts.check_reading import read_again
from scripts.check_search import search_finds_all
from scripts.check_text import line_of
from scripts.check_verdict import Question
from scripts.pack import Pack
from scripts.problem import Problem, did_you_mean, explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scripts.built import Site
    from scripts.check_asking import Begun
    from scripts.check_folder import Stamp
    from scripts.check_ledger import Promise
    from scripts.check_page import Page

CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_ADDRESS = re.compile(
    r"""(?:url\(\s*|@import\s+(?!url))(?:"([^"]*)"|'([^']*)'|([^\s"')]+))""", re.IGNORECASE
)
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
X_DEFAULT = "x-default"
PNG = b"\x89PNG\r\n\x1a\n"
IMAGE_SIZE = (1200, 630)
IMAGE_BYTES = 300_000  # WhatsApp shows no preview for a larger image


class Entry(NamedTuple):
    """A page in the sitemap, with the addresses of its versions by language."""

    address: str
    versions: dict[str, str]


def check_site(  # noqa: PLR0913 - a keyword for each thing that is known of the site
    site: Path,
    *,
    site_url: str,
    locales: Sequence[str],
    ledger: Sequence[Promise] = (),
    stamps: Mapping[str, Stamp] | None = None,
    pack: Pack | None = None,
    begun: Begun | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[Problem]:
    """Return what is wrong with a built site; the first locale's pages are at its root.

    `ledger` are the addresses that were published before, which the site must have too. `stamps`
    are those of files that this command has written, see `Folder`; all others are read. `pack`
    keeps what each file says for the next time. Workers that `begun` begins judge pages, and ask
    rules, where there is much of that; `meanwhile` is called once the site is read.
    """
    try:
        with begun() if begun else nullcontext() as hands:
            memory = Memory(pack or Pack(), hands)
            read = read_site(site, site_url, tuple(locales), memory, stamps)
        if not read.pages and not read.unreadable:
            message = f'the folder "{site.name}" has no pages; build the site first'
            return [Problem("site", 0, message)]
        copies = begun if hands and hands.copies else None
        found = answers(read, questions(ledger), copies, meanwhile)
        return sorted({*found, *explained("built-pages", read.faults)})
    except ChangedError as error:
        return [Problem(f"site/{error}", 0, "changed while the site was checked; build it again")]


def questions(ledger: Sequence[Promise]) -> list[list[Question]]:
    """Return what is asked about a site: first what takes long."""
    promised = [Question(rule, (tuple(ledger),), "addresses") for rule in check_ledger.RULES]
    guides = [Question(guides_are_whole, section="guides")]
    return [*([Question(rule) for rule in group] for group in GROUPS), promised, guides]


def guides_are_whole(site: Site) -> Iterator[Problem]:
    """Lead every path of a guide to an outcome, as its proof says."""
    yield from check_flows(site.pages.values())


def files_are_utf8(site: Site) -> Iterator[Problem]:
    """Save every text as UTF-8."""
    yield from site.unreadable


def addresses_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Link to files of the site that exist, and to ids that their pages have."""
    fault_at = lru_cache(None)(site.fault)  # menus repeat the same links on every page
    pages = site.pages.values()
    links = set[str]().union(*(p.links for p in pages), *(p.loaded for p in pages))
    dead = site.dead(links)
    for page in pages:
        if page.stray or (dead and not dead.isdisjoint(page.links | page.loaded)):
            yield from _dead_ends(page, fault_at)


def _dead_ends(page: Page, fault_at: Callable[[str, str], str]) -> Iterator[Problem]:
    for value, loads in read_again(page).references:
        if page.is_404 and not ABSOLUTE.match(value):
            fault = "is relative, but a 404 page is served at any depth; write it from the root"
        elif value[:1] in OWN:
            fault = fragment_fault(page, value.partition("#")[2])
        else:
            fault = fault_at(page.address, value)
        if fault:
            noun = "resource" if loads else "link"
            yield page.problem(f'the {noun} "{value}" {fault}', value)


def titles_are_unique(site: Site) -> Iterator[Problem]:
    """Give each page of a language a title of its own, unless it is a variant of another one."""
    first: dict[tuple[str, str], Page] = {}
    for page in (page for page in site.pages.values() if page.canonical == page.address):
        other = first.setdefault((page.locale, page.title), page)
        if page.title and other is not page:
            message = f'the title "{page.title}" is that of site/{other.path} too; change one'
            yield page.problem(message, "<title")


def variants_name_their_page(site: Site) -> Iterator[Problem]:
    """Lead from a page that is left out of search to one in its language that is not."""
    for page in (page for page in site.pages.values() if page.canonical != page.address):
        target = site.page_at(page.canonical)
        if not target or not target.indexable or target.locale != page.locale:
            message = f'the canonical link "{page.canonical}" leads to no page that stands in search in "{page.locale}"; correct it'
            yield page.problem(message, page.canonical)


def alternates_are_reciprocal(site: Site) -> Iterator[Problem]:
    """Name in each indexable page its version in every language, which names it in return."""
    names = (*site.locales, X_DEFAULT)
    for page in filter(lambda page: page.indexable, site.pages.values()):
        counts = Counter(name for name, _ in page.alternates)
        for name in names:
            if counts[name] != 1:
                message = f'the page has {counts[name]} alternates for "{name}"; keep exactly one'
                yield page.problem(message, f'rel="alternate " hreflang="{name}"', "<head")
        for name, address in page.alternates:
            if fault := _alternate_fault(site, page, name, address):
                message = f'the alternate "{name}" leads to "{address}", {fault}'
                yield page.problem(message, f'hreflang="{name}"', address)


def _alternate_fault(site: Site, page: Page, name: str, address: str) -> str:
    if name == X_DEFAULT:
        wanted = dict(page.alternates).get(site.locales[0], address)
        return "" if address == wanted else f'not to the default language; write "{wanted}"'
    if name not in site.locales:
        return f"in no language of the site{did_you_mean(name, site.locales)}"
    target = site.page_at(address)
    if not target or target.locale != name:
        return f'which is not the address of a page in "{name}"; correct it'
    if (page.locale, page.address) not in target.alternates:
        return f'which does not lead back; write its "{page.locale}" alternate "{page.address}"'
    return ""


def styles_stay_in_site(site: Site) -> Iterator[Problem]:
    """Load from a style sheet only files of the site that exist."""
    for path, source in site.styles.items():
        base = site.address(path)
        for match in CSS_ADDRESS.finditer(CSS_COMMENT.sub("", source.decode())):
            value = next(filter(None, match.groups()), "")
            if is_foreign(value, base):
                fault = "is of another origin; copy the file to the site"
            else:
                fault = site.fault(base, value)
            if fault:
                message = f'the address "{value}" {fault}'
                yield Problem(f"site/{path}", line_of(source, value), message)


def shared_images_fit(site: Site) -> Iterator[Problem]:
    """Share a page with an image of the site: a PNG of the right size, at most 300 KB."""
    images = set()
    for page in site.pages.values():
        if value := page.image:
            path = site.file_at(value)
            images.add(path)
            if not value.startswith(site.url) or not site.has(path):
                message = f'the og:image "{value}" is not a file of the site; write "{site.url}…"'
                yield page.problem(message, value)
    for path in filter(site.has, images):
        for fault in _image_faults(site.start(path), site.size(path)):
            yield Problem(f"site/{path}", 0, fault)


def _image_faults(image: bytes, count: int) -> Iterator[str]:
    if not image.startswith(PNG) or len(image) < 24:
        yield "the og:image is not a PNG; convert it"
    elif (size := struct.unpack(">II", image[16:24])) != IMAGE_SIZE:
        yield f"the og:image is {size[0]} × {size[1]}; make it 1200 × 630"
    if count > IMAGE_BYTES:
        yield f"the og:image has {count} bytes; bring it down to {IMAGE_BYTES}"


def pages_link_to_other_languages(site: Site) -> Iterator[Problem]:
    """Link from every page that is no variant to each other language, and say which it is."""
    for page in (page for page in site.pages.values() if page.canonical == page.address):
        for locale in site.locales:
            if locale != page.locale and locale not in page.languages:
                tag = f'<a href="…" hreflang="{locale}" lang="{locale}">'
                yield page.problem(f'the page has no link in "{locale}"; add {tag}', "<body")


def sitemap_lists_pages(site: Site) -> Iterator[Problem]:
    """List in sitemap.xml each indexable page once, with its versions, and nothing else."""
    path = "site/sitemap.xml"
    try:
        entries = _entries(site.sitemap)
    except ET.ParseError as error:
        line = error.position[0] if site.sitemap else 0
        yield Problem(path, line, f"the sitemap is missing or broken ({error}); build it again")
        return
    for address, fault in _sitemap_faults(site, entries):
        line = line_of(site.sitemap, f">{address}<") or line_of(site.sitemap, address)
        yield Problem(path, line, f'the page "{address}" {fault}')


def _entries(sitemap: bytes) -> list[Entry]:
    root = ET.fromstring(sitemap.decode())  # noqa: S314 - the file is our own
    return [
        Entry(
            url.findtext(f"{SITEMAP}loc", "").strip(),
            {link.get("hreflang", ""): link.get("href", "") for link in url.iter(f"{XHTML}link")},
        )
        for url in root.iter(f"{SITEMAP}url")
    ]


def _sitemap_faults(site: Site, entries: list[Entry]) -> Iterator[tuple[str, str]]:
    pages = {page.address: page for page in site.pages.values() if page.indexable}
    counts = Counter(entry.address for entry in entries)
    yield from ((address, "is not listed; add it") for address in pages.keys() - counts.keys())
    for address, versions in entries:
        if address not in pages:
            yield address, "is listed, but no indexable page has this address; remove it"
        elif counts[address] > 1:
            yield address, f"is listed {counts[address]} times; keep one"
        else:
            on_page = dict(pages[address].alternates)
            for name in (*site.locales, X_DEFAULT):
                here = versions.get(name, "")
                there = on_page.get(name, here)  # what the page lacks is reported there
                if here != there:
                    fault = (
                        f'has the "{name}" alternate "{here}" here; the page itself has "{there}"'
                    )
                    yield address, f"{fault}; make them the same"


def languages_have_404(site: Site) -> Iterator[Problem]:
    """Give each language a 404 page that search engines leave out."""
    for locale in site.locales:
        path = "404.html" if locale == site.locales[0] else f"{locale}/404.html"
        page = site.pages.get(path)
        if not site.has(path):
            yield Problem(f"site/{path}", 0, f'the language "{locale}" has no 404 page; add one')
        elif page and not page.noindex:
            message = 'the 404 page is not noindex; add <meta name="robots" content="noindex">'
            yield page.problem(message, "robots", "<head")


TEXT_RULES = (
    files_are_utf8,
    titles_are_unique,
    variants_name_their_page,
    alternates_are_reciprocal,
    styles_stay_in_site,
    shared_images_fit,
    pages_link_to_other_languages,
    sitemap_lists_pages,
    languages_have_404,
)
LINK_RULES = (addresses_lead_somewhere, feeds_tell_of_all, bundles_hold_handouts)
SITE_RULES = (*TEXT_RULES, *LINK_RULES, catalogue_is_whole, search_finds_all)
GROUPS = (
    (catalogue_is_whole,),
    (search_finds_all,),
    LINK_RULES,
    FILE_RULES,
    TEXT_RULES,
    OFFLINE_RULES,
    EMBED_RULES,
    CODE_RULES,
)
"""Rules that look at the same things, those first that take longest; each group may be asked elsewhere."""
RULES = tuple(chain.from_iterable(GROUPS))
