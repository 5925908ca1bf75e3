"""What is looked at ahead is what the check would find, and is not looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scripts import stamp
from scripts.built import TEXTS
from scripts.check import check_site
from scripts.check_ahead import OTHERS, look_ahead
from scripts.check_folder import Source
from scripts.check_judge import PAGES
from scripts.check_known import Memory
from scripts.pack import Pack
from tests.test_check import GOLDEN, LOCALES, ROOT, Built, build, damage
from tests.test_check_known import Counter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from scripts.problem import Problem

PAGE = "gaji/index.html"
FAULT = next(case for case in GOLDEN if "replace" in case and case["file"] == PAGE)


@pytest.fixture
def site(tmp_path: Path) -> Built:
    return build(tmp_path / "site", ROOT)


def ahead(site: Built) -> tuple[Pack, int]:
    """Look ahead at a site, and return what is known then and how many files were judged."""
    pack = Pack()
    look_ahead(site.folder, stamp.read(site.folder), Memory(pack, Counter()), ROOT, LOCALES)
    return pack, len(pack.taken())


def found(site: Built, pack: Pack) -> tuple[list[Problem], int]:
    """Return what is wrong with a site, and how many files were judged."""
    problems = check_site(site.folder, site_url=ROOT, locales=LOCALES, pack=pack)
    return problems, len(pack.taken())


def test_the_check_does_not_judge_again_what_was_looked_at(site: Built) -> None:
    _, whole = found(site, Pack())
    pack, judged = ahead(site)
    assert judged > len(list(site.folder.rglob("*.html"))) == 6
    assert found(site, pack) == ([], whole - judged)


def test_what_is_wrong_is_found_all_the_same(site: Built) -> None:
    damage(site, FAULT)
    problems, _ = found(site, Pack())
    assert found(site, ahead(site)[0])[0] == problems != []


def test_what_has_changed_since_it_was_made_is_left_to_the_check(site: Built) -> None:
    stamps = stamp.read(site.folder)
    damage(site, FAULT)
    pack = Pack()
    look_ahead(site.folder, {PAGE: stamps[PAGE]}, Memory(pack), ROOT, LOCALES)
    assert found(site, pack) == found(site, Pack())


def test_tools_as_one_file_are_no_pages(site: Built) -> None:
    file = site.folder / "berkas/lain.html"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"<p>")
    pack = Pack()
    stamps = {"berkas/lain.html": stamp.stamp("berkas/lain.html", b"<p>")}
    look_ahead(site.folder, stamps, Memory(pack), ROOT, LOCALES)
    digest = bytes.fromhex(stamps["berkas/lain.html"].digest)
    source = Source("berkas/lain.html", "", "", f"{file}", digest)
    assert pack.thing((TEXTS.name, source)) == []
    assert pack.thing((PAGES.name, source)) is None


class Begun:
    """Counts what is begun, and how much that was when something was waited for."""

    def __init__(self) -> None:
        self.times = 0
        self.seen = list[int]()

    def map(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        self.times += 1
        return self._each(map(function, items))

    def _each(self, found: Iterable[Any]) -> Iterator[Any]:
        self.seen.append(self.times)
        yield from found


def test_all_is_begun_before_anything_is_waited_for(site: Built) -> None:
    pool, every = Begun(), 1 + len(OTHERS)
    look_ahead(site.folder, stamp.read(site.folder), Memory(Pack(), pool), ROOT, LOCALES)
    assert pool.seen == [every] * every
