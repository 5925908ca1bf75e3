"""The meter of the benchmark sees what it is there to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.servers import ACCESS_LOG, nginx
from tests.visit import NETWORK, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

SNIPPET = "index index.html;\ntypes { text/html html; text/css css; text/javascript js; }\n"
STEADY = """\
<!doctype html><html lang="id"><title>A</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="a.css"><h1>Siap wawancara</h1><p id="below">Saran yang jelas.</p>
"""
MOVING = f'{STEADY}<script src="lost.js"></script><script src="a.js"></script>\n'
SCRIPT = """\
setTimeout(() => document.querySelector("h1").before(document.createElement("pre")), 300);
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    tmp_path.chmod(0o755)
    for folder in tmp_path.parents[:2]:
        folder.chmod(0o755)  # nginx's workers may be another user
    files = {"index.html": STEADY, "moving.html": MOVING, "a.js": SCRIPT}
    files |= {"a.css": "pre { height: 9rem }", "nginx.conf": SNIPPET}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with nginx(tmp_path, tmp_path, tmp_path / "nginx.conf", secure=True) as address:
        yield address


def test_everything_that_is_sent_is_weighed(browser: Browser, address: str, tmp_path: Path) -> None:
    answers = Visitor(browser).weigh(f"{address}moving.html", tmp_path / ACCESS_LOG)
    found = {answer.address: (answer.status, answer.kind) for answer in answers}
    assert found == {
        "/moving.html": (200, "page"),
        "/a.css": (200, "styles"),
        "/a.js": (200, "scripts"),
        "/lost.js": (404, "scripts"),
    }
    assert all(answer.size > 100 for answer in answers)
    assert answers[0].size > len(MOVING)


def test_what_moves_and_how_long_it_takes_is_measured(browser: Browser, address: str) -> None:
    visitor = Visitor(browser)
    steady, moving = (visitor.time(address + name) for name in ("", "moving.html"))
    assert steady.shift == 0 < moving.shift
    assert steady.paint > 2 * NETWORK["latency"]  # the page, and then its styles
