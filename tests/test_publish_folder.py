from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts.digest import digests
from scripts.history import KEPT
from scripts.publish_folder import FolderTarget
from scripts.release import PublishError, Release
from tests.interrupted import ROOT, damaged, release, silently, stops

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scripts.release import Item


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A target with one release, which says 0."""
    home = tmp_path / "srv" / "www"
    FolderTarget(home).publish(numbered(tmp_path, 0), silently)
    return home


def numbered(folder: Path, number: int, **files: str) -> Release:
    pages = {"index.html": str(number), "same/index.html": "same", **files}
    return release(folder / f"release-{number}", pages)


def seen(home: Path) -> str:
    return (home / "current/public/index.html").read_text()


def names(home: Path) -> list[str]:
    return sorted(path.name[:4] for path in (home / "releases").iterdir())


def test_readers_see_the_bytes_of_the_release(home: Path, tmp_path: Path) -> None:
    assert digests(home / "current") == numbered(tmp_path, 0).digests()
    assert (home / "current").readlink().parts[0] == "releases"
    assert sorted(path.name for path in home.iterdir()) == ["current", "releases"]


def test_a_web_server_of_another_user_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        (tmp_path / "www").mkdir()
        FolderTarget(tmp_path / "www").publish(numbered(tmp_path, 1), silently)
    finally:
        os.umask(before)
    for path in (tmp_path / "www/current/").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)
    assert (tmp_path / "www/current/").stat().st_mode & 0o777 == 0o755


def test_folders_are_made_as_deep_as_files_lie(tmp_path: Path) -> None:
    new = numbered(tmp_path, 1, **{"a/b/c/index.html": "deep", "a/b/c/style.css": "beside"})
    told = []

    def track(label: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        told.append((label, total))
        return iter(items)

    target = FolderTarget(tmp_path / "www")
    assert target.layout == "server"
    target.publish(new, track)
    assert digests(tmp_path / "www/current") == new.digests()
    assert told == [("Copying", 4)]


def test_a_file_that_only_looks_the_same_is_replaced(home: Path, tmp_path: Path) -> None:
    new = numbered(tmp_path, 1)
    for page in (home / "current/public/index.html", new.public / "index.html"):
        os.utime(page, (1e9, 1e9))  # of the same size, too
    FolderTarget(home).publish(new, silently)
    assert seen(home) == "1"


def test_all_is_on_the_disk_before_readers_see_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = []
    monkeypatch.setattr(os, "sync", lambda: moments.append(seen(home)))
    FolderTarget(home).publish(numbered(tmp_path, 1), silently)
    assert (moments, seen(home)) == (["0"], "1")


def test_what_an_interrupted_run_left_is_removed(home: Path, tmp_path: Path) -> None:
    for name in (".incoming/public", ".gone-0000"):
        (home / "releases" / name).mkdir(parents=True)
        (home / "releases" / name / "left.html").touch()
    (home / ".current").symlink_to("releases/none")
    FolderTarget(home).publish(numbered(tmp_path, 1), silently)
    assert digests(home / "current") == numbered(tmp_path, 1).digests()
    assert damaged(home) == []
    assert names(home) == ["0001", "0002"]


def test_what_cannot_be_finished_leaves_nothing(home: Path, tmp_path: Path) -> None:
    def track(_label: str, _items: Iterable[Item], _total: int) -> Iterator[Item]:
        raise OSError(errno.ENOSPC, "no room")

    with pytest.raises(OSError, match="no room"):
        FolderTarget(home).publish(numbered(tmp_path, 1), track)
    assert (seen(home), names(home)) == ("0", ["0001"])


def test_what_changes_is_told(home: Path, tmp_path: Path) -> None:
    target = FolderTarget(home)
    assert target.compare(numbered(tmp_path, 0)).paths == ()
    found = target.compare(numbered(tmp_path, 1, **{"baru/index.html": "new"}))
    assert (found.added, found.changed) == (("public/baru/index.html",), ("public/index.html",))
    (home / "current/public/index.html").write_text("meddled with")
    assert target.compare(numbered(tmp_path, 0)).changed == ("public/index.html",)


def test_what_stays_the_same_keeps_its_date_and_takes_no_room(home: Path, tmp_path: Path) -> None:
    before = (home / "current/public/same/index.html").stat()
    FolderTarget(home).publish(numbered(tmp_path, 1), silently)
    after = (home / "current/public/same/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_system_without_hard_links_keeps_the_date(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    before = (home / "current/public/same/index.html").stat()
    monkeypatch.setattr(os, "link", no_links)
    FolderTarget(home).publish(numbered(tmp_path, 1), silently)
    after = (home / "current/public/same/index.html").stat()
    assert after.st_ino != before.st_ino
    assert after.st_mtime_ns == before.st_mtime_ns


def test_the_last_releases_are_kept_and_each_can_be_gone_back_to(
    home: Path, tmp_path: Path
) -> None:
    for number in range(1, 8):
        FolderTarget(home).publish(numbered(tmp_path, number), silently)
    assert names(home) == ["0004", "0005", "0006", "0007", "0008"]
    for number in range(6, 7 - KEPT, -1):
        name = FolderTarget(home).rollback()
        assert (home / "current").readlink().name == name
        assert seen(home) == str(number)
    with pytest.raises(PublishError, match="no earlier release"):
        FolderTarget(home).rollback()
    assert seen(home) == "3"


def test_what_was_rolled_back_is_gone_with_the_next_publication(home: Path, tmp_path: Path) -> None:
    FolderTarget(home).publish(numbered(tmp_path, 1), silently)
    FolderTarget(home).rollback()
    FolderTarget(home).publish(numbered(tmp_path, 2), silently)
    assert (seen(home), names(home)) == ("2", ["0001", "0002"])
    FolderTarget(home).rollback()
    assert seen(home) == "0"


def test_nothing_to_go_back_to_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="nothing was published to"):
        FolderTarget(tmp_path / "www").rollback()
    assert not (tmp_path / "www").exists()


def test_a_folder_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    for act in (
        FolderTarget(tmp_path).rollback,
        lambda: FolderTarget(tmp_path).compare(numbered(tmp_path, 1)),
    ):
        (tmp_path / "releases").mkdir(exist_ok=True)
        with pytest.raises(PublishError, match="current is in the way"):
            act()
    assert list((tmp_path / "current").iterdir()) == []


def test_a_link_of_others_is_left_alone(home: Path, tmp_path: Path) -> None:
    (home / "current").unlink()
    (home / "current").symlink_to("releases/20260101")
    target, new = FolderTarget(home), numbered(tmp_path, 1)
    for act in (
        target.rollback,
        lambda: target.compare(new),
        lambda: target.publish(new, silently),
    ):
        with pytest.raises(
            PublishError, match='/current is in the way: it leads to "releases/20260101"'
        ):
            act()
    assert (str((home / "current").readlink()), names(home)) == ("releases/20260101", ["0001"])


def test_what_others_put_beside_the_releases_stays(home: Path, tmp_path: Path) -> None:
    (home / "releases/notes.txt").touch()
    (home / "favicon.ico").touch()
    FolderTarget(home).publish(numbered(tmp_path, 1), silently)
    assert (home / "releases/notes.txt").exists()
    assert (home / "favicon.ico").exists()


def test_two_publications_at_once_follow_each_other(home: Path, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\nfrom scripts.publish_folder import FolderTarget\n"
        "from scripts.release import Release\nfrom tests.interrupted import silently\n"
        "release = Release(pathlib.Path(sys.argv[2]), '')\n"
        "FolderTarget(pathlib.Path(sys.argv[1])).publish(release, silently)\n"
    )
    releases = [numbered(tmp_path, number) for number in (1, 2, 3)]
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(home), str(one.folder)], cwd=ROOT)
        for one in releases
    ]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert names(home) == ["0001", "0002", "0003", "0004"]
    assert damaged(home) == []


@pytest.mark.parametrize(("way", "least"), [("killed", 50), ("full", 30)])
def test_stopped_anywhere_the_old_site_is_whole(tmp_path: Path, way: str, least: int) -> None:
    assert stops("folder", way, tmp_path) >= least
