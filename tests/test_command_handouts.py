"""`siap handouts`; what it prints is in test_centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scripts.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path


def test_help_names_the_options() -> None:
    done = CliRunner().invoke(main, ["handouts", "--help"])
    assert done.exit_code == 0
    assert all(option in done.output for option in ("--centre", "--out", "--lang"))


@pytest.mark.parametrize("missing", ["--centre", "--out"])
def test_what_is_needed_is_asked_for(missing: str) -> None:
    given = {"--centre": "a.yml", "--out": "b"}
    del given[missing]
    done = CliRunner().invoke(
        main, ["handouts", *(part for pair in given.items() for part in pair)]
    )
    assert done.exit_code == 2
    assert f"'{missing}'" in done.output


def test_a_language_is_one_of_the_site(tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["handouts", "--centre", str(tmp_path / "centre.yml"), "--out", str(out)]
    done = CliRunner().invoke(main, [*arguments, "--lang", "idd"])
    assert done.exit_code == 1
    assert '"idd" is not a language of the site; did you mean "id"?' in done.output
    assert done.output.endswith("1 problem to fix; nothing was printed.\n")
    assert not out.exists()
