"""Guides in the finished site: the graph that a page's own links make, judged from its HTML alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin

from selectolax.lexbor import LexborHTMLParser

from scripts.check_page import PROOF
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from scripts.check_page import Page


@dataclass(frozen=True)
class Node:
    """A section of a guide: a question with options, or an outcome with reasons and steps.

    `options` are the option's ids and the ids of the nodes that their links lead to.
    """

    name: str
    headed: bool
    outcome: bool
    options: tuple[tuple[str, str], ...]
    reasons: int
    steps: int


@dataclass(frozen=True)
class Proof:
    """What a proof states: its numbers of paths, and the addresses of those it writes out."""

    page: Page
    stated: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Flow:
    """A guide's page with its nodes in order, the first of equal ones, and its proof."""

    page: Page
    nodes: dict[str, Node]
    proof: Proof | None

    @property
    def first(self) -> str:
        """The node where readers begin."""
        return next(iter(self.nodes), "")

    @property
    def edges(self) -> list[tuple[str, str]]:
        """Each option as the node it is in and the node it leads to, where there is one."""
        ways = ((n.name, following) for n in self.nodes.values() for _, following in n.options)
        return [(name, following) for name, following in ways if following in self.nodes]

    def problem(self, message: str, name: str) -> Problem:
        """Return a problem at the section of a node."""
        return self.page.problem(message, f'data-node="{name}"', "<flow-tool")


