"""What the preview gives a browser: files of the last good build, and what is wrong since then."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from http import HTTPStatus
from mimetypes import MimeTypes
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from scripts.problem import Problem

OWN = "__preview/"
HTML = "text/html; charset=utf-8"
BODY = re.compile(rb"<body\b(?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.IGNORECASE)
TYPES = MimeTypes()  # the built-in table, which is the same on every machine
for kind, suffix in {
    "text/javascript": ".js",
    "text/calendar": ".ics",
    "application/manifest+json": ".webmanifest",
    "font/woff2": ".woff2",
    "image/webp": ".webp",
}.items():
    TYPES.add_type(kind, suffix)

# A hidden tab hangs up, because a browser opens only six connections to one host.
SCRIPT = """\
const script = document.currentScript;
let events;
const listen = () => {
  events?.close();
  if (document.hidden) return;
  events = new EventSource(new URL("events", script.src));
  events.onmessage = ({ data }) => {
    if (data !== script.dataset.build) location.reload();
  };
};
document.addEventListener("visibilitychange", listen);
listen();
"""
STYLE = """\
.siap-preview {
  position: sticky; inset-block-start: 0; z-index: 1000; max-block-size: 40vh; overflow: auto;
  padding: 1rem; border-block-end: 4px solid #9b1c1c;
  background: #fff3d6; color: #1d1a14; font: 16px/1.5 system-ui, sans-serif;
}
.siap-preview h2 { margin: 0 0 .5rem; color: inherit; font: inherit; font-weight: 700; }
.siap-preview ul { margin: 0; padding-inline-start: 1.25rem; }
.siap-preview li { overflow-wrap: anywhere; font-family: ui-monospace, monospace; }
@media print { .siap-preview { display: none; } }
"""
OWN_FILES = {f"{OWN}preview.js": SCRIPT, f"{OWN}preview.css": STYLE}
NOTHING_YET = b"""\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Preview</title></head><body></body></html>
"""
NO_SUCH_PAGE = b"""\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not found</title></head>
<body><p>There is no such page.</p></body></html>
"""


@dataclass(frozen=True)
class Show:
    """What is on show: a folder (none before the first good build) and what is wrong since.

    `stamp` is another one for every build, and `prefix` the address under which the site stands.
    """

    stamp: str
    prefix: str = "/"
    folder: Path | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def headline(self) -> str:
        """Say how things stand."""
        if not self.problems:
            return "All is well" if self.folder else "The first build is under way"
        shown = "The last good build is shown" if self.folder else "Nothing could be built yet"
        count = len(self.problems)
        return f"{shown}: {count} problem{'' if count == 1 else 's'} to fix"


@dataclass(frozen=True)
class Answer:
    """What a browser gets."""

    status: HTTPStatus
    kind: str
    body: bytes = b""
    location: str = ""


def answer(show: Show, path: str) -> Answer:
    """Return what the browser gets for `path`, the path of an address, still encoded."""
    path = unquote(path)
    if path in {"/", show.prefix[:-1]} - {show.prefix}:
        return _redirect(show.prefix)
    inside = path.removeprefix(show.prefix) if path.startswith(show.prefix) else None
    if inside in OWN_FILES:
        return Answer(HTTPStatus.OK, content_type(inside), OWN_FILES[inside].encode())
    if show.folder is None:
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, HTML, dress(NOTHING_YET, show))
    found = None if inside is None else find(show.folder, inside)
    if found and found.is_dir():
        return _redirect(f"{show.prefix}{found.relative_to(show.folder).as_posix()}/")
    if found and (body := _read(found, show)) is not None:
        return Answer(HTTPStatus.OK, content_type(found.name), body)
    return _not_found(show, show.folder, inside or "")


def asked(show: Show, path: str) -> str:
    """Return the path of the file that an address leads to, below the folder on show."""
    inside = unquote(path).removeprefix(show.prefix)
    return f"{inside}index.html" if inside.endswith("/") or not inside else inside


def _redirect(path: str) -> Answer:
    return Answer(HTTPStatus.FOUND, HTML, location=quote(path))


def _not_found(show: Show, folder: Path, inside: str) -> Answer:
    """Answer with the nearest 404.html, on the way from the missing page up to the root."""
    pages = (find(folder, f"{parent}/404.html") for parent in PurePosixPath(f"{inside}_").parents)
    bodies = (_read(page, show) for page in pages if page)
    body = next((body for body in bodies if body), dress(NO_SUCH_PAGE, show))
    return Answer(HTTPStatus.NOT_FOUND, HTML, body)


def _read(file: Path, show: Show) -> bytes | None:
    """Return what a file holds, for a browser; None if it is no file, or was removed just now."""
    try:
        body = file.read_bytes()
    except OSError:
        return None
    return dress(body, show) if content_type(file.name) == HTML else body


def find(folder: Path, inside: str) -> Path | None:
    """Return the file or folder that `inside` leads to, but never one outside of `folder`."""
    name = f"{inside}index.html" if inside.endswith("/") or not inside else inside
    try:
        found = (folder / name.lstrip("/")).resolve(strict=True)
        return found if found.is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):  # missing or too long, a ring of links, a null
        return None


def content_type(name: str) -> str:
    """Return the type of a file by its name, with a charset where there is text in it."""
    kind, packed = TYPES.guess_type(name)
    if packed or kind is None:
        return "application/octet-stream"
    text = kind.startswith("text/") or kind.endswith(("json", "xml"))
    return f"{kind}; charset=utf-8" if text else kind


def dress(page: bytes, show: Show) -> bytes:
    """Add the panel at the start of a page's body and the script at its end."""
    opening = BODY.search(page)
    start = opening.end() if opening else len(page)
    end = page.lower().rfind(b"</body>", start)
    end = len(page) if end < 0 else end
    own = html.escape(quote(f"{show.prefix}{OWN}"))
    script = f'<script src="{own}preview.js" data-build="{show.stamp}"></script>'
    panel = _panel(show, own)
    return b"".join((page[:start], panel.encode(), page[start:end], script.encode(), page[end:]))


def _panel(show: Show, own: str) -> str:
    if show.folder and not show.problems:
        return ""
    items = "".join(f"<li>{html.escape(problem.told())}</li>" for problem in show.problems)
    return (
        f'<link rel="stylesheet" href="{own}preview.css">'
        '<div class="siap-preview" role="alert" lang="en" dir="ltr">'
        f"<h2>{show.headline}</h2>{f'<ul>{items}</ul>' if items else ''}</div>"
    )
