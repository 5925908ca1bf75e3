"""What `make mutate` makes of faults in a module; making the faults themselves needs mutmut."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("resource", reason="trials are copies of processes, where POSIX is")
TRY = """
import json, sys
from pathlib import Path
from tests.mutate.trial import grafts
path = Path("scripts/short.py").resolve()
tried = grafts(path, json.load(sys.stdin), sys.argv[1:])
print(json.dumps([tried.ends, len(tried.quick), tried.slow]))
"""


def tried(sources: list[str], *tests: str) -> tuple[list[int], int, list[str]]:
    """Return how mutants of a module ended, the number of quick tests, and the slow or failing ones."""
    done = subprocess.run(
        [sys.executable, "-c", TRY, *tests],
        cwd=ROOT,
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        check=True,
    )
    ends, quick, slow = json.loads(done.stdout)
    return ends, quick, slow


def test_a_fault_is_noticed_where_tests_look() -> None:
    source = (ROOT / "scripts/short.py").read_text("utf-8")
    faults = {
        "attempt = 0": "attempt = None",
        '[:8], "big")': "[:8])",  # which is so without saying
        "written = {code: place(path.value) for": "written = {code: None for",
        "while (code :=": "while True or (code :=",
        "LENGTH = 4": 'LENGTH = int("4")',
    }
    assert all(source.count(old) == 1 for old in faults)
    sources = [source.replace(old, new) for old, new in faults.items()]
    ends, quick, slow = tried(sources, "tests/test_short.py")
    killed, survived, unclear = 1, 0, 77
    assert ends == [killed, survived, killed, killed, unclear]
    assert quick
    assert slow == []


def test_tests_write_where_other_runs_of_pytest_remove_nothing(tmp_path: Path) -> None:
    file = tmp_path / "test_place.py"
    file.write_text("def test_place(tmp_path):\n    assert 'pytest-of-' not in str(tmp_path)\n")
    assert tried([], str(file)) == ([], 1, [])


def test_every_fault_is_made_once() -> None:
    made = pytest.importorskip("tests.mutate.mutants", reason="make mutate installs mutmut")
    source = '"""Doc."""\n\nfrom a import b\n\n\ndef f(x: int = 1) -> str:\n    if x > 2:\n        b(x)\n    return "a"\n'
    found = [mutant.source for mutant in made.mutants(source)]
    assert len(set(found)) == len(found)
    changed = {mutant.change for mutant in made.mutants(source)}
    assert {
        "-     if x > 2:\n+     if x >= 2:",
        "-     if x > 2:\n+     if x > 3:",
        "-     if x > 2:\n+     if True:",
        "-         b(x)\n+         pass",
        "-         b(x)\n+         b(None)",
        '-     return "a"\n+     return None',
    } <= changed
    assert not any("import" in change or "Doc" in change for change in changed)
