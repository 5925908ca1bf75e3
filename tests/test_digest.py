from __future__ import annotations

import hashlib
import subprocess
from typing import TYPE_CHECKING

from scripts.digest import Difference, compare, digest, digests, integrity

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
    assert compare({"a": "1"}, {"a": "1"}).paths == ()


def test_one_digest_stands_for_the_list_that_sha256sum_prints(tmp_path: Path) -> None:
    write(tmp_path, {"b": "b", "a/c": "c"})
    done = subprocess.run(["sha256sum", "a/c", "b"], cwd=tmp_path, capture_output=True, check=True)
    assert digest(digests(tmp_path)) == hashlib.sha256(done.stdout).hexdigest()


def test_a_name_is_part_of_the_digest() -> None:
    assert digest({"a": "1"}) != digest({"b": "1"})
    assert digest({"a": "1", "b": "2"}) == digest({"b": "2", "a": "1"})


def test_integrity_is_named_as_policies_name_it() -> None:
    # printf "" | openssl dgst -sha256 -binary | base64
    assert integrity(b"") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
