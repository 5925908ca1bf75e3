"""How many readers a server bears: `python -m tests.bench_load`, or `make bench-load`.

The same articles are built as our site, published to a folder, and as one of stock Material. One
nginx with one worker serves each, by plain HTTP and from this machine to itself, with texts that
are compressed beforehand in the same way; ours goes by its published snippet. It ends with exit
code 1 when an answer is missing or wrong, or when it bears fewer readers of ours.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.compress import companions, texts
from tests.answers import (
    expect_bytes,
    expect_compression,
    expect_missing_pages,
    expect_unchanged,
)
from tests.bench_reader import ARTICLES, CHECKLIST, GUIDE, GZIP, NUMBER, article, build
from tests.load import CONNECTIONS, Load, load, pressed
from tests.programs import CHROMIUM, NGINX, WRK
from tests.project import Project
from tests.servers import ACCESS_LOG, nginx
from tests.visit import visitor

if TYPE_CHECKING:
    from tests.visit import Visitor

RUNS, SECONDS = 5, 3
FIGURES = ("rate", "p99", "size")
# Times the stock site's; a single page differs from the stock one by its headers alone.
LEAST = {"article": 0.8, "article, first visit": 1}
say = sys.stdout.write


@dataclass(frozen=True, eq=False)
class Subject:
    """What a server is asked for again and again."""

    name: str
    server: str
    paths: list[str]


def servers(folder: Path) -> dict[str, tuple[Path, Path]]:
    """Build both sites, and return the root and the snippet of each server."""
    built = build(folder)
    root, snippet = built["stock"]
    for _ in companions(texts(root), folder / "compressed"):
        pass
    text = snippet.read_text(encoding="utf-8").replace(GZIP, "gzip_static on;\n")
    snippet.write_text(text, encoding="utf-8")
    return {name: built[name] for name in ("stock", "published")}


def part_of_index(root: Path) -> str:
    """Return the address of the largest part of the Indonesian search index."""
    parts = (root / "cari/id").rglob("*.json")
    return max(parts, key=lambda path: path.stat().st_size).relative_to(root).as_posix()


def subjects(visitor: Visitor, servers: dict[str, str], logs: Path, root: Path) -> list[Subject]:
    """Return what is asked for: single files, and all that a first visit takes in a browser."""
    stock = {"article": f"artikel/{NUMBER}/"}
    ours = {"article": article(), "checklist": CHECKLIST, "guide": GUIDE}
    found = []
    for server, pages in {"stock": stock, "published": ours}.items():
        found += [Subject(name, server, [path]) for name, path in pages.items()]
        for name, path in pages.items():
            log = logs / server / ACCESS_LOG
            answers = visitor.weigh(servers[server] + path, log)
            # Without what is missing: stock Material asks for two lists that are not there.
            paths = [
                one.address.lstrip("/") for one in answers if one.status < HTTPStatus.BAD_REQUEST
            ]
            found.append(Subject(f"{name}, first visit", server, paths))
    found.append(Subject("search index", "stock", ["search/search_index.json"]))
    found.append(Subject("part of search index", "published", [part_of_index(root)]))
    return found


def loads(servers: dict[str, str], subjects: list[Subject]) -> dict[Subject, list[Load]]:
    """Put load on each subject in turn, again and again."""
    found: dict[Subject, list[Load]] = {subject: [] for subject in subjects}
    for _ in range(RUNS):
        for one in subjects:
            found[one].append(load(servers[one.server], one.paths, SECONDS))
    return found


def told(found: dict[Subject, list[Load]]) -> list[str]:
    """Print the medians, and return what misses its goal."""
    say(f"\nMedians of {RUNS} runs of {SECONDS} s, {CONNECTIONS} connections\n")
    say(f"{'':35}{'requests':>9}{'times/s':>9}{'p99 ms':>8}{'bytes':>8}\n")
    for one, runs in found.items():
        rate, p99, size = (median(getattr(run, key) for run in runs) for key in FIGURES)
        name = f"{one.server:>10} {one.name}"
        say(f"{name:<35}{len(one.paths):>9}{rate:>9.0f}{p99:>8.2f}{size:>8.0f}\n")
    faults = [
        f"{sum(run.faults for run in runs)} answers of {one.server} {one.name} are wrong"
        for one, runs in found.items()
        if any(run.faults for run in runs)
    ]
    for name, least in LEAST.items():
        both = {one.server: runs for one, runs in found.items() if one.name == name}
        pairs = zip(both["published"], both["stock"], strict=True)
        ratio = median(ours.rate / stock.rate for ours, stock in pairs)
        say(f"{name}: {ratio:.2f} times as many as of the stock site\n")
        if ratio < least:
            faults.append(f"{name}: {ratio:.2f} times as many, less than {least}")
    return faults


def expect_answers(project: Project, address: str) -> None:
    """Expect of every file, while others ask for an article, what is expected without them."""
    with pressed(address, article()):
        expect_bytes(project, address)
        expect_compression(project, address, brotli=False)
        expect_unchanged(project, address)
        expect_missing_pages(project, address)
    say("Under load, every answer is as it is without: bytes, headers, 304, 404.\n")


def main() -> int:
    """Print what was measured; return 1 when a goal is missed."""
    for program in (NGINX, WRK, CHROMIUM):
        if sentence := program.ensure():
            sys.exit(sentence)
    say(f"Building {ARTICLES} articles in each language twice …\n")
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder, addresses = Path(name), {}
        folder.chmod(0o755)  # nginx's workers may be another user
        places = servers(folder)
        for server, (root, snippet) in places.items():
            (folder / server).mkdir(exist_ok=True)
            addresses[server] = stack.enter_context(nginx(folder / server, root, snippet))
        expect_answers(Project(folder / "ours"), addresses["published"])
        with visitor() as reader:
            found = subjects(reader, addresses, folder, places["published"][0])
        faults = told(loads(addresses, found))
    say("".join(f"Missed: {fault}.\n" for fault in faults) or "All goals are reached.\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
