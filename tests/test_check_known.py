"""What is known of files is what would be found out anew, and never more."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import pytest

from scripts.check import check_site
from scripts.check_folder import Folder
from scripts.check_judge import PAGES
from scripts.check_known import Memory
from scripts.pack import Pack
from scripts.pool import SPAWN, workers
from tests.test_check import GOLDEN, LOCALES, ROOT, Built, build, damage

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from scripts.check_asking import Begun
    from scripts.problem import Problem

MAKERS = b"these"
FAULTS = [case for case in GOLDEN if "replace" in case and case["file"].endswith(".html")][::5]


class Counter:
    """A pool without workers, which counts what it is asked for."""

    copies = False

    def __init__(self) -> None:
        self.asked = 0

    def begun(self) -> AbstractContextManager[Counter]:
        """Begin nothing."""
        return nullcontext(self)

    def map(self, function, items):  # type: ignore[no-untyped-def]
        items = list(items)
        self.asked += sum(map(len, items))
        return map(function, items)


@pytest.fixture
def site(tmp_path: Path) -> Built:
    return build(tmp_path / "site", ROOT)


def found(site: Built, cache: Path | None = None, begun: Begun | None = None) -> list[Problem]:
    pack = Pack(cache, MAKERS)
    problems = check_site(site.folder, site_url=ROOT, locales=LOCALES, pack=pack, begun=begun)
    pack.save()
    return problems


def asked(site: Built, cache: Path) -> int:
    """Return how many pages are judged anew."""
    pool = Counter()
    assert found(site, cache, pool.begun) == found(site)
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
        begun = partial(workers, 2, stand_by, method=SPAWN)
        assert found(site, begun=begun) == found(site) != []


def stand_by() -> None:
    """Need nothing."""


def test_only_what_is_new_is_judged(site: Built, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert asked(site, cache) == 6
    assert asked(site, cache) == 0
    site.replace("gaji/index.html", "Akhir", "Ujung")
    assert asked(site, cache) == 1
    assert asked(site, cache) == 0


def test_the_same_bytes_at_another_place_are_judged_anew(site: Built, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    found(site, cache)
    (site.folder / "gaji/index.html").rename(site.folder / "gaji/lain.html")
    assert asked(site, cache) == 1


@pytest.mark.parametrize("value", [b"\xc1", msgspec.msgpack.encode({"a": "cos\nsystem"})])
def test_what_is_no_judgement_is_judged_anew(site: Built, tmp_path: Path, value: bytes) -> None:
    cache = tmp_path / "cache"
    first = asked(site, cache)
    whole = msgspec.msgpack.decode(cache.read_bytes()[32:], type=dict[bytes, bytes])
    foreign = Pack(cache, MAKERS)
    for name in whole:
        foreign.put(name, value)
    foreign.save()
    assert asked(site, cache) == first
    assert asked(site, cache) == 0


def test_what_is_gone_is_forgotten(site: Built, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    asked(site, cache)
    size = cache.stat().st_size
    (site.folder / "gaji/index.html").unlink()
    found(site, cache)
    assert cache.stat().st_size < size


def test_where_nothing_can_be_kept_all_is_judged(site: Built, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert found(site, tmp_path / "file" / "cache") == []


def test_a_file_whose_name_is_no_text_is_judged_each_time(tmp_path: Path) -> None:
    (tmp_path / "caf\udce9.html").write_bytes(b"<main>")
    source = Folder(tmp_path, {}).source("caf\udce9.html", f"{ROOT}caf%E9.html", "id")
    pool = Counter()
    for _ in range(2):
        [one] = Memory(Pack(), pool).known(PAGES, [source])
        assert one.page
        assert one.page.path == source.path
    assert pool.asked == 2


def test_a_file_that_changed_since_it_was_looked_at_is_told(site: Built, tmp_path: Path) -> None:
    class Late(Counter):
        def map(self, function, items):  # type: ignore[no-untyped-def]
            site.replace("gaji/index.html", "Akhir", "Ujung")
            return super().map(function, items)  # type: ignore[no-untyped-call]

    said = [str(problem) for problem in found(site, tmp_path / "cache", Late().begun)]
    assert said == ["site/gaji/index.html: changed while the site was checked; build it again"]
    assert found(site, tmp_path / "cache") == []
