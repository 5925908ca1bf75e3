"""In a folder that was a site, what is the same stays, and nothing else does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from scripts import digest, edition, receipt, settings, spare, works
from tests import editions, tree
from tests.editions import different, made, site

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.stamp import Stamp

HOME = "index.html"
pytestmark = pytest.mark.usefixtures("compiled")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return editions.plant(tmp_path_factory.mktemp("spare") / "project")


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """A folder with the site of the project."""
    folder = tmp_path / "folder"
    folder.mkdir()
    site(root, spare=folder)
    return folder


def test_what_is_the_same_is_not_written_again(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, take, taken = editions.files(folder), works.Works.kept, list[str]()

    def recorded(self: works.Works, piece: works.Piece) -> object:
        taken.append(piece.path)
        return take(self, piece)

    monkeypatch.setattr(works.Works, "kept", recorded)
    assert site(root, spare=folder) == wanted
    assert {*taken} == {"luring"}  # whose page is filled in when all others are there


def test_a_site_is_told_of_when_there_is_time(root: Path, tmp_path: Path) -> None:
    told = root / spare.TOLD
    told.unlink(missing_ok=True)
    given = tree.read(root), settings.read(root, {}), root, tmp_path, receipt.sources(root)
    done = edition.make(*given, hands=editions.ONE)
    assert not told.exists()
    done.tell()
    assert told.exists()


@pytest.fixture
def two(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two folders with the site of the project, the older one first."""
    for name in ("YOUNG", "YOUNG_BY_TICKS"):  # as if the sites were not of this very moment
        monkeypatch.setattr(digest, name, -(10**12))
    folders = tmp_path / "older", tmp_path / "newer"
    for folder in folders:
        folder.mkdir()
        site(root, spare=folder)
    return folders


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The addresses of files that are read to see whether they are the same."""
    lies, addresses = works.Works._lies, set[str]()

    def recorded(self: works.Works, address: str, found: Stamp) -> bool:
        addresses.add(address)
        return lies(self, address, found)

    monkeypatch.setattr(works.Works, "_lies", recorded)
    return addresses


def test_what_has_not_changed_since_it_was_written_is_not_read(
    root: Path, two: tuple[Path, Path], read: set[str]
) -> None:
    wanted = editions.files(two[1])
    for _ in range(2):
        for folder in two:
            assert different(site(root, spare=folder), wanted) == []
    assert read == {"luring/index.html", "en/luring/index.html"}  # as above


def test_what_was_changed_is_read_and_made_again(
    root: Path, two: tuple[Path, Path], read: set[str]
) -> None:
    wanted = editions.files(two[1])
    (two[0] / HOME).write_bytes(wanted[HOME][::-1])
    status = (two[0] / HOME).stat()
    os.utime(two[0] / HOME, ns=(status.st_atime_ns, (two[1] / HOME).stat().st_mtime_ns))
    (two[0] / "artikel" / "satu" / HOME).rename(two[0] / "artikel" / "dua" / HOME)
    assert different(site(root, spare=two[0]), wanted) == []
    assert {HOME, "artikel/dua/index.html"} <= read


def test_a_folder_that_was_tampered_with_is_made_whole(root: Path, folder: Path) -> None:
    wanted = editions.files(folder)
    (folder / HOME).write_bytes(b"<script>alert(1)</script>".ljust(len(wanted[HOME])))
    (folder / "en" / HOME).unlink()
    (folder / "artikel" / "satu" / HOME).unlink()
    (folder / "artikel" / "satu" / HOME).mkdir()
    tree.write(folder, {"asing/a.html": "a", "artikel/asing.html": "a", "assets/asing.js": "a"})
    assert different(site(root, spare=folder), wanted) == []
    assert not (folder / "asing").exists()


def test_a_folder_of_anything_is_no_harm(root: Path, folder: Path, tmp_path: Path) -> None:
    wanted, other = editions.files(folder), tmp_path / "other"
    tree.write(other, {"a/b/c.txt": "a", HOME: "another site", "artikel": "a file"})
    assert different(site(root, spare=other), wanted) == []


def test_nothing_is_written_through_links(root: Path, folder: Path, tmp_path: Path) -> None:
    wanted, outside = editions.files(folder), tmp_path / "outside"
    tree.write(outside, {"a.html": "mine", "b/index.html": "mine"})
    for path, target in ((HOME, "a.html"), ("artikel/satu", "b"), ("artikel/dua/x", "none")):
        if (folder / path).is_dir():
            (folder / path).rename(tmp_path / "away")
        (folder / path).unlink(missing_ok=True)
        (folder / path).symlink_to(outside / target)
    (folder / "en" / HOME).write_bytes(b"mine")
    os.link(folder / "en" / HOME, outside / "c.html")
    assert different(site(root, spare=folder), wanted) == []
    assert set(editions.files(outside).values()) == {b"mine"}
    assert not [path for path in folder.rglob("*") if path.is_symlink()]


@pytest.mark.parametrize("data", [b"", b"\x80" * 40, None])
def test_what_was_told_may_be_lost_or_damaged(root: Path, folder: Path, data: bytes | None) -> None:
    wanted, told = editions.files(folder), root / spare.TOLD
    assert told.exists()
    if data is None:
        told.unlink()
    else:
        told.write_bytes(data)
    assert different(site(root, spare=folder), wanted) == []


def test_after_problems_the_next_site_is_whole(root: Path, folder: Path) -> None:
    wanted = editions.files(folder)
    flow = root / "docs/_data/flows/datang.yml"
    before = flow.read_text(encoding="utf-8")
    flow.write_text(before.replace("Ya", "Ya \U0001f600", 1), encoding="utf-8")
    assert made(root, spare=folder)[0].problems
    flow.write_text(before, encoding="utf-8")
    assert different(site(root, spare=folder), wanted) == []
