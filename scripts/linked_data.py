"""A page as schema.org describes it (https://schema.org/Article), for search engines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from scripts.records import Article, Home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.model import Page
    from scripts.records import Source

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def describe(  # noqa: PLR0913 - the parts of one description, all by name
    page: Page,
    *,
    url: str,
    description: str,
    image: str,
    publisher: tuple[str, str],
    sources: Sequence[Source],
    translations: Sequence[str],
    original: bool,
) -> dict[str, Any]:
    """Return the JSON-LD of a page.

    `publisher` is a name and an address; `translations` are the same page in other languages,
    the original first; `original` says whether this page is it.
    """
    meta = page.meta.value
    organisation = {"@type": "Organization", "name": publisher[0], "url": publisher[1]}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _type(page),
        "@id": url,
        "url": url,
        "description": description,
        "inLanguage": page.locale,
        "image": image,
        "dateModified": meta.reviewed.isoformat(),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "publisher": organisation,
    }
    data |= _translations(translations, original=original)
    if isinstance(meta, Article):
        data |= _article(meta, sources, organisation)
    else:
        data["name"] = publisher[0] if isinstance(meta, Home) else meta.title
    return data


def _type(page: Page) -> str:
    kinds = {"home": "WebSite", "article": "Article"}
    return kinds.get(page.meta.value.kind, "WebPage")


def _article(
    meta: Article, sources: Sequence[Source], organisation: dict[str, str]
) -> dict[str, Any]:
    return {
        "headline": meta.title,
        "datePublished": meta.published.isoformat(),
        "author": organisation,
        "citation": [_citation(source) for source in sources],
        "isBasedOn": [source.url for source in sources],
    }


def _citation(source: Source) -> dict[str, Any]:
    return {
        "@type": "Article",
        "headline": source.title,
        "url": source.url,
        "inLanguage": source.language,
        "publisher": {"@type": "Organization", "name": source.publisher},
    }


def _translations(urls: Sequence[str], *, original: bool) -> dict[str, Any]:
    if not urls:
        return {}
    if original:
        return {"workTranslation": [{"@id": url} for url in urls]}
    return {"translationOfWork": {"@id": urls[0]}}


def script(data: dict[str, Any]) -> Markup:
    """Return the data as the content of a `<script type="application/ld+json">`."""
    text = json.dumps(data, ensure_ascii=False, indent=None, separators=(",", ":"))
    # "<" could end the element early; in JSON it can always be written as an escape.
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - escaped here
