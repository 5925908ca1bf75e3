"""SVG drawings from elsewhere: refused when they could run or fetch anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Mapping

REFERENCE = re.compile(
    r"""(?:(?:url|src|image|image-set)\(|@import)\s*(?:url\()?\s*["']?([^)"'\s;]*)""", re.IGNORECASE
)
ESCAPE = re.compile(r"\\")
"""A backslash in a style can stand for any letter, of `url` too."""

LINKS = frozenset({"href", "src", "data", "base", "action"})
ACTIVE = frozenset(
    {
        *("script", "foreignobject", "iframe", "handler", "listener", "object", "embed"),
        *("animate", "animatemotion", "animatetransform", "set"),  # can change an address
    }
)


class SvgError(Exception):
    """A drawing is broken, or more than a drawing; the text says which, and what to do."""


def inspect(data: bytes) -> None:
    """Raise SvgError unless a file is one whole drawing that refers to nothing outside of it."""
    try:
        _parser(_Inspector()).Parse(data, True)  # noqa: FBT003 - expat takes no names
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise SvgError("is broken; save it anew as plain SVG") from error


def _parser(inspector: _Inspector) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartElementHandler = inspector.element
    parser.EndElementHandler = inspector.end
    parser.CharacterDataHandler = inspector.text
    parser.EntityDeclHandler = inspector.entity
    parser.ProcessingInstructionHandler = inspector.instruction
    return parser


class _Inspector:
    """Looks at each part of a drawing as it is read."""

    def __init__(self) -> None:
        self.root = ""
        self.style = ""
        self.in_style = False

    def element(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Look at an element and its attributes."""
        name = _local(tag)
        self.root = self.root or name
        if self.root != "svg":
            raise SvgError("is not an SVG picture; save it as one")
        if name in ACTIVE:
            raise SvgError(
                f"holds <{tag}>, and a drawing may not run anything; save it as plain SVG"
            )
        self.in_style = name == "style"
        for key, value in attributes.items():
            self.attribute(key, value)

    def attribute(self, key: str, value: str) -> None:
        """Look at an attribute."""
        name = _local(key)
        if name.startswith("on"):
            raise SvgError(
                f'holds "{key}", and a drawing may not run anything; save it as plain SVG'
            )
        if name in LINKS:
            _refers(value.strip())
        _styled(value, is_style=name == "style")

    def text(self, text: str) -> None:
        """Collect what stands in a style, which arrives in pieces."""
        if self.in_style:
            self.style += text

    def end(self, _tag: str) -> None:
        """Look at a style once it is whole."""
        _styled(self.style, is_style=True)
        self.style, self.in_style = "", False

    def entity(self, name: str, *_: object) -> None:
        """Refuse what stands for something else, which may be without end."""
        raise SvgError(f'defines the entity "{name}"; save it as plain SVG')

    def instruction(self, target: str, _data: str) -> None:
        """Refuse style sheets of other files."""
        raise SvgError(f"holds <?{target}?>; save it as plain SVG")


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _styled(text: str, *, is_style: bool) -> None:
    if is_style and ESCAPE.search(text):
        raise SvgError("holds a backslash in its style; save it as plain SVG, with shapes alone")
    if "(" in text or "@" in text:  # else there is none, and drawings are long
        for address in REFERENCE.findall(text):
            _refers(address)


def _refers(address: str) -> None:
    if address and not address.startswith("#"):
        shown = f"{address[:40]}…" if len(address) > 40 else address
        message = f'refers to "{shown}", outside of the drawing; save it as plain SVG'
        raise SvgError(f"{message}, with shapes alone")
