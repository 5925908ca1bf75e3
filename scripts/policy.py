"""The Content-Security-Policy that a host is to send: what the built pages themselves ask for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterable

Policy = dict[str, tuple[str, ...]]

NONE = "'none'"
FILES = "berkas"  # the folders of tools as one file, which are saved, not shown
META = "http-equiv"
REST = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*>""")
"""The rest of a tag."""
CACHED = 100
"""How many beginnings of heads are remembered: up to their policies, most pages begin alike."""
# Directives without a value of their own for which `default-src` speaks end so.
FETCHES = "-src"


def strictest(policies: Iterable[str]) -> str:
    """Return the strictest policy under which every page that has one of `policies` works."""
    return written(merged(parsed(text) for text in sorted(set(policies))))


def page_policies(html: str) -> list[str]:
    """Return the policies in a page's `<meta>` elements, which are in its head."""
    head = html.partition("<body")[0]
    end = REST.match(head, head.lower().rfind(META))
    return list(_policies(head[: end.end()] if end else head))


@lru_cache(maxsize=CACHED)
def _policies(head: str) -> tuple[str, ...]:
    metas = [node.attributes for node in LexborHTMLParser(head).css(f"meta[{META}]")]
    return tuple(
        meta.get("content") or ""
        for meta in metas
        if (meta[META] or "").lower() == "content-security-policy"
    )


def parsed(text: str) -> Policy:
    """Return a policy's sources by directive; the first of two directives counts, as in browsers."""
    policy: Policy = {}
    for name, *sources in filter(None, (part.split() for part in text.split(";"))):
        policy.setdefault(name.lower(), tuple(sources))
    return policy


def merged(policies: Iterable[Policy]) -> Policy:
    """Return the strictest policy that allows what any of `policies` allows.

    A directive that one of them lacks, and that `default-src` does not stand for, is left out.
    """
    policies = list(policies)
    names = dict.fromkeys(name for policy in policies for name in policy)
    found = {name: [_sources(policy, name) for policy in policies] for name in names}
    return {name: _union(lists) for name, lists in found.items() if None not in lists}


def written(policy: Policy) -> str:
    """Return a policy as a header has it."""
    return "; ".join(" ".join((name, *sources)) for name, sources in policy.items())


def _sources(policy: Policy, name: str) -> tuple[str, ...] | None:
    return policy.get(name, policy.get("default-src") if name.endswith(FETCHES) else None)


def _union(lists: Iterable[tuple[str, ...] | None]) -> tuple[str, ...]:
    sources = dict.fromkeys(source for found in lists for source in found or ())
    return tuple(source for source in sources if source != NONE) or (NONE,)
