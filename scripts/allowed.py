"""What an editor's Markdown may become: the only elements, attributes and addresses for it.

Markdown has more ways than one knows to put an attribute, an element or an address into a page:
lists of attributes, definitions of links, code that is none to its parser. So the text is rendered
as the site renders it, and the result is looked through. Most texts have no sign of such things
and are not rendered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTENSIONS = ("attr_list", "fenced_code", "sane_lists", "tables", "toc")
CONFIGS: dict[str, dict[str, object]] = {
    "tables": {"use_align_attribute": True},
    "toc": {"marker": ""},
}
"""What mkdocs.yml and MkDocs itself turn on."""

NONE: frozenset[str] = frozenset()
ELEMENTS = {
    **dict.fromkeys(("p", "ul", "li", "em", "strong", "pre", "blockquote", "br", "hr"), NONE),
    **dict.fromkeys(("table", "thead", "tbody", "tr"), NONE),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), frozenset({"id"})),
    **dict.fromkeys(("th", "td"), frozenset({"align"})),
    "a": frozenset({"href", "title"}),
    "code": frozenset({"class"}),
    "img": frozenset({"alt", "src", "title"}),
    "ol": frozenset({"start"}),
}
"""The elements that Markdown makes, each with its attributes."""

FOUND_BY_VALUE = frozenset({"class", "href", "id", "src"})
"""The attributes whose names need not stand in the text."""

SCHEMES = frozenset({"http", "https", "mailto"})
CONTROL = re.compile(r"[\x00-\x20\\]")
LANGUAGE = re.compile(r"language-[\w#.+-]+")
INSIDE = r"(?:\.\./)*[\w-][\w./-]*[#)]"
# Plain links and images and ids of headings are what pages have; other signs are rare.
PLAIN = re.compile(
    rf"!\[[^][\n]*\]\({INSIDE}|\]\((?:https?://|mailto:|#|{INSIDE})|\{{(?<=[ ]\{{)#[a-z0-9-]+\}}$",
    re.MULTILINE,
)
SUSPECT = re.compile(r"<|\{|\]\(|\]:|!\[")


def rendered(text: str) -> str:
    """Return the HTML that a text becomes by itself."""
    from markdown import Markdown  # noqa: PLC0415 - hardly any text needs it

    return Markdown(extensions=EXTENSIONS, extension_configs=CONFIGS).convert(text)


def smuggled(text: str) -> Iterator[tuple[int, str]]:
    """Yield what a text puts into a page that Markdown is not for, by lines from 0."""
    if not _is_suspect(text):
        return
    lines = text.split("\n")
    suspect = [n for n, line in enumerate(lines) if _is_suspect(line)]
    for needle, message in _faults(rendered(text)) if suspect else ():
        near = (n for n in (*suspect, *range(len(lines))) if needle in lines[n])
        yield next(near, suspect[0]), message


def _is_suspect(text: str) -> bool:
    """Return whether a text has other signs than those of plain links, images and ids."""
    place = 0
    while found := SUSPECT.search(text, place):
        if not (plain := PLAIN.match(text, found.start())):
            return True
        place = plain.end()
    return False


def _faults(html: str) -> Iterator[tuple[str, str]]:
    """Yield what does not belong into a page, and a piece of text to find each by."""
    body = LexborHTMLParser(f"<body>{html}").body  # else the first elements are its head
    for node in body.traverse() if body else ():
        tag = node.tag or ""
        if node.tag == "body":
            continue
        if tag not in ELEMENTS:
            yield f"<{tag}", f'"<{tag}>" is HTML; write Markdown, or `&lt;` for <'
            continue
        for name, given in node.attributes.items():
            value = given or ""
            if message := _fault(tag, name, value):
                yield (name if name not in FOUND_BY_VALUE else value), message


def _fault(tag: str, name: str, value: str) -> str:
    """Return what is wrong with an attribute, or an empty string."""
    shown = f'"{name}={value}"' if value else f'"{name}"'
    if name not in ELEMENTS[tag] or (name == "class" and not LANGUAGE.fullmatch(value)):
        return f"{shown} becomes an attribute of the page; remove it, braces are for the ids of headings"
    if "[@" in value:
        return f'the citation in "{value}" stands where none can; write it after the image or link'
    if name == "src" and not _is_inside(value):
        return f'the image "{value}" is not of the site; put the file into docs/assets, and write the path to it'
    if name == "href" and not (_is_inside(value) or _scheme(value) in SCHEMES):
        return (
            f'the link "{value}" is not a web address; write it whole, as https://example.org/page'
        )
    return ""


def _scheme(value: str) -> str:
    try:
        return urlsplit(value).scheme
    except ValueError:
        return ""


def _is_inside(value: str) -> bool:
    """Say whether an address leads to somewhere in the site, as browsers read it."""
    path = re.split(r"[?#]", value, maxsplit=1)[0]
    return not (value.startswith("//") or ":" in path or CONTROL.search(value))
