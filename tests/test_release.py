from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.digest import digests
from scripts.release import PublishError, Release, assemble, cname, is_reserved

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://karier.kampus.ac.id/"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for path in ("index.html", "404.html", "unduhan/a.pdf", "_headers"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(f"{path} " * 9)
    return site


def test_a_server_gets_the_site_as_it_was_built_and_its_snippets_beside(
    site: Path, tmp_path: Path
) -> None:
    release = Release(tmp_path / "release", URL)
    texts = assemble(site, digests(site), release, "server")
    assert digests(release.public) == digests(site)
    assert {path for path in release.digests() if not path.startswith("public/")} == {
        *("nginx.conf", "Caddyfile")
    }
    assert texts == [release.public / "404.html", release.public / "index.html"]


def test_a_host_of_pages_gets_the_site_and_what_says_that_it_is_one(
    site: Path, tmp_path: Path
) -> None:
    release = Release(tmp_path / "release", URL)
    assert assemble(site, digests(site), release, "pages") == []
    added = {".nojekyll": "", "CNAME": "karier.kampus.ac.id\n"}
    assert digests(release.public).keys() == digests(site).keys() | added.keys()
    for name, text in added.items():
        assert (release.public / name).read_text() == text


def test_permissions_of_the_built_files_are_not_published(site: Path, tmp_path: Path) -> None:
    (site / "index.html").chmod(0o700)
    release = Release(tmp_path / "release", URL)
    assemble(site, digests(site), release, "pages")
    assert not (release.public / "index.html").stat().st_mode & 0o111


@pytest.mark.parametrize("path", ["index.html", "unduhan/a.pdf", "new.html"])
def test_a_site_that_is_not_as_it_was_checked_is_refused(
    site: Path, tmp_path: Path, path: str
) -> None:
    checked = digests(site)
    (site / path).write_text("meddled with")
    with pytest.raises(PublishError, match=f"site/{path} is not as it was when site/ was checked"):
        assemble(site, checked, Release(tmp_path / "release", URL), "server")


def test_a_site_with_a_file_less_is_refused(site: Path, tmp_path: Path) -> None:
    checked = digests(site)
    (site / "unduhan/a.pdf").unlink()
    with pytest.raises(PublishError, match=r"site/unduhan/a\.pdf is not"):
        assemble(site, checked, Release(tmp_path / "release", URL), "pages")


@pytest.mark.parametrize(
    ("url", "named"),
    [
        (URL, True),
        ("https://siap.org/", True),
        ("https://siap.org:8443/", True),
        ("https://s1.example.org/", True),
        ("https://siap.org/karier/", False),
        ("https://kampus.github.io/", False),
        ("https://kampus.gitlab.io/", False),
        ("https://kampus.codeberg.page/", False),
        ("https://siap.netlify.app/", False),
        ("https://siap.pages.dev/", False),
        ("https://siap-wawancara.example/", False),
        ("http://localhost/", False),
        ("http://127.0.0.1/", False),
        ("http://8.8.8.8/", False),
    ],
)
def test_a_domain_of_its_own_is_named(url: str, named: bool) -> None:  # noqa: FBT001 - a parameter
    assert bool(cname(url)) is named


def test_an_address_that_cannot_exist_is_known() -> None:
    for ending in ("example", "invalid", "localhost", "test"):
        assert is_reserved(f"https://siap-wawancara.{ending}/")
    assert not is_reserved("https://example.org/")
