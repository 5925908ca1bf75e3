"""One built page: what it says, read once, and the rules that it can break by itself."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

ADDRESSES = frozenset({"href", "xlink:href", "src", "poster", "action", "formaction"})
ADDRESS_LISTS = frozenset({"srcset", "imagesrcset"})
FOLLOWED = frozenset({"a", "area", "form"})  # any other element loads its address
LOADING_LINKS = frozenset(
    {"apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload"}
    | {"preconnect", "prefetch", "preload", "stylesheet"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TELLING = HEADINGS | {"body", "img", "main", "script", "style", "title"}  # without attributes too
NOT_PROSE = ["code", "pre", "script", "style"]
OEMBED = "application/json+oembed"
RUNNABLE = ("javascript:", "vbscript:", "data:text/html")
SRCSET_ADDRESS = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?(?:,|$)")
MARKS = ("[@", "{{", "{%", "{#", "::")
LEFTOVER = re.compile(r"(?:\[@|\{[{%#]).{0,30}|^[ \t]*::+ ?\w.{0,30}", re.MULTILINE)


class Reference(NamedTuple):
    """An address that a page links to or, if `loads`, fetches without being asked."""

    value: str
    loads: bool


class Element(NamedTuple):
    """An element of the page that is being read."""

    tag: str
    attributes: dict[str, str | None]
    node: LexborNode

    def get(self, name: str) -> str:
        """Return an attribute without the white space around it, empty if it is missing."""
        return (self.attributes.get(name) or "").strip()

    def text(self) -> str:
        """Return the element's text on one line."""
        return " ".join(self.node.text().split())

    def rels(self) -> set[str]:
        """Return the types of a link, which HTML separates by any white space."""
        return set(self.get("rel").lower().split())

    def is_policy(self) -> bool:
        """Return whether this is a Content-Security-Policy."""
        return self.get("http-equiv").lower() == "content-security-policy"

    def is_json_ld(self) -> bool:
        """Return whether this is a block of JSON-LD."""
        return self.tag == "script" and self.get("type").lower() == "application/ld+json"

    def is_translation(self) -> bool:
        """Return whether this names a version of the page, as opposed to a feed."""
        is_page = self.get("type").lower() in {"", "text/html"}
        return is_page and "hreflang" in self.attributes and "alternate" in self.rels()

    def is_feed(self) -> bool:
        """Return whether this names a feed of the site."""
        return "alternate" in self.rels() and self.get("type").lower() == "application/atom+xml"

    def loads(self) -> bool:
        """Return whether a browser fetches this element's addresses by itself."""
        if self.tag == "link":
            return not LOADING_LINKS.isdisjoint(self.rels())
        return self.tag not in FOLLOWED


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules need to know about one page; `path` is relative to the site's folder.

    `stays` are the addresses that its links open in the page's own window or frame.
    """

    path: str
    address: str
    locale: str
    source: bytes
    lang: str
    title: str
    kind: str
    metas: dict[str, str]
    headings: tuple[tuple[int, str], ...]
    mains: int
    ids: Counter[str]
    answers: frozenset[str]
    canonicals: tuple[str, ...]
    alternates: tuple[tuple[str, str], ...]
    feeds: tuple[str, ...]
    references: tuple[Reference, ...]
    stays: tuple[str, ...]
    oembeds: tuple[str, ...]
    languages: frozenset[str]
    images_without_alt: tuple[str, ...]
    policies: tuple[str, ...]
    loaded_early: tuple[str, ...]
    inline: tuple[tuple[str, str], ...]
    json_ld: tuple[str, ...]
    leftovers: tuple[str, ...]

    @property
    def is_404(self) -> bool:
        """Return whether the page is served in place of missing ones."""
        return self.path.rsplit("/", 1)[-1] == "404.html"

    @property
    def noindex(self) -> bool:
        """Return whether the page asks search engines to leave it out."""
        return "noindex" in self.metas.get("robots", "").lower()

    @property
    def indexable(self) -> bool:
        """Return whether search engines may list the page."""
        return not (self.is_404 or self.noindex)

    @property
    def canonical(self) -> str:
        """Return the page's own address, or that of the page that it is a variant of."""
        return self.address if self.indexable else next(iter(self.canonicals), self.address)

    def problem(self, message: str, *values: str) -> Problem:
        """Return a problem at the line of the first of `values` that the page contains."""
        lines = (line_of(self.source, value) for value in values)
        return Problem(f"site/{self.path}", next(filter(None, lines), 0), " ".join(message.split()))


