from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.built import Site, read_site

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://contoh.example/siap/"
PAGE = '<!doctype html><html><body><main id="isi"><h2 id="b\u00e9"></h2></main></body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    for path in ("index.html", "gaji/index.html", "en/gaji/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.css").write_bytes(b"a {}\n")
    (tmp_path / "b.css").write_bytes(b"\n\xff")
    return read_site(tmp_path, URL, ("id", "en"))


def test_files_are_read_once_and_named_by_language(site: Site) -> None:
    assert site.files == {"index.html", "gaji/index.html", "en/gaji/index.html", "a.css", "b.css"}
    assert {path: page.locale for path, page in site.pages.items()} == {
        "index.html": "id",
        "gaji/index.html": "id",
        "en/gaji/index.html": "en",
    }
    assert (site.styles, site.sitemap) == ({"a.css": b"a {}\n"}, b"")
    assert [problem.path for problem in site.unreadable] == ["site/b.css"]
    assert [site.prefix(locale) for locale in site.locales] == ["", "en/"]
    assert (site.read("a.css"), site.read("c.css")) == (b"a {}\n", b"")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("caf\udce9/index.html", f"{URL}caf%E9/"),
        ("myindex.html", f"{URL}myindex.html"),
        ("index.html", URL),
    ],
)
def test_an_address_of_any_file_name(site: Site, path: str, address: str) -> None:
    assert site.address(path) == address


@pytest.mark.parametrize(
    ("address", "file", "is_own"),
    [
        (URL, "index.html", True),
        (f"{URL}gaji/", "gaji/index.html", True),
        (f"{URL}gaji", "gaji/index.html", False),
        (f"{URL}gaji/?a#b", "gaji/index.html", False),
        (f"{URL}lain.pdf", "lain.pdf", False),
    ],
)
def test_what_an_address_asks_for(site: Site, address: str, file: str, *, is_own: bool) -> None:
    assert site.file_at(address) == file
    assert (site.page_at(address) is not None) == is_own


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("../gaji/#b%C3%A9", ""),
        ("#isi", ""),
        ("https://lain.example/x", ""),
        ("/x/", 'leads out of the site; stay below "/siap/"'),
        ("http://[", "is not an address; correct it"),
        (
            "../gajih/",
            'leads to "gajih/index.html", which is not in the site; did you mean "gaji"?',
        ),
        ("#isu", 'leads to a page without the id "isu"; did you mean "isi"?'),
    ],
)
def test_what_is_wrong_with_an_address(site: Site, value: str, fault: str) -> None:
    assert site.fault(f"{URL}gaji/", value) == fault
