"""The host is this machine, and its shell one that takes the place of SSH.

SSH itself is part of tests/browser/test_publish.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from scripts import publish_rsync
from scripts.digest import Difference, digests
from scripts.history import KEPT
from scripts.publish_rsync import RsyncTarget
from scripts.release import PublishError, Release
from tests.interrupted import damaged, release, silently, stops

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scripts.release import Item

SHELL = '#!/bin/sh\necho "$*" >> "$0.log"\nshift\nexec sh -c "$*"\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the host, with a name that shells would take apart."""
    shell = tmp_path / "shell"
    shell.write_text(SHELL)
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "it's a $HOME" / "www"


@pytest.fixture
def target(home: Path) -> RsyncTarget:
    """That folder as a target."""
    return RsyncTarget("host.test", str(home))


def numbered(folder: Path, number: int, **files: str) -> Release:
    pages = {"index.html": str(number), "é/same.html": "same", **files}
    return release(folder / f"release-{number}", pages)


def seen(home: Path) -> str:
    return (home / "current/public/index.html").read_text()


def names(home: Path) -> list[str]:
    return sorted(path.name[:4] for path in (home / "releases").iterdir())


def test_readers_see_the_bytes_of_the_release(
    target: RsyncTarget, home: Path, tmp_path: Path
) -> None:
    one = numbered(tmp_path, 1)
    target.publish(one, silently)
    assert digests(home / "current") == one.digests()
    assert sorted(path.name for path in home.iterdir()) == ["current", "releases"]
    for path in (home / "current/").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)


def test_what_changes_is_told_and_nothing_is_written(
    target: RsyncTarget, home: Path, tmp_path: Path
) -> None:
    first, second = numbered(tmp_path, 1), numbered(tmp_path, 2, **{"b/c.html": "b"})
    assert target.compare(first).added == ("public/index.html", "public/é/same.html")
    assert not home.exists()
    target.publish(first, silently)
    assert target.compare(first) == Difference()
    assert target.compare(second) == Difference(("public/b/c.html",), ("public/index.html",))
    target.publish(second, silently)
    assert target.compare(first) == Difference((), ("public/index.html",), ("public/b/c.html",))
    (home / "current/public/index.html").write_text("1")
    assert target.compare(second).changed == ("public/index.html",)


