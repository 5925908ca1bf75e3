"""What the head of a web page says of its article: linked data, Open Graph, meta elements."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from scripts.intake_line import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser

ARTICLES = re.compile(r"(?:News|Blog|Tech|Scholarly|Opinion)?(?:Article|Posting)|Report|WebPage")
SUFFIX = re.compile(r"\s+(?:[|–—·»-]|::)\s+(?=(?:(?!\s[|–—·»-]\s|::).)+$)")
ADDRESS = re.compile(r"https?://[^\s/]+/\S*$")
NOBODY = {"admin", "administrator", "author", "webmaster", "root", "user"}
DEEPEST = 8
"""How deep linked data is looked into."""


def facts(tree: LexborHTMLParser) -> Facts:
    """Return what a page's head says; the title is without the publisher's name at its end."""
    data = _linked(tree)
    publisher = _meta(tree, "og:site_name", "application-name") or _name(data.get("publisher"))
    heads = [_text(node) for node in tree.css("h1") if _text(node)]
    title = _string(data.get("headline")) or _meta(tree, "og:title", "twitter:title")
    whole = _text(tree.css_first("title"))
    if len(heads) == 1:
        title = heads[0]
    parts = SUFFIX.split(title or whole, maxsplit=1)
    publisher = publisher or beside(title, whole)
    return Facts(
        title=parts[0] if _same(parts[-1], publisher) else title or whole,
        publisher=publisher,
        author=_author(_name(data.get("author")) or _meta(tree, "author", "article:author")),
        date=day(_string(data.get("datePublished")) or _published(tree)),
        url=_url(tree, data),
        language=_language(tree),
    )


def beside(title: str, whole: str) -> str:
    """Return what stands beside an article's title in its page's: the publisher's name."""
    if title and title in whole:
        before, _, after = whole.partition(title)
        return (after or before).strip(" |–—·»«:-")
    ends = SUFFIX.split(whole)
    return ends[-1] if len(ends) > 1 and ends[-1] != title else ""


def day(text: str) -> dt.date | None:
    """Return the day that an ISO 8601 time begins with, or None."""
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _linked(tree: LexborHTMLParser) -> dict[str, Any]:
    """Return the article of a page's linked data, or nothing."""
    found: list[dict[str, Any]] = []
    for node in tree.css("script[type='application/ld+json']"):
        try:
            found += _articles(json.loads(node.text() or "", strict=False), DEEPEST)
        except (ValueError, RecursionError):
            continue
    found.sort(key=lambda item: "headline" not in item)
    return found[0] if found else {}


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        kinds = data.get("@type")
        if any(
            ARTICLES.fullmatch(str(kind))
            for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield data
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for part in inner if depth else ():
        yield from _articles(part, depth - 1)


def _meta(tree: LexborHTMLParser, *names: str) -> str:
    for name in names:
        for node in tree.css(f"meta[property='{name}'], meta[name='{name}']"):
            if text := " ".join((node.attributes.get("content") or "").split()):
                return text
    return ""


def _text(node: Any) -> str:
    return " ".join((node.text() or "").split()) if node else ""


def _string(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """Return the name of a person or an organisation in linked data, or of several."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value)))
    return _string(value.get("name") if isinstance(value, dict) else value)


def _author(name: str) -> str:
    """Return an author's name; some pages give an address or an account instead."""
    return "" if name.startswith("http") or name.lower() in NOBODY else name


def _published(tree: LexborHTMLParser) -> str:
    names = ("article:published_time", "datePublished", "date", "pubdate", "publishdate")
    if found := _meta(tree, *names):
        return found
    times = (node.attributes.get("datetime") or "" for node in tree.css("time[datetime]"))
    return next((time for time in times if day(time)), "")


def _url(tree: LexborHTMLParser, data: dict[str, Any]) -> str:
    links = [node.attributes.get("href") or "" for node in tree.css("link[rel='canonical']")]
    page = data.get("mainEntityOfPage")
    more = page.get("@id") if isinstance(page, dict) else page
    every = (*links, _meta(tree, "og:url"), _string(data.get("url")), _string(more))
    return next((url for url in every if ADDRESS.match(url)), "")


def _language(tree: LexborHTMLParser) -> str:
    root = tree.css_first("html")
    said = (root.attributes.get("lang") or "") if root else ""
    found = re.match(r"[A-Za-z]{2,3}\b", said or _meta(tree, "og:locale").replace("_", "-"))
    return found[0].lower() if found else ""


def _same(one: str, other: str) -> bool:
    return bool(other) and one.casefold() == other.casefold()
