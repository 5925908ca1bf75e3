"""The reading of one built page: all that it says, as a function of its place and its bytes alone."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from scripts.check_address import joined, places
from scripts.check_element import (
    ADDRESSED,
    ADDRESSES,
    CODED,
    FOLLOWED,
    Element,
    Elements,
    is_coded,
)
from scripts.check_page import PROOF, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.check_address import Reference

NOT_PROSE = ["code", "pre", "script", "style"]
SRCSET_ADDRESS = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?(?:,|$)")
LEFT = ("@", "{", "::")
"""One of these is in all markup that is left."""
LEFTOVER = re.compile(r"(?:\[@|\{[{%#]).{0,30}|^[ \t]*::+ ?\w.{0,30}", re.MULTILINE)


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


def read_again(page: Page) -> Reading:
    """Return all that a page says, read anew."""
    return read_page(page.path, page.address, page.locale, page.source)


def read_page(path: str, address: str, locale: str, source: bytes) -> Reading:
    """Return what the UTF-8 text of a page says."""
    tree = LexborHTMLParser(source)
    root = tree.root or tree.css("html")[0]
    elements = Elements(root)
    head = elements.head
    related = [element for element in head if "rel" in element.attributes]
    headings = [(int(e.tag[1]), e.text()) for e in elements.of("heading")]
    metas = _metas(elements.of("meta"))
    references = dict.fromkeys(_references(elements.everywhere("address")))
    found = places(path, address, references)
    return Reading(
        path=path,
        address=address,
        locale=locale,
        content=source,
        lang=root.attributes.get("lang") or "",
        title=next((element.text() for element in head if element.tag == "title"), ""),
        heading=next((text for level, text in headings if level == 1), ""),
        kind=next((e.get("class").rpartition("--")[2] for e in elements.of("main")), ""),
        noindex="noindex" in metas.get("robots", "").lower(),
        image=metas.get("og:image", ""),
        metas=metas,
        headings=tuple(headings),
        mains=len(elements.of("main")),
        ids=Counter(e.attributes["id"] or "" for e in elements.of("id")),
        parts=tuple(_parts(elements)),
        answers=frozenset(_answers(elements.of("answer"))),
        canonicals=tuple(e.get("href") for e in related if "canonical" in e.rels()),
        alternates=tuple((e.get("hreflang"), e.get("href")) for e in related if e.is_translation()),
        feeds=tuple(joined(address, e.get("href")) for e in related if e.is_feed()),
        manifests=tuple(
            joined(address, e.get("href"))
            for e in elements.everywhere("link")
            if "manifest" in e.rels()
        ),
        references=tuple(references),
        links=found.links,
        loaded=found.loaded,
        stray=found.stray,
        oembeds=tuple(e.get("href") for e in head if e.is_oembed()),
        languages=frozenset(_languages(elements.of("hreflang"))),
        images_without_alt=tuple(
            e.get("src") for e in elements.everywhere("img") if "alt" not in e.attributes
        ),
        marks=frozenset(_marks(elements, source)),
        policies=tuple(element.get("content") for element in head if element.is_policy()),
        loaded_early=tuple(_loaded_early(head)),
        inline=tuple(_inline(elements)),
        json_ld=tuple(e.node.text() for e in elements.of("code") if e.is_json_ld()),
        leftovers=tuple(_leftovers(tree)),
    )


def stays(source: bytes) -> Iterator[str]:
    """Yield the addresses that a page's links open in its own window or frame."""
    elements = Elements(LexborHTMLParser(source).css("html")[0])
    for element in elements.everywhere("address"):
        is_link = element.tag in {"a", "area"} and "href" in element.attributes
        if is_link and element.get("target").lower() not in {"_blank", "_top"}:
            yield element.get("href")


def _metas(elements: Iterable[Element]) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in elements:
        if key := element.get("name") or element.get("property"):
            metas.setdefault(key.lower(), element.get("content"))
    return metas


def _references(elements: Iterable[Element]) -> Iterator[Reference]:
    for element in elements:
        if element.tag == "link" and ("canonical" in element.rels() or element.is_translation()):
            continue  # addresses of whole pages have a rule of their own
        loads = element.tag not in FOLLOWED and element.loads()
        for name, value in element.attributes.items():
            if name not in ADDRESSED:
                continue
            if name in ADDRESSES:
                yield (value or "").strip(), loads and name != "formaction"
            else:
                yield from ((address, True) for address in SRCSET_ADDRESS.findall(value or ""))


def _parts(elements: Elements) -> Iterator[tuple[str, str]]:
    """Yield the ids and titles of what can be linked to."""
    has_labels = bool(elements.of("label"))
    for element in filter(Element.is_part, elements.of("id")):
        label = element.node.css_first("label") if has_labels else None
        title = " ".join(label.text().split()) if label else element.text()
        yield element.attributes["id"] or "", title


def _marks(elements: Elements, source: bytes) -> set[str]:
    proofs = {PROOF} if PROOF.encode() in source else set()
    return {element.tag for element in elements.everywhere("mark")} | proofs


def _languages(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        if element.tag == "a":
            yield from {element.get("hreflang")} & {element.get("lang")}


def _answers(elements: Iterable[Element]) -> Iterator[str]:
    """Yield the queries that give one answer of a flow, `?question=option`, by all their names."""
    questions: list[str] = []
    for element in elements:
        names = [*element.get("data-node").split(), *element.get("data-was").split()]
        if element.get("data-node"):
            questions = names
        elif option := element.get("data-option"):
            yield from (f"?{q}={name}" for q in questions for name in (option, *names))


def _loaded_early(head: Iterable[Element]) -> Iterator[str]:
    """Yield what loads above the Content-Security-Policy."""
    for element in takewhile(lambda element: not element.is_policy(), head):
        if element.is_code() or (element.tag == "link" and element.loads()):
            yield element.get("href") or element.get("src") or f"<{element.tag}>"


def _inline(elements: Elements) -> Iterator[tuple[str, str]]:
    """Yield code and styles that are written into the page, and a string to find each by."""
    for element in filter(Element.is_code, elements.everywhere("code")):
        if element.tag == "style" or "src" not in element.attributes:
            first_line = element.node.text().strip().partition("\n")[0]
            yield f"<{element.tag}>{first_line[:30]}", first_line or f"<{element.tag}"
    for element in elements.everywhere(CODED):
        for name in filter(is_coded, element.attributes):
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
