"""`make mutate`: put small faults into a module, one at a time, and list those that no test sees."""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.mutate.mutants import mutants
from tests.mutate.trial import KILLED, fresh, grafts

if TYPE_CHECKING:
    from tests.mutate.mutants import Mutant
    from tests.mutate.trial import Tried

ROOT = Path(__file__).parent.parent.parent


NOT_COPIED = shutil.ignore_patterns(".venv", ".cache", "site", ".git", "__pycache__", ".*_cache")


def tests_of(module: str) -> list[str]:
    """Return the test files that import a module, its own first."""
    own = f"test_{module}.py"
    users = re.compile(rf"from scripts\.{module} import|from scripts import [\w, ]*\b{module}\b")
    files = sorted((ROOT / "tests").glob("test_*.py"), key=lambda file: (file.name != own, file))
    return [
        str(file) for file in files if file.name == own or users.search(file.read_text("utf-8"))
    ]


def survivors(path: Path, made: list[Mutant], tests: list[str]) -> list[Mutant]:
    """Return the mutants that no quick test sees, after telling which tests were slow."""
    sources = [mutant.source for mutant in made]
    # In a process of its own, so that this one stays small.
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        tried = pool.submit(grafts, path, sources, tests).result()
    say(
        f"{len(tried.quick)} tests; left out, slow or failing without a mutant: {', '.join(tried.slow) or 'none'}"
    )
    doubtful = [mutant for mutant, end in zip(made, tried.ends, strict=True) if end != KILLED]
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(ROOT, Path(folder, "copy"), ignore=NOT_COPIED, symlinks=True))
        if doubtful and fresh(copy, tried.quick, tried.limit) == KILLED:
            raise ValueError("without a mutant, the quick tests fail in a copy of the project")
        return [mutant for mutant in doubtful if _survives(copy, path, mutant, tried)]


def _survives(copy: Path, path: Path, mutant: Mutant, tried: Tried) -> bool:
    (copy / path.relative_to(ROOT)).write_text(mutant.source, encoding="utf-8")
    return fresh(copy, tried.quick, tried.limit) != KILLED


def say(text: str) -> None:
    """Tell whoever runs the command."""
    print(text, flush=True)  # noqa: T201 - what the command says


def main() -> None:
    """Mutate a module, and end with 1 when a mutant survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module", type=Path, help="scripts/….py")
    parser.add_argument("tests", nargs="*", help="test files; else those that import the module")
    parser.add_argument("--many", type=int, help="how many mutants to draw, the same each time")
    parser.add_argument("--lines", type=int, nargs="+", help="mutants of these lines only")
    asked = parser.parse_intermixed_args()
    path, begun = asked.module.resolve(), time.monotonic()
    every = list(mutants(path.read_text("utf-8")))
    made = [mutant for mutant in every if not asked.lines or mutant.line in asked.lines]
    if asked.many and asked.many < len(made):
        made = sorted(random.Random(0).sample(made, asked.many))  # noqa: S311 - repeatable
    say(f"{asked.module}: {len(made)} of {len(every)} mutants")
    left = survivors(path, made, asked.tests or tests_of(path.stem))
    for mutant in left:
        say(f"\n{asked.module}:{mutant.line}\n{mutant.change}")
    score = 100 * (len(made) - len(left)) / max(1, len(made))
    say(
        f"\n{len(made) - len(left)} killed, {len(left)} survived: {score:.1f} % in {time.monotonic() - begun:.0f} s"
    )
    sys.exit(bool(left))


if __name__ == "__main__":
    main()
