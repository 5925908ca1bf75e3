"""A pack gives back what was made of the very same things, or it is made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.pack import Pack, key, makers

if TYPE_CHECKING:
    from pathlib import Path


def never() -> bytes:
    raise AssertionError


def saved(file: Path, *names: bytes, made_by: bytes = b"") -> None:
    pack = Pack(file, made_by)
    for name in names:
        assert pack.kept(name, lambda name=name: b"of " + name) == b"of " + name  # type: ignore[misc]
    pack.save()


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    file = tmp_path / "new" / "pack"
    saved(file, b"a", b"b")
    pack = Pack(file)
    assert [pack.kept(name, never) for name in (b"b", b"a", b"b")] == [b"of b", b"of a", b"of b"]
    assert not pack.note
    assert [path.name for path in file.parent.iterdir()] == ["pack"]


def test_without_a_file_a_pack_lasts_as_long_as_the_program() -> None:
    pack = Pack()
    assert pack.kept(b"a", lambda: b"") == b""
    assert pack.kept(b"a", never) == b""
    pack.save()


def test_what_nobody_asked_for_is_dropped(tmp_path: Path) -> None:
    saved(tmp_path / "pack", b"a", b"b")
    saved(tmp_path / "pack", b"a")
    pack = Pack(tmp_path / "pack")
    assert pack.kept(b"a", never) == b"of a"
    assert pack.kept(b"b", lambda: b"anew") == b"anew"


def test_what_is_taken_from_a_pack_and_added_to_another_is_kept(tmp_path: Path) -> None:
    saved(tmp_path / "pack", b"a", b"b", b"c")
    copy, pack = Pack(tmp_path / "pack"), Pack(tmp_path / "pack")
    for each in (copy, pack):
        each.kept(b"a", never)
    assert copy.taken() == {b"a": b"of a"}
    copy.kept(b"b", never)
    copy.put(b"d", b"of d")
    pack.add(copy.taken())
    assert copy.taken() == {}
    assert copy.kept(b"d", never) == b"of d"
    pack.save()
    kept = Pack(tmp_path / "pack")
    assert [name in kept for name in (b"a", b"b", b"c", b"d")] == [True, True, False, True]


def test_a_pack_that_is_all_in_use_is_not_written_again(tmp_path: Path) -> None:
    saved(tmp_path / "pack", b"a")
    before = (tmp_path / "pack").stat()
    saved(tmp_path / "pack", b"a")
    after = (tmp_path / "pack").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_pack_of_other_makers_is_not_taken(tmp_path: Path) -> None:
    saved(tmp_path / "pack", b"a", made_by=b"one")
    pack = Pack(tmp_path / "pack", b"another")
    assert pack.kept(b"a", lambda: b"anew") == b"anew"
    assert not pack.note


@pytest.mark.parametrize("place", [0, 20, 40, -1])
def test_a_damaged_pack_is_not_taken_and_says_so(tmp_path: Path, place: int) -> None:
    file = tmp_path / "pack"
    saved(file, b"a")
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    pack = Pack(file)
    assert "pack is damaged" in pack.note
    assert pack.kept(b"a", lambda: b"anew") == b"anew"
    pack.save()
    assert Pack(file).kept(b"a", never) == b"anew"


@pytest.mark.parametrize("left", [1, 16, 30])
def test_half_a_pack_is_damaged(tmp_path: Path, left: int) -> None:
    saved(tmp_path / "pack", b"a")
    (tmp_path / "pack").write_bytes((tmp_path / "pack").read_bytes()[:left])
    assert Pack(tmp_path / "pack").note


def test_where_nothing_can_be_kept_all_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    saved(tmp_path / "file" / "pack", b"a")
    saved(tmp_path / "file" / "pack", b"a")


def test_a_key_tells_its_parts_apart() -> None:
    parts = [(), ("",), ("ab",), ("a", "b"), ("b", "a"), ("ab", "")]
    assert len({key(*each) for each in parts}) == len(parts)
    assert key("a", b"b") == key(b"a", "b")


def test_makers_are_the_program_and_packages() -> None:
    assert makers("pydantic") == makers("pydantic") != makers("pyyaml")


def test_a_thing_is_held_as_long_as_the_program_and_no_longer(tmp_path: Path) -> None:
    pack, thing = Pack(tmp_path / "pack"), object()
    assert pack.thing(("a", 1)) is None
    pack.hold(("a", 1), thing)
    assert pack.thing(("a", 1)) is thing
    pack.save()
    assert Pack(tmp_path / "pack").thing(("a", 1)) is None


def test_what_is_saved_twice_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "pack"
    pack = Pack(file)
    pack.kept(b"a", lambda: b"of a")
    pack.save()
    before = file.stat()
    pack.save()
    assert file.stat().st_ino == before.st_ino
    pack.kept(b"b", lambda: b"of b")
    pack.save()
    assert Pack(file).kept(b"b", never) == b"of b"
    assert Pack(file).kept(b"a", never) == b"of a"
