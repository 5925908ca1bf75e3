from __future__ import annotations

import hashlib
import os
import subprocess
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from scripts.digest import (
    TICK,
    YOUNG,
    YOUNG_BY_TICKS,
    Difference,
    Remembered,
    compare,
    digest,
    digests,
    integrity,
    of_file,
    settled,
)

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def test_every_file_has_its_digest(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": "b", "a/.hidden": "", "a/c.txt": "c"})
    assert digests(tmp_path) == {
        "a/.hidden": hashlib.sha256(b"").hexdigest(),
        "a/c.txt": hashlib.sha256(b"c").hexdigest(),
        "b.txt": hashlib.sha256(b"b").hexdigest(),
    }


def test_parts_are_files_or_folders_and_may_be_missing(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": "b", "a/c.txt": "c", "d/e.txt": "e"})
    assert list(digests(tmp_path, ("a", "b.txt", "none"))) == ["a/c.txt", "b.txt"]
    assert digests(tmp_path / "none") == {}


def test_a_difference_says_what_came_changed_and_went() -> None:
    found = compare({"a": "1", "b": "1", "c": "1"}, {"b": "2", "c": "1", "d": "1"})
    assert found == Difference(added=("d",), changed=("b",), removed=("a",))
    assert found.paths == ("d", "b", "a")
    assert compare({"a": "1"}, {"a": "1"}).paths == Difference().paths == ()


def test_one_digest_stands_for_the_list_that_sha256sum_prints(tmp_path: Path) -> None:
    write(tmp_path, {"b": "b", "a/c": "c"})
    done = subprocess.run(["sha256sum", "a/c", "b"], cwd=tmp_path, capture_output=True, check=True)
    assert digest(digests(tmp_path)) == hashlib.sha256(done.stdout).hexdigest()


def test_a_name_is_part_of_the_digest() -> None:
    assert digest({"a": "1"}) != digest({"b": "1"})
    assert digest({"a": "1", "b": "2"}) == digest({"b": "2", "a": "1"})


def test_a_name_may_be_any_bytes() -> None:
    expected = hashlib.sha256(b"1  caf\xe9\n").hexdigest()
    assert digest({os.fsdecode(b"caf\xe9"): "1"}) == expected


def test_integrity_is_named_as_policies_name_it() -> None:
    # printf "" | openssl dgst -sha256 -binary | base64
    assert integrity(b"") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def test_a_digest_is_taken_once_until_a_file_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered, file = Remembered(), tmp_path / "a"
    write(tmp_path, {"a": "one", "b": "two"})
    taken: list[str] = []

    def noted(path: str) -> str:
        taken.append(path)
        return of_file(path)

    monkeypatch.setattr("scripts.digest.of_file", noted)
    now = time.time_ns()
    for seconds, text, count in ((0, "one", 1), (0.01, "one", 2), (3, "one", 3), (4, "one", 3)):
        monkeypatch.setattr(time, "time_ns", lambda: now + int(seconds * 1e9))  # noqa: B023 - now
        assert remembered.of_file(str(file)) == hashlib.sha256(text.encode()).hexdigest()
        assert len(taken) == count
    times = file.stat()
    (tmp_path / "b").replace(file)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert remembered.of_file(str(file)) == hashlib.sha256(b"two").hexdigest()


@pytest.mark.parametrize(
    ("changed", "young"),
    [(10**9, YOUNG), (10**9 + 3 * TICK, YOUNG), (10**9 + 4_000_000, YOUNG_BY_TICKS)],
)
def test_what_is_written_twice_at_once_is_read_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: int, young: int
) -> None:
    remembered, file = Remembered(), tmp_path / "a"
    status = os.stat

    def coarse(path: str) -> SimpleNamespace:
        """Tell times as a system does whose clock stands still for a while."""
        found = status(path)
        times = dict.fromkeys(("st_mtime_ns", "st_ctime_ns"), changed)
        return SimpleNamespace(st_size=found.st_size, st_dev=0, st_ino=found.st_ino, **times)

    monkeypatch.setattr(os, "stat", coarse)
    monkeypatch.setattr(time, "time_ns", lambda: changed + young)
    for text in ("one", "two"):
        file.write_text(text)
        assert remembered.of_file(str(file)) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("changed", [10**9, 10**9 + 4_000_000])
def test_a_clock_that_ticks_often_is_believed_sooner(changed: int) -> None:
    times = {"st_mtime_ns": changed, "st_ctime_ns": changed - 1}
    status: Any = SimpleNamespace(st_dev=1, st_ino=7, st_size=3, **times)
    assert bool(settled(status, changed + YOUNG_BY_TICKS + 1)) is (changed != 10**9)
    assert settled(status, changed + YOUNG + 1) == (1, 7, 3, changed, changed - 1)


def test_remembered_digests_are_those_of_files(tmp_path: Path) -> None:
    write(tmp_path, {"b.txt": "b", "a/c.txt": "c", "a-b/d": ""})
    (tmp_path / "a" / "to").symlink_to("c.txt")
    (tmp_path / "a" / "nowhere").symlink_to("x")
    (tmp_path / "folder").symlink_to("a")
    remembered = Remembered()
    for _ in range(2):
        found = digests(tmp_path, (".",), remembered.of_file)
        assert found == digests(tmp_path)
        assert list(found) == ["a/c.txt", "a/to", "a-b/d", "b.txt"]
