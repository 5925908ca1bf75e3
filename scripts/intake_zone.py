"""What the parts of a web page are, from their markup: menus, share bars, comments, captions.

The names are those that publishing systems give; words for readers are in docs/_data/cues.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from scripts.records import Noise

SKIPPED = frozenset(
    {
        *("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "head"),
        *("video", "audio", "canvas", "select", "option", "textarea", "input", "img", "picture"),
        *("meta", "link", "title", "map"),
    }
)
"""Elements that hold no text for readers."""

TAGS: dict[str, Noise] = {
    "nav": "menu",
    "menu": "menu",
    "footer": "outside",
    "aside": "related",
    "figcaption": "caption",
    "button": "menu",
    "form": "comment",
    "label": "comment",
    "dialog": "cookie",
}

ROLES: dict[str, Noise] = {
    "navigation": "menu",
    "banner": "menu",
    "search": "menu",
    "contentinfo": "outside",
    "complementary": "related",
    "dialog": "cookie",
    "alertdialog": "cookie",
}

# Whole parts of names, between hyphens, underscores and capitals: `ad` is not in `header`.
NAMES: tuple[tuple[Noise, str], ...] = (
    ("cookie", "cookies?|consent|gdpr|cookie-?(?:bar|banner|notice)|ccpa|onetrust"),
    ("comment", "comments?|respond|disqus|komentar|comment-?(?:list|form|area)|replies"),
    ("share", "share|shares|sharing|social|sosmed|follow|bagikan|addtoany|sharedaddy|reaction"),
    (
        "advertisement",
        "ads?|adv|advert|advertisement|advertorial|sponsor(?:ed)?|iklan|promo|adsbygoogle|dfp|banner-?ad",
    ),
    ("newsletter", "newsletters?|subscribe|subscription|signup|langganan|mailing|paywall|cta"),
    (
        "related",
        "related|terkait|recommend(?:ed|ations?)?|rekomendasi|read-?(?:more|also|next)|baca-?juga|bacajuga|see-?also|more-?stories|most-?(?:read|popular)|popular|terpopuler|populer|trending|sidebar|widget-?area|teasers?|also-?read|inline-?related|next-?post|prev(?:ious)?-?post|post-?navigation",
    ),
    (
        "author",
        "author-?(?:box|bio|card|info|profile)|about-?(?:the-)?author|bio|biography|contributor",
    ),
    ("contents", "toc|table-of-contents|daftar-isi|ez-toc|lwptoc"),
    (
        "menu",
        "nav|navbar|navigation|menu|menubar|breadcrumbs?|topbar|masthead|site-?header|pagination|paging|skip-?link|screen-reader-text|search-?(?:form|box|bar)|header-?menu|kicker|eyebrow|overline|rubrik|rubric|cat-?links",
    ),
    ("tags", "tags?|tag-?(?:list|cloud)|tagcloud|topics?|keywords|hashtags?|post-?tags"),
    (
        "caption",
        "captions?|wp-caption-text|photo-?(?:credit|caption)|image-?(?:credit|caption|source)|img-?(?:credit|caption)|credits?|foto-?caption",
    ),
    ("legal", "copyright|disclaimer|site-?footer|colophon"),
    ("outside", "footer"),
)
PATTERNS = tuple((kind, re.compile(rf"(?:^|[ -])(?:{words})(?:$|[ -])")) for kind, words in NAMES)
SEPARATORS = re.compile(r"[\s_]+|--+|(?<=[a-z])(?=[A-Z])")
CONTENT = re.compile(
    r"(?:^|[ _-])(?:callout|note|tips?|info-?box|highlight|takeaways?|summary)(?:$|[ _-])",
    re.IGNORECASE,
)
"""Names of boxes that belong to an article."""

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def zone(node: LexborNode) -> Noise | None:
    """Return what an element's markup says that its content is, besides the article."""
    tag, attributes = node.tag or "", node.attributes
    if tag in {"body", "html", "main", "article"}:
        return None
    if "hidden" in attributes or HIDDEN.search(attributes.get("style") or ""):
        return "outside"
    if CONTENT.search(attributes.get("class") or ""):
        return None
    if found := TAGS.get(tag) or ROLES.get((attributes.get("role") or "").lower()):
        return found
    return named(f"{attributes.get('id') or ''} {attributes.get('class') or ''}")


def named(names: str) -> Noise | None:
    """Return what the ids and classes of an element mean."""
    for name in names.split():
        parts = SEPARATORS.sub("-", name).lower()
        for kind, pattern in PATTERNS:
            if pattern.search(parts):
                return kind
    return None