def line_of(source: bytes, value: str) -> int:
    """Return the line of a value, as an attribute if it is one, or 0 if it is nowhere."""
    escaped = html.escape(value)
    for needle in (f'="{value}"', f'="{escaped}"', value, escaped, html.escape(value, quote=False)):
        position = source.find(needle.encode(errors="replace"))
        if value and position >= 0:
            return source.count(b"\n", 0, position) + 1
    return 0


def is_foreign(value: str, base: str) -> bool:
    """Return whether an address, read at `base`, belongs to another origin."""
    try:
        split = urlsplit(urljoin(base, value))
    except ValueError:  # the rule about addresses that lead somewhere reports it
        return False
    return split.scheme in {"http", "https"} and split[:2] != urlsplit(base)[:2]


def read_page(path: str, address: str, locale: str, source: bytes) -> Page:
    """Return what the UTF-8 text of a page says."""
    tree = LexborHTMLParser(source)
    root = tree.css("html")[0]
    elements = list(_elements(root))
    everything = elements + list(_stored(root))
    head = list(takewhile(lambda element: element.tag != "body", elements))
    return Page(
        path=path,
        address=address,
        locale=locale,
        source=source,
        lang=root.attributes.get("lang") or "",
        title=next((element.text() for element in head if element.tag == "title"), ""),
        kind=next((e.get("class").rpartition("--")[2] for e in elements if e.tag == "main"), ""),
        metas=_metas(elements),
        headings=tuple((int(e.tag[1]), e.text()) for e in elements if e.tag in HEADINGS),
        mains=sum(element.tag == "main" for element in elements),
        ids=Counter(e.attributes["id"] or "" for e in elements if "id" in e.attributes),
        answers=frozenset(_answers(elements)),
        canonicals=tuple(e.get("href") for e in head if "canonical" in e.rels()),
        alternates=tuple((e.get("hreflang"), e.get("href")) for e in head if e.is_translation()),
        feeds=tuple(e.get("href") for e in head if e.is_feed()),
        references=tuple(_references(everything)),
        stays=tuple(_stays(everything)),
        oembeds=tuple(e.get("href") for e in head if e.get("type").lower() == OEMBED),
        languages=frozenset(_languages(elements)),
        images_without_alt=tuple(
            e.get("src") for e in everything if e.tag == "img" and "alt" not in e.attributes
        ),
        policies=tuple(element.get("content") for element in head if element.is_policy()),
        loaded_early=tuple(_loaded_early(head)),
        inline=tuple(_inline(everything)),
        json_ld=tuple(element.node.text() for element in elements if element.is_json_ld()),
        leftovers=tuple(_leftovers(tree)),
    )


def _elements(node: LexborNode) -> Iterator[Element]:
    for found in node.traverse():
        tag, attributes = found.tag or "", found.attributes
        if tag in TELLING or not attributes.keys() <= {"class"}:
            yield Element(tag, attributes, found)


def _stored(node: LexborNode) -> Iterator[Element]:
    """Yield what templates hold, which a traversal of the page does not reach."""
    for fragment in node.template_fragments():
        yield from _elements(fragment)
        yield from _stored(fragment)


def _metas(elements: list[Element]) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in elements:
        if element.tag == "meta" and (key := element.get("name") or element.get("property")):
            metas.setdefault(key.lower(), element.get("content"))
    return metas


def _references(elements: list[Element]) -> Iterator[Reference]:
    for element in elements:
        if element.tag == "link" and ("canonical" in element.rels() or element.is_translation()):
            continue  # addresses of whole pages have a rule of their own
        for name, value in element.attributes.items():
            if name in ADDRESSES:
                loads = element.loads() and name != "formaction"
                yield Reference((value or "").strip(), loads)
            elif name in ADDRESS_LISTS:
                found = SRCSET_ADDRESS.findall(value or "")
                yield from (Reference(address, loads=True) for address in found)


