from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.assets import version

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
<link rel="stylesheet" href="../assets/stylesheets/site.css">
<img src="https://siap.test/assets/images/mark.svg" alt="">
<meta property="og:image" content="https://siap.test/assets/kartu/id/index.png">
<a href="../assets/none.css">assets/stylesheets/</a> <p>myassets/images/mark.svg</p>
"""


def site(folder: Path, style: str = "body {}") -> Path:
    files = {
        "en/index.html": PAGE,
        "assets/stylesheets/site.css": style,
        "assets/images/mark.svg": "<svg/>",
        "assets/kartu/id/index.png": "png",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    version(folder)
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
    assert (tmp_path / home / "stylesheets/site.css").read_text() == "body {}"


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
    version(tmp_path)
    assert files(tmp_path) == ["index.html"]
    assert (tmp_path / "index.html").read_text() == PAGE
