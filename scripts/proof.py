"""What a flow's proof says, as plain data: what was counted, and the paths themselves.

It takes a flow that validation found nothing wrong with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from scripts import flow as graphs
from scripts.records import OURS, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scripts.flow import Extent, Path
    from scripts.records import Flow, Outcome, Question, Text

FOLDER = "docs/_data/flows/paths"
"""Where the paths of each flow are listed, relative to the project's root."""

LIMIT = 1_000
"""How many paths are written out at most; all of them are counted."""


class Node(NamedTuple):
    """A question or an outcome: on how many paths it is, and how many words each language has."""

    number: int
    node: Question | Outcome
    paths: int
    lengths: Mapping[str, int]


class Advice(NamedTuple):
    """What is proved of an outcome.

    `sources` are the ids of those it cites, without our own advice; `ours` of its `parts` are that.
    `listed` are the paths to it, among the first ones of the flow.
    """

    outcome: Outcome
    paths: int
    sources: tuple[str, ...]
    parts: int
    ours: int
    listed: tuple[Path, ...]


@dataclass(frozen=True)
class Proof:
    """What is proved of a flow in some languages, by their tags.

    `texts` counts its texts, and `complete` those that each language has.
    """

    flow: Flow
    extent: Extent
    reached: int
    texts: int
    complete: Mapping[str, int]
    nodes: tuple[Node, ...]
    advice: tuple[Advice, ...]

    @property
    def paths(self) -> int:
        """How many paths there are."""
        return self.extent.paths

    @cached_property
    def listed(self) -> int:
        """How many of them are written out."""
        return sum(len(advice.listed) for advice in self.advice)


def prove(flow: Flow, codes: Sequence[str], limit: int = LIMIT) -> Proof:
    """Return what is proved of a flow, with at most `limit` paths written out."""
    texts = {node.id: [text for _, text in texts_of(node)] for node in flow.nodes}
    every = [flow.title, flow.introduction, *chain.from_iterable(texts.values())]
    on, numbers = graphs.arrivals(flow), graphs.numbers(flow)
    listed: dict[str, list[Path]] = {outcome.id: [] for outcome in flow.outcomes}
    for path in islice(graphs.paths(flow), limit):
        listed[path.outcome].append(path)
    return Proof(
        flow=flow,
        extent=graphs.extent(flow),
        reached=len(graphs.reached(graphs.graph(flow), flow.questions[0].id)),
        texts=len(every),
        complete={code: sum(bool(t.root.get(code, "").strip()) for t in every) for code in codes},
        nodes=tuple(
            Node(numbers[node.id], node, on[node.id], _words(texts[node.id], codes))
            for node in flow.nodes
        ),
        advice=tuple(_advice(o, on[o.id], listed[o.id]) for o in flow.outcomes),
    )


def _advice(outcome: Outcome, paths: int, listed: Iterable[Path]) -> Advice:
    cited = outcome.cited
    return Advice(
        outcome=outcome,
        paths=paths,
        sources=tuple(dict.fromkeys(name for name in cited if name != OURS)),
        parts=len(cited),
        ours=cited.count(OURS),
        listed=tuple(listed),
    )


def _words(texts: Sequence[Text], codes: Sequence[str]) -> dict[str, int]:
    return {code: sum(len(text.root.get(code, "").split()) for text in texts) for code in codes}


def listing(name: str, flow: Flow) -> str:
    """Return every path of a flow as lines of ids, for reviewers who read what changes.

    Paths stand under their outcomes, both in alphabetical order: what an editor moves about
    changes no line, and what leads elsewhere changes only its own.
    """
    proof = prove(flow, ())
    extent = proof.extent
    head = [
        f"{name}: {extent.paths} paths of {extent.shortest} to {extent.longest} answers",
        *([f"Only the first {proof.listed} are below."] if proof.listed < extent.paths else []),
        "Written by `make paths`; how many paths lead to an outcome stands beside it.",
    ]
    groups = sorted(proof.advice, key=lambda advice: advice.outcome.id)
    return "\n\n".join(("\n".join(head), *map(_group, groups))) + "\n"


def _group(advice: Advice) -> str:
    lines = sorted(
        "  " + " ".join(f"{choice.question}={choice.option}" for choice in path.choices)
        for path in advice.listed
    )
    return "\n".join((f"{advice.outcome.id}: {advice.paths}", *lines))
