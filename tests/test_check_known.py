"""What is known of files is what would be found out anew, and never more."""

from __future__ import annotations

import logging
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import msgspec
import pytest

from scripts import check_known
from scripts.cache import store
from scripts.check import check_site
from scripts.check_judge import Judged, judge
from scripts.check_known import Memory, Source
from tests.test_check import GOLDEN, LOCALES, ROOT, Built, build, damage

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.problem import Problem

FAULTS = [case for case in GOLDEN if "replace" in case and case["file"].endswith(".html")][::5]


class Counter:
    """A pool without workers, which counts what it is asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def map(self, function, items):  # type: ignore[no-untyped-def]
        items = list(items)
        self.asked += sum(map(len, items))
        return map(function, items)


@pytest.fixture
def site(tmp_path: Path) -> Built:
    return build(tmp_path / "site", ROOT)


def found(
    site: Built, cache: Path | None = None, pool: check_known.Pool | None = None
) -> list[Problem]:
    return check_site(site.folder, site_url=ROOT, locales=LOCALES, cache=cache, pool=pool)


def asked(site: Built, cache: Path) -> int:
    """Return how many files are judged anew."""
    pool = Counter()
    assert found(site, cache, pool) == found(site)
    return pool.asked


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["name"])
def test_the_same_problems_are_found_with_a_cache(
    site: Built, tmp_path: Path, case: dict[str, str]
) -> None:
    cache = tmp_path / "cache"
    assert found(site, cache) == []
    damage(site, case)
    anew = found(site)
    assert anew
    assert found(site, cache) == found(site, cache) == anew


def test_the_same_problems_are_found_by_workers(site: Built) -> None:
    for case in FAULTS[:3]:
        damage(build(site.folder, ROOT), case)
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            assert found(site, pool=pool) == found(site) != []


def test_only_what_is_new_is_judged(site: Built, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert asked(site, cache) > 6
    assert asked(site, cache) == 0
    site.replace("gaji/index.html", "Akhir", "Ujung")
    assert asked(site, cache) == 1
    assert asked(site, cache) == 0


def test_the_same_bytes_at_another_place_are_judged_anew(site: Built, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    found(site, cache)
    (site.folder / "gaji/index.html").rename(site.folder / "gaji/lain.html")
    assert asked(site, cache) == 1


@pytest.mark.parametrize("kind", ["pages", "words-id"])
@pytest.mark.parametrize("harm", ["cut", "empty", "bit", "foreign"])
def test_a_damaged_pack_is_ignored_with_a_note(
    site: Built, tmp_path: Path, kind: str, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    cache = tmp_path / "cache"
    first = asked(site, cache)
    pack = cache / kind
    data = pack.read_bytes()
    if harm == "foreign":  # whole, of this version, and of another form
        version = data[32:].partition(b"\n")[0]
        store(pack, version + b"\n" + msgspec.msgpack.encode({b"a": "cos\nsystem"}))
    else:
        pack.write_bytes({"cut": data[:-1], "empty": b"", "bit": data[:-1] + b"\xff"}[harm])
    with caplog.at_level(logging.WARNING):
        again = asked(site, cache)
    assert 0 < again < first
    assert [record.message for record in caplog.records] == [
        f"what was known of {kind} is damaged: they are judged anew"
    ]
    assert asked(site, cache) == 0


def test_what_was_judged_otherwise_is_forgotten(
    site: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cache = tmp_path / "cache"
    first = asked(site, cache)
    monkeypatch.setattr(check_known, "_version", lambda: b"0" * 64)
    assert asked(site, cache) == first
    assert not caplog.records


def test_what_is_gone_is_forgotten(site: Built, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    asked(site, cache)
    size = (cache / "pages").stat().st_size
    (site.folder / "gaji/index.html").unlink()
    found(site, cache)
    assert (cache / "pages").stat().st_size < size


def test_where_nothing_can_be_kept_all_is_judged(site: Built, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert found(site, tmp_path / "file" / "cache") == []


def test_a_file_whose_name_is_no_text_is_judged_each_time(tmp_path: Path) -> None:
    source = Source("caf\udce9.html", f"{ROOT}caf%E9.html", "id", b"<main>", b"0" * 32)
    pool = Counter()
    for _ in range(2):
        [one] = Memory(tmp_path, pool).known("pages", judge, Judged, [source])
        assert one.page
        assert one.page.path == source.path
    assert pool.asked == 2
