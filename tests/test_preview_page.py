from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.preview_page import Show, answer, content_type, dress
from scripts.problem import Problem

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<html><head></head><body class="a>b">Hai</body></html>'
SCRIPT = b'<script src="/__preview/preview.js" data-build="1"></script>'
PROBLEM = Problem("docs/id/a.md", 3, 'the link "<b>" leads nowhere', "links")


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """A built site with a page and a 404 page in two languages, and a secret outside of it."""
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "site"
    for language in ("", "en"):
        (folder / language).mkdir(exist_ok=True)
        (folder / language / "index.html").write_text(PAGE)
        (folder / language / "404.html").write_text(f"<body>lost in {language or 'id'}</body>")
    (folder / "en" / "a b.css").write_text("a {}")
    (folder / "no-index").mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "ring").symlink_to("ring")
    return Show("1", folder=folder)


@pytest.mark.parametrize("path", ["/", "/index.html", "/en/", "/en/index.html", "/en/../"])
def test_a_page_is_shown_with_the_script_at_its_end(show: Show, path: str) -> None:
    found = answer(show, path)
    assert found.status == 200
    assert found.kind == "text/html; charset=utf-8"
    assert found.body == PAGE.encode().replace(b"</body>", SCRIPT + b"</body>")


def test_other_files_are_shown_as_they_are(show: Show) -> None:
    found = answer(show, "/en/a%20b.css")
    assert (found.kind, found.body) == ("text/css; charset=utf-8", b"a {}")


@pytest.mark.parametrize(("path", "location"), [("/en", "/en/"), ("/no-index", "/no-index/")])
def test_a_folder_without_its_slash_leads_to_the_one_with_it(
    show: Show, path: str, location: str
) -> None:
    found = answer(show, path)
    assert (found.status, found.location, found.body) == (302, location, b"")


def test_a_redirect_never_leaves_the_site(show: Show) -> None:
    assert answer(show, "/%2Fen").location == "/en/"
    assert answer(show, "//en").location == "/en/"


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/lost", "id"),
        ("/lost/deep/", "id"),
        ("/no-index/", "id"),
        ("/en/lost", "en"),
        ("/en/lost/deep.html", "en"),
        ("/en/index.html/", "en"),
        ("/en/" + "x" * 5000, "en"),
    ],
)
def test_what_is_missing_gets_the_nearest_404_page(show: Show, path: str, language: str) -> None:
    found = answer(show, path)
    assert found.status == 404
    assert found.body.startswith(f"<body>lost in {language}<script".encode())


def test_a_site_without_a_404_page_gets_a_plain_one(tmp_path: Path) -> None:
    found = answer(Show("1", folder=tmp_path), "/lost")
    assert found.status == 404
    assert b"There is no such page" in found.body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/en/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/link.txt",
        "/up/secret.txt",
        "/up/",
        "/up",
        "/ring",
        "/%00",
        "//etc/passwd",
        "/%2Fetc/passwd",
        "/file:///etc/passwd",
        "*",
        "http://localhost/index.html",
    ],
)
def test_nothing_outside_of_the_site_is_shown(show: Show, path: str) -> None:
    found = answer(show, path)
    assert found.status == 404
    assert b"lost in id" in found.body


PIECES = (
    *("/", "..", ".", "%2e", "%2F", "%5c", "%00", "%", "%zz", "%ff", "%0d%0a", "?", "#", "//"),
    *("\\", "\0", "\udc80", "secret.txt", "up", "link.txt", "ring", "en", "no-index", "pipe"),
    *("__preview", "etc/passwd", "x" * 300),
)
PATHS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PATHS, st.sampled_from(["/", "/siap/"]))
def test_any_path_has_an_answer_from_the_site(show: Show, path: str, prefix: str) -> None:
    if show.folder and not (show.folder / "pipe").exists():
        os.mkfifo(show.folder / "pipe")
    found = answer(replace(show, prefix=prefix), path)
    assert found.status in {200, 302, 404}
    assert found.body != b"secret"
    assert re.fullmatch(r"|/(?!/)[!-~]*", found.location)


def test_an_absolute_path_into_the_site_is_one_from_its_root(show: Show) -> None:
    assert answer(show, f"/{show.folder}/index.html").status == 404


def test_a_site_may_stand_under_a_prefix(show: Show) -> None:
    show = replace(show, prefix="/siap/")
    assert answer(show, "/siap/en/").status == 200
    assert b'"/siap/__preview/preview.js"' in answer(show, "/siap/").body
    assert answer(show, "/siap/__preview/preview.js").status == 200
    assert answer(show, "/siap/en").location == "/siap/en/"
    assert answer(show, "/siap").location == answer(show, "/").location == "/siap/"
    assert answer(show, "/en/").status == 404


def test_problems_stand_at_the_start_of_the_page_without_any_script(show: Show) -> None:
    body = answer(replace(show, problems=(PROBLEM, PROBLEM)), "/").body.decode()
    before, panel = body.split('<body class="a>b">')
    assert "preview" not in before
    assert panel.startswith('<link rel="stylesheet" href="/__preview/preview.css">')
    assert '<div class="siap-preview" role="alert"' in panel
    assert "<h2>The last good build is shown: 2 problems to fix</h2>" in panel
    sentence = (
        "docs/id/a.md:3: the link &quot;&lt;b&gt;&quot; leads nowhere (CONTRIBUTING.md#links)"
    )
    assert f"<li>{sentence}</li>" * 2 in panel
    assert panel.index("</div>") < panel.index("Hai")


def test_before_the_first_good_build_every_address_says_so() -> None:
    for path in ("/", "/en/any.css", "/../x"):
        found = answer(Show("1"), path)
        assert (found.status, found.kind) == (503, "text/html; charset=utf-8")
        assert b"The first build is under way" in found.body
        assert SCRIPT in found.body
    body = answer(Show("1", problems=(PROBLEM,)), "/").body
    assert b"Nothing could be built yet: 1 problem to fix" in body
    assert b"<li>docs/id/a.md:3: " in body


@pytest.mark.parametrize(
    ("page", "dressed"),
    [
        (b"<p>part", b"<p>part" + SCRIPT),
        (b"<BODY>x</BODY>", b"<BODY>x" + SCRIPT + b"</BODY>"),
        (b"<body>'</body>'</body>\n", b"<body>'</body>'" + SCRIPT + b"</body>\n"),
        (b"<body>\xff\xc4\xb0</body>", b"<body>\xff\xc4\xb0" + SCRIPT + b"</body>"),
        (b"<body>open", b"<body>open" + SCRIPT),
    ],
)
def test_pages_of_any_shape_get_the_script_once(show: Show, page: bytes, dressed: bytes) -> None:
    assert dress(page, show) == dressed


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.xml", "text/xml; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.webp", "image/webp"),
        ("a.png", "image/png"),
        ("a.pdf", "application/pdf"),
        ("a.xml.gz", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_files_have_the_same_types_everywhere(name: str, kind: str) -> None:
    assert content_type(name) == kind
