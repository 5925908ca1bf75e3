from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts import modules
from scripts.assets import dress, read

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = """\
<link rel="stylesheet" href="../assets/stylesheets/site.css">
<img src="https://siap.test/assets/images/mark.svg" alt="">
<meta property="og:image" content="https://siap.test/assets/kartu/id/index.png">
<a href="../assets/none.css">assets/stylesheets/</a> <p>myassets/images/mark.svg</p>
"""


TWO = "".join(
    f'<script type="module" src="../assets/javascripts/{name}.js"></script>' for name in "ab"
)


def site(folder: Path, style: str = "body {}") -> Path:
    files = {
        "en/index.html": PAGE,
        "assets/stylesheets/site.css": style,
        "assets/images/mark.svg": "<svg/>",
        "assets/kartu/id/index.png": "png",
        "sematkan/v1.js": "  a {}\n",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    dress(folder)
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_pages_lead_to_assets_with_a_version(tmp_path: Path) -> None:
    site(tmp_path)
    found = re.findall(r"assets/v/([0-9a-f]{12})/", (tmp_path / "en/index.html").read_text())
    assert len(found) == 2
    home = f"assets/v/{found[0]}"
    expected = PAGE.replace("assets/stylesheets/site", f"{home}/stylesheets/site")
    expected = expected.replace("test/assets/images", f"test/{home}/images")
    assert (tmp_path / "en/index.html").read_text() == expected
    assert (tmp_path / home / "stylesheets/site.css").read_text() == "body{}"


def test_nothing_is_left_where_assets_were_but_pictures_for_sharing(tmp_path: Path) -> None:
    site(tmp_path)
    assert [path for path in files(tmp_path / "assets") if not path.startswith("v")] == [
        *("kartu", "kartu/id", "kartu/id/index.png")
    ]


def test_the_version_is_that_of_the_content(tmp_path: Path) -> None:
    first, same, other = (
        files(site(tmp_path / name, style) / "assets/v")[0]
        for name, style in (("first", "a"), ("same", "a"), ("other", "b"))
    )
    assert first == same != other


def test_a_site_without_assets_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE)
    dress(tmp_path)
    assert files(tmp_path) == ["index.html"]
    assert (tmp_path / "index.html").read_text() == PAGE


def test_every_script_and_style_is_made_smaller_for_readers_alone(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    for name in ("a.js", "b.css", "c.svg"):
        (tmp_path / "x" / name).write_text("  a {}\n")
    as_written = dict.fromkeys(("x/a.js", "x/b.css", "x/c.svg"), b"  a {}\n")
    assert read(tmp_path).files == {**as_written, "x/a.js": b"a {}\n", "x/b.css": b"a{}"}
    raw = read(tmp_path, live=False)
    assert raw.files == as_written
    assert raw.written([]) == {f"assets/{path}": data for path, data in as_written.items()}
    assert raw.dressed(TWO.encode()) == (TWO.encode(), ())


def test_scripts_of_other_sites_stay_as_they_are(tmp_path: Path) -> None:
    site(tmp_path)
    assert (tmp_path / "sematkan/v1.js").read_text() == "  a {}\n"


def test_a_page_with_two_modules_leads_to_one_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "javascripts").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / f"javascripts/{name}.js").write_text(f'log("{name}");\n')
    assets = read(tmp_path)
    html, names = assets.dressed(TWO.encode())
    address = f"{assets.home}/javascripts/page.a.b.js"
    assert html.decode() == f'<script type="module" async src="../{address}"></script>'
    written = assets.written([names, (), names])
    assert written.keys() == {address, *(f"{assets.home}/{path}" for path in assets.files)}
    assert re.findall(r"log\(.*\)", written[address].decode()) == ['log("a")', 'log("b")']


def test_what_is_put_around_modules_is_in_the_version_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.css").write_text("a{}")
    before = read(tmp_path).home
    monkeypatch.setattr(modules, "WAIT", "")
    assert read(tmp_path).home != before


def test_addresses_may_have_any_letters(tmp_path: Path) -> None:
    (tmp_path / "é.svg").write_text("<svg/>")
    assets = read(tmp_path)
    html = '<img src="assets/é.svg"> éassets/é.svg'
    found = assets.dressed(html.encode())[0].decode()
    assert found == f'<img src="{assets.home}/é.svg"> éassets/é.svg'
