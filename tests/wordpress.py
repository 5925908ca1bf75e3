"""WordPress as sites of others see it: what it keeps of oEmbed, and how its script serves frames.

Written from the descriptions of `WP_oEmbed::discover`, `wp_filter_oembed_result` and of the messages
that embeds and hosts exchange (https://developer.wordpress.org/reference/).
"""

from __future__ import annotations

import html
import re

ATTRIBUTES = frozenset(
    {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"}
)
KEPT = {"a": {"href"}, "blockquote": frozenset[str](), "iframe": ATTRIBUTES}
TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')

# A host listens for heights and links of the frames it knows, and asks them once it is ready.
SCRIPT = """\
const frames = () => [...document.querySelectorAll("iframe.wp-embedded-content[data-secret]")];
addEventListener("message", ({ data, source }) => {
  const frame = frames().find((one) => one.contentWindow === source && one.dataset.secret === data.secret);
  if (!frame || /[^a-zA-Z0-9]/.test(data.secret)) return;
  (globalThis.heard ??= []).push(data);
  frame.removeAttribute("style");
  document.querySelector(`blockquote[data-secret="${data.secret}"]`).style.display = "none";
  if (data.message === "height") frame.height = Math.min(Math.max(parseInt(data.value, 10), 200), 1000);
  if (data.message === "link" && new URL(data.value).host === new URL(frame.src).host
    && document.activeElement === frame) top.location.href = data.value;
});
addEventListener("load", () => {
  for (const frame of frames()) frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*");
});
"""


def discovered(page: str) -> str:
    """Return the address that a page names for its description as JSON, or an empty string."""
    head = page[: page.lower().index("</head>")]
    for tag in re.findall(r"<link([^<>]+)/?>", head, re.IGNORECASE):
        attributes = dict(ATTRIBUTE.findall(tag))
        if attributes.get("type") == "application/json+oembed":
            return html.unescape(attributes.get("href", ""))
    return ""


def filtered(embed: str, secret: str) -> str:
    """Return what is shown of the HTML of a site that WordPress does not know; empty if nothing."""
    kept = TAG.sub(_kept, embed)
    found = re.search(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", kept, re.DOTALL)
    if not found:
        return ""
    frame = re.sub(
        r' src="([^"]*)"', rf' src="\1#?secret={secret}" data-secret="{secret}"', found[2]
    )
    sandbox = 'class="wp-embedded-content" sandbox="allow-scripts" security="restricted"'
    hidden = 'style="position: absolute; visibility: hidden;"' if found[1] else ""
    frame = frame.replace("<iframe", f"<iframe {sandbox} {hidden}")
    quote = f'<blockquote class="wp-embedded-content" data-secret="{secret}">'
    return (found[1] or "").replace("<blockquote>", quote) + frame


def _kept(found: re.Match[str]) -> str:
    end, tag, rest = found.groups()
    if tag not in KEPT:
        return ""
    attributes = [f' {n}="{v}"' for n, v in ATTRIBUTE.findall(rest) if n in KEPT[tag]]
    return f"<{end}{tag}{''.join(attributes)}>"
