"""Snippets for those who run a server of their own: nginx and Caddy."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from scripts.hosts import HEADERS, MISSING, places

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.hosts import Place, Site

NAMES = ("nginx.conf", "Caddyfile")
TYPES = {
    "application/gzip": "gz",
    "application/json": "json",
    "application/manifest+json": "webmanifest",
    "application/pdf": "pdf",
    "application/xml": "xml",
    "application/zip": "zip",
    "font/woff2": "woff2",
    "image/jpeg": "jpg jpeg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "image/x-icon": "ico",
    "text/calendar": "ics",
    "text/css": "css",
    "text/html": "html",
    "text/javascript": "js mjs",
    "text/plain": "txt",
}
NGINX = """\
# For nginx: include this file inside a server block whose root is …/current/public{below}.
# With the module ngx_brotli, turn on brotli_static as well: it sends the .br files.

index index.html;
charset utf-8;
charset_types application/json application/xml text/calendar text/css text/javascript text/plain;
server_tokens off;
absolute_redirect off;  # a redirect names neither the host nor the port that nginx itself sees
gzip_static on;
gzip_vary on;
#brotli_static on;
types {{
{types}}}
error_page 403 =404 {base}{missing};
error_page 404 {base}{missing};

location = {base}{headers} {{
    internal;
}}
"""
CADDY = """\
# For Caddy: import this file inside a site block whose root is …/current/public{below}.

# Not every system's list of types has this one.
@manifest path *.webmanifest
header @manifest Content-Type application/manifest+json

"""
CADDY_FILES = """\
file_server {
    precompressed br gzip
}
"""


def write(folder: Path, site: Site) -> None:
    """Write the snippets for a site into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in zip(NAMES, (nginx(site), caddy(site)), strict=True):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def nginx(site: Site) -> str:
    """Return the snippet for nginx."""
    types = "".join(f"    {name} {endings};\n" for name, endings in TYPES.items())
    start = NGINX.format(
        below=_below(site), types=types, base=site.base, missing=MISSING, headers=HEADERS
    )
    return start + "".join(f"\n{_location(site, place)}" for place in places(site))


def _location(site: Site, place: Place) -> str:
    sign = "" if place.is_folder else "= "
    lines = [f'    add_header {name} "{value}" always;' for name, value in place.headers.items()]
    language = _language(site, place)
    if language:  # of the first language, the server block says it
        missing = f"{site.base}{language}{MISSING}"
        lines += [f"    error_page 403 =404 {missing};", f"    error_page 404 {missing};"]
    return "\n".join((f"location {sign}{place.address} {{", *lines, "}\n"))


def caddy(site: Site) -> str:
    """Return the snippet for Caddy."""
    homes = [place for place in places(site) if _is_home(site, place)]
    blocks = [
        f"handle {site.base}{HEADERS} {{\n    error 404\n}}\n",
        *(_handle(place) for place in places(site)),
        # Errors begin anew, without the headers of the place where they occurred.
        _block("handle_errors", *(_handle(home, f"{home.address}{MISSING}") for home in homes)),
    ]
    return CADDY.format(below=_below(site)) + "\n".join(blocks)


def _handle(place: Place, page: str = "") -> str:
    """Return the block for a place, which answers every address with one page if that is given."""
    pattern = f"{place.address}*" if place.is_folder else place.address
    headers = [f'header {name} "{value}"\n' for name, value in place.headers.items()]
    rewrite = [f"rewrite * {page}\n"] if page else []
    return _block(f"handle {pattern}", *headers, *rewrite, CADDY_FILES)


def _is_home(site: Site, place: Place) -> bool:
    return place.address.removeprefix(site.base) in site.languages


def _block(name: str, *parts: str) -> str:
    return f"{name} {{\n{indent(''.join(parts), '    ')}}}\n"


def _language(site: Site, place: Place) -> str:
    fitting = [name for name in site.languages if place.address.startswith(site.base + name)]
    return max(fitting, key=len, default="")


def _below(site: Site) -> str:
    """Say what else has to be true of the root when the site is not at the root of its host."""
    if site.base == "/":
        return ""
    return f",\n# seen through a folder: the root's own {site.base} has to lead to …/current/public"
