"""A rule is asked again whenever what it asked for is another, and what is wrong is never missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from scripts import stamp
from scripts.built import read_site
from scripts.check import check_site
from scripts.check_known import Memory
from scripts.check_verdict import Judge, Question
from scripts.pack import Pack
from scripts.problem import Problem
from tests.test_check import GOLDEN, LOCALES, ROOT, Built, build, damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.built import Site

PAGE, STYLE = "gaji/index.html", "aset/gaya.css"
PART = "cari/id/0123456789ab/lain.json"


@pytest.fixture
def site(tmp_path: Path) -> Built:
    return build(tmp_path / "site", ROOT)


def found(site: Built, cache: Path, *, stamped: bool = True) -> list[Problem]:
    pack = Pack(cache)
    stamps = stamp.read(site.folder) if stamped else None
    problems = check_site(site.folder, site_url=ROOT, locales=LOCALES, stamps=stamps, pack=pack)
    pack.save()
    return problems


@pytest.mark.parametrize("case", GOLDEN[::3], ids=lambda case: case["name"])
def test_what_is_wrong_is_found_where_nothing_was(
    site: Built, tmp_path: Path, case: dict[str, str]
) -> None:
    cache = tmp_path / "cache"
    assert found(site, cache) == []
    damage(site, case)
    anew = found(site, tmp_path / "other", stamped=False)
    assert anew
    assert found(site, cache) == found(site, cache) == anew


def asked(
    site: Built, takes: Callable[[Site], object], edit: Callable[[Built], object], *, stamped: bool
) -> int:
    """Return how often a rule that takes something from a site is asked before and after an edit."""
    pack, times = Pack(), 0

    def rule(read: Site) -> Iterator[Problem]:
        nonlocal times
        times += 1
        if takes(read) is False:
            yield Problem("site/x", 0, "is wrong")

    for _ in range(2):
        stamps = stamp.read(site.folder) if stamped else None
        judge = Judge(read_site(site.folder, ROOT, LOCALES, Memory(pack), stamps))
        if not judge.stands(Question(rule)):
            judge.problems(Question(rule))
        edit(site)
    return times


def text(site: Built) -> None:
    site.write(PAGE, (site.folder / PAGE).read_text("utf-8").replace("Akhir", "Ujung"))


def title(site: Built) -> None:
    site.write(PAGE, (site.folder / PAGE).read_text("utf-8").replace("<title>", "<title>Lain "))


@pytest.mark.parametrize(
    ("takes", "edit", "times"),
    [
        (lambda _: None, lambda _: None, 1),
        (lambda _: None, text, 1),
        (lambda _: None, title, 2),
        (lambda _: None, lambda site: site.write("baru.txt", ""), 2),
        (lambda _: None, lambda site: site.write(PART, ""), 1),
        (lambda read: read.files and None, lambda _: None, 2),
        (lambda read: read.has(PART) and None, lambda site: site.write(PART, ""), 2),
        (lambda read: read.fault(ROOT, PART) and None, lambda site: site.write(PART, ""), 2),
        (lambda read: read.pages[PAGE].source and None, text, 2),
        (lambda read: read.read(STYLE) and None, lambda site: site.write(STYLE, "a"), 2),
        (lambda read: read.read("aset/cetak.css") or None, lambda site: site.write(STYLE, "a"), 1),
        (lambda read: read.start(STYLE) and None, lambda site: site.write(STYLE, "a"), 2),
        (lambda read: read.size(STYLE) and None, lambda site: site.write(STYLE, "a"), 2),
        (lambda read: read.digest(STYLE) and None, lambda site: site.write(STYLE, "a"), 2),
        (lambda read: read.source(STYLE) and None, lambda site: site.write(STYLE, "a"), 2),
        (lambda _: False, lambda _: None, 2),
    ],
)
def test_when_a_rule_is_asked_again(
    site: Built, takes: Callable[[Site], object], edit: Callable[[Built], object], times: int
) -> None:
    assert asked(site, takes, edit, stamped=True) == times
    assert asked(site, takes, edit, stamped=False) == 2


def test_a_rule_is_asked_again_when_it_is_given_something_else(site: Built) -> None:
    given = []

    def rule(_: Site, promises: tuple[str, ...]) -> list[Problem]:
        given.append(promises)
        return []

    judge = Judge(read_site(site.folder, ROOT, LOCALES, None, stamp.read(site.folder)))
    for promises in (("a",), ("a",), ("b",), ("a",)):
        question = Question(rule, (promises,))
        if not judge.stands(question):
            assert judge.problems(question) == []
    assert given == [("a",), ("b",)]


def test_a_damaged_verdict_is_none(site: Built, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert found(site, cache) == []
    whole = msgspec.msgpack.decode(cache.read_bytes()[32:], type=dict[bytes, bytes])
    foreign = Pack(cache)
    for name in whole:
        foreign.put(name, b"\xc1")
    foreign.save()
    site.write("katalog.json", "{")
    assert found(site, cache) == found(site, tmp_path / "other", stamped=False) != []
