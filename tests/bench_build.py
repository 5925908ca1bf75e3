"""What builds take: `python -m tests.bench_build`, or `make bench-build`.

The same invented articles are built by `siap build` (validate, build, check) and by stock Material
with static-i18n, in turn; ratios are of such pairs, and medians of them count. Then one article is
edited, at rest and in the preview, the memory of all processes is added up, and 2,000 articles show
how builds grow. It ends with exit code 1 when a goal is missed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, mkdtemp
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.request import urlopen

import click

from tests import corpus, project
from tests.corpus.language import LOCALES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ARTICLES = {100: 0.35, 500: 0.12}
"""How much of stock's time a clean build may take at most, by the number of articles."""
REBUILD = 0.05
"""How much of stock's time a build after one edit may take at most, at EDITED articles."""
EDITED, MANY = 500, 2_000
SHOWN = 0.6
"""Seconds from an edit to its page in the preview, at most."""
EDITS = 10
LATER = 1.25
"""How much longer the last of EDITS may take than the first: more than one run differs by."""
GROWTH = 1.15
"""How much more time, and bytes, a page may take at most at MANY articles than at EDITED."""
MEMORY = 600_000_000
"""Bytes of all processes together, with what they share counted once (PSS)."""
RUNS = 5
PATIENCE = 120
TITLE = re.compile(r"^title: .*$", re.MULTILINE)
PORT = 8790


@dataclass(frozen=True)
class Result:
    """A line of the table, and whether its goal is reached."""

    line: str
    reached: bool = True


def write(root: Path, articles: int) -> Path:
    """Write a copy of the project with so many articles, and nothing kept from before."""
    project.copy_to(root, kept=False)
    corpus.write(root, articles)
    return root


def ours(root: Path, *, clean: bool = True) -> float:
    """Return the seconds of `siap build`, of a clean one if nothing else is said."""
    if clean:
        _set_aside(root, ".cache", "site")
    return _timed(root, "scripts", "build")


def stock(root: Path) -> float:
    """Return the seconds of a build of stock Material; it is always a clean one."""
    _set_aside(root, "site")
    return _timed(root, "mkdocs", "build", "--quiet")


def _set_aside(root: Path, *names: str) -> None:
    """Put away what a project's last build left, without deleting it.

    Where many files were deleted in the last minutes, ext4 takes long to make new ones.
    """
    away = Path(mkdtemp(prefix="before-", dir=root.parent))
    for name in names:
        if (root / name).exists():
            (root / name).rename(away / name)


def _timed(root: Path, *command: str) -> float:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env=_environment(),
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - started


def _environment() -> dict[str, str]:
    # Both begin as on the machines of editors: with what Python compiled the last time.
    others = ("SITE_", "PYTHONDONTWRITEBYTECODE")
    own = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    return own | {"NO_MKDOCS_2_WARNING": "1"}


def edit(root: Path, number: int) -> tuple[str, str]:
    """Change a sentence of an article, and return the page's path and what it says now."""
    file = sorted((root / "docs" / "id" / "artikel").glob("*.md"))[number + 5]
    said = f"Kalimat baru nomor {number}."
    text = file.read_text(encoding="utf-8")
    head, _, section = text.partition("{#kapan}\n")
    file.write_text(f"{head}{{#kapan}}\n\n{said} [@redaksi]\n{section}", encoding="utf-8")
    return f"artikel/{file.stem}/", said


def retitle(root: Path, number: int) -> tuple[str, str]:
    """Change the title of an article, which every page may show; return its path and the title."""
    file = sorted((root / "docs" / "id" / "artikel").glob("*.md"))[number + 5]
    said = f"Judul baru nomor {number}"
    text = file.read_text(encoding="utf-8")
    file.write_text(TITLE.sub(f"title: {said}", text, count=1), encoding="utf-8")
    return f"artikel/{file.stem}/", said


def clean(folder: Path) -> Iterator[Result]:
    """Yield how clean builds, and builds after one edit, compare with stock's."""
    for articles, most in ARTICLES.items():
        root, plain = write(folder / f"ours-{articles}", articles), folder / f"stock-{articles}"
        corpus.stock(plain, articles)
        pairs = [(ours(root), stock(plain)) for _ in range(RUNS)]
        yield _ratio(f"{articles} articles, clean", pairs, most)
        if articles == EDITED:
            again = []
            for run, (_, whole) in enumerate(pairs):
                edit(root, run)
                again.append((ours(root, clean=False), whole))
            yield _ratio(f"{articles} articles, one edited", again, REBUILD)


def _ratio(label: str, pairs: list[tuple[float, float]], most: float) -> Result:
    mine, theirs = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(first / second for first, second in pairs)
    line = f"{label}: {mine:.2f} s, stock {theirs:.2f} s, ratio {ratio:.3f} (at most {most})"
    return Result(line, ratio <= most)


