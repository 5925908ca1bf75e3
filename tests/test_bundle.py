from __future__ import annotations

import io
import stat
from zipfile import ZipFile

from scripts.bundle import bundle

FILES = {"id/b.pdf": b"%PDF b" * 100, "id/a.pdf": b"%PDF a"}


def packed() -> ZipFile:
    return ZipFile(io.BytesIO(bundle(FILES)))


def test_it_holds_the_files_in_the_order_of_their_names() -> None:
    assert packed().namelist() == ["id/a.pdf", "id/b.pdf"]
    assert {name: packed().read(name) for name in packed().namelist()} == FILES


def test_everybody_may_read_what_is_unpacked() -> None:
    modes = {info.external_attr >> 16 for info in packed().infolist()}
    assert [stat.filemode(mode) for mode in modes] == ["-rw-r--r--"]


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    assert bundle(FILES) == bundle(dict(reversed(FILES.items())))
    assert {info.date_time for info in packed().infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_files_are_a_zip_too() -> None:
    assert ZipFile(io.BytesIO(bundle({}))).namelist() == []
