"""What a page costs its reader: `python -m tests.bench_reader`, or `make bench-reader`.

The same articles are built as our site and as one of stock Material, served alike by nginx (TLS,
HTTP/2, gzip at one level) and opened cold on a telephone. It ends with exit code 1 when a page is
heavier, slower beside the stock one, or less steady than it should be.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.snippets import TYPES
from tests import corpus, project
from tests.servers import ACCESS_LOG, nginx
from tests.visit import visitor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page, StorageState

    from tests.visit import Answer, Speed, Visitor

ARTICLES, NUMBER = 100, 37
RUNS = 5
RATIO = 0.75  # of stock Material's largest contentful paint
LIMITS = {"article": (23_000, 6), "checklist": (32_000, 7), "guide": (32_000, 7)}  # bytes, requests
CHECKLIST, GUIDE = "daftar-periksa/wawancara-kerja/", "keputusan/terima-undangan/"
GZIP = """\
    gzip on;
    gzip_comp_level 6;
    gzip_types application/json image/svg+xml text/css text/javascript;
"""
STOCK = "index index.html;\ncharset utf-8;\nerror_page 404 /404.html;\ntypes {{\n{types}}}\n{gzip}"
KINDS = ("page", "styles", "scripts", "search", "data", "rest")
say = sys.stdout.write


@dataclass(frozen=True)
class Subject:
    """A page to measure: its name, address, and what its reader stored at an earlier visit."""

    name: str
    address: str
    state: StorageState | None = None


def build(folder: Path) -> dict[str, tuple[Path, Path]]:
    """Build both sites below a folder, and return the root and the snippet of each server."""
    ours = project.copy_to(folder / "ours")
    corpus.write(ours.root, ARTICLES)
    for command in (["build"], ["publish", str(folder / "live")]):
        done = ours.run(*command)
        if done.code:
            sys.exit(done.err)
    plain = folder / "plain"
    corpus.stock(plain, ARTICLES)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(mkdocs, cwd=plain, check=True, env=environment)
    live = folder / "live" / "current"
    published = (live / "nginx.conf").read_text(encoding="utf-8")
    snippets = {
        "stock": STOCK.format(types=_types(), gzip=GZIP),
        "ours": published.replace("gzip_static on;", GZIP),
        "published": published,
    }
    roots = {"stock": plain / "site", "ours": live / "public", "published": live / "public"}
    for name, text in snippets.items():
        (folder / name).with_suffix(".conf").write_text(text, encoding="utf-8")
    return {name: (root, (folder / name).with_suffix(".conf")) for name, root in roots.items()}


def _types() -> str:
    return "".join(f"    {name} {endings};\n" for name, endings in TYPES.items())


def article() -> str:
    """Return the address of the article that is measured, on our site."""
    plans = [plan for plan, _ in corpus.written(project.ROOT, NUMBER + 1, 1)]
    return f"{plans[-1].path}/"


def tick(page: Page) -> None:
    """Use a checklist so that it has something to restore."""
    for box in (0, 1, 4):
        page.locator(".items .item__text").nth(box).click()


def choose(page: Page) -> None:
    """Answer two questions of a guide."""
    for _ in range(2):
        page.locator(".node[data-here] .option").last.click()


def weights(visitor: Visitor, servers: dict[str, str], folder: Path) -> list[str]:
    """Print what pages weigh, and return what misses its goal."""
    paths = {"article": article(), "checklist": CHECKLIST, "guide": GUIDE}
    say(f"\nBytes of a cold view{'requests':>16}{''.join(f'{kind:>9}' for kind in KINDS)}\n")
    faults = []
    for server, path in {
        "stock": {"article": f"artikel/{NUMBER}/"},
        "ours": paths,
        "published": paths,
    }.items():
        for name, where in path.items():
            answers = visitor.weigh(servers[server] + where, folder / server / ACCESS_LOG)
            total = sum(answer.size for answer in answers)
            say(f"{server:>10} {name:<10}{total:>7}{len(answers):>8}{_by_kind(answers)}\n")
            if server != "stock":
                faults += _heavy(f"{name} ({server})", total, answers, *LIMITS[name])
    return faults


def _by_kind(answers: Iterable[Answer]) -> str:
    sizes = dict.fromkeys(KINDS, 0)
    for answer in answers:
        sizes[answer.kind] += answer.size
    return "".join(f"{size:>9}" for size in sizes.values())


def _heavy(name: str, total: int, answers: list[Answer], size: int, requests: int) -> list[str]:
    """Return what is wrong with the weight of a page."""
    faults = [
        f"{answer.address} answers {answer.status}" for answer in answers if answer.status >= 400
    ]
    if total > size:
        faults.append(f"the {name} weighs {total} bytes, more than {size}")
    if len(answers) > requests:
        faults.append(f"the {name} takes {len(answers)} requests, more than {requests}")
    return faults


def speeds(visitor: Visitor, servers: dict[str, str]) -> list[str]:
    """Print how fast pages are, run by run in turn, and return what misses its goal."""
    ours, stock = servers["ours"], servers["stock"]
    _, ticked = visitor.state(ours + CHECKLIST, tick)
    answered, _ = visitor.state(ours + GUIDE, choose)
    subjects = (
        Subject("stock", f"{stock}artikel/{NUMBER}/"),
        Subject("article", ours + article()),
        Subject("checklist", ours + CHECKLIST),
        Subject("checklist with ticks", ours + CHECKLIST, ticked),
        Subject("guide", ours + GUIDE),
        Subject("guide with answers", answered),
    )
    runs: dict[str, list[Speed]] = {subject.name: [] for subject in subjects}
    for _ in range(RUNS):
        for subject in subjects:
            runs[subject.name].append(visitor.time(subject.address, subject.state))
    paints = {name: median(speed.paint for speed in found) for name, found in runs.items()}
    shifts = {name: max(speed.shift for speed in found) for name, found in runs.items()}
    say("\nLargest contentful paint, and how far things moved\n")
    for name, paint in paints.items():
        ratio = paint / paints["stock"]
        say(f"{name:>21}{paint:>7.0f} ms  {ratio:.2f} of stock{shifts[name]:>8.4f}\n")
    slow = paints["article"] / paints["stock"]
    faults = [f"the article takes {slow:.2f} of stock's time"] if slow > RATIO else []
    moved = (name for name in shifts if name != "stock" and shifts[name])
    return faults + [f"things move by {shifts[name]:.4f} on the {name}" for name in moved]


def main() -> int:
    """Print what was measured; return 1 when a goal is missed."""
    say(f"Building {ARTICLES} articles in each language twice …\n")
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder, servers = Path(name), {}
        folder.chmod(0o755)  # nginx's workers may be another user
        for server, (root, snippet) in build(folder).items():
            (folder / server).mkdir(exist_ok=True)
            servers[server] = stack.enter_context(
                nginx(folder / server, root, snippet, secure=True)
            )
        reader = stack.enter_context(visitor())
        faults = weights(reader, servers, folder) + speeds(reader, servers)
    say("".join(f"Missed: {fault}.\n" for fault in faults) or "All goals are reached.\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
