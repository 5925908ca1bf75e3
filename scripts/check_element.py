"""The elements of a built page: each is found by its tag, and by the names of its attributes."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from msgspec import Struct
from selectolax.lexbor import LexborNode

from scripts.check_page import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ADDRESSES = frozenset({"href", "xlink:href", "src", "poster", "action", "formaction"})
ADDRESS_LISTS = frozenset({"srcset", "imagesrcset"})
ADDRESSED = ADDRESSES | ADDRESS_LISTS
FOLLOWED = frozenset({"a", "area", "form"})  # any other element loads its address
LOADING_LINKS = frozenset(
    {"apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload"}
    | {"preconnect", "prefetch", "preload", "stylesheet"}
)
OEMBED = "application/json+oembed"
SECTIONS = frozenset({"h2", "h3", "h4"})
HEAD = "head"
"""The role of what tells something if it stands above the body, and of the body."""
TAGS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("heading",)),
    **dict.fromkeys(MARKS, ("mark",)),
    **dict.fromkeys(("script", "style"), ("code", HEAD)),
    **dict.fromkeys(("body", "title"), (HEAD,)),
    **{tag: (tag, HEAD) for tag in ("link", "meta")},
    **{tag: (tag,) for tag in ("img", "label", "main", "template")},
}
ATTRIBUTES = {
    **dict.fromkeys(ADDRESSED, "address"),
    **dict.fromkeys(("data-node", "data-option"), "answer"),
    **{name: name for name in ("hreflang", "id")},
}
CODED = "coded"
"""The role of elements that have code or styles in an attribute."""


class Element(Struct, frozen=True, gc=False):
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

    def rels(self) -> frozenset[str]:
        """Return the types of a link, which HTML separates by any white space."""
        return _types(self.get("rel"))

    def is_policy(self) -> bool:
        """Return whether this is a Content-Security-Policy."""
        is_order = "http-equiv" in self.attributes
        return is_order and self.get("http-equiv").lower() == "content-security-policy"

    def is_json_ld(self) -> bool:
        """Return whether this is a block of JSON-LD."""
        return self.tag == "script" and self.get("type").lower() == "application/ld+json"

    def is_code(self) -> bool:
        """Return whether this is a script or a style sheet, there or in a file."""
        return self.tag == "style" or (self.tag == "script" and not self.is_json_ld())

    def is_translation(self) -> bool:
        """Return whether this names a version of the page, as opposed to a feed."""
        if "hreflang" not in self.attributes or "alternate" not in self.rels():
            return False
        return self.get("type").lower() in {"", "text/html"}

    def is_oembed(self) -> bool:
        """Return whether this leads to a description of the page for oEmbed."""
        return "type" in self.attributes and self.get("type").lower() == OEMBED

    def is_feed(self) -> bool:
        """Return whether this names a feed of the site."""
        return "alternate" in self.rels() and self.get("type").lower() == "application/atom+xml"

    def loads(self) -> bool:
        """Return whether a browser fetches this element's addresses by itself."""
        if self.tag == "link":
            return not LOADING_LINKS.isdisjoint(self.rels())
        return self.tag not in FOLLOWED

    def is_part(self) -> bool:
        """Return whether this is a section or an item of what is the page's own."""
        is_item = self.tag == "li" and "item" in self.get("class").split()
        if not (is_item or self.tag in SECTIONS):
            return False
        above = self._above()
        return "main" in above and "nav" not in above[above.index("main") :]

    def _above(self) -> list[str]:
        """Return the tags of the elements that this one stands in, from the outermost."""
        tags, above = list[str](), self.node.parent
        while above:
            tags.append(above.tag or "")
            above = above.parent
        return tags[::-1]


class Elements:
    """The elements of a page by their roles, in their order."""

    def __init__(self, root: LexborNode) -> None:
        self._shown = _by_role(root.traverse())
        self._stored = _by_role(chain.from_iterable(_stored(e.node) for e in self.of("template")))

    @property
    def head(self) -> list[Element]:
        """What tells something above the body."""
        return list(takewhile(lambda element: element.tag != "body", self.of(HEAD)))

    def of(self, role: str) -> list[Element]:
        """Return the elements that have a role, but those that templates hold."""
        return self._shown.get(role, [])

    def everywhere(self, role: str) -> list[Element]:
        """Return the elements that have a role; those that templates hold come last."""
        return self.of(role) + self._stored.get(role, [])


def _by_role(nodes: Iterable[LexborNode]) -> dict[str, list[Element]]:
    found = defaultdict[str, list[Element]](list)
    for node in nodes:
        attributes, tag = node.attributes, node.tag or ""
        if roles := _roles(tag, *attributes) if attributes else TAGS.get(tag):
            element = Element(tag, attributes, node)
            for role in roles:
                found[role].append(element)
    return found


@lru_cache(4096)  # a site has not many kinds of elements
def _roles(tag: str, *attributes: str) -> set[str]:
    """Return what rules want an element for that has this tag, and attributes of these names."""
    roles = {ATTRIBUTES[name] for name in attributes if name in ATTRIBUTES}
    roles.update(CODED for name in attributes if is_coded(name))
    return roles.union(TAGS.get(tag, ()))


def is_coded(attribute: str) -> bool:
    """Return whether there are code or styles in an attribute of this name."""
    return attribute == "style" or attribute.startswith("on")


def _stored(node: LexborNode) -> Iterator[LexborNode]:
    """Yield what templates hold, which a traversal of the page does not reach."""
    for fragment in node.template_fragments():
        yield from fragment.traverse()
        yield from _stored(fragment)


@lru_cache(256)
def _types(rel: str) -> frozenset[str]:
    return frozenset(rel.lower().split())