def test_what_stays_the_same_keeps_its_date_and_does_not_travel(
    target: RsyncTarget, home: Path, tmp_path: Path
) -> None:
    target.publish(numbered(tmp_path, 1), silently)
    before = (home / "current/public/é/same.html").stat()
    uploaded: list[object] = []

    def track(label: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        assert (label, total) == ("Uploading", 1)
        for item in items:
            uploaded.append(item)
            yield item

    target.publish(numbered(tmp_path, 2), track)
    after = (home / "current/public/é/same.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert uploaded == ["public/index.html"]


def test_files_are_uploaded_and_folders_not_counted(target: RsyncTarget, tmp_path: Path) -> None:
    uploaded: list[object] = []

    def track(_label: str, items: Iterable[Item], total: int) -> Iterator[Item]:
        assert total == 3
        for item in items:
            uploaded.append(item)
            yield item

    new = numbered(tmp_path, 1, **{"a b/c  d.html": "spaces"})
    assert "public/a b/c  d.html" in target.compare(new).added
    target.publish(new, track)
    assert sorted(map(str, uploaded)) == [
        *("public/a b/c  d.html", "public/index.html", "public/é/same.html")
    ]


def test_a_folder_that_cannot_be_made_is_said(home: Path, tmp_path: Path) -> None:
    (home.parent / "file").parent.mkdir(parents=True)
    (home.parent / "file").touch()
    target = RsyncTarget("host.test", f"{home.parent}/file/www")
    with pytest.raises(PublishError, match=r"^host\.test: the folder cannot be made there$"):
        target.publish(numbered(tmp_path, 1), silently)


def test_an_upload_that_was_cut_is_taken_up_again(
    target: RsyncTarget, home: Path, tmp_path: Path
) -> None:
    one = numbered(tmp_path, 1)
    shutil.copytree(one.folder, home / "releases/.incoming-0123abcd")
    part = (home / "releases/.incoming-0123abcd/public/é/same.html").stat().st_ino
    target.publish(one, silently)
    assert (home / "current/public/é/same.html").stat().st_ino == part
    assert names(home) == ["0001"]


def test_the_last_releases_are_kept_and_each_can_be_gone_back_to(
    target: RsyncTarget, home: Path, tmp_path: Path
) -> None:
    for number in range(7):
        target.publish(numbered(tmp_path, number), silently)
        assert seen(home) == str(number)
    assert len(names(home)) == KEPT
    assert damaged(home) == []
    for number in range(5, 6 - KEPT, -1):
        assert target.rollback() == (home / "current").readlink().name
        assert seen(home) == str(number)
    with pytest.raises(PublishError, match="no earlier release"):
        target.rollback()
    target.publish(numbered(tmp_path, 9), silently)
    assert len(names(home)) == 2


def test_a_path_can_begin_in_the_home_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert home.is_absolute()
    monkeypatch.chdir(tmp_path)  # where this host's sessions begin
    RsyncTarget("host.test", "~/www/").publish(numbered(tmp_path, 1), silently)
    assert seen(tmp_path / "www") == "1"


def test_somebody_else_who_publishes_meanwhile_is_noticed(
    target: RsyncTarget, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.publish(numbered(tmp_path, 1), silently)
    upload = target._upload

    def meanwhile(*arguments: object) -> object:
        yield from upload(*arguments)  # type: ignore[arg-type] # handed on
        RsyncTarget("host.test", str(home)).publish(numbered(tmp_path, 2), silently)

    monkeypatch.setattr(target, "_upload", meanwhile)
    with pytest.raises(PublishError, match="somebody else published there meanwhile"):
        target.publish(numbered(tmp_path, 3), silently)
    assert (seen(home), names(home)) == ("2", ["0001", "0002"])


def test_a_link_that_changed_since_we_looked_is_noticed(
    target: RsyncTarget, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        target.publish(numbered(tmp_path, number), silently)
    history = target._history()
    target.rollback()
    monkeypatch.setattr(target, "_history", lambda *_: history)
    said = "^host.test: somebody else published there meanwhile; look, and publish again$"
    with pytest.raises(PublishError, match=said):
        target.rollback()
    assert seen(home) == "1"


def test_a_folder_in_the_way_is_left_alone(target: RsyncTarget, home: Path, tmp_path: Path) -> None:
    (home / "current").mkdir(parents=True)
    for act in (target.rollback, lambda: target.publish(numbered(tmp_path, 1), silently)):
        with pytest.raises(PublishError, match="it is no symlink"):
            act()


def test_a_link_of_others_is_left_alone(target: RsyncTarget, home: Path, tmp_path: Path) -> None:
    new = numbered(tmp_path, 1)
    target.publish(new, silently)
    (home / "current").unlink()
    (home / "current").symlink_to("releases/20260101")
    for act in (
        target.rollback,
        lambda: target.compare(new),
        lambda: target.publish(new, silently),
    ):
        with pytest.raises(
            PublishError, match='"current" is in the way there: it leads to "releases/20260101"'
        ):
            act()
    assert (str((home / "current").readlink()), names(home)) == ("releases/20260101", ["0001"])


@pytest.mark.parametrize("path", ["/", "//", "/.", "/usr/..", "root", "root/.", "~/root"])
def test_the_root_of_a_host_is_no_folder_for_a_site(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert not home.exists()
    (tmp_path / "root").symlink_to("/")
    monkeypatch.chdir(tmp_path)  # where this host's sessions begin
    target = RsyncTarget("host.test", path)
    for act in (target.rollback, lambda: target.compare(numbered(tmp_path, 1))):
        with pytest.raises(
            PublishError,
            match=r"^host.test: the folder is the root of the whole server; publish to a folder of the site's own in it, as /srv",
        ):
            act()


def test_a_root_is_refused_before_anything_is_made_there(monkeypatch: pytest.MonkeyPatch) -> None:
    scripts: list[str] = []
    target = RsyncTarget("host.test", "/")

    def run(script: str) -> str:
        scripts.append(script)
        return ""

    monkeypatch.setattr(target, "_run", run)
    target._history(publish_rsync.PREPARE)
    assert scripts == [publish_rsync.GUARD + publish_rsync.PREPARE + publish_rsync.STATE]


def test_what_the_host_says_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = numbered(tmp_path, 1)
    monkeypatch.setenv("RSYNC_RSH", "sh -c 'echo no route to host >&2; exit 255' x")
    with pytest.raises(PublishError, match="no route to host"):
        RsyncTarget("host.test", "/srv").compare(one)
    monkeypatch.setenv("RSYNC_RSH", "no-such-program")
    with pytest.raises(PublishError, match="no-such-program is missing on this machine"):
        RsyncTarget("host.test", "/srv").compare(one)


def test_a_host_without_programs_is_told_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RSYNC_RSH", "sh -c 'exit 127' x")
    with pytest.raises(PublishError, match="it needs rsync and a POSIX shell"):
        RsyncTarget("host.test", "/srv").rollback()


def test_what_rsync_says_in_no_known_encoding_is_said(
    target: RsyncTarget, home: Path, tmp_path: Path
) -> None:
    refusal = '#!/bin/sh\ncase "$*" in *--server*) printf "caf\\351 penuh\\n" >&2; exit 12;; esac\n'
    (tmp_path / "shell").write_text(refusal + SHELL)
    with pytest.raises(PublishError, match="caf\ufffd penuh"):
        target.publish(numbered(tmp_path, 1), silently)
    assert not (home / "current").exists()


def test_a_name_may_be_any_bytes(target: RsyncTarget, home: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    one = numbered(tmp_path, 1, **{name: "kopi"})
    target.publish(one, silently)
    assert digests(home / "current") == one.digests()
    target.publish(numbered(tmp_path, 2), silently)
    assert target.compare(one).added == (f"public/{name}",)


def test_a_port_and_a_host_of_many_colons_reach_ssh(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not home.exists()
    log = tmp_path / "log"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$*" >> {log}\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(program))
    with pytest.raises(PublishError):
        RsyncTarget("me@[::1]", "/srv", 2222).rollback()
    assert log.read_text().startswith("-p 2222 me@::1 sh -s -- /srv")


@pytest.mark.parametrize(
    "script", ["SHOW", "REPLACE", "POINT", "SWEEP", "GUARD", "STATE", "PREPARE"]
)
def test_half_a_script_does_nothing(tmp_path: Path, script: str) -> None:
    whole = publish_rsync.WHOLE.format(getattr(publish_rsync, script))
    (tmp_path / "releases/keep").mkdir(parents=True)
    for end in range(len(whole) - 2):
        subprocess.run(
            ["sh", "-s", "--", str(tmp_path), "", "x"],
            input=whole[:end],
            cwd=tmp_path,
            text=True,
            capture_output=True,
            check=False,
        )
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["keep", "releases"]


@pytest.mark.parametrize(("way", "least"), [("killed", 5), ("cut", 8), ("lost", 7)])
def test_stopped_anywhere_the_old_site_is_whole(tmp_path: Path, way: str, least: int) -> None:
    assert stops("rsync", way, tmp_path) >= least
