"""A flow as a graph: what leads where, which paths there are, and how it looks as a whole.

Nothing here recurses, so that a long flow is as good as a short one.
"""

from __future__ import annotations

from collections import Counter
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.records import Flow, Option

Graph = dict[str, tuple[str, ...]]
"""The nodes by id, each with those that its options lead to, in order and with repetitions."""


class Choice(NamedTuple):
    """An answer: the ids of a question and of one of its options."""

    question: str
    option: str


class Path(NamedTuple):
    """The answers that lead from the first question to an outcome."""

    choices: tuple[Choice, ...]
    outcome: str

    @property
    def query(self) -> str:
        """The answers as the query of an address: `tanda=tidak&asli=belum`."""
        return "&".join(f"{choice.question}={choice.option}" for choice in self.choices)


class Extent(NamedTuple):
    """How many paths a flow has, and the numbers of answers on its shortest and longest."""

    paths: int
    shortest: int
    longest: int


class Row(NamedTuple):
    """A line of the overview: an option and the node it leads to; the first line has no option.

    `again` says that what follows from the node has been shown above.
    """

    node: str
    depth: int
    question: str = ""
    option: Option | None = None
    again: bool = False


def graph(flow: Flow) -> Graph:
    """Return what leads where; of equal ids the first counts, and unknown ones lead nowhere."""
    nodes: Graph = {}
    known = {node.id for node in flow.nodes}
    for question in flow.questions:
        following = (option.next_node for option in question.options)
        nodes.setdefault(question.id, tuple(node for node in following if node in known))
    for outcome in flow.outcomes:
        nodes.setdefault(outcome.id, ())
    return nodes


def cycles(nodes: Graph) -> Iterator[list[str]]:
    """Yield a cycle for each pair of nodes that closes one, from where it is entered."""
    done: set[str] = set()
    for root in nodes:
        trail = {} if root in done else {root: iter(dict.fromkeys(nodes[root]))}
        while trail:
            node = next(reversed(trail))
            following = next(trail[node], None)
            if following is None:
                del trail[node]
                done.add(node)
            elif following in trail:
                names = list(trail)
                yield names[names.index(following) :]
            elif following not in done:
                trail[following] = iter(dict.fromkeys(nodes[following]))


def reached(nodes: Graph, start: str) -> set[str]:
    """Return the nodes that can be reached from `start`, itself among them."""
    found, waiting = {start}, [start]
    while waiting:
        new = set(nodes[waiting.pop()]) - found
        found |= new
        waiting += new
    return found


def extent(flow: Flow) -> Extent:
    """Count the paths of a flow without cycles; their number may be beyond all walking."""
    nodes = graph(flow)
    found: dict[str, Extent] = {}
    for node in TopologicalSorter(nodes).static_order():
        parts = [found[following] for following in nodes[node]]
        found[node] = Extent(
            sum(part.paths for part in parts) or 1,
            1 + min(part.shortest for part in parts) if parts else 0,
            1 + max(part.longest for part in parts) if parts else 0,
        )
    return found[flow.questions[0].id]


def arrivals(flow: Flow) -> dict[str, int]:
    """Return on how many paths each node of a flow without cycles is."""
    nodes = graph(flow)
    below: dict[str, int] = {}
    order = list(TopologicalSorter(nodes).static_order())
    for node in order:
        below[node] = sum(below[following] for following in nodes[node]) or 1
    above: Counter[str] = Counter({flow.questions[0].id: 1})
    for node in reversed(order):
        for following in nodes[node]:
            above[following] += above[node]
    return {node: above[node] * below[node] for node in nodes}


def paths(flow: Flow) -> Iterator[Path]:
    """Yield every path of a flow without cycles, in the order of the options; there may be many."""
    questions = {question.id: question for question in flow.questions}
    waiting: list[tuple[str, tuple[Choice, ...]]] = [(flow.questions[0].id, ())]
    while waiting:
        node, choices = waiting.pop()
        if question := questions.get(node):
            waiting += (
                (option.next_node, (*choices, Choice(node, option.id)))
                for option in reversed(question.options)
            )
        else:
            yield Path(choices, node)


def numbers(flow: Flow) -> Mapping[str, int]:
    """Return the numbers of the nodes on paper and in the overview, from 1."""
    return {node.id: number for number, node in enumerate(flow.nodes, 1)}


def overview(flow: Flow) -> Iterator[Row]:
    """Yield the whole flow as lines of an outline; each question is unfolded once."""
    questions = {question.id: question for question in flow.questions}
    start = flow.questions[0].id
    shown: set[str] = set()
    waiting = [Row(start, 0)]
    while waiting:
        row = waiting.pop()
        question = None if row.node in shown else questions.get(row.node)
        yield Row(row.node, row.depth, row.question, row.option, again=row.node in shown)
        if question:
            shown.add(row.node)
            waiting += (
                Row(option.next_node, row.depth + 1, row.node, option)
                for option in reversed(question.options)
            )
