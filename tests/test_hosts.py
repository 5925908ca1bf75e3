from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scripts import hosts

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.hosts import Place

POLICY = "default-src 'none'; script-src 'self'"
PAGES = (
    *("index.html", "404.html", "artikel/index.html", "artikel/satu/index.html"),
    *("en/index.html", "en/404.html", "en/artikel/index.html", "embed/a/index.html"),
    "en/embed/a/index.html",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built site."""
    for path in PAGES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        (tmp_path / path).write_text(meta)
    (tmp_path / "assets").mkdir()
    return tmp_path


def places(folder: Path, url: str = "https://siap.test/") -> dict[str, Place]:
    return {place.address: place for place in hosts.places(hosts.read(folder, url))}


def headers(folder: Path, url: str = "https://siap.test/") -> list[str]:
    """Return the lines of `_headers`."""
    return hosts.headers_file(hosts.read(folder, url)).splitlines()


def rules(folder: Path, url: str = "https://siap.test/") -> dict[str, dict[str, list[str]]]:
    """Return `_headers` as its hosts read it."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in headers(folder, url):
        if line.startswith("/"):
            found[line] = {}
        elif line:
            name, value = line.strip().split(": ", 1)
            next(reversed(found.values())).setdefault(name, []).append(value)
    return found


def sent(folder: Path, path: str) -> dict[str, list[str]]:
    """Return the headers of all the rules that fit a path, as Cloudflare adds them up."""
    found: dict[str, list[str]] = {}
    for pattern, rule in rules(folder).items():
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            for name, values in rule.items():
                found.setdefault(name, []).extend(values)
    return found


def test_a_site_is_read_from_its_files(folder: Path) -> None:
    site = hosts.read(folder, "https://siap.test/karier")
    assert site.base == "/karier/"
    assert site.languages == ("", "en/")
    assert site.policy == POLICY
    assert site.secure
    assert set(site.folders) == {
        *("index.html", "404.html", "artikel/", "embed/", "en/index.html", "en/404.html"),
        *("en/artikel/", "en/embed/"),
    }


def test_pages_are_in_no_frame_but_those_that_are_made_for_it(folder: Path) -> None:
    found = places(folder)
    framed = {address for address, place in found.items() if "ancestors *" in str(place.headers)}
    assert framed == {"/embed/", "/en/embed/"}
    for address in found.keys() - framed:
        assert found[address].headers["Content-Security-Policy"] == (
            f"{POLICY}; frame-ancestors 'none'"
        )


def test_scripts_of_other_sites_read_what_is_made_for_them(folder: Path) -> None:
    found = places(folder)
    allowed = {
        address for address in found if "Access-Control-Allow-Origin" in found[address].headers
    }
    assert allowed == {"/sematkan/", "/oembed/", "/katalog.json"}


def test_versioned_assets_are_kept_for_good_and_pages_for_a_short_time(folder: Path) -> None:
    caching = {address: place.headers["Cache-Control"] for address, place in places(folder).items()}
    assert caching.pop("/assets/v/") == "public, max-age=31536000, immutable"
    assert {caching.pop(f"/{name}") for name in ("sw.js", "luring.json")} == {"no-cache"}
    assert set(caching.values()) == {"public, max-age=300, s-maxage=0"}


def test_only_a_secure_site_insists_on_being_so(folder: Path) -> None:
    for url, secure in (("https://siap.test/", True), ("http://siap.test/", False)):
        for place in places(folder, url).values():
            assert ("Strict-Transport-Security" in place.headers) is secure


def test_places_are_below_the_folder_of_the_host(folder: Path) -> None:
    assert set(places(folder, "https://siap.test/karier/")) == {
        f"/karier{address}" for address in places(folder)
    }


@pytest.mark.parametrize(
    "path", ["/", "/artikel/satu/", "/en/", "/en/artikel/", "/404.html", "/en/404.html"]
)
def test_headers_of_pages_keep_them_out_of_frames(folder: Path, path: str) -> None:
    found = sent(folder, path)
    assert found["Content-Security-Policy"] == [POLICY, f"{POLICY}; frame-ancestors 'none'"]
    assert found["X-Content-Type-Options"] == ["nosniff"]
    assert "Cache-Control" not in found


@pytest.mark.parametrize("path", ["/embed/a/", "/en/embed/a/"])
def test_headers_of_embedded_pages_let_them_into_frames(folder: Path, path: str) -> None:
    assert sent(folder, path)["Content-Security-Policy"] == [POLICY]


def test_headers_for_other_sites_and_for_good(folder: Path) -> None:
    for path in ("/katalog.json", "/oembed/a.json", "/sematkan/sematkan.js"):
        assert sent(folder, path)["Access-Control-Allow-Origin"] == ["*"]
    assert sent(folder, "/assets/v/abc/a.css")["Cache-Control"] == [
        "public, max-age=31536000, immutable"
    ]
    assert "Cache-Control" not in sent(folder, "/assets/kartu/a.png")


@pytest.mark.parametrize("path", ["/berkas/a.html", "/en/berkas/a.html"])
def test_tools_as_one_file_are_saved(folder: Path, path: str) -> None:
    assert sent(folder, path)["Content-Disposition"] == ["attachment"]
    assert "Content-Disposition" not in sent(folder, "/artikel/satu/")
    saved = {
        address for address, at in places(folder).items() if "Content-Disposition" in at.headers
    }
    assert saved == {"/berkas/", "/en/berkas/"}


def test_the_policy_of_a_file_is_not_that_of_the_site(folder: Path) -> None:
    (folder / "en/berkas").mkdir()
    meta = '<meta http-equiv="Content-Security-Policy" content="script-src \'sha256-x\'">'
    (folder / "en/berkas/a.html").write_text(meta)
    assert hosts.read(folder, "https://siap.test/").policy == POLICY


def test_headers_are_as_few_and_short_as_cloudflare_takes(folder: Path) -> None:
    assert len(rules(folder, "https://siap.test/x/")) < 100
    assert set(rules(folder, "https://siap.test/x/")) >= {"/x/*", "/x/", "/x/en/artikel/*"}
    assert max(map(len, headers(folder, "https://siap.test/x/"))) < 2000
