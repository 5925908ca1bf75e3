"""`siap publish`; where sites go is in test_publish and its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scripts import publish
from scripts.__main__ import main
from scripts.release import PublishError

if TYPE_CHECKING:
    from collections.abc import Callable


class Place:
    """A place that does what it is told to."""

    def __init__(self, rollback: Callable[[], str]) -> None:
        self.rollback = rollback


def run(monkeypatch: pytest.MonkeyPatch, rollback: Callable[[], str]) -> tuple[int, str]:
    monkeypatch.setattr(publish, "target_of", lambda *_: Place(rollback))
    done = CliRunner().invoke(main, ["publish", "./public", "--rollback"])
    return done.exit_code, done.output


def failing(error: Exception) -> Callable[[], str]:
    def rollback() -> str:
        raise error

    return rollback


def test_help_names_the_options_and_targets() -> None:
    done = CliRunner().invoke(main, ["publish", "--help"])
    assert done.exit_code == 0
    assert all(word in done.output for word in ("--dry-run", "--rollback", "git+origin#gh-pages"))


def test_a_target_is_needed() -> None:
    assert CliRunner().invoke(main, ["publish"]).exit_code == 2


def test_going_back_says_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "./public shows release 3 again.\n"
    assert run(monkeypatch, lambda: "release 3") == (0, said)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PublishError("there is none."), "Error: there is none.\n"),
        (PublishError("there is none"), "Error: there is none.\n"),
        (OSError(5, "odd"), "Error: [Errno 5] odd; ./public shows what it did before.\n"),
    ],
)
def test_what_fails_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    assert run(monkeypatch, failing(error)) == (1, said)
