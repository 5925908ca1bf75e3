"""Nothing that an editor writes into a field of a record or page becomes part of a page's code."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from pydantic import BaseModel, ValidationError
from selectolax.lexbor import LexborHTMLParser

from scripts import settings, source
from scripts.maker import Maker
from scripts.records import Text
from scripts.render import Renderer
from tests import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from scripts.model import Library, Located

POISONS = [
    "\"'><x-poison onpoison=1><script>poison()</script><a href=javascript:poison>",
    "](x) **b**{onpoison=x} [x](javascript:poison) `c` ![y](//poison.example/a.png)",
    " {n.__class__.__mro__} {0} {poison} {n!r} {",
    "\n\n<x-poison>\n\n# H {onpoison=x}\n\n[x]: javascript:poison\n\n<!--",
    "</template></script></style></title><x-poison onpoison=x>",
    "\ue0000\ue001",
]
PACKED = re.compile(r"data-packed>([^<]+)<")
JUDGED = {"summary", "key_points", "link"}
"""Fields of pages that rules judge."""


def poisoned(value: Any, poison: str) -> Any:
    """Return a value with poison at the end of each of its texts that the model lets through."""
    if isinstance(value, Text):
        return type(value).model_construct({k: v + poison for k, v in value.root.items()})
    if isinstance(value, BaseModel):
        return _record(value, poison)
    if isinstance(value, dict):
        return {key: poisoned(item, poison) for key, item in value.items()}
    return tuple(poisoned(item, poison) for item in value) if isinstance(value, tuple) else value


def _record(value: BaseModel, poison: str) -> BaseModel:
    given = {name: getattr(value, name) for name in type(value).model_fields}
    changed = {name: poisoned(item, poison) for name, item in given.items()}
    for name, item in given.items():
        if isinstance(item, str) and name not in JUDGED:
            try:
                type(value).model_validate({**value.model_dump(), name: item + poison})
            except ValidationError:
                continue
            changed[name] = item + poison
    return type(value).model_construct(**changed)


def located(records: Mapping[str, Located[Any]], poison: str) -> dict[str, Located[Any]]:
    return {
        name: replace(record, value=poisoned(record.value, poison))
        for name, record in records.items()
    }


def library(poison: str) -> Library:
    """Return the real library with poison in all its texts."""
    clean, problems = source.load(tree.ROOT)
    assert problems == []
    groups = ("words", "sources", "placeholders", "templates", "checklists", "flows", "posters")
    words = located(clean.words, poison) | {name: clean.words[name] for name in ("dates",)}
    pages = {
        key: replace(page, meta=replace(page.meta, value=poisoned(page.meta.value, poison)))
        for key, page in clean.pages.items()
    }
    changed = {name: located(getattr(clean, name), poison) for name in groups}
    changed["templates"] = located(clean.templates, re.sub(r"[{}]", "", poison))  # a rule's, too
    changed["words"] = words
    return replace(clean, pages=pages, **changed)


def elements(node: LexborNode) -> Iterator[LexborNode]:
    yield from node.traverse()
    for fragment in node.template_fragments():
        yield from elements(fragment)


def harm(html: str) -> Iterator[str]:
    """Yield what poison has become in a page, if it is more than text."""
    for node in elements(LexborHTMLParser(html).css("html")[0]):
        code = node.tag == "script" and "ld+json" not in (node.attributes.get("type") or "")
        if node.tag == "x-poison" or (code and "poison()" in node.text()):
            yield f"<{node.tag}>"
        for name, value in node.attributes.items():
            address = (value or "").strip().lower() if name in {"href", "src", "action"} else ""
            if "poison" in name or address.startswith(("javascript:", "//")):
                yield f"{node.tag} {name}={value}"


def unpacked(text: str) -> str:
    """Return the tool that is packed in a file."""
    return zlib.decompress(base64.b64decode(text)).decode()


@pytest.mark.parametrize("poison", POISONS)
def test_no_text_of_a_record_is_more_than_text(poison: str) -> None:
    maker = Maker(library(poison), "https://contoh.example/", tree.ROOT)
    renderer = Renderer(maker, settings.read(tree.ROOT, {}), tree.ROOT / "overrides")
    for page in maker.library.pages.values():
        html, content = renderer.page(page)
        assert list(harm(html)) == [], page.file
        if page.is_tool:
            for name, data in (
                *maker._embeds.files(page, content),
                maker._files.file(page, content),
            ):
                html = data.decode()
                html = json.loads(html)["html"] if name.endswith(".json") else html
                parts = [html, *map(unpacked, PACKED.findall(html))]
                assert len(parts) == 1 + ("data-packed" in html), name
                for part in parts:
                    assert list(harm(f"<html>{part}")) == [], name
