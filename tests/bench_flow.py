"""How long flows take: `python -m tests.bench_flow`, or `make bench-flow`.

It ends with exit code 1 when a flow of 500 nodes takes a second to load, validate and prove, or
when a node of it takes half as long again as a node of a flow of 50.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

from scripts.proof import LIMIT, listing, prove
from scripts.source import load
from scripts.validate import validate
from tests import flows, tree

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNS = 7
SMALL, LARGE = 50, 500
SECONDS, GROWTH = 1.0, 1.5
DEPTH = 120
RECORD = "docs/_data/flows/datang.yml"


def wide(nodes: int) -> dict[str, Any]:
    """Return the record of a flow of so many nodes, a fifth of them outcomes, with whole texts."""
    outcomes = [f"saran-{i}" for i in range(nodes // 5)]
    questions = [f"tanya-{i}" for i in range(nodes - len(outcomes))]
    ways = {}
    for i, name in enumerate(questions):
        following = [questions[j] for j in (2 * i + 1, 2 * i + 2) if j < len(questions)]
        ends = [outcomes[(i + end) % len(outcomes)] for end in range(3 - len(following))]
        ways[name] = dict(zip(("ya", "tidak", "entah"), (*following, *ends), strict=True))
    record = flows.data(ways, outcomes)
    for i, node in enumerate((*record["questions"], *record["outcomes"])):
        node["was"] = [f"dulu-{node['id']}"]
        adorn(node, questions[i % len(questions)])
    return record


def adorn(node: dict[str, Any], other: str) -> None:
    """Give a node the texts that one has in a flow for readers, and a link to another one."""
    text = {"id": "Kalimat yang sepanjang kalimat biasa.", "en": "A sentence as long as others."}
    reason = {"text": text, "source": "koran"}
    if "options" in node:
        node |= {"hint": text, "examples": [text, text]}
        for option in node["options"]:
            option["reason"] = reason
    else:
        step = {**reason, "link": "surat#isi-surat"}
        back = {**reason, "link": f"keputusan/datang#{other}"}
        node |= {"summary": text, "why": [reason] * 3, "steps": [step, back], "ask": [reason] * 2}


def seconds(root: Path, record: Mapping[str, Any]) -> dict[str, float]:
    """Return the median seconds that each stage takes in a small project with this flow."""
    tree.write(root, {**tree.golden("flow")["tree"], RECORD: flows.written(record)})
    runs = [run(root) for _ in range(RUNS)]
    return {stage: median(times[stage] for times in runs) for stage in runs[0]}


def run(root: Path) -> dict[str, float]:
    """Return the seconds that each stage takes once."""
    gc.collect()
    marks = [perf_counter()]
    library, problems = load(root)
    marks.append(perf_counter())
    problems += validate(library)
    marks.append(perf_counter())
    if problems:
        sys.exit("\n".join(map(str, problems[:10])))
    flow = library.flows["datang"].value
    prove(flow, library.codes)
    listing("datang", flow)
    marks.append(perf_counter())
    stages = {"load": marks[1] - marks[0], "validate": marks[2] - marks[1]}
    return stages | {"prove": marks[3] - marks[2], "all": marks[3] - marks[0]}


def main() -> int:
    """Print what was measured; return 1 when it is too slow."""
    say = sys.stdout.write
    whole: dict[int, float] = {}
    with TemporaryDirectory() as folder:
        for nodes in (SMALL, LARGE):
            times = seconds(Path(folder), wide(nodes))
            whole[nodes] = times["all"]
            shown = ", ".join(f"{stage} {1000 * time:.0f} ms" for stage, time in times.items())
            each = 1000 * times["all"] / nodes
            say(f"{nodes} nodes: {shown}; {each:.2f} ms a node\n")
        layered = flows.layers(DEPTH)
        times = seconds(Path(folder), layered)
    say(
        f"2^{DEPTH} paths, of which {LIMIT} are written: all {1000 * times['all']:.0f} ms, "
        f"prove {1000 * times['prove']:.0f} ms\n"
    )
    growth = (whole[LARGE] / LARGE) / (whole[SMALL] / SMALL)
    say(f"A node of {LARGE} takes {growth:.2f} times as long as a node of {SMALL}.\n")
    return int(whole[LARGE] >= SECONDS or growth > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