def preview(folder: Path) -> Iterator[Result]:
    """Yield how long edits take to show in the preview."""
    root = folder / f"ours-{EDITED}"
    command = [sys.executable, "-m", "scripts", "serve", "--port", str(PORT)]
    address = f"http://127.0.0.1:{PORT}/"
    with subprocess.Popen(
        command, cwd=root, env=_environment(), stdout=subprocess.DEVNULL
    ) as process:
        try:
            _wait(partial(_shows, address, "<main"))
            time.sleep(1)
            times, titles = [
                [_seen(address, *change(root, number + RUNS)) for number in range(EDITS)]
                for change in (edit, retitle)
            ]
        finally:
            process.terminate()
    worst, first, last = max(times), times[0], times[-1]
    line = f"{EDITED} articles, preview: {median(times):.2f} s to an edit, at most {worst:.2f} s"
    yield Result(f"{line} (at most {SHOWN})", worst <= SHOWN)
    line = f"the first edit {first:.2f} s, the {EDITS}th {last:.2f} s"
    yield Result(line, last <= first * LATER)
    line = f"{median(titles):.2f} s to a title, at most {max(titles):.2f} s (at most {SHOWN})"
    yield Result(line, max(titles) <= SHOWN)


def _seen(address: str, path: str, said: str) -> float:
    """Return the seconds until a page says something, and let the rest go on for a moment."""
    seconds = _wait(partial(_shows, address + path, said))
    time.sleep(1)
    return seconds


def _shows(address: str, said: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return said in str(answer.read().decode())
    except OSError:
        return False


def _wait(condition: Callable[[], bool]) -> float:
    """Return the seconds until a condition is met."""
    started = time.perf_counter()
    while not condition():
        if time.perf_counter() - started > PATIENCE:
            raise TimeoutError(f"{condition} was not met within {PATIENCE} s")
        time.sleep(0.01)
    return time.perf_counter() - started


def memory(folder: Path) -> Iterator[Result]:
    """Yield the memory of a clean build."""
    if not Path("/proc/self/smaps_rollup").exists():
        yield Result("memory: this system does not tell the PSS of processes")
        return
    ended, most = Event(), 0

    def watch() -> None:
        nonlocal most
        while not ended.wait(0.05):
            most = max(most, sum(map(_pss, _descendants(os.getpid()))))

    watcher = Thread(target=watch)
    watcher.start()
    ours(folder / f"ours-{EDITED}")
    ended.set()
    watcher.join()
    line = f"{EDITED} articles, clean: {most / 1e6:.0f} MB of memory (at most {MEMORY / 1e6:.0f})"
    yield Result(line, most <= MEMORY)


def _descendants(parent: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(status.parent.name))
    found = list(children.get(parent, ()))
    while found:
        process = found.pop()
        yield process
        found += children.get(process, ())


def _pss(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def growth(folder: Path) -> Iterator[Result]:
    """Yield how the time and bytes of a page grow with the site."""
    roots = [folder / f"ours-{EDITED}", write(folder / f"ours-{MANY}", MANY)]
    pairs = [[1000 * ours(root) / _pages(root) for root in roots] for _ in range(RUNS)]
    few, many = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(after / before for before, after in pairs)
    line = f"{few:.2f} ms a page at {EDITED}, {many:.2f} at {MANY}, ratio {ratio:.2f}"
    yield Result(f"{line} (at most {GROWTH})", ratio <= GROWTH)
    before, after = (_bytes(root) / _pages(root) for root in roots)
    line = f"{before:.0f} bytes a page at {EDITED}, {after:.0f} at {MANY}"
    yield Result(f"{line}, ratio {after / before:.2f}", after <= before * GROWTH)


def _pages(root: Path) -> int:
    return sum(1 for locale in LOCALES for _ in (root / "docs" / locale).rglob("*.md"))


def _bytes(root: Path) -> int:
    return sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())


@click.command()
@click.option("--only", type=click.Choice(["clean", "preview", "memory", "growth"]))
def main(only: str | None) -> None:
    """Print the table; without --only, all of it."""
    parts = {"clean": clean, "preview": preview, "memory": memory, "growth": growth}
    missed = False
    with TemporaryDirectory() as name:
        folder = Path(name)
        if only not in {None, "clean"}:
            write(folder / f"ours-{EDITED}", EDITED)
        for part in [parts[only]] if only else parts.values():
            for result in part(folder):
                click.echo(result.line if result.reached else f"{result.line}  MISSED")
                missed |= not result.reached
    sys.exit(missed)


if __name__ == "__main__":
    main()