def _stays(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        is_link = element.tag in {"a", "area"} and "href" in element.attributes
        if is_link and element.get("target").lower() not in {"_blank", "_top"}:
            yield element.get("href")


def _languages(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "a" and "hreflang" in element.attributes:
            yield from {element.get("hreflang")} & {element.get("lang")}


def _answers(elements: list[Element]) -> Iterator[str]:
    """Yield the queries that give one answer of a flow, `?question=option`, by all their names."""
    questions: list[str] = []
    for element in elements:
        names = [*element.get("data-node").split(), *element.get("data-was").split()]
        if element.get("data-node"):
            questions = names
        elif option := element.get("data-option"):
            yield from (f"?{q}={name}" for q in questions for name in (option, *names))


def _loaded_early(head: list[Element]) -> Iterator[str]:
    """Yield what loads above the Content-Security-Policy."""
    for element in takewhile(lambda element: not element.is_policy(), head):
        is_code = element.tag in {"script", "style"} and not element.is_json_ld()
        if is_code or (element.tag == "link" and element.loads()):
            yield element.get("href") or element.get("src") or f"<{element.tag}>"


def _inline(elements: list[Element]) -> Iterator[tuple[str, str]]:
    """Yield code and styles that are written into the page, and a string to find each by."""
    for element in elements:
        tag = element.tag
        is_code = tag == "script" and "src" not in element.attributes and not element.is_json_ld()
        if tag == "style" or is_code:
            first_line = element.node.text().strip().partition("\n")[0]
            yield f"<{tag}>{first_line[:30]}", first_line or f"<{tag}"
        for name, value in element.attributes.items():
            if name == "style" or name[:2] == "on":
                yield f'{name}="{value or ""}"', f" {name}="


def _leftovers(tree: LexborHTMLParser) -> Iterator[str]:
    tree.strip_tags(NOT_PROSE, recursive=True)
    text = tree.body.text(separator="\n") if tree.body else ""
    if any(mark in text for mark in MARKS):  # far faster than the expression
        yield from (match.group().strip() for match in LEFTOVER.finditer(text))


def ids_are_unique(page: Page) -> Iterator[Problem]:
    """Use an id once in a page, and no white space in it."""
    for name, count in page.ids.items():
        if count > 1:
            yield page.problem(f'the id "{name}" occurs {count} times; keep one', f' id="{name}"')
        if not name or re.search(r"\s", name):
            message = f'the id "{name}" is empty or has white space; use letters and hyphens'
            yield page.problem(message, f' id="{name}"')


def head_describes_page(page: Page) -> Iterator[Problem]:
    """Name the folder's language, a title, a description and a viewport in every head."""
    if page.lang != page.locale:
        message = f'the language of the page is "{page.lang}"; write <html lang="{page.locale}">'
        yield page.problem(message, "<html")
    if not page.title:
        yield page.problem("the page has no title; write one in <title>", "<head")
    for name in ("description", "viewport"):
        if not page.metas.get(name):
            message = f'the page has no {name}; add <meta name="{name}" content="…">'
            yield page.problem(message, f'name="{name}"', "<head")


def body_has_outline(page: Page) -> Iterator[Problem]:
    """Give every page one main element and one h1, and skip no level of heading going down."""
    h1s = sum(level == 1 for level, _ in page.headings)
    for tag, count in (("main", page.mains), ("h1", h1s)):
        if count != 1:
            yield page.problem(f"the page has {count} {tag} elements; keep exactly one", f"<{tag}")
    for (above, _), (level, text) in pairwise(page.headings):
        if level > above + 1:
            message = f'the heading "{text}" is h{level} below h{above}; make it h{above + 1}'
            yield page.problem(message, text, f"<h{level}")


def images_have_alt(page: Page) -> Iterator[Problem]:
    """Give every image a text alternative, which may be empty."""
    for source in page.images_without_alt:
        message = f'the image "{source}" has no alt attribute; describe it, or write alt=""'
        yield page.problem(message, f' src="{source}"', source, "<img")


def canonical_is_own_address(page: Page) -> Iterator[Problem]:
    """Give every indexable page one canonical link, to its own address."""
    if page.indexable and page.canonicals != (page.address,):
        found = " and ".join(f'"{value}"' for value in page.canonicals) or "missing"
        message = f'the canonical link is {found}; write "{page.address}" once'
        yield page.problem(message, *page.canonicals, "<head")


def policy_is_strict(page: Page) -> Iterator[Problem]:
    """Begin every head with a Content-Security-Policy that forbids what it does not name."""
    if not page.policies:
        message = "the head has no Content-Security-Policy; add one as <meta http-equiv=…>"
        yield page.problem(message, "<head")
        return
    for value in page.loaded_early:
        message = f'"{value}" is above the Content-Security-Policy; move it below'
        yield page.problem(message, value)
    directives = [part.lower().split() for part in page.policies[0].split(";")]
    if ["default-src", "'none'"] not in directives:
        message = f'the policy "{page.policies[0]}" has no "default-src \'none\'"; write just that'
        yield page.problem(message, page.policies[0])
    for token in ("'unsafe-inline'", "'unsafe-eval'"):
        if any(token in directive for directive in directives):
            message = f"the Content-Security-Policy contains {token}; remove it"
            yield page.problem(message, page.policies[0])


def nothing_is_inline(page: Page) -> Iterator[Problem]:
    """Keep code and styles in files: none in elements, attributes or addresses."""
    for excerpt, needle in page.inline:
        message = f"{excerpt} is written into the page; move it to a file"
        yield page.problem(message, excerpt, needle)
    for value, _ in page.references:
        if ":" in value and re.sub(r"[\x00-\x20]", "", value).lower().startswith(RUNNABLE):
            yield page.problem(f'the address "{value}" runs code; move it to a file', value)


def nothing_loads_from_elsewhere(page: Page) -> Iterator[Problem]:
    """Load nothing from another origin."""
    for value, loads in page.references:
        if loads and is_foreign(value, page.address):
            message = f'the page loads "{value}" from another origin; copy the file to the site'
            yield page.problem(message, value)


def json_ld_is_valid(page: Page) -> Iterator[Problem]:
    """Write JSON-LD as JSON in the vocabulary of schema.org."""
    for text in page.json_ld:
        place = text.strip().partition("\n")[0]
        data, error = _parse(text)
        if error:
            message = f'the JSON-LD "{place[:30]}" is not a JSON object ({error}); correct it'
            yield page.problem(message, place, "ld+json")
        elif (context := data.get("@context")) != "https://schema.org":
            message = (
                f'the JSON-LD has the "@context" {_quote(context)}; write "https://schema.org"'
            )
            yield page.problem(message, place, "ld+json")


def json_ld_agrees_with_page(page: Page) -> Iterator[Problem]:
    """Say in the top entity of the JSON-LD what the page says."""
    entity = _top_entity(page)
    wanted = {"url": page.canonical, "inLanguage": page.lang} if entity else {}
    if "Article" in str(entity.get("@type")):
        wanted["headline"] = next((text for level, text in page.headings if level == 1), "")
    for key, value in wanted.items():
        found = entity.get(key)
        if (" ".join(found.split()) if isinstance(found, str) else found) != value:
            message = f'the JSON-LD has the "{key}" {_quote(found)}; write "{value}"'
            yield page.problem(message, f'"{key}"', "ld+json")


def json_ld_has_dates(page: Page) -> Iterator[Problem]:
    """Date an article in JSON-LD by ISO 8601."""
    entity = _top_entity(page)
    is_article = "Article" in str(entity.get("@type"))
    for key in ("datePublished", "dateModified") if is_article else ():
        try:
            datetime.fromisoformat(str(entity.get(key)))
        except ValueError:
            found = _quote(entity.get(key))
            message = f'the JSON-LD has the "{key}" {found}; write a date like "2026-01-31"'
            yield page.problem(message, f'"{key}"', "ld+json")


def _quote(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)[:80]
    return text.encode(errors="replace").decode()  # JSON can name halves of characters


def _parse(text: str) -> tuple[dict[str, object], str]:
    """Return a block of JSON-LD and what is wrong with it: one of them is empty."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        return {}, str(error)
    return (data, "") if isinstance(data, dict) else ({}, f"it is a {type(data).__name__}")


def _top_entity(page: Page) -> dict[str, object]:
    """Return the entity of the first block, or the first of its graph."""
    data = _parse(page.json_ld[0])[0] if page.json_ld else {}
    graph = data.get("@graph")
    top = graph[0] if isinstance(graph, list) and graph else data
    return top if isinstance(top, dict) else {}


def page_can_be_shared(page: Page) -> Iterator[Problem]:
    """Give a title, a description, an address and an image to those who share the page."""
    for name in () if page.is_404 else ("og:title", "og:description", "og:url", "og:image"):
        value = page.metas.get(name)
        if not value:
            message = f'the page has no {name}; add <meta property="{name}" content="…">'
            yield page.problem(message, name, "<head")
        elif name == "og:url" and value != page.canonical:
            message = f'the og:url "{value}" is not the canonical address; write "{page.canonical}"'
            yield page.problem(message, f'"{name}"')


def no_markup_is_left_over(page: Page) -> Iterator[Problem]:
    """Show no markup that should have become HTML."""
    for value in page.leftovers:
        yield page.problem(f'the text shows the markup "{value}"; correct it in the source', value)


PAGE_RULES = (
    ids_are_unique,
    head_describes_page,
    body_has_outline,
    images_have_alt,
    canonical_is_own_address,
    policy_is_strict,
    nothing_is_inline,
    nothing_loads_from_elsewhere,
    json_ld_is_valid,
    json_ld_agrees_with_page,
    json_ld_has_dates,
    page_can_be_shared,
    no_markup_is_left_over,
)
