"""The meter of the benchmark of load reads what wrk tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.built import served
from tests.load import Load, load, pressed
from tests.programs import WRK

if TYPE_CHECKING:
    from pathlib import Path

SAID = "Running 3s test\n  1 threads\n\nload 6000 3000000 1200000 2500 7\n"
NEEDS_WRK = pytest.mark.skipif(not WRK.find(), reason="wrk comes with `make bench-load` alone")


def test_the_last_line_is_read() -> None:
    assert Load.read(SAID) == Load(rate=2000, p99=2.5, size=200, faults=7)


def test_what_takes_several_requests_counts_once() -> None:
    assert Load.read(SAID, 4) == Load(rate=500, p99=2.5, size=800, faults=7)


def test_a_server_that_answers_nothing_has_no_rate() -> None:
    assert Load.read("load 0 3000000 0 0 50") == Load(rate=0, p99=0, size=0, faults=50)


@NEEDS_WRK
def test_wrong_answers_are_faults(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a" * 5000)
    (tmp_path / "404.html").write_text("no")
    with served(tmp_path) as address:
        right = load(address, ["a.txt"], 1)
        assert right.faults == 0 < right.rate
        assert 5000 < right.size < 6000
        assert load(address, ["a.txt", "b.txt"], 1).faults > 0
        with pytest.raises(AssertionError), pressed(address, "b.txt"):
            load(address, ["a.txt"], 1)
