"""Files are found in order, and what was known of one is what would be read again."""

from __future__ import annotations

import datetime as dt
import os
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from scripts import files
from scripts.digest import YOUNG
from scripts.files import Files
from scripts.pack import Pack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TEXTS = st.text(st.characters(codec="utf-8"))
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXTS | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


def write(root: Path, *paths: str, text: str = "a: 1\n") -> Files:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Files(root)


@given(DATA)
def test_data_comes_back_as_it_was_packed(data: Any) -> None:
    reader = msgpack.Decoder(tuple[Any, int], ext_hook=files.dated)
    assert reader.decode(files.packed(data, 3)) == (data, 3)


def test_half_a_sign_is_not_packed() -> None:
    assert files.packed(["\ud800"]) == b""


def test_files_are_found_folder_by_folder(tmp_path: Path) -> None:
    paths = ["docs/a-b.md", "docs/a/b.md", "docs/a/b/c.md", "docs/a.md"]
    found = write(tmp_path, *paths, "docs/a/x.yml", "other.md").found("docs", "*.md")
    assert found == [
        path.relative_to(tmp_path).as_posix() for path in sorted((tmp_path / "docs").rglob("*.md"))
    ]
    assert sorted(found) == sorted(paths)
    assert Files(tmp_path).found("nowhere", "*") == []


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "docs/a/b.md")
    (tmp_path / "docs" / "c").symlink_to(tmp_path / "docs" / "a")
    assert Files(tmp_path).found("docs", "*.md") == ["docs/a/b.md"]


def test_a_document_that_is_known_is_the_same(tmp_path: Path) -> None:
    text = 'a: 2026-11-22\nb:\n  - {c: "d"}\n  - |\n    e\n1: null\n'
    write(tmp_path, "a.yml", text=text)
    pack = Pack()
    first = Files(tmp_path, pack).document("a.yml")
    again = Files(tmp_path, pack).document("a.yml")
    assert first == again == Files(tmp_path).document("a.yml")
    assert first
    assert first.data["a"] == dt.date(2026, 11, 22)


@pytest.mark.parametrize("text", ['a: "\\ud800"\n', "a: 1\na: 2\n", "a: [\n"])
def test_what_cannot_be_kept_is_read_each_time(tmp_path: Path, text: str) -> None:
    write(tmp_path, "a.yml", text=text)
    pack, found = Pack(), []
    for _ in range(2):
        it = Files(tmp_path, pack)
        found.append((it.document("a.yml"), it.problems))
    assert found[0] == found[1]
    assert found[0] != (None, [])


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    pack = Pack()
    for number in (1, 2):
        write(tmp_path, "a.yml", text=f"a: {number}\n")
        document = Files(tmp_path, pack).document("a.yml")
        assert document
        assert document.data == {"a": number}


def test_a_file_that_has_settled_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = write(tmp_path, "docs/a.md", text="# Satu\n")
    file, later = tmp_path / "docs" / "a.md", time.time_ns() + 2 * YOUNG
    with monkeypatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: later)
        assert found.text("docs/a.md") == "# Satu\n"
        patch.setattr(Files, "_read", lambda _, path: pytest.fail(f"again: {path}"))
        assert Files(tmp_path, found.pack).text("docs/a.md") == "# Satu\n"
    file.write_text("# Dua!\n", encoding="utf-8")
    assert Files(tmp_path, found.pack).text("docs/a.md") == "# Dua!\n"
    file.write_text("# Tiga\n", encoding="utf-8")
    assert Files(tmp_path, found.pack).text("docs/a.md") == "# Tiga\n"


def test_problems_are_said_as_long_as_they_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = write(tmp_path, "docs/a.md", text=" \n")
    file, later = tmp_path / "docs" / "a.md", time.time_ns() + 2 * YOUNG
    monkeypatch.setattr(time, "time_ns", lambda: later)
    for _ in range(2):
        again = Files(tmp_path, found.pack)
        assert again.text("docs/a.md") is None
        assert len(again.problems) == 1
    file.unlink()
    assert found.text("docs/a.md") is None
    assert len(found.problems) == 1


def test_what_cannot_be_read_is_said_on_its_line(tmp_path: Path) -> None:
    found = write(tmp_path, "docs/kosong.md", text=" \n")
    write(tmp_path, "docs/arah.md", text="a\nb\u202ec\n")
    (tmp_path / "docs/byte.md").write_bytes(b"a\n\xff\n")
    (tmp_path / "docs/luar.md").symlink_to(tmp_path / "luar.md")
    (tmp_path / "docs/dalam.md").symlink_to(tmp_path / "docs/byte.md")
    for name in ("kosong", "arah", "byte", "tiada"):
        assert found.text(f"docs/{name}.md") is None
    found.strays()
    assert [(problem.path, problem.line) for problem in found.problems] == [
        ("docs/kosong.md", 1),
        ("docs/arah.md", 2),
        ("docs/byte.md", 2),
        ("docs/tiada.md", 0),
        ("docs/luar.md", 0),
    ]
    assert {problem.rule for problem in found.problems} == {"files"}


def test_lines_end_alike_and_a_mark_of_order_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeffa\r\nb\rc\x85d\u2028e\u2029f\n".encode())
    assert Files(tmp_path).text("a.md") == "a\nb\nc d e f\n"


def test_the_same_text_elsewhere_has_problems_of_its_own(tmp_path: Path) -> None:
    found = write(tmp_path, "a.yml", "b.yml")
    documents = [found.document(path) for path in ("a.yml", "b.yml")]
    assert [document and document.path for document in documents] == ["a.yml", "b.yml"]


def test_dates_in_lists_come_back(tmp_path: Path) -> None:
    found = write(tmp_path, "a.yml", text="a: [2026-11-22]\n")
    for _ in range(2):
        document = found.document("a.yml")
        assert document
        assert document.data == {"a": [dt.date(2026, 11, 22)]}


def test_a_folder_that_cannot_be_looked_into_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walk(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[object]:
        onerror(PermissionError(13, "Permission denied", str(folder)))
        return iter(())

    monkeypatch.setattr(os, "walk", walk)
    found = Files(tmp_path)
    assert found.found("docs", "*.md") == []
    [problem] = found.problems
    assert (str(problem), problem.rule) == ("docs: cannot be read: Permission denied", "files")


def test_a_device_and_a_folder_are_refused(tmp_path: Path) -> None:
    found = write(tmp_path, "docs/a.md")
    (tmp_path / "docs/folder.md").mkdir()
    os.mkfifo(tmp_path / "docs/pipe.md")
    assert found.text("docs/folder.md") is None
    assert found.text("docs/pipe.md") is None
    assert [(problem.path, problem.line, problem.rule) for problem in found.problems] == [
        ("docs/folder.md", 0, "files"),
        ("docs/pipe.md", 0, "files"),
    ]
