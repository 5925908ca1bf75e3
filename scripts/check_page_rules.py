"""The rules that a built page can break by itself."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from scripts.check_address import is_foreign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.check_reading import Reading
    from scripts.problem import Problem

WEB = ("https://", "http://")
RUNNABLE = ("javascript:", "vbscript:", "data:text/html")


def ids_are_unique(page: Reading) -> Iterator[Problem]:
    """Use an id once in a page, and no white space in it."""
    for name, count in page.ids.items():
        if count > 1:
            yield page.problem(f'the id "{name}" occurs {count} times; keep one', f' id="{name}"')
        if name.split() != [name]:
            message = f'the id "{name}" is empty or has white space; use letters and hyphens'
            yield page.problem(message, f' id="{name}"')


def head_describes_page(page: Reading) -> Iterator[Problem]:
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


def body_has_outline(page: Reading) -> Iterator[Problem]:
    """Give every page one main element and one h1, and skip no level of heading going down."""
    h1s = sum(level == 1 for level, _ in page.headings)
    for tag, count in (("main", page.mains), ("h1", h1s)):
        if count != 1:
            yield page.problem(f"the page has {count} {tag} elements; keep exactly one", f"<{tag}")
    for (above, _), (level, text) in pairwise(page.headings):
        if level > above + 1:
            message = f'the heading "{text}" is h{level} below h{above}; make it h{above + 1}'
            yield page.problem(message, text, f"<h{level}")


def images_have_alt(page: Reading) -> Iterator[Problem]:
    """Give every image a text alternative, which may be empty."""
    for source in page.images_without_alt:
        message = f'the image "{source}" has no alt attribute; describe it, or write alt=""'
        yield page.problem(message, f' src="{source}"', source, "<img")


def canonical_is_own_address(page: Reading) -> Iterator[Problem]:
    """Give every indexable page one canonical link, to its own address."""
    if page.indexable and page.canonicals != (page.address,):
        found = " and ".join(f'"{value}"' for value in page.canonicals) or "missing"
        message = f'the canonical link is {found}; write "{page.address}" once'
        yield page.problem(message, *page.canonicals, "<head")


def policy_is_strict(page: Reading) -> Iterator[Problem]:
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


def nothing_is_inline(page: Reading) -> Iterator[Problem]:
    """Keep code and styles in files: none in elements, attributes or addresses."""
    for excerpt, needle in page.inline:
        message = f"{excerpt} is written into the page; move it to a file"
        yield page.problem(message, excerpt, needle)
    for value, _ in page.references:
        if ":" in value and not value.startswith(WEB) and _is_runnable(value):
            yield page.problem(f'the address "{value}" runs code; move it to a file', value)


def _is_runnable(value: str) -> bool:
    return re.sub(r"[\x00-\x20]", "", value).lower().startswith(RUNNABLE)


def nothing_loads_from_elsewhere(page: Reading) -> Iterator[Problem]:
    """Load nothing from another origin."""
    for value, loads in page.references:
        if loads and ("//" in value or ":" in value) and is_foreign(value, page.address):
            message = f'the page loads "{value}" from another origin; copy the file to the site'
            yield page.problem(message, value)


def json_ld_is_valid(page: Reading) -> Iterator[Problem]:
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


def json_ld_agrees_with_page(page: Reading) -> Iterator[Problem]:
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


def json_ld_has_dates(page: Reading) -> Iterator[Problem]:
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


@lru_cache(8)  # several rules read the same block
def _parse(text: str) -> tuple[dict[str, object], str]:
    """Return a block of JSON-LD and what is wrong with it: one of them is empty."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        return {}, str(error)
    return (data, "") if isinstance(data, dict) else ({}, f"it is a {type(data).__name__}")


def _top_entity(page: Reading) -> dict[str, object]:
    """Return the entity of the first block, or the first of its graph."""
    data = _parse(page.json_ld[0])[0] if page.json_ld else {}
    graph = data.get("@graph")
    top = graph[0] if isinstance(graph, list) and graph else data
    return top if isinstance(top, dict) else {}


def page_can_be_shared(page: Reading) -> Iterator[Problem]:
    """Give a title, a description, an address and an image to those who share the page."""
    for name in () if page.is_404 else ("og:title", "og:description", "og:url", "og:image"):
        value = page.metas.get(name)
        if not value:
            message = f'the page has no {name}; add <meta property="{name}" content="…">'
            yield page.problem(message, name, "<head")
        elif name == "og:url" and value != page.canonical:
            message = f'the og:url "{value}" is not the canonical address; write "{page.canonical}"'
            yield page.problem(message, f'"{name}"')


def no_markup_is_left_over(page: Reading) -> Iterator[Problem]:
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