def check_flows(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield what is wrong with the guides of a site and with their proofs."""
    pages = list(pages)
    proofs = {page.address: read_proof(page) for page in pages if PROOF in page.marks}
    flows = {
        page.address: read_flow(page, proofs.pop(f"{page.address}bukti/", None))
        for page in pages
        if "flow-tool" in page.marks
        and page.indexable  # a variant for frames has no proof of its own
    }
    for flow in flows.values():
        for rule in RULES:
            yield from rule(flow, flows)
    for proof in proofs.values():
        message = "the page proves a guide that is not above it; put one there, or remove this"
        yield proof.page.problem(message, "proof__paths")


def read_flow(page: Page, proof: Proof | None) -> Flow:
    """Return the guide that a page shows."""
    found = LexborHTMLParser(page.source).css("flow-tool [data-node]")
    nodes: dict[str, Node] = {}
    for section in found:
        node = _read_node(section)
        nodes.setdefault(node.name, node)
    return Flow(page, nodes, proof)


def _read_node(section: LexborNode) -> Node:
    name = section.attributes.get("data-node") or ""
    options = (link.attributes for link in section.css(".options a.option"))
    return Node(
        name=name,
        headed=any(heading.attributes.get("id") == name for heading in section.css("h2")),
        outcome="data-outcome" in section.attributes,
        options=tuple(
            (option.get("data-option") or "", (option.get("href") or "").removeprefix("#"))
            for option in options
        ),
        reasons=len(section.css(".outcome__why li")),
        steps=len(section.css(".outcome__steps li")),
    )


def read_proof(page: Page) -> Proof:
    """Return what a proof's page states."""
    tree = LexborHTMLParser(page.source)
    stated = (data.attributes.get("value") or "" for data in tree.css("data.proof__paths"))
    links = (link.attributes.get("href") or "" for link in tree.css("a.path"))
    return Proof(page, tuple(stated), tuple(links))


def forward_order(flow: Flow) -> list[str]:
    """Return the nodes so that each comes before those it leads to; those in circles are left out."""
    waiting = Counter(following for _, following in flow.edges)
    ready = [name for name in flow.nodes if not waiting[name]]
    for name in ready:
        for _, following in flow.nodes[name].options:
            waiting[following] -= 1
            if following in flow.nodes and not waiting[following]:
                ready.append(following)
    return ready


def count(flow: Flow) -> int:
    """Return the number of paths from the first node to an outcome, if there are no circles."""
    arrived = Counter([flow.first])
    order = forward_order(flow)
    for name in order:
        for _, following in flow.nodes[name].options:
            arrived[following] += arrived[name]
    return sum(arrived[name] for name in order if not flow.nodes[name].options)


Flows = dict[str, Flow]


def nodes_have_headings(flow: Flow, _flows: Flows) -> Iterator[Problem]:
    """Give every node of a guide a heading with the node's id, where links arrive."""
    if not flow.nodes:
        yield flow.page.problem("the guide has no nodes; build the site again", "<flow-tool")
    for node in flow.nodes.values():
        if not node.headed:
            message = f'the node "{node.name}" has no h2 with its id; links to it arrive nowhere'
            yield flow.problem(message, node.name)


def options_lead_to_nodes(flow: Flow, _flows: Flows) -> Iterator[Problem]:
    """Lead every option to a node of the same page."""
    for node in flow.nodes.values():
        for option, following in node.options:
            if following not in flow.nodes:
                hint = did_you_mean(following, flow.nodes.keys() - {node.name})
                message = f'the option "{option}" of "{node.name}" leads to "{following}", which is not a node{hint}'
                yield flow.problem(message, node.name)


def questions_have_options(flow: Flow, _flows: Flows) -> Iterator[Problem]:
    """Give every question two options or more, each with an id of its own, and an outcome none."""
    for node in flow.nodes.values():
        names = [option for option, _ in node.options]
        if node.outcome and names:
            yield flow.problem(f'the outcome "{node.name}" has options; remove them', node.name)
        elif len(names) == 1:
            message = f'the question "{node.name}" has one option; give it another'
            yield flow.problem(message, node.name)
        if "" in names:
            message = f'an option of "{node.name}" has no data-option; give it an id'
            yield flow.problem(message, node.name)
        for option in {name for name in names if name and names.count(name) > 1}:
            message = f'two options of "{node.name}" have the id "{option}"; give each its own'
            yield flow.problem(message, node.name)


def ends_are_outcomes(flow: Flow, _flows: Flows) -> Iterator[Problem]:
    """End in outcomes only, and let each say why and what to do next."""
    for node in flow.nodes.values():
        if node.options:
            continue
        if not node.outcome:
            message = f'the node "{node.name}" has no options and is no outcome: a dead end'
            yield flow.problem(message, node.name)
        for number, name in ((node.reasons, "reason"), (node.steps, "step")):
            if not number:
                yield flow.problem(f'the outcome "{node.name}" gives no {name}; add one', node.name)


def nodes_are_reached(flow: Flow, _flows: Flows) -> Iterator[Problem]:
    """Lead to every node from the first one."""
    seen = {flow.first}
    while more := {following for name, following in flow.edges if name in seen} - seen:
        seen |= more
    for name in flow.nodes:
        if name not in seen:
            message = (
                f'no answers lead from "{flow.first}" to the node "{name}"; lead an option to it'
            )
            yield flow.problem(message, name)


def nothing_circles(flow: Flow, _flows: Flows) -> Iterator[Problem]:
    """Lead no path back to where it has been."""
    stuck = flow.nodes.keys() - set(forward_order(flow))
    # What a circle leads to is stuck behind it; only what leads back is in it.
    while loose := {
        name for name in stuck if not any(a == name and b in stuck for a, b in flow.edges)
    }:
        stuck -= loose
    if stuck:
        names = [name for name in flow.nodes if name in stuck]
        shown = ", ".join(f'"{name}"' for name in names[:8]) + (", …" if len(names) > 8 else "")
        yield flow.problem(f"paths go in a circle among {shown}; lead them forward", names[0])


def languages_agree(flow: Flow, flows: Flows) -> Iterator[Problem]:
    """Ask the same and lead to the same in every language."""
    for locale, address in flow.page.alternates:
        other = flows.get(address)
        if locale in {flow.page.locale, "x-default"}:
            continue
        if other is None:
            message = f'the version in "{locale}", {address}, is not a guide; make it one'
            yield flow.page.problem(message, f'hreflang="{locale}"')
            continue
        for name, node in flow.nodes.items():
            theirs = other.nodes.get(name)
            if theirs is None or (theirs.options, theirs.outcome) != (node.options, node.outcome):
                message = f'the node "{name}" is not the same in site/{other.page.path}; build the site again'
                yield flow.problem(message, name)


def proofs_are_true(flow: Flow, _flows: Flows) -> Iterator[Problem]:
    """Prove every guide below its page: with its number of paths, and paths that it has."""
    if not flow.proof:
        yield flow.page.problem("the guide has no proof in bukti/; add the page", "<flow-tool")
    elif len(forward_order(flow)) == len(flow.nodes):
        page, total = flow.proof.page, count(flow)
        if flow.proof.stated != (str(total),):
            said = " and ".join(flow.proof.stated) or "none"
            message = f"the number of paths is {said}; the guide has {total}"
            yield page.problem(message, "proof__paths")
        written = Counter(flow.proof.paths)
        for path, times in written.items():
            if times > 1 or not leads_to_its_end(flow, path):
                fault = f"is there {times} times" if times > 1 else "does not lead to its end"
                yield page.problem(f'the path "{path}" {fault}; build the site again', path)
        if not written or len(written) > total:
            message = f"{len(written)} paths are written out; the guide has {total}"
            yield page.problem(message, "proof__paths")


def leads_to_its_end(flow: Flow, path: str) -> bool:
    """Say whether the answers in an address lead from the first question to its fragment."""
    place, _, fragment = path.partition("#")
    place, _, query = place.partition("?")
    here = flow.first
    for question, option in parse_qsl(query):
        following = dict(flow.nodes[here].options).get(option) if question == here else None
        if following not in flow.nodes:
            return False
        here = following
    is_here = _joined(f"{flow.page.address}bukti/", place) == flow.page.address
    return is_here and here == fragment and not flow.nodes[here].options


_joined = lru_cache(256)(urljoin)  # all paths of a guide lead to its page


RULES = (
    nodes_have_headings,
    options_lead_to_nodes,
    questions_have_options,
    ends_are_outcomes,
    nodes_are_reached,
    nothing_circles,
    languages_agree,
    proofs_are_true,
)
