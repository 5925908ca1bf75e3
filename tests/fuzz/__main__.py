"""`make fuzz`: run the harnesses one after the other, and end with 1 when one has found something."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from tests.fuzz.harnesses import HARNESSES

HERE = Path(__file__).parent
FOUND = HERE.parent.parent / ".cache" / "fuzz"
"""Where inputs are kept: those that reach new code, and those that a harness fails with."""

LIMITS = ("-timeout=5", "-rss_limit_mb=1024", "-max_len=4096", "-print_final_stats=1")
RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


def run(name: str, seconds: int) -> bool:
    """Run a harness, tell what came of it, and say whether it has found nothing."""
    grown, seeds = FOUND / name, HERE / "corpus" / name
    grown.mkdir(parents=True, exist_ok=True)
    arguments = (
        *(*LIMITS, f"-max_total_time={seconds}", f"-dict={HERE / 'words.dict'}"),
        *(f"-artifact_prefix={FOUND}/{name}-", str(grown), str(seeds)),
    )
    command = [sys.executable, "-m", "tests.fuzz.run", name, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    runs = RUNS.search(done.stderr)
    outcome = "failed" if done.returncode else "nothing found"
    lines = [f"{name}: {runs[1] if runs else '?'} inputs, {outcome}"]
    if done.returncode:
        lines += [done.stdout[-2000:], done.stderr[-3000:]]
    print(*lines, sep="\n", flush=True)  # noqa: T201 - what the command says
    return not done.returncode


def main() -> None:
    """Divide the time among the harnesses that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a harness; else all")
    parser.add_argument("--time", type=int, default=600, help="seconds for all together")
    asked = parser.parse_args()
    names = asked.names or list(HARNESSES)
    results = [run(name, max(1, asked.time // len(names))) for name in names]
    sys.exit(not all(results))


if __name__ == "__main__":
    main()
