from __future__ import annotations

import sys
from itertools import count
from typing import TYPE_CHECKING

from scripts import progress
from scripts.progress import track

if TYPE_CHECKING:
    import pytest


def test_short_work_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(track("Copying", "abc", 3)) == ["a", "b", "c"]
    assert capsys.readouterr().out == "Copying …\n"


def test_long_work_says_how_far_it_is_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count(0, 4)  # seconds
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    assert list(track("Uploading", range(9), 9)) == list(range(9))
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["Uploading …", *(f"Uploading: {done} of 9" for done in (3, 6, 9))]


def test_a_terminal_shows_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert list(track("Uploading", iter("ab"), 2)) == ["a", "b"]
    assert "100%" in capsys.readouterr().out
