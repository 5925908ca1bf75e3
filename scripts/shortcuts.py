"""Ways past what Markdown would look for in vain: most texts have no sign of what they are searched for.

They hold only where no extension gives a meaning to other signs, and are taken only there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.blockprocessors import ParagraphProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

INLINE = frozenset(
    {
        *("backtick", "escape", "reference", "link", "image_link", "image_reference"),
        *("short_reference", "short_image_ref", "autolink", "automail", "linebreak", "html"),
        *("entity", "not_strong", "em_strong", "em_strong2"),
    }
)
"""The inline Markdown that begins with one of SIGNS."""

SIGNS = re.compile(rf"[\\`\[!<&*_{STX}]|  \n")
BEFORE_INLINE = 25

BLOCKS = frozenset(
    {
        *("empty", "indent", "code", "table", "hashheader", "setextheader", "hr", "olist", "ulist"),
        *("quote", "reference", "paragraph"),
    }
)
"""The blocks that are told by how one of their lines begins: all but those of prose."""

PROSE = re.compile(r"(?:[^\s#=*_+>\[|:\d-][^\n]*(?:\n|\Z))+")
BEFORE_BLOCKS = 110


def pass_by(markdown: Markdown) -> bool:
    """Let Markdown pass by what texts have no sign of, if it knows no other signs than these."""
    inline, blocks = markdown.inlinePatterns, markdown.parser.blockprocessors
    known = (sum(name in inline for name in INLINE), sum(name in blocks for name in BLOCKS))
    fits = known == (len(inline), len(blocks))
    if fits:
        markdown.treeprocessors.register(_Plain(), "plain", BEFORE_INLINE)
        blocks.register(_Prose(markdown.parser), "prose", BEFORE_BLOCKS)
    return fits


class _Plain(Treeprocessor):
    """Marks the texts that inline Markdown need not be looked for in."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not SIGNS.search(element.text):
                element.text = AtomicString(element.text)


class _Prose(ParagraphProcessor):
    """Takes the paragraphs that can be nothing else, before they are tried as all else."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - as Markdown calls it
        return PROSE.fullmatch(block) is not None
