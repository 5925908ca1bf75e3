"""Plain HTML of a component: its text, headings, lists, links and boxes to tick, and nothing else.

For readers whose programs run no scripts and to whom every byte counts.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

KEPT = frozenset(
    {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "a", "b", "br", "main", "details", "summary"}
    | {"label", "input", "time"}
)
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
ATTRIBUTES = frozenset({"href", "id", "for", "type", "lang", "hreflang"})
DROPPED_TAGS = frozenset({"template", "button", "script", "style", "svg", "progress"})
DROPPED_CLASSES = frozenset(
    {"visually-hidden", "overview", "item__self", "slip__head"}
    | {"template__more", "handout__file"}
)
"""What needs a script, or says again what is there, as the friendly version of a message."""

REPEATED = "data-template"
EMPTY = re.compile(r"<(p|li|ul)>\s*</\1>\s*")
SPACE = re.compile(r"[ \t]*\n\s*")


def lean(html: str, again: str) -> str:
    """Return the plain HTML of a component's HTML.

    A message template that stood before is a link to it there, which begins with `again`.
    """
    reader = _Reader(again)
    reader.feed(html)
    text = SPACE.sub("\n", "".join(reader.parts)).strip()
    return EMPTY.sub("", EMPTY.sub("", text))


class _Reader(HTMLParser):
    def __init__(self, again: str) -> None:
        super().__init__(convert_charrefs=True)
        self.again = again
        self.parts: list[str] = []
        self.seen: set[str] = set()
        self.dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self.dropped or _is_dropped(tag, values) or self._is_repeated(values):
            self.dropped += tag not in VOID
        elif tag in KEPT or "id" in values:
            self.parts.append(_written(tag if tag in KEPT else "span", values))
            if tag not in KEPT:
                self.parts.append("</span>")

    def handle_endtag(self, tag: str) -> None:
        if self.dropped:
            self.dropped -= 1
        elif tag in KEPT:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.dropped:
            self.parts.append(escape(data, quote=False))

    def _is_repeated(self, values: dict[str, str]) -> bool:
        """Return whether this is a template that was there; the first one gets an id."""
        name = values.get(REPEATED, "")
        if not name:
            return False
        anchor = f"pesan-{name}"
        if name in self.seen:
            self.parts.append(f'<p><a href="#{anchor}">{escape(self.again)}</a></p>')
            return True
        self.seen.add(name)
        values["id"] = anchor
        return False


def _is_dropped(tag: str, values: dict[str, str]) -> bool:
    classes = set(values.get("class", "").split())
    hidden = "hidden" in values or values.get("aria-hidden") == "true"
    return hidden or tag in DROPPED_TAGS or bool(classes & DROPPED_CLASSES)


def _written(tag: str, values: dict[str, str]) -> str:
    kept = (f' {name}="{escape(value)}"' for name, value in values.items() if name in ATTRIBUTES)
    return f"<{tag}{''.join(kept)}>"
