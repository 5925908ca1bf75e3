"""One built page: what it says, read once, as a function of its place and its bytes alone."""

from __future__ import annotations

import html
import re
from collections import Counter
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from scripts.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

ADDRESSES = frozenset({"href", "xlink:href", "src", "poster", "action", "formaction"})
ADDRESS_LISTS = frozenset({"srcset", "imagesrcset"})
ADDRESSED = ADDRESSES | ADDRESS_LISTS
FOLLOWED = frozenset({"a", "area", "form"})  # any other element loads its address
LOADING_LINKS = frozenset(
    {"apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload"}
    | {"preconnect", "prefetch", "preload", "stylesheet"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TOOLS = frozenset({"checklist-tool", "flow-tool"})
MARKS = TOOLS | {"keep-offline"}
TELLING = (
    HEADINGS | MARKS | {"body", "img", "main", "script", "style", "template", "title"}
)  # if bare too
ANSWERING = frozenset({"data-node", "data-option"})
PARTS = "main h2[id], main h3[id], main h4[id], main li.item[id]"
NOT_PARTS = "main nav [id]"
PROOF = "proof__paths"
NOT_PROSE = ["code", "pre", "script", "style"]
OEMBED = "application/json+oembed"
SRCSET_ADDRESS = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?(?:,|$)")
LEFT = ("[@", "{{", "{%", "{#", "::")
LEFTOVER = re.compile(r"(?:\[@|\{[{%#]).{0,30}|^[ \t]*::+ ?\w.{0,30}", re.MULTILINE)
OWN = frozenset({"", "#", "?"})  # how addresses in the page itself begin
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|[/?#]|$", re.IGNORECASE)
PATH = re.compile(r"[\w./-]+", re.ASCII)
WHOLE = re.compile(r"https?://[\w.-]+/(?:[\w-]+/)*(?:[\w-]+\.\w+)?(?:#[\w-]+)?", re.ASCII)
PLAIN = re.compile(r"(?:[\w-]+/)*(?:[\w-]+\.\w+)?(?:#[\w-]+)?", re.ASCII)  # needs no resolving


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

    def is_code(self) -> bool:
        """Return whether this is a script or a style sheet, there or in a file."""
        return self.tag == "style" or (self.tag == "script" and not self.is_json_ld())

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


class Page(Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What the rules about the site need to know of a page; `path` is relative to its `folder`.

    `links` are the addresses in the site that the page leads to, and `loaded` those that it fetches
    without being asked, relative to the site's root. `stray` says that it has others which lead
    out of the site unasked, or nowhere. `parts` are the ids and titles of what can be linked to.
    """

    path: str
    address: str
    locale: str
    folder: Any = None
    title: str
    heading: str
    kind: str
    noindex: bool
    image: str
    ids: dict[str, int]
    parts: tuple[tuple[str, str], ...]
    answers: frozenset[str]
    canonicals: tuple[str, ...]
    alternates: tuple[tuple[str, str], ...]
    feeds: tuple[str, ...]
    oembeds: tuple[str, ...]
    manifests: tuple[str, ...]
    languages: frozenset[str]
    links: frozenset[str]
    loaded: frozenset[str]
    stray: bool
    marks: frozenset[str]

    @property
    def source(self) -> bytes:
        """The page's bytes, read when they are asked for. Raises ChangedError."""
        return self.folder.read(self.path)  # type: ignore[no-any-return] # msgspec knows no folders

    @property
    def is_404(self) -> bool:
        """Return whether the page is served in place of missing ones."""
        return self.path.rsplit("/", 1)[-1] == "404.html"

    @property
    def indexable(self) -> bool:
        """Return whether search engines may list the page."""
        return not (self.noindex or self.is_404)

    @property
    def canonical(self) -> str:
        """Return the page's own address, or that of the page that it is a variant of."""
        return self.address if self.indexable else next(iter(self.canonicals), self.address)

    def problem(self, message: str, *values: str) -> Problem:
        """Return a problem at the line of the first of `values` that the page contains."""
        lines = (line_of(self.source, value) for value in values)
        return Problem(f"site/{self.path}", next(filter(None, lines), 0), " ".join(message.split()))

    def reading(self) -> Reading:
        """Return all that the page says, read anew."""
        return read_page(self.path, self.address, self.locale, self.source)


class Reading(Page, frozen=True, kw_only=True, array_like=True, gc=False):
    """All that a page says: what its own rules need to know too."""

    content: bytes
    lang: str
    metas: dict[str, str]
    headings: tuple[tuple[int, str], ...]
    mains: int
    references: tuple[Reference, ...]
    images_without_alt: tuple[str, ...]
    policies: tuple[str, ...]
    loaded_early: tuple[str, ...]
    inline: tuple[tuple[str, str], ...]
    json_ld: tuple[str, ...]
    leftovers: tuple[str, ...]

    @property
    def source(self) -> bytes:
        """The page's bytes."""
        return self.content

    def page(self) -> Page:
        """Return what the site needs to know, without the content."""
        return Page(**{name: getattr(self, name) for name in Page.__struct_fields__})


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


def place(path: str) -> str:
    """Return the address of a file, relative to that of the site."""
    shown = path[:-10] if f"/{path}".endswith("/index.html") else path
    return shown if PATH.fullmatch(shown) else quote(shown, errors="surrogateescape")


def folders(address: str) -> list[str]:
    """Return the folders that an address is in, from the nearest to the root of its host."""
    root, *names = re.findall(r"^\w+://[^/]*/|[^/]*/", address)
    return ["".join((root, *names[:end])) for end in range(len(names), -1, -1)]


def joined(address: str, above: list[str], value: str) -> str:
    """Return the whole of an address that stands at another one, which is in these folders.

    Most are as plain as can be, and need no resolving. Raises ValueError if it is none.
    """
    if value[:1] == "#":
        return address + value if PLAIN.fullmatch(value) else urljoin(address, value)
    if value[:4] == "http" and WHOLE.fullmatch(value):
        return value
    up = 0
    while up < len(above) - 1 and value.startswith("../", 3 * up):
        up += 1
    rest = value[3 * up :]
    if value and PLAIN.fullmatch(rest):
        return above[up] + rest
    return _joined(above[up], rest) if PATH.fullmatch(rest) else urljoin(address, value)


_joined = lru_cache(4096)(urljoin)  # menus repeat the same addresses on every page


def utf8_fault(path: str, source: bytes) -> Problem | None:
    """Return the problem of a text that is not UTF-8."""
    try:
        source.decode()
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        message = f"the byte 0x{source[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return Problem(f"site/{path}", line, message)
    return None


def read_page(path: str, address: str, locale: str, source: bytes) -> Reading:
    """Return what the UTF-8 text of a page says."""
    tree = LexborHTMLParser(source)
    root = tree.root or tree.css("html")[0]
    elements = list(_elements(root))
    holds = any(element.tag == "template" for element in elements)
    everything = elements + list(_stored(root)) if holds else elements
    head = list(takewhile(lambda element: element.tag != "body", elements))
    related = [element for element in head if "rel" in element.attributes]
    headings = [(int(e.tag[1]), e.text()) for e in elements if e.tag in HEADINGS]
    metas, above = _metas(elements), folders(address)
    references = tuple(_references(everything))
    links, loaded, stray = _places(path, address, above, references)
    return Reading(
        path=path,
        address=address,
        locale=locale,
        content=source,
        lang=root.attributes.get("lang") or "",
        title=next((element.text() for element in head if element.tag == "title"), ""),
        heading=next((text for level, text in headings if level == 1), ""),
        kind=next((e.get("class").rpartition("--")[2] for e in elements if e.tag == "main"), ""),
        noindex="noindex" in metas.get("robots", "").lower(),
        image=metas.get("og:image", ""),
        metas=metas,
        headings=tuple(headings),
        mains=sum(element.tag == "main" for element in elements),
        ids=Counter(e.attributes["id"] or "" for e in elements if "id" in e.attributes),
        parts=tuple(_parts(tree)),
        answers=frozenset(_answers(elements)),
        canonicals=tuple(e.get("href") for e in related if "canonical" in e.rels()),
        alternates=tuple((e.get("hreflang"), e.get("href")) for e in related if e.is_translation()),
        feeds=tuple(_whole(address, above, e.get("href")) for e in related if e.is_feed()),
        manifests=tuple(
            _whole(address, above, e.get("href"))
            for e in everything
            if e.tag == "link" and "manifest" in e.rels()
        ),
        references=references,
        links=links,
        loaded=loaded,
        stray=stray,
        oembeds=tuple(e.get("href") for e in head if e.get("type").lower() == OEMBED),
        languages=frozenset(_languages(elements)),
        images_without_alt=tuple(
            e.get("src") for e in everything if e.tag == "img" and "alt" not in e.attributes
        ),
        marks=frozenset({e.tag for e in everything} & MARKS | _proofs(source)),
        policies=tuple(element.get("content") for element in head if element.is_policy()),
        loaded_early=tuple(_loaded_early(head)),
        inline=tuple(_inline(everything)),
        json_ld=tuple(e.node.text() for e in elements if e.tag == "script" and e.is_json_ld()),
        leftovers=tuple(_leftovers(tree)),
    )


def stays(source: bytes) -> Iterator[str]:
    """Yield the addresses that a page's links open in its own window or frame."""
    root = LexborHTMLParser(source).css("html")[0]
    for element in (*_elements(root), *_stored(root)):
        is_link = element.tag in {"a", "area"} and "href" in element.attributes
        if is_link and element.get("target").lower() not in {"_blank", "_top"}:
            yield element.get("href")


def _elements(node: LexborNode) -> Iterator[Element]:
    for found in node.traverse():
        tag, attributes = found.tag or "", found.attributes
        told = len(attributes) > 1 or (attributes and "class" not in attributes)
        if told or tag in TELLING:
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
        if ADDRESSED.isdisjoint(element.attributes):
            continue
        if element.tag == "link" and ("canonical" in element.rels() or element.is_translation()):
            continue  # addresses of whole pages have a rule of their own
        loads = element.tag not in FOLLOWED and element.loads()
        for name, value in element.attributes.items():
            if name in ADDRESSES:
                yield Reference((value or "").strip(), loads and name != "formaction")
            elif name in ADDRESS_LISTS:
                found = SRCSET_ADDRESS.findall(value or "")
                yield from (Reference(address, loads=True) for address in found)


def _places(
    path: str, address: str, above: list[str], references: Iterable[Reference]
) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return where references lead and what they load in the site, and if any leads elsewhere."""
    site = address.removesuffix(place(path))
    is_404, stray = path.rsplit("/", 1)[-1] == "404.html", False
    found: tuple[set[str], set[str]] = (set(), set())
    for value, loads in set(references):
        whole = _whole(address, above, value)
        if whole.startswith(site):
            found[loads].add(whole[len(site) :])
            stray = stray or (is_404 and not ABSOLUTE.match(value))
        elif not whole or not _names_host(value):
            stray = True
    return frozenset(found[False]), frozenset(found[True]), stray


def _whole(address: str, above: list[str], value: str) -> str:
    try:
        return joined(address, above, value)
    except ValueError:  # the rule about addresses that lead somewhere reports it
        return ""


def _names_host(value: str) -> bool:
    parts = urlsplit(value)
    return bool(parts.scheme or parts.netloc)


def _parts(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Yield the ids and titles of what can be linked to."""
    others = {node.attributes["id"] for node in tree.css(NOT_PARTS)}
    for node in tree.css(PARTS):
        if (name := node.attributes["id"] or "") not in others:
            titled = node.css_first("label") or node
            yield name, " ".join(titled.text().split())


def _proofs(source: bytes) -> set[str]:
    return {PROOF} if PROOF.encode() in source else set()


def _languages(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if "hreflang" in element.attributes and element.tag == "a":
            yield from {element.get("hreflang")} & {element.get("lang")}


def _answers(elements: list[Element]) -> Iterator[str]:
    """Yield the queries that give one answer of a flow, `?question=option`, by all their names."""
    questions: list[str] = []
    for element in elements:
        if ANSWERING.isdisjoint(element.attributes):
            continue
        names = [*element.get("data-node").split(), *element.get("data-was").split()]
        if element.get("data-node"):
            questions = names
        elif option := element.get("data-option"):
            yield from (f"?{q}={name}" for q in questions for name in (option, *names))


def _loaded_early(head: list[Element]) -> Iterator[str]:
    """Yield what loads above the Content-Security-Policy."""
    for element in takewhile(lambda element: not element.is_policy(), head):
        if element.is_code() or (element.tag == "link" and element.loads()):
            yield element.get("href") or element.get("src") or f"<{element.tag}>"


def _inline(elements: list[Element]) -> Iterator[tuple[str, str]]:
    """Yield code and styles that are written into the page, and a string to find each by."""
    names = set().union(*(element.attributes for element in elements))
    coded = {name for name in names if name == "style" or name[:2] == "on"}
    for tag, attributes, node in (element for element in elements if element.is_code()):
        if tag == "style" or "src" not in attributes:
            first_line = node.text().strip().partition("\n")[0]
            yield f"<{tag}>{first_line[:30]}", first_line or f"<{tag}"
    for element in elements if coded else ():
        for name in coded.intersection(element.attributes):
            yield f'{name}="{element.attributes[name] or ""}"', f" {name}="


def _leftovers(tree: LexborHTMLParser) -> Iterator[str]:
    if not _may_be_left(tree):  # far faster than taking out what is no prose
        return
    tree.strip_tags(NOT_PROSE, recursive=True)
    if _may_be_left(tree):
        for match in LEFTOVER.finditer(_text(tree)):
            yield match.group().strip()


def _may_be_left(tree: LexborHTMLParser) -> bool:
    text = _text(tree)
    return any(mark in text for mark in LEFT)


def _text(tree: LexborHTMLParser) -> str:
    return tree.body.text(separator="\n") if tree.body else ""
