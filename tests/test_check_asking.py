"""Workers find what this process would find, and keep what it would keep."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import pytest

from scripts import check_asking, stamp
from scripts.built import read_site
from scripts.check import check_site
from scripts.check_asking import answers
from scripts.check_folder import ChangedError
from scripts.check_known import Memory
from scripts.check_ledger import Promise
from scripts.check_verdict import Question
from scripts.pack import Pack
from scripts.pool import FORK, SPAWN, WorkerError, workers
from scripts.problem import Problem
from tests.test_check import GOLDEN, LOCALES, ROOT, Built, build, damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scripts.built import Site
    from scripts.check_asking import Begun, Hands

STYLE = "aset/gaya.css"
LEDGER = (Promise("docs/_data/addresses", 3, "artikel/lama/"),)


@pytest.fixture
def site(tmp_path: Path) -> Built:
    return build(tmp_path / "site", ROOT)


@pytest.fixture
def much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every question be worth a worker."""
    monkeypatch.setattr(check_asking, "RULES", 1)
    monkeypatch.setattr(check_asking, "PAGES", 1)


def stand_by(*_: object) -> None:
    """Need nothing."""


class Counting:
    """Begins workers, and counts how often those do that ask rules."""

    def __init__(self, method: str = FORK) -> None:
        self.times = 0
        self._method = method

    @contextmanager
    def begun(self, start: Callable[..., None] = stand_by, *arguments: object) -> Iterator[Hands]:
        self.times += bool(arguments)
        with workers(2, start, *arguments, method=self._method) as hands:
            yield hands


def found(
    site: Built, cache: Path | None = None, begun: Begun | None = None, *, stamped: bool = True
) -> list[tuple[Problem, str]]:
    """Return what is wrong with a site, and the sections that explain it."""
    pack = Pack(cache)
    stamps = stamp.read(site.folder) if stamped else None
    known = {"locales": LOCALES, "ledger": LEDGER, "stamps": stamps, "pack": pack}
    problems = check_site(site.folder, site_url=ROOT, begun=begun, **known)  # type: ignore[arg-type]
    pack.save()
    return [(problem, problem.rule) for problem in problems]


@pytest.mark.usefixtures("much")
@pytest.mark.parametrize("case", GOLDEN[1::4], ids=lambda case: case["name"])
def test_workers_find_the_same_problems(site: Built, case: dict[str, str]) -> None:
    damage(site, case)
    counting = Counting()
    assert found(site, begun=counting.begun) == found(site) != []
    assert counting.times == ("UTF-8" not in str(found(site)))


@pytest.mark.usefixtures("much")
def test_what_workers_find_out_is_kept(site: Built, tmp_path: Path) -> None:
    counting = Counting()
    first = found(site, tmp_path / "there", counting.begun)
    assert found(site, tmp_path / "here") == first != []
    there, here = (
        msgspec.msgpack.decode((tmp_path / name).read_bytes()[32:]) for name in ("there", "here")
    )
    assert there == here
    size = (tmp_path / "there").stat().st_size
    assert found(site, tmp_path / "there", counting.begun) == first
    assert (tmp_path / "there").stat().st_size == size
    assert counting.times == 2


@pytest.mark.usefixtures("much")
@pytest.mark.parametrize(("method", "stamped"), [(SPAWN, True), (FORK, False)])
def test_where_workers_would_not_see_the_same_site_there_are_none(
    site: Built, method: str, *, stamped: bool
) -> None:
    counting = Counting(method)
    assert found(site, begun=counting.begun, stamped=stamped) == found(site)
    assert counting.times == 0


@pytest.mark.parametrize(("rules", "pages"), [(1, 7), (100, 6)])
def test_little_is_asked_by_this_process(
    site: Built, monkeypatch: pytest.MonkeyPatch, rules: int, pages: int
) -> None:
    monkeypatch.setattr(check_asking, "RULES", rules)
    monkeypatch.setattr(check_asking, "PAGES", pages)
    counting = Counting()
    assert found(site, begun=counting.begun) == found(site)
    assert counting.times == 0


def asked(
    site: Built,
    *rules: Callable[[Site], object],
    pack: Pack | None = None,
    meanwhile: Callable[[], object] = stand_by,
) -> list[Problem]:
    """Return what workers find by some rules."""
    memory = Memory(pack or Pack())
    read = read_site(site.folder, ROOT, LOCALES, memory, stamp.read(site.folder))
    groups = [[Question(rule)] for rule in rules]  # type: ignore[arg-type]
    return answers(read, groups, partial(workers, 2, method=FORK), meanwhile)


def where(_: Site) -> Iterator[Problem]:
    yield Problem("site", os.getpid(), "here")


@pytest.mark.usefixtures("much")
def test_rules_are_asked_by_other_processes(site: Built) -> None:
    assert os.getpid() not in {problem.line for problem in asked(site, where, where)}


@pytest.mark.usefixtures("much")
def test_one_group_is_asked_by_this_process(site: Built) -> None:
    pack = Pack()
    assert [problem.line for problem in asked(site, where, pack=pack)] == [os.getpid()]
    assert len(pack.taken()) > len(list(site.folder.rglob("*.html")))


@pytest.mark.usefixtures("much")
def test_something_is_done_while_others_are_asked(site: Built, tmp_path: Path) -> None:
    sign = tmp_path / "sign"

    def wait(_: Site) -> Iterator[Problem]:
        end = time.monotonic() + 30
        while not sign.exists():
            if time.monotonic() > end:
                yield Problem("site", 0, "nobody did anything")
                return
            time.sleep(0.01)

    assert asked(site, wait, wait, meanwhile=sign.touch) == []


@pytest.mark.usefixtures("much")
@pytest.mark.parametrize("rules", [1, 2])
def test_it_is_done_once_whoever_is_asked(site: Built, rules: int) -> None:
    done = list[int]()
    asked(site, *[where] * rules, meanwhile=lambda: done.append(os.getpid()))
    assert done == [os.getpid()]


@pytest.mark.usefixtures("much")
def test_what_has_changed_is_told_by_a_worker_too(site: Built) -> None:
    def change(_: Site) -> list[Problem]:
        site.write(STYLE, "b { }")
        return []

    def read(there: Site) -> list[Problem]:
        change(there)
        there.read(STYLE)
        return []

    with pytest.raises(ChangedError, match=STYLE):
        asked(site, read, change)


@pytest.mark.usefixtures("much")
def test_a_worker_that_is_killed_is_a_sentence(site: Built) -> None:
    def die(_: Site) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerError, match="--workers 1"):
        asked(site, die, where)
