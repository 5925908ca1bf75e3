"""What of a page can be found: its sections, items, questions and outcomes, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from scripts.navigation import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

PARTS = "h2[id], h3[id], h4[id], li.item[id]"
STARTS = frozenset({"h2", "h3", "h4", "li"})
ITEM, TEXT = "li", "-text"
BLOCK = "\0"
"""What stands between blocks of text; HTML has no such sign."""
ENDS = frozenset(".?!:;,…”’)")
# Marks, buttons and links about the text, and lists that only repeat other pages and parts.
ASIDE = (
    "template, button, input, .cite, .ours, .node__number, .node__source, .verdict__label, "
    ".option__goto, .visually-hidden, .item__links, .slip__head, .template__channels, "
    ".template__more summary, .overview__box, .proof__nodes, .proof__more, .cards, site-search, "
    ".kit"
)
INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "span", "strong", "sup", "sub", "time"})


class Section(NamedTuple):
    """A part of a page that a search can lead to; `id` is empty for the page's beginning.

    `above` is the title of the section that it is in, `text` what stands in it up to the next one.
    """

    id: str
    title: str
    text: str
    above: str = ""


def sections(html: str) -> Iterator[Section]:
    """Yield the sections of a page's rendered Markdown, in order; the first is what is above all."""
    tree = LexborHTMLParser(html)
    for node in tree.css(ASIDE):
        node.decompose()
    trail: list[tuple[str, str]] = []  # the headings that a part is under, with their tags
    for part, text in _parts(tree):
        if not part:
            yield Section("", "", text)
            continue
        tag, title = str(part.tag), _title(part)
        trail = [above for above in trail if above[0] < tag]
        yield Section(part.attributes["id"] or "", title, text, trail[-1][1] if trail else "")
        trail.append((tag, title))


def _parts(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode | None, str]]:
    """Yield each part with the text that follows its title; first of all the text before them."""
    starts = {node.mem_id: node for node in tree.css(PARTS)}
    titled = {text for part in starts.values() for node in _titles(part) for text in _texts(node)}
    part: LexborNode | None = None
    texts: list[str] = []
    for node in tree.root.traverse(include_text=True) if tree.root else ():
        tag = node.tag
        if tag == TEXT:
            if node.mem_id not in titled:
                texts.append(node.text_content or "")
        elif tag in INLINE:
            continue
        elif tag in STARTS and node.mem_id in starts:
            yield part, _joined(texts)
            part, texts = starts[node.mem_id], []
        else:
            texts.append(BLOCK)
    yield part, _joined(texts)


def _titles(part: LexborNode) -> list[LexborNode]:
    """Return what a part's title is in: a label in an item, else the heading itself."""
    return part.css("label") if part.tag == ITEM else [part]


def _texts(title: LexborNode) -> Iterator[int]:
    """Yield the ids of the texts that a title is, without those of blocks in it."""
    for node in title.iter(include_text=True):
        if node.tag == TEXT:
            yield node.mem_id
        elif node.tag in INLINE:
            yield from _texts(node)


def _title(part: LexborNode) -> str:
    return next((one_line(node.text()) for node in _titles(part)), "")


def _joined(texts: list[str]) -> str:
    """Return blocks of text as one line; a dot is between two where no sentence ends."""
    blocks = "".join(texts).split(BLOCK)
    lines = [" ".join(found) for block in blocks if block and (found := block.split())]
    parts = [line if line[-1] in ENDS else f"{line} ·" for line in lines]
    return " ".join(parts).removesuffix(" ·")
